//! Load many households at once, the engine's fastest way: import, the demo and the bench use it.
//!
//! Three threads go hand in hand: one draws the households (and reads the file behind them), one seals numbers and makes
//! rows, the writer's own writes. On an empty ledger the indexes are built after the rows: that takes less than half of
//! the time.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use gridward_database::{Change, Engine, Param, Statement, Tx};
use gridward_domain::households::Relation;
use gridward_domain::{Id, Timestamp};

use super::household::{Grid, Household};
use super::store;
use crate::residents::{self, Facts, ResidentRecord};
use crate::{Ctx, Error, posts};

/// A household to be loaded.
#[derive(Debug, Clone)]
pub struct NewHousehold {
    /// The household's identity, made by the caller.
    pub id: Id,
    /// Its grid or micro-grid.
    pub grid: Grid,
    /// The number the ledger gives it.
    pub number: String,
    /// Lane or building.
    pub lane: String,
    /// The door.
    pub door: String,
    /// A remark.
    pub note: String,
    /// Who lives there.
    pub residents: Vec<Facts>,
}

/// What was loaded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Loaded {
    /// How many households.
    pub households: i64,
    /// How many residents.
    pub residents: i64,
}

/// Rows of a batch that goes from the thread that makes rows to the one that writes them.
const BATCH: usize = 4_000;
/// Households that go together from the thread that draws them to the one that makes rows.
const DRAWN: usize = 500;

macro_rules! index {
    ($name:literal, $on:literal) => {
        (
            Statement::new(concat!("households.drop_", $name), concat!("DROP INDEX IF EXISTS ", $name)),
            Statement::new(
                concat!("households.make_", $name),
                concat!("CREATE INDEX IF NOT EXISTS ", $name, " ON ", $on),
            ),
        )
    };
}

/// The indexes of the ledger, the same as in its migration. They are no part of the registry of statements: an engine
/// prepares no definition of tables.
static INDEXES: [(Statement, Statement); 9] = [
    index!("household_by_grid", "household (grid_ord, sort_key, id)"),
    index!("household_by_door", "household (door_key, grid_ord)"),
    index!("resident_by_household", "resident (household_id)"),
    index!("resident_by_name", "resident (name, grid_ord)"),
    index!("resident_by_pinyin", "resident (pinyin, grid_ord)"),
    index!("resident_by_initials", "resident (initials, grid_ord)"),
    index!("resident_by_document", "resident (document_index) WHERE document_index IS NOT NULL"),
    index!("resident_by_phone", "resident (phone_index) WHERE phone_index IS NOT NULL"),
    index!("resident_by_second_phone", "resident (second_phone_index) WHERE second_phone_index IS NOT NULL"),
];

/// PostgreSQL looks up the household of each resident row by row, which takes a third of the time of writing it: on an empty
/// ledger the reference is checked once for all rows instead. Indexes are sorted in memory.
static BEFORE: [Statement; 2] = [
    Statement::new("households.sort_in_memory", "SET LOCAL maintenance_work_mem = '256MB'"),
    Statement::new("households.drop_reference", "ALTER TABLE resident DROP CONSTRAINT resident_household_id_fkey"),
];

/// PostgreSQL plans by what it knows of a table; until its own round comes by it would take the new ledger for empty,
/// sort every match of a search, and be slow.
static AFTER: [Statement; 3] = [
    Statement::new(
        "households.make_reference",
        "ALTER TABLE resident ADD CONSTRAINT resident_household_id_fkey
         FOREIGN KEY (household_id) REFERENCES household (id)",
    ),
    Statement::new("households.look_at_households", "ANALYZE household"),
    Statement::new("households.look_at_residents", "ANALYZE resident"),
];

/// Rows on their way to the writer.
#[derive(Default)]
struct Batch {
    households: Vec<Vec<Param<'static>>>,
    residents: Vec<Vec<Param<'static>>>,
    counts: BTreeMap<Grid, (i64, i64)>,
}

/// Loads households into their grids; the counts of the grids follow, and the feed hears of each grid once. The iterator
/// is drawn from on a thread of its own.
pub fn load(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    households: impl Iterator<Item = Result<NewHousehold, Error>> + Send,
) -> Result<Loaded, Error> {
    let (give, take) = sync_channel(4);
    let (send, receive) = sync_channel(4);
    let run = |tx: &mut Tx<'_>| {
        std::thread::scope(|scope| {
            scope.spawn(move || draw(households, &give));
            scope.spawn(move || make(ctx, take, &send));
            write(tx, receive)
        })
    };
    let counts = if store::is_empty(tx)? { without_indexes(tx, run)? } else { run(tx)? };
    finish(tx, ctx, &counts)
}

/// The columns of a household, as [`gridward_database::Tx::bulk`] takes them.
pub const HOUSEHOLD_COLUMNS: &[&str] = store::COLUMNS;
/// The columns of a resident, likewise.
pub const RESIDENT_COLUMNS: &[&str] = residents::COLUMNS;

/// Fills an empty ledger without its indexes and makes them after.
pub fn without_indexes<T>(tx: &mut Tx<'_>, fill: impl FnOnce(&mut Tx<'_>) -> Result<T, Error>) -> Result<T, Error> {
    let (before, after): (&[Statement], &[Statement]) = match tx.engine() {
        Engine::Postgres => (&BEFORE, &AFTER),
        Engine::Sqlite => (&[], &[]),
    };
    for statement in INDEXES.iter().map(|(drop, _)| drop).chain(before) {
        tx.exec(statement, &[])?;
    }
    let filled = fill(tx)?;
    for statement in INDEXES.iter().map(|(_, make)| make).chain(after) {
        tx.exec(statement, &[])?;
    }
    Ok(filled)
}

/// Draws households until they end, one fails, or nobody takes them any more.
fn draw(
    households: impl Iterator<Item = Result<NewHousehold, Error>>,
    give: &SyncSender<Result<Vec<NewHousehold>, Error>>,
) {
    let mut drawn = Vec::with_capacity(DRAWN);
    for household in households {
        match household {
            Ok(household) => drawn.push(household),
            Err(error) => {
                let _ = give.send(Err(error));
                return;
            }
        }
        if drawn.len() >= DRAWN && give.send(Ok(std::mem::replace(&mut drawn, Vec::with_capacity(DRAWN)))).is_err() {
            return;
        }
    }
    let _ = give.send(Ok(drawn));
}

/// Makes rows of the households that were drawn, until they end, one fails, or the writer is gone.
fn make(ctx: &Ctx, take: Receiver<Result<Vec<NewHousehold>, Error>>, send: &SyncSender<Result<Batch, Error>>) {
    let mut batch = Batch::default();
    for drawn in take {
        let added = drawn.and_then(|drawn| drawn.into_iter().try_for_each(|one| add(ctx, &mut batch, one)));
        if let Err(error) = added {
            let _ = send.send(Err(error));
            return;
        }
        if batch.residents.len() + batch.households.len() >= BATCH && send.send(Ok(std::mem::take(&mut batch))).is_err()
        {
            return;
        }
    }
    let _ = send.send(Ok(batch));
}

fn add(ctx: &Ctx, batch: &mut Batch, new: NewHousehold) -> Result<(), Error> {
    let head = new.residents.iter().find(|facts| facts.relation == Relation::Head).or(new.residents.first());
    let members = i64::try_from(new.residents.len()).unwrap_or(i64::MAX);
    let household = Household {
        id: new.id,
        grid_id: new.grid.id,
        grid_ord: new.grid.ord,
        grid_name: String::new(),
        village_name: String::new(),
        number: new.number,
        lane: new.lane,
        door: new.door,
        head_name: head.map(|facts| facts.name.text.clone()).unwrap_or_default(),
        members,
        note: new.note,
        from_at: ctx.now,
        to_at: None,
        merged_into: None,
        rev: 1,
    };
    batch.households.push(store::values(&household));
    for facts in new.residents {
        batch.residents.push(residents::columns_of(&ctx.keys, &record(ctx, new.id, new.grid, facts, ctx.now))?);
    }
    let count = batch.counts.entry(new.grid).or_default();
    count.0 += 1;
    count.1 += members;
    Ok(())
}

fn record(ctx: &Ctx, household: Id, grid: Grid, facts: Facts, now: Timestamp) -> ResidentRecord {
    ResidentRecord {
        id: ctx.ids.make(),
        household_id: household,
        grid_ord: grid.ord,
        facts,
        from_at: now,
        to_at: None,
        merged_into: None,
        rev: 1,
    }
}

fn write(tx: &mut Tx<'_>, receive: Receiver<Result<Batch, Error>>) -> Result<BTreeMap<Grid, (i64, i64)>, Error> {
    let mut counts: BTreeMap<Grid, (i64, i64)> = BTreeMap::new();
    for batch in receive {
        let batch = batch?;
        tx.bulk("household", store::COLUMNS, batch.households.into_iter())?;
        tx.bulk("resident", residents::COLUMNS, batch.residents.into_iter())?;
        for (grid, (households, residents)) in batch.counts {
            let count = counts.entry(grid).or_default();
            count.0 += households;
            count.1 += residents;
        }
    }
    Ok(counts)
}

/// Counts, the feed, and whatever else follows from new households in a grid.
fn finish(tx: &mut Tx<'_>, ctx: &Ctx, counts: &BTreeMap<Grid, (i64, i64)>) -> Result<Loaded, Error> {
    let changes: Vec<(Grid, i64, i64)> =
        counts.iter().map(|(grid, (households, residents))| (*grid, *households, *residents)).collect();
    store::count(tx, &changes)?;
    for grid in counts.keys() {
        tx.note_change(Change { area: grid.ord, noun: "areas", id: grid.id.to_string(), rev: 0, op: "load" });
    }
    let grids: Vec<Id> = counts.keys().map(|grid| grid.id).collect();
    posts::households_changed(tx, ctx, &grids)?;
    Ok(counts.values().fold(Loaded::default(), |sum, (households, residents)| Loaded {
        households: sum.households + households,
        residents: sum.residents + residents,
    }))
}
