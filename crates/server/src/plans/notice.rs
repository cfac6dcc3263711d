//! What stands on the printed notice of a measure, and on that of its release.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::{Id, faults as general};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::plan::{Plan, reached};
use super::store;
use crate::arrivals::{self, ArrivalOwner, owner};
use crate::audit::Seen;
use crate::{Ctx, Error, responses};

/// A notice, ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PlanNotice {
    /// The plan with the person's name, the sentences and the document.
    #[serde(flatten)]
    pub plan: Plan,
    /// The response.
    pub response_name: String,
    /// On which basis it was opened.
    pub legal_basis: String,
    /// Who issues the notice: the area of the response.
    pub issued_by: String,
    /// The day it is printed.
    #[schema(value_type = String, format = Date)]
    pub issued_on: Date,
    /// Where the person is.
    pub place: String,
    /// The village.
    pub village_name: String,
    /// Who answers for them, with the number on duty; absent where no post does.
    pub owner: Option<ArrivalOwner>,
}

/// The notice of a plan, and what the audit log keeps of the look.
pub fn notice(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<(PlanNotice, Seen), Error> {
    let plan = reached(tx, ctx, Verb::PlansRead, id)?;
    let arrival = arrivals::stored(tx, ctx, plan.arrival_id)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    let response = responses::stored(tx, plan.response_id)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    let area_ord = plan.grid_ord;
    let detail = json!({ "response": plan.response_id, "notice": true });
    let names = store::names(tx, plan.arrival_id)?;
    let notice = PlanNotice {
        plan: plan.shown(names, ctx.language),
        response_name: response.terms.name,
        legal_basis: response.terms.legal_basis,
        issued_by: response.area_name,
        issued_on: ctx.zone.date(ctx.now),
        place: arrival.destination.place.clone(),
        village_name: arrival.destination.village_name.clone(),
        owner: owner(tx, ctx, area_ord)?,
    };
    Ok((notice, Seen { noun: "plans", record: id, area_ord, detail }))
}
