//! Ask for help, or complain: whoever holds the code of a registration.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::help_requests::{HelpKind, HelpState, check_told};

use super::help_request::{HelpRequestRecord, HelpRequestStanding, tell};
use super::{faults, store};
use crate::{Ctx, Error, responses};

/// As many as one registration may have open: more are no clearer.
const MOST_OPEN: usize = 5;

/// What is asked for.
#[derive(Clone)]
pub struct AskHelp {
    /// What kind of thing.
    pub kind: HelpKind,
    /// In their own words.
    pub told: String,
}

/// Keeps what a returnee asks for; `arrival` is that of the code they hold, `grid_ord` where it lies.
pub fn ask(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (arrival_id, response_id, grid_ord): (Id, Id, i64),
    input: &AskHelp,
) -> Result<HelpRequestStanding, Error> {
    responses::running(tx, response_id)?;
    check_told(input.kind, &input.told)?;
    let open = store::of_arrival(tx, ctx, arrival_id)?.iter().filter(|one| one.state.is_open()).count();
    if open >= MOST_OPEN {
        return Err(faults::TOO_MANY_OPEN.refuse().with("most", MOST_OPEN).into());
    }
    let record = HelpRequestRecord {
        id: ctx.ids.make(),
        response_id,
        arrival_id,
        grid_ord,
        kind: input.kind,
        state: HelpState::Asked,
        told: input.told.trim().to_owned(),
        asked_at: ctx.now,
        taken_at: None,
        taken_by: None,
        answer: None,
        ended_at: None,
        ended_by: None,
        rev: 1,
    };
    store::add(tx, ctx, &record)?;
    tell(tx, ctx, &record, "help_requests.ask")?;
    Ok(record.standing())
}
