//! A person says which area a place text means, or that none fits; it is remembered for the lists to come.

use gridward_database::{Change, Tx};
use gridward_domain::access::Verb;
use gridward_domain::plans::Cause;
use gridward_domain::{Id, faults as general};
use gridward_formats::risk_lists::counties;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::place::{RiskPlace, find, has_area};
use super::{faults, store};
use crate::responses::taking_whole;
use crate::{Ctx, Error, audit, plans};

/// What somebody decided about a place.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecidePlace {
    /// The code of the county or township that the text means, twelve digits; absent when none fits.
    pub area_code: Option<String>,
}

/// Decides where a place is. Every place of the response with the same words follows.
pub fn decide(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &DecidePlace) -> Result<RiskPlace, Error> {
    ctx.may_somewhere(Verb::RiskListsEdit)?;
    let place = find(tx, id)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    let response = taking_whole(tx, ctx, place.response_id, Verb::RiskListsEdit)?;
    let code = input.area_code.as_deref().map(str::trim).filter(|code| !code.is_empty());
    if let Some(code) = code
        && place.area_code.as_deref() != Some(code)
        && !counties().knows(code)
        && !has_area(tx, code)?
    {
        return Err(faults::NO_SUCH_AREA.at("area_code").with("code", code).into());
    }
    let mut touching = plans::places_of_text(tx, response.id, &place.text_key)?;
    store::decide(tx, response.id, &place.text_key, code, (ctx.now, ctx.actor))?;
    touching.extend(plans::places_of_text(tx, response.id, &place.text_key)?);
    plans::places_changed(tx, ctx, &response, (&touching, Cause::Facts))?;
    let area_ord = response.range.from;
    tx.note_change(Change { area: area_ord, noun: "risk_areas", id: id.to_string(), rev: 1, op: "decide" });
    let entry = audit::Entry {
        verb: "risk_areas.decide",
        noun: "risk_areas",
        record: id,
        area_ord,
        reason: "",
        detail: json!({ "response": response.id, "confirmed": code.is_some() }),
    };
    audit::note(tx, ctx, &entry)?;
    find(tx, id)?.ok_or_else(|| Error::broken("a place is gone"))
}
