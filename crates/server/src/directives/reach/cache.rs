//! Sheets that were read already. Each is good until the change feed moves; where it tells of receipts only, the sheet is
//! brought up to date for their grids, instead of being read again whole.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use gridward_database::{DbError, Tx};
use gridward_domain::access::Verb;
use gridward_domain::areas::{AreaOrd, Level};
use gridward_domain::{Id, Timestamp, faults as general};
use parking_lot::Mutex;

use super::sheet::Sheet;
use crate::directives::{directive, faults};
use crate::{Ctx, Error};

/// So many sheets are held at most.
const HELD: usize = 32;
/// Names of persons are not followed change by change; a sheet is read again whole after so many milliseconds.
const GOOD_FOR: i64 = 60_000;
/// So many changes are looked through for the grids that they touch; after more of them a sheet is read again whole.
const FOLLOWED: i64 = 512;
/// So many grids are read one by one; more are read together with all others.
const PATCHED: usize = 64;

/// Sheets by directive, with the number of the change they were read at and the time.
#[derive(Debug, Default)]
pub struct SheetCache {
    sheets: Mutex<HashMap<Id, Held>>,
}

#[derive(Debug, Clone)]
struct Held {
    seq: i64,
    at: Timestamp,
    sheet: Arc<Sheet>,
}

impl SheetCache {
    /// The sheet of an issued directive the asker may know of, as it is in this snapshot.
    pub(crate) fn sheet(&self, tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<Arc<Sheet>, Error> {
        ctx.may_somewhere(Verb::DirectivesRead)?;
        let seq = tx.changes_head()?;
        let found = self.sheets.lock().get(&id).cloned();
        let fresh = found.filter(|held| held.seq <= seq && (0..GOOD_FOR).contains(&ctx.now.since(held.at)));
        let followed = match fresh {
            Some(held) if held.seq == seq => Some(held),
            Some(held) => follow(tx, id, held, seq)?,
            None => None,
        };
        let held = match followed {
            Some(held) if held.sheet.directive.is_known_to(ctx) => held,
            Some(_) => return Err(general::NOT_FOUND.refuse().into()),
            None => Held { seq, at: ctx.now, sheet: Arc::new(read(tx, ctx, id)?) },
        };
        let sheet = held.sheet.clone();
        self.keep(id, held);
        Ok(sheet)
    }

    fn keep(&self, id: Id, held: Held) {
        let mut sheets = self.sheets.lock();
        if sheets.len() >= HELD && !sheets.contains_key(&id) {
            sheets.retain(|_, other| other.seq == held.seq);
        }
        if sheets.len() < HELD || sheets.contains_key(&id) {
            sheets.insert(id, held);
        }
    }
}

fn read(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<Sheet, Error> {
    let directive = directive::find(tx, ctx, id)?;
    if directive.issued_at.is_none() {
        return Err(faults::NOT_ISSUED.at("id").into());
    }
    Sheet::read(tx, directive, ctx.now)
}

/// The sheet brought up to date, if all that changed since are receipts of a few grids.
fn follow(tx: &mut Tx<'_>, id: Id, held: Held, seq: i64) -> Result<Option<Held>, DbError> {
    let Some(grids) = touched(tx, id, held.seq)? else { return Ok(None) };
    let sheet = if grids.is_empty() { held.sheet } else { Arc::new(held.sheet.with_grids(tx, &grids)?) };
    Ok(Some(Held { seq, at: held.at, sheet }))
}

/// The grids that receipts of a directive have touched since a change; nothing where something else changed that a sheet
/// is made of, or where there is too much.
fn touched(tx: &mut Tx<'_>, id: Id, since: i64) -> Result<Option<BTreeSet<i64>>, DbError> {
    let changes = tx.changes_after(since, FOLLOWED + 1)?;
    if i64::try_from(changes.len()).is_ok_and(|count| count > FOLLOWED) {
        return Ok(None);
    }
    let id = id.to_string();
    let mut grids = BTreeSet::new();
    for change in changes {
        match change.noun.as_str() {
            "receipts" if change.id == id => {
                grids.insert(change.area - change.area % AreaOrd::span(Level::Grid));
            }
            "receipts" | "posts" | "coverage" | "people" | "residents" => {}
            _ => return Ok(None),
        }
    }
    Ok((grids.len() <= PATCHED).then_some(grids))
}
