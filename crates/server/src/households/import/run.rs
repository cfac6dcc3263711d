//! Do the import: all good rows in one transaction, or none.

use std::collections::HashMap;
use std::sync::Arc;

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::areas::Level;
use gridward_domain::households::{Relation, SameBecause};
use gridward_formats::ledger::{Ledger, LedgerRow, Outcome, ResidentRow, Summary};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::file::{ImportFile, unreadable};
use super::gather::{NotTaken, keep};
use super::judge::{Judged, column_of_place, judge};
use super::options::{ImportOptions, Mode};
use super::park::{ParkedRow, park};
use super::places::{MissingGroups, Places};
use super::preview::{Preview, missing_grids, target};
use super::{problems, runs};
use crate::areas::{self, NewArea};
use crate::households::bulk::{self, Loaded, NewHousehold};
use crate::households::{self, Grid, faults, store};
use crate::residents::{self, Facts};
use crate::{Ctx, Error, audit};

/// What an import came to.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Imported {
    /// The import.
    pub import_id: Id,
    /// Whether anything was written: false when all or nothing was asked and some rows were not good.
    pub imported: bool,
    /// Residents who are new to the ledger.
    pub residents: i64,
    /// Households that are new to the ledger.
    pub households: i64,
    /// Grids that were made.
    pub grids_created: usize,
    /// The sums of the file.
    pub summary: Preview,
}

/// What an import came to, with the rows that were not taken.
pub struct RunDone {
    /// The sums.
    pub imported: Imported,
    /// The rows, for the workbook.
    pub not_taken: NotTaken,
}

/// A row that is not loaded with the others.
enum Aside {
    /// Joins a household of the ledger, or one that was loaded before its turn came again.
    Joins(Id, Box<Facts>),
    /// May be somebody in the ledger, or an earlier row of the file.
    Parked(Box<ParkedRow>, Option<Id>, SameBecause),
}

/// Imports a file into an area, in the transaction at hand.
pub fn run(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    file: &ImportFile,
    file_name: &str,
    options: &ImportOptions,
    mode: Mode,
) -> Result<RunDone, Error> {
    let area_id = options.area_id.ok_or_else(|| faults::AREA_MISSING.at("area_id"))?;
    let (area, mut places) = target(tx, ctx, area_id)?;
    let mut judged = None;
    let mut grids_created = 0;
    if options.create_grids || mode == Mode::AllOrNothing || !store::is_empty(tx)? {
        let first = judge(tx, ctx, file, options, &mut places)?;
        let summary = first.ledger.summary();
        if mode == Mode::AllOrNothing && summary.asked + summary.refused > 0 {
            return Ok(nothing(ctx, first, &places));
        }
        grids_created = if options.create_grids { make_grids(tx, ctx, &mut places, &first.missing)? } else { 0 };
        // New grids may hold people whose number is in the ledger already.
        judged = Some(if grids_created > 0 { judge(tx, ctx, file, options, &mut places)? } else { first });
    }
    let import_id = ctx.ids.make();
    runs::add(tx, ctx, import_id, file_name, area.ord)?;
    let mut feed = Feed::new(ctx, file.ledger(ctx, options)?, &mut places, judged.as_ref());
    let mut loaded = bulk::load(tx, ctx, &mut feed)?;
    let Feed { ledger, aside, not_taken, .. } = feed;
    loaded.residents += settle_asides(tx, ctx, import_id, aside)?;
    let missing = judged.map_or_else(Vec::new, |judged| missing_grids(&judged, &places));
    let summary = Preview::of(ledger.summary(), missing, ctx.language);
    note(tx, ctx, import_id, area.ord, ledger.summary(), loaded)?;
    let imported = Imported {
        import_id,
        imported: true,
        residents: loaded.residents,
        households: loaded.households,
        grids_created,
        summary,
    };
    Ok(RunDone { imported, not_taken })
}

fn nothing(ctx: &Ctx, judged: Judged, places: &Places) -> RunDone {
    let missing = missing_grids(&judged, places);
    let imported = Imported {
        import_id: ctx.ids.make(),
        imported: false,
        residents: 0,
        households: 0,
        grids_created: 0,
        summary: Preview::of(judged.ledger.summary(), missing, ctx.language),
    };
    RunDone { imported, not_taken: judged.not_taken }
}

/// Makes a grid of each villagers' group that has none.
fn make_grids(tx: &mut Tx<'_>, ctx: &Ctx, places: &mut Places, missing: &MissingGroups) -> Result<usize, Error> {
    for (village, group) in missing.keys() {
        let new = NewArea { parent_id: *village, level: Level::Grid, name: group.clone() };
        let grid = areas::create(tx, ctx, &new)?;
        places.add_grid(*village, Grid { id: grid.id, ord: grid.ord }, group);
    }
    Ok(missing.len())
}

/// Keeps the sums with the import, and tells the audit log.
fn note(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, area_ord: i64, summary: &Summary, loaded: Loaded) -> Result<(), Error> {
    let sums = json!({
        "rows": summary.rows, "accepted": summary.accepted, "asked": summary.asked, "refused": summary.refused,
        "duplicates": summary.duplicates, "households": loaded.households, "residents": loaded.residents,
    });
    runs::finish(tx, id, &sums)?;
    let entry =
        audit::Entry { verb: "households.import", noun: "households", record: id, area_ord, reason: "", detail: sums };
    audit::note(tx, ctx, &entry)
}

/// Residents who join a household, and rows that are parked. Answers how many joined.
fn settle_asides(tx: &mut Tx<'_>, ctx: &Ctx, import: Id, asides: Vec<Aside>) -> Result<i64, Error> {
    let mut joined: HashMap<Id, Vec<Facts>> = HashMap::new();
    let mut count = 0;
    let mut parked = Vec::new();
    for aside in asides {
        match aside {
            Aside::Joins(household, facts) => {
                joined.entry(household).or_default().push(*facts);
                count += 1;
            }
            Aside::Parked(row, resident, because) => parked.push((row, resident, because)),
        }
    }
    let mut homes: Vec<_> = joined.into_iter().collect();
    homes.sort_by_key(|(household, _)| *household);
    for (id, people) in homes {
        let mut household = households::current(tx, id)?;
        let before = household.before();
        for facts in people {
            residents::settle(tx, ctx, &household, facts)?;
        }
        households::recount(tx, ctx, &mut household)?;
        let event =
            households::history::Event { verb: "households.import", resident: None, before: Some(before), reason: "" };
        households::history::record(tx, ctx, &household, &event)?;
    }
    for (row, resident, because) in parked {
        let resident = match resident {
            Some(resident) => Some(resident),
            None => residents::like(tx, ctx, &row.facts(), row.grid_ord)?,
        };
        // The earlier row it is like was not taken itself: nobody in the ledger to compare with, so it waits alone.
        park(tx, ctx, import, &row, resident.unwrap_or(Id::from_number(0)), because)?;
    }
    Ok(count)
}

/// The households of a file, drawn from its rows.
struct Feed<'a> {
    ctx: &'a Ctx,
    ledger: Ledger,
    places: &'a mut Places,
    judged: Option<&'a Judged>,
    homes: HashMap<u32, Id>,
    open: Option<(u32, NewHousehold)>,
    aside: Vec<Aside>,
    not_taken: NotTaken,
    done: bool,
}

impl<'a> Feed<'a> {
    fn new(ctx: &'a Ctx, ledger: Ledger, places: &'a mut Places, judged: Option<&'a Judged>) -> Self {
        Self {
            ctx,
            not_taken: NotTaken::of(&ledger),
            ledger,
            places,
            judged,
            homes: HashMap::new(),
            open: None,
            aside: Vec::new(),
            done: false,
        }
    }

    /// Takes a row in; answers the household before it when that is complete.
    fn receive(&mut self, mut row: LedgerRow) -> Option<NewHousehold> {
        let known = self.judged.and_then(|judged| judged.known.get(&(Arc::clone(&row.sheet), row.row))).copied();
        let mut complete = None;
        if matches!(row.outcome, Outcome::Accepted | Outcome::Duplicate) {
            match self.places.grid_of(&row.resident) {
                Err(misplaced) => {
                    let column = column_of_place(&self.ledger, &row);
                    self.ledger.add(&mut row, misplaced.kind, column);
                    if row.outcome == Outcome::Duplicate {
                        row.outcome = Outcome::Asked;
                    }
                }
                Ok(grid) => {
                    if let (Some(_), Outcome::Accepted) = (known, row.outcome) {
                        self.ledger.add(&mut row, &problems::ALREADY_THERE, "");
                    }
                    complete = self.place(grid, &row, known.map(|known| (known.resident, known.because)));
                }
            }
        }
        keep(&mut self.not_taken, &row, self.ctx.language);
        complete
    }

    fn place(&mut self, grid: Grid, row: &LedgerRow, known: Option<(Id, SameBecause)>) -> Option<NewHousehold> {
        let facts = facts_of(&row.resident);
        let number = row.resident.household;
        if row.outcome == Outcome::Duplicate {
            let because = row.duplicate_of.as_ref().map_or(SameBecause::Number, |other| other.because);
            let (resident, because) = known.map_or((None, because), |(id, because)| (Some(id), because));
            let home = home_of(self.ctx, grid, &row.resident);
            let parked = ParkedRow::new(grid, home.number, home.lane, home.door, &facts);
            self.aside.push(Aside::Parked(Box::new(parked), resident, because));
            return None;
        }
        if let Some((_, open)) = self.open.as_mut().filter(|(open, _)| *open == number) {
            open.residents.push(facts);
            return None;
        }
        let joins = self.judged.and_then(|judged| judged.joins.get(&number)).or_else(|| self.homes.get(&number));
        if let Some(household) = joins {
            self.aside.push(Aside::Joins(*household, Box::new(facts)));
            return None;
        }
        let mut home = home_of(self.ctx, grid, &row.resident);
        home.residents.push(facts);
        self.homes.insert(number, home.id);
        self.open.replace((number, home)).map(|(_, complete)| complete)
    }
}

impl Iterator for &mut Feed<'_> {
    type Item = Result<NewHousehold, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            match self.ledger.next() {
                Some(Ok(row)) => {
                    if let Some(complete) = self.receive(row) {
                        return Some(Ok(complete));
                    }
                }
                Some(Err(error)) => {
                    self.done = true;
                    return Some(Err(unreadable(self.ctx, &error)));
                }
                None => self.done = true,
            }
        }
        self.open.take().map(|(_, last)| Ok(last))
    }
}

/// The household a row begins.
fn home_of(ctx: &Ctx, grid: Grid, row: &ResidentRow) -> NewHousehold {
    let cut = |text: &str, most: usize| text.trim().chars().take(most).collect::<String>();
    let door = [row.address.as_str(), &row.household_number].into_iter().find(|text| !text.trim().is_empty());
    NewHousehold {
        id: ctx.ids.make(),
        grid,
        number: cut(&row.household_number, 40),
        lane: cut(&row.building, 100),
        door: door.map_or_else(|| format!("{}家", row.name.text), |door| cut(door, 100)),
        note: String::new(),
        residents: Vec::with_capacity(4),
    }
}

fn facts_of(row: &ResidentRow) -> Facts {
    let mut phones = row.phones.iter().cloned();
    Facts {
        name: row.name.clone(),
        sex: row.sex,
        birth_on: row.birth,
        relation: row.relation.unwrap_or(Relation::Other),
        residency: row.residency,
        registered_address: row.registered_address.clone(),
        document: row.document.clone(),
        phone: phones.next(),
        second_phone: phones.next(),
    }
}
