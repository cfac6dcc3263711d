//! A directive as it is shown, and whether the asker may know of it.

use gridward_database::{Change, Tx};
use gridward_domain::access::Verb;
use gridward_domain::areas::{Level, OrdRange};
use gridward_domain::directives::{DirectiveState, DirectiveText};
use gridward_domain::{Id, Timestamp, faults as general};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::store;
use crate::{Ctx, Error, audit};

/// An area of a directive's scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScopeArea {
    /// The area.
    pub area_id: Id,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// The order numbers of its subtree.
    #[serde(skip, default = "nowhere")]
    pub(crate) range: OrdRange,
}

fn nowhere() -> OrdRange {
    OrdRange { from: 0, to: 0 }
}

/// A requirement that must reach every household of its scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Directive {
    /// The directive.
    pub id: Id,
    /// Where it stands.
    pub state: DirectiveState,
    /// 1 for the first issue; each amendment adds one, and receipts of the old one stay.
    pub version: i64,
    /// What it says.
    #[serde(flatten)]
    pub text: DirectiveText,
    /// When it was drafted.
    pub made_at: Timestamp,
    /// When it was issued, if it was.
    pub issued_at: Option<Timestamp>,
    /// When it was withdrawn or closed, if it was.
    pub ended_at: Option<Timestamp>,
    /// Revision: a change names the one it saw.
    pub rev: i64,
    /// The areas whose households it must reach.
    pub scope: Vec<ScopeArea>,
}

impl Directive {
    /// The order numbers of its scope, in order.
    pub(crate) fn ranges(&self) -> Vec<OrdRange> {
        let mut ranges: Vec<OrdRange> = self.scope.iter().map(|area| area.range).collect();
        ranges.sort_by_key(|range| range.from);
        ranges
    }

    /// Whether an area or a household lies in its scope.
    pub(crate) fn holds(&self, ord: i64) -> bool {
        self.scope.iter().any(|area| area.range.holds(ord))
    }

    /// Whether the asker may know of it: drafts are seen by those who may issue them.
    pub(super) fn is_known_to(&self, ctx: &Ctx) -> bool {
        if self.state == DirectiveState::Draft {
            return self.scope.iter().all(|area| ctx.may(Verb::DirectivesIssue, area.range).is_ok());
        }
        self.scope.iter().any(|area| ctx.touches(Verb::DirectivesRead, area.range))
    }
}

/// The directive with this identity, if the asker may know of it.
pub fn find(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<Directive, Error> {
    ctx.may_somewhere(Verb::DirectivesRead)?;
    store::find(tx, id)?
        .filter(|directive| directive.is_known_to(ctx))
        .ok_or_else(|| general::NOT_FOUND.refuse().into())
}

/// The directive for a change by one who may issue it, still as the asker saw it.
pub(super) fn changing(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, rev: i64) -> Result<Directive, Error> {
    ctx.may_somewhere(Verb::DirectivesIssue)?;
    let directive = find(tx, ctx, id)?;
    for area in &directive.scope {
        ctx.may(Verb::DirectivesIssue, area.range)?;
    }
    if directive.rev != rev {
        return Err(general::CHANGED_MEANWHILE.at("rev").into());
    }
    Ok(directive)
}

/// Tells the feed and the audit log what happened to a directive.
pub(super) fn tell(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    directive: &Directive,
    verbs: (&'static str, &'static str),
    reason: &str,
    detail: Value,
) -> Result<(), Error> {
    let (verb, op) = verbs;
    for area in &directive.scope {
        let id = directive.id.to_string();
        tx.note_change(Change { area: area.range.from, noun: "directives", id, rev: directive.rev, op });
    }
    let area_ord = directive.ranges().first().map_or(0, |range| range.from);
    let entry = audit::Entry { verb, noun: "directives", record: directive.id, area_ord, reason, detail };
    audit::note(tx, ctx, &entry)
}
