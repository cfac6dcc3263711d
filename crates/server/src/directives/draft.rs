//! Draft a directive, and change the draft.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::directives::{DirectiveState, DirectiveText, Move, check_text};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::directive::{Directive, ScopeArea, changing, tell};
use super::{faults, store};
use crate::{Ctx, Error, areas};

/// A draft.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NewDirective {
    /// What it says.
    #[serde(flatten)]
    pub text: DirectiveText,
    /// The areas whose households it must reach; areas that lie in another of them are left out.
    pub scope: Vec<Id>,
}

/// A draft in the place of the one before.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EditDraft {
    /// The revision the asker saw.
    pub rev: i64,
    /// The draft.
    #[serde(flatten)]
    pub draft: NewDirective,
}

/// Keeps a draft; nobody but those who may issue it sees it.
pub fn draft(tx: &mut Tx<'_>, ctx: &Ctx, input: &NewDirective) -> Result<Directive, Error> {
    ctx.may_somewhere(Verb::DirectivesIssue)?;
    let directive = Directive {
        id: ctx.ids.make(),
        state: DirectiveState::Draft,
        version: 0,
        text: check_text(&input.text, ctx.now)?,
        made_at: ctx.now,
        issued_at: None,
        ended_at: None,
        rev: 1,
        scope: scope_of(tx, ctx, &input.scope)?,
    };
    store::add(tx, &directive, ctx.actor)?;
    tell(tx, ctx, &directive, ("directives.draft", "draft"), "", json!({ "areas": directive.scope.len() }))?;
    Ok(directive)
}

/// Changes a draft that has not been issued.
pub fn edit(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &EditDraft) -> Result<Directive, Error> {
    let before = changing(tx, ctx, id, input.rev)?;
    let directive = Directive {
        state: before.state.after(Move::Edit)?,
        text: check_text(&input.draft.text, ctx.now)?,
        scope: scope_of(tx, ctx, &input.draft.scope)?,
        rev: before.rev + 1,
        ..before
    };
    store::put(tx, &directive)?;
    store::put_scope(tx, &directive)?;
    tell(tx, ctx, &directive, ("directives.edit", "draft"), "", json!({ "areas": directive.scope.len() }))?;
    Ok(directive)
}

/// The areas of a scope, each live and within what the asker may issue for, in order and none within another.
fn scope_of(tx: &mut Tx<'_>, ctx: &Ctx, ids: &[Id]) -> Result<Vec<ScopeArea>, Error> {
    if ids.is_empty() {
        return Err(faults::SCOPE_EMPTY.at("scope").into());
    }
    let mut wanted = ids.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    let mut found = areas::stored_all(tx, &wanted)?;
    let outside = |area: &areas::Area| ctx.may(Verb::DirectivesIssue, area.range()).is_err();
    if found.len() < wanted.len() || found.iter().any(outside) {
        return Err(faults::SCOPE_OUTSIDE.at("scope").into());
    }
    if let Some(closed) = found.iter().find(|area| area.to_at.is_some()) {
        return Err(faults::SCOPE_CLOSED.at("scope").with("name", &closed.name).into());
    }
    found.sort_by_key(|area| (area.ord, area.level));
    let mut scope: Vec<ScopeArea> = Vec::with_capacity(found.len());
    for area in found {
        let range = area.range();
        if !scope.last().is_some_and(|last| last.range.covers(range)) {
            scope.push(ScopeArea { area_id: area.id, name: area.name, level: area.level, range });
        }
    }
    Ok(scope)
}
