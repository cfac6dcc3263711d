//! The responses of the sample town: one that is over, and one under way with arrivals in every state.

mod days;
mod ended;
mod origins;
mod response;
mod returnees;

use gridward_database::Tx;
use gridward_domain::access::Role;
use gridward_domain::{Id, Timestamp};
use gridward_server::{Ctx, Error};
use jiff::ToSpan;
use jiff::civil::Date;

use super::areas::Town;
use super::ledger::Doors;
use super::roster::Crew;

const MINUTE: i64 = 60_000;

/// Where the response plays, and who works in it.
pub(super) struct Stage<'a> {
    town: &'a Town,
    doors: &'a Doors,
    crew: &'a Crew,
    clerk: Id,
}

impl<'a> Stage<'a> {
    pub(super) fn new(town: &'a Town, doors: &'a Doors, crew: &'a Crew) -> Result<Self, Error> {
        let clerk = crew.holder(Role::Clerk)?;
        Ok(Self { town, doors, crew, clerk })
    }
}

/// Opens the responses and lives through the days since. Answers how many people were registered.
pub(super) fn plant(tx: &mut Tx<'_>, ctx: &Ctx, stage: &Stage<'_>, people: usize, seed: u64) -> Result<usize, Error> {
    ended::plant(tx, ctx, stage)?;
    let response = response::open(tx, ctx, stage)?;
    days::live_through(tx, ctx, (stage, response), returnees::draw(stage, people, seed), seed + 1)
}

/// The day so many days after today.
fn date_of(ctx: &Ctx, day: i64) -> Date {
    let today = ctx.zone.date(ctx.now);
    today.checked_add(day.days()).unwrap_or(today)
}

/// A minute of the day so many days after today; never ahead of the present.
fn at(ctx: &Ctx, day: i64, minute: i64) -> Timestamp {
    let start = ctx.zone.start_of(date_of(ctx, day)).unwrap_or(ctx.now);
    start.plus(minute * MINUTE).min(ctx.now)
}

/// The context of somebody at a minute of a day, with every right: what they may do is not what is shown here.
fn by(ctx: &Ctx, actor: Id, day: i64, minute: i64) -> Ctx {
    Ctx { actor, now: at(ctx, day, minute), ..ctx.clone() }
}
