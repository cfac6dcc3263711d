//! Take receipts: judge each by the rules, keep the good ones, bring doors and roll-ups up to date.

use std::collections::BTreeSet;

use gridward_database::{Together, Tx};
use gridward_domain::directives::{Entry, Move, ReceiptState, Standing, check_receipt, standing_of};
use gridward_domain::{Id, Refusal, Timestamp, faults as general};

use super::doors::{self, DoorRow, Key};
use super::input::{Delivery, ReceiptCommand, Taken};
use super::lot::{Lot, Rights};
use super::roll_up::{self, RollUp};
use super::store::{self, Kept, held_between};
use crate::directives::faults;
use crate::households::Grid;
use crate::{Ctx, Error};

/// The hot kind: the receipts of all requests that share a batch are written with the same few statements.
pub static RECEIPTS: Together<Delivery, Vec<Taken>, Error> = Together { name: "receipts.record", run: record };

/// What a lot writes.
#[derive(Default)]
struct Outcome<'a> {
    kept: Vec<Kept<'a>>,
    roll_up: RollUp,
    /// Grids in which a correction may have moved the latest reached door.
    corrected: BTreeSet<(Id, Grid)>,
    /// Receipts that no longer count: their problems are closed.
    taken_back: Vec<(Id, &'a str)>,
}

/// Takes the receipts of several requests and answers once for each; a refused receipt leaves no trace.
pub fn record(tx: &mut Tx<'_>, deliveries: &[Delivery]) -> Result<Vec<Result<Vec<Taken>, Error>>, Error> {
    let mut lot = Lot::read(tx, deliveries)?;
    let mut outcome = Outcome::default();
    let mut answers = Vec::with_capacity(deliveries.len());
    for delivery in deliveries {
        let rights = Rights::of(&delivery.ctx);
        let mut taken = Vec::with_capacity(delivery.receipts.len());
        for receipt in &delivery.receipts {
            taken.push(match take(tx, &mut lot, &mut outcome, (&delivery.ctx, &rights), receipt) {
                Ok(taken) => taken,
                Err(Error::Refused(refusal)) => Taken::Refused(refusal),
                Err(other) => return Err(other),
            });
        }
        answers.push(Ok(taken));
    }
    write(tx, &lot, &outcome)?;
    Ok(answers)
}

fn write(tx: &mut Tx<'_>, lot: &Lot, outcome: &Outcome<'_>) -> Result<(), Error> {
    if outcome.kept.is_empty() {
        return Ok(());
    }
    let mut touched: Vec<&Key> = lot.touched.iter().collect();
    touched.sort_unstable();
    let doors = doors::rows(touched.into_iter().filter_map(|key| lot.doors.get(key)));
    let (rows, sums) = (store::Rows::of(&outcome.kept), roll_up::rows(&outcome.roll_up));
    let [receipts, problems] = rows.calls();
    tx.exec_together(&[receipts, problems, doors::put(&doors), roll_up::add(&sums)])?;
    roll_up::tell(tx, &outcome.roll_up);
    roll_up::recount_last(tx, outcome.corrected.iter().copied())?;
    for (receipt, why) in &outcome.taken_back {
        store::drop_problem(tx, *receipt, why)?;
    }
    Ok(())
}

/// Judges one receipt and takes it into the lot.
fn take<'a>(
    tx: &mut Tx<'_>,
    lot: &mut Lot,
    outcome: &mut Outcome<'a>,
    (ctx, rights): (&'a Ctx, &Rights),
    command: &'a ReceiptCommand,
) -> Result<Taken, Error> {
    let input = &command.input;
    let key = (input.directive_id, input.household_id);
    if let Some(origin) = lot.known.get(&command.op_id) {
        let same = *origin == (ctx.actor, key.0, key.1);
        return if same { Ok(Taken::Repeated) } else { Err(general::OP_REUSED.at("op_id").into()) };
    }
    let (issued, grid) = admitted(lot, ctx, rights, command)?;
    let entry = Entry {
        id: command.op_id,
        state: input.state,
        reason: input.reason,
        corrects: input.corrects,
        at: held_between(input.device_at, issued, ctx.now),
    };
    let before = lot.doors.get(&key).cloned();
    let stood = before.as_ref().and_then(|door| door.standing);
    let stands = match input.corrects {
        None => stood.map_or_else(|| Standing::first(&entry), |standing| Some(standing.with(&entry))),
        Some(corrected) => corrected_standing(tx, lot, key, &entry, (corrected, issued))?,
    };
    outcome.taken_back.extend(input.corrects.map(|corrected| (corrected, input.note.as_str())));
    count(outcome, key.0, (before.as_ref(), stood), (grid, stands), (issued, ctx.now, input.corrects.is_some()));
    let door = DoorRow {
        directive: key.0,
        household: key.1,
        grid: Some(grid),
        standing: stands,
        channel: input.channel.name().to_owned(),
        version: input.version,
    };
    lot.doors.insert(key, door);
    lot.touched.insert(key);
    lot.fresh.entry(key).or_default().push(entry);
    lot.known.insert(command.op_id, (ctx.actor, key.0, key.1));
    let refused_before = stood.is_some_and(|standing| standing.state == ReceiptState::Refused);
    let problem = (input.state == ReceiptState::Refused && !refused_before).then(|| ctx.ids.make());
    outcome.kept.push(Kept { command, person: ctx.actor, server_at: ctx.now, grid, problem });
    Ok(Taken::Done)
}

/// When the directive was issued and the grid of the household, if this receipt may be brought at all.
fn admitted(lot: &Lot, ctx: &Ctx, rights: &Rights, command: &ReceiptCommand) -> Result<(Timestamp, Grid), Refusal> {
    let input = &command.input;
    check_receipt(&input.facts(), ctx.now)?;
    let directive = lot.directives.get(&input.directive_id).ok_or_else(|| general::NOT_FOUND.at("directive_id"))?;
    // A household that has left the ledger is not told apart from one that never was: nobody has a right to it.
    let Some(grid) = lot.homes.get(&input.household_id).copied() else {
        return Err(faults::OUT_OF_SCOPE.at("household_id"));
    };
    if !lot.reaches(rights, input.household_id, grid) {
        return Err(general::NOT_FOUND.at("household_id"));
    }
    if !directive.holds(grid.ord) {
        return Err(faults::OUT_OF_SCOPE.at("household_id"));
    }
    directive.state.after(Move::Record)?;
    if input.version < 1 || input.version > directive.version {
        return Err(faults::NO_SUCH_VERSION.at("version").with("version", input.version));
    }
    let issued = directive.issued_at.ok_or_else(|| faults::NOT_ISSUED.at("directive_id"))?;
    Ok((issued, grid))
}

/// Where the door stands by all its receipts, this correction among them.
fn corrected_standing(
    tx: &mut Tx<'_>,
    lot: &Lot,
    key: Key,
    entry: &Entry,
    (corrected, issued): (Id, Timestamp),
) -> Result<Option<Standing>, Error> {
    let mut entries = store::entries(tx, key, issued)?;
    entries.extend(lot.fresh.get(&key).into_iter().flatten());
    let free = entries.iter().any(|other| other.id == corrected)
        && entries.iter().all(|other| other.corrects != Some(corrected));
    if !free {
        return Err(faults::NOTHING_TO_CORRECT.at("corrects").into());
    }
    entries.push(*entry);
    Ok(standing_of(&entries))
}

/// Counts a door out of the figures where it stood, and into those where it stands.
fn count(
    outcome: &mut Outcome<'_>,
    directive: Id,
    (door, stood): (Option<&DoorRow>, Option<Standing>),
    (grid, stands): (Grid, Option<Standing>),
    (issued, now, corrects): (Timestamp, Timestamp, bool),
) {
    if let Some(old) = door.and_then(|door| door.grid) {
        outcome.roll_up.entry((directive, old)).or_default().door(stood.as_ref(), None, issued);
        if corrects {
            outcome.corrected.insert((directive, old));
        }
    }
    let delta = outcome.roll_up.entry((directive, grid)).or_default();
    delta.door(None, stands.as_ref(), issued);
    delta.last_report = delta.last_report.max(now);
}
