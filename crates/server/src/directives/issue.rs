//! Issue a directive, and amend one that is in force. Both take the same time however many households are due.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::directives::{DirectiveText, Move, check_text};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::directive::{Directive, changing, tell};
use super::{faults, sign, store};
use crate::{Ctx, Error};

/// Which draft is issued.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueDirective {
    /// The revision the asker saw.
    pub rev: i64,
}

/// A new wording.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AmendDirective {
    /// The revision the asker saw.
    pub rev: i64,
    /// Why.
    pub reason: String,
    /// What it says from now on.
    #[serde(flatten)]
    pub text: DirectiveText,
}

/// Sends a draft out: from now on every live household of its scope is due. Whoever issues it from a post of a tier that
/// signs has signed for that tier.
pub fn issue(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: IssueDirective) -> Result<Directive, Error> {
    let draft = changing(tx, ctx, id, input.rev)?;
    let directive = Directive {
        state: draft.state.after(Move::Issue)?,
        text: check_text(&draft.text, ctx.now)?,
        version: 1,
        issued_at: Some(ctx.now),
        rev: draft.rev + 1,
        ..draft
    };
    store::put(tx, &directive)?;
    store::add_version(tx, &directive, "", (ctx.now, ctx.actor))?;
    sign::sign_as_issuer(tx, ctx, &directive)?;
    let detail = json!({ "areas": directive.scope.len(), "deadline_at": directive.text.deadline_at });
    tell(tx, ctx, &directive, ("directives.issue", "issue"), "", detail)?;
    Ok(directive)
}

/// Puts a new wording in force; the receipts of the old one stay and keep its number.
pub fn amend(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &AmendDirective) -> Result<Directive, Error> {
    let before = changing(tx, ctx, id, input.rev)?;
    let state = before.state.after(Move::Amend)?;
    let reason = input.reason.trim();
    if reason.is_empty() {
        return Err(faults::REASON_MISSING.at("reason").into());
    }
    let (version, rev) = (before.version + 1, before.rev + 1);
    let directive = Directive { state, text: check_text(&input.text, ctx.now)?, version, rev, ..before };
    store::put(tx, &directive)?;
    store::add_version(tx, &directive, reason, (ctx.now, ctx.actor))?;
    sign::sign_as_issuer(tx, ctx, &directive)?;
    tell(tx, ctx, &directive, ("directives.amend", "amend"), reason, json!({ "version": version }))?;
    Ok(directive)
}
