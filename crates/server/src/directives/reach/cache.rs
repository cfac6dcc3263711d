//! Sheets that were read already: each is good until the change feed moves.

use std::collections::HashMap;
use std::sync::Arc;

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::{Id, Timestamp};
use parking_lot::Mutex;

use super::sheet::Sheet;
use crate::directives::{directive, faults};
use crate::{Ctx, Error};

/// So many sheets are held at most.
const HELD: usize = 32;
/// Areas change with time alone only where a code or a date says so; a sheet is read again after so many milliseconds.
const GOOD_FOR: i64 = 60_000;

/// Sheets by directive, with the number of the change they were read at and the time.
#[derive(Debug, Default)]
pub struct SheetCache {
    sheets: Mutex<HashMap<Id, Held>>,
}

#[derive(Debug)]
struct Held {
    head: i64,
    at: Timestamp,
    sheet: Arc<Sheet>,
}

impl SheetCache {
    /// The sheet of an issued directive the asker may know of, as it is in this snapshot.
    pub(crate) fn sheet(&self, tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<Arc<Sheet>, Error> {
        ctx.may_somewhere(Verb::DirectivesRead)?;
        let head = tx.changes_head()?;
        let found = self.sheets.lock().get(&id).and_then(|held| {
            let good = held.head == head && (0..GOOD_FOR).contains(&ctx.now.since(held.at));
            good.then(|| held.sheet.clone())
        });
        if let Some(sheet) = found {
            return if sheet.directive.is_known_to(ctx) {
                Ok(sheet)
            } else {
                Err(gridward_domain::faults::NOT_FOUND.refuse().into())
            };
        }
        let directive = directive::find(tx, ctx, id)?;
        if directive.issued_at.is_none() {
            return Err(faults::NOT_ISSUED.at("id").into());
        }
        let sheet = Arc::new(Sheet::read(tx, directive, ctx.now)?);
        let mut sheets = self.sheets.lock();
        if sheets.len() >= HELD {
            sheets.retain(|_, held| held.head == head);
        }
        if sheets.len() < HELD {
            sheets.insert(id, Held { head, at: ctx.now, sheet: sheet.clone() });
        }
        Ok(sheet)
    }
}
