//! The first pass over a file: which grid each row belongs to, and who is in the ledger already.

use std::collections::HashMap;
use std::sync::Arc;

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_formats::header::Field;
use gridward_formats::ledger::{Ledger, LedgerRow, Outcome};

use super::file::{ImportFile, unreadable};
use super::gather::{NotTaken, keep};
use super::known::{Known, Register};
use super::options::ImportOptions;
use super::places::{Misplaced, MissingGroups, Places};
use super::problems;
use crate::households::{Grid, store};
use crate::{Ctx, Error};

/// Rows looked up in the ledger at a time.
const BATCH: usize = 512;

/// A row's place in the file.
pub(super) type RowAt = (Arc<str>, u32);

/// What the first pass found.
pub(super) struct Judged {
    /// The ledger, read to its end: its summary is whole.
    pub(super) ledger: Ledger,
    /// Rows that may mean somebody in the ledger.
    pub(super) known: HashMap<RowAt, Known>,
    /// Households of the file that are households of the ledger.
    pub(super) joins: HashMap<u32, Id>,
    /// Groups without a grid.
    pub(super) missing: MissingGroups,
    /// Rows that are not taken.
    pub(super) not_taken: NotTaken,
}

impl Judged {
    /// Nothing yet, of a file at its first row.
    fn start(ctx: &Ctx, file: &ImportFile, options: &ImportOptions) -> Result<Self, Error> {
        let ledger = file.ledger(ctx, options)?;
        Ok(Self {
            not_taken: NotTaken::of(&ledger),
            ledger,
            known: HashMap::new(),
            joins: HashMap::new(),
            missing: MissingGroups::new(),
        })
    }
}

/// Reads the whole file by itself: rows are neither placed nor looked up in a ledger.
pub(super) fn judge_alone(ctx: &Ctx, file: &ImportFile, options: &ImportOptions) -> Result<Judged, Error> {
    let mut judged = Judged::start(ctx, file, options)?;
    for row in judged.ledger.by_ref() {
        keep(&mut judged.not_taken, &row.map_err(|error| unreadable(ctx, &error))?, ctx.language);
    }
    Ok(judged)
}

/// Reads the whole file without writing anything.
pub(super) fn judge(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    file: &ImportFile,
    options: &ImportOptions,
    places: &mut Places,
) -> Result<Judged, Error> {
    let mut judged = Judged::start(ctx, file, options)?;
    let empty = store::is_empty(tx)?;
    let mut waiting: Vec<(Grid, LedgerRow)> = Vec::with_capacity(BATCH);
    while let Some(row) = judged.ledger.next() {
        let mut row = row.map_err(|error| unreadable(ctx, &error))?;
        if row.outcome == Outcome::Accepted {
            match places.grid_of(&row.resident) {
                Ok(grid) if !empty => waiting.push((grid, row.clone())),
                Ok(_) => {}
                Err(misplaced) => misplace(&mut judged, &mut row, &misplaced, options),
            }
        }
        keep(&mut judged.not_taken, &row, ctx.language);
        if waiting.len() >= BATCH {
            recognise(tx, ctx, &mut judged, std::mem::take(&mut waiting))?;
        }
    }
    recognise(tx, ctx, &mut judged, waiting)?;
    Ok(judged)
}

/// A row whose grid can't be found is asked about, unless its group is to become one.
fn misplace(judged: &mut Judged, row: &mut LedgerRow, misplaced: &Misplaced, options: &ImportOptions) {
    if let Some(missing) = &misplaced.missing {
        *judged.missing.entry(missing.clone()).or_default() += 1;
        if options.create_grids {
            return;
        }
    }
    let column = column_of_place(&judged.ledger, row);
    judged.ledger.add(row, misplaced.kind, column);
}

/// The name of the column that tells the place.
pub(super) fn column_of_place(ledger: &Ledger, row: &LedgerRow) -> String {
    let layout = ledger.layouts().iter().find(|layout| layout.sheet == row.sheet);
    let column = |field| {
        let map = &layout?.map;
        map.columns.iter().find(|column| column.field == Some(field)).map(|column| column.header.clone())
    };
    [Field::Group, Field::Village, Field::Address].into_iter().find_map(column).unwrap_or_default()
}

fn recognise(tx: &mut Tx<'_>, ctx: &Ctx, judged: &mut Judged, rows: Vec<(Grid, LedgerRow)>) -> Result<(), Error> {
    let placed: Vec<_> = rows.iter().map(|(grid, row)| (*grid, &row.resident)).collect();
    let register = Register::look_up(tx, ctx, &placed)?;
    for (grid, mut row) in rows {
        if let Some(known) = register.person(ctx, grid, &row.resident) {
            judged.joins.entry(row.resident.household).or_insert(known.household);
            judged.known.insert((Arc::clone(&row.sheet), row.row), known);
            judged.ledger.add(&mut row, &problems::ALREADY_THERE, "");
        } else if let Some(household) = register.household_headed_by(grid, &row.resident) {
            judged.joins.entry(row.resident.household).or_insert(household);
        }
    }
    Ok(())
}
