//! Open a response, and change its terms while it is open.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::responses::{Move, ResponseTerms, check_terms};
use gridward_domain::{Id, Refusal, faults as general};
use gridward_formats::programmes::shipped_set;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::response::{Response, changing, told};
use super::{faults, store};
use crate::{Ctx, Error, areas, plans};

/// A response to open.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NewResponse {
    /// The area it is for, with everything below.
    pub area_id: Id,
    /// What for, on which basis, by which rules, and for how long.
    #[serde(flatten)]
    pub terms: ResponseTerms,
}

/// New terms. The area stays: records lie in it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EditResponse {
    /// The revision the asker saw.
    pub rev: i64,
    /// The terms from now on.
    #[serde(flatten)]
    pub terms: ResponseTerms,
}

/// Opens a response: from now on it may own records of health and whereabouts.
pub fn open(tx: &mut Tx<'_>, ctx: &Ctx, input: &NewResponse) -> Result<Response, Error> {
    ctx.may_somewhere(Verb::ResponsesOpen)?;
    let area = areas::stored(tx, input.area_id)?.ok_or_else(|| general::NOT_FOUND.at("area_id"))?;
    ctx.may(Verb::ResponsesOpen, area.range())?;
    if area.to_at.is_some() {
        return Err(faults::SCOPE_CLOSED.at("area_id").with("name", &area.name).into());
    }
    let terms = check_terms(&input.terms, ctx.now)?;
    check_programme(&terms)?;
    let id = ctx.ids.make();
    store::add(tx, id, &terms, &area, (ctx.now, ctx.actor))?;
    told(tx, ctx, id, ("responses.open", "open"), detail(&terms))
}

/// Changes the terms of an open response; records that it owns already keep to the new ones.
pub fn edit(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &EditResponse) -> Result<Response, Error> {
    let before = changing(tx, ctx, id, input.rev)?;
    before.state.after(Move::Edit)?;
    // The start may have been long ago by now; only a new one is looked at.
    let at = if input.terms.from_at == before.terms.from_at { before.terms.from_at } else { ctx.now };
    let terms = check_terms(&input.terms, at)?;
    if terms.programme != before.terms.programme {
        check_programme(&terms)?;
    }
    store::put_terms(tx, id, &terms)?;
    if terms.programme != before.terms.programme {
        plans::rules_changed(tx, ctx, id)?;
    }
    told(tx, ctx, id, ("responses.edit", "edit"), detail(&terms))
}

/// A response goes by a rule set that is there, or by none yet.
fn check_programme(terms: &ResponseTerms) -> Result<(), Refusal> {
    if terms.programme.is_empty() || shipped_set(&terms.programme).is_some() {
        return Ok(());
    }
    Err(faults::PROGRAMME_UNKNOWN.at("programme").with("name", &terms.programme))
}

fn detail(terms: &ResponseTerms) -> serde_json::Value {
    json!({ "programme": terms.programme, "retention_days": terms.retention_days, "backup_days": terms.backup_days })
}
