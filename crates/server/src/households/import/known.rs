//! Who of a file may be in the ledger already, looked up many at a time.

use std::collections::HashMap;

use gridward_database::{DbError, Param, SetStatement, Tx, params};
use gridward_domain::Id;
use gridward_domain::households::SameBecause;
use gridward_formats::ledger::ResidentRow;

use crate::households::{Grid, store};
use crate::residents::DOCUMENT_INDEX;
use crate::{Ctx, Error};

static NUMBERS: SetStatement = SetStatement::new(
    "import.known_numbers",
    "SELECT document_index, id, household_id FROM resident WHERE to_at IS NULL AND document_index IN (",
    "?",
    ")",
);
static NAMES: SetStatement = SetStatement::new(
    "import.known_names",
    "SELECT r.name, r.grid_ord, r.birth_on, h.door_key, r.id, r.household_id
     FROM resident r JOIN household h ON h.id = r.household_id
     WHERE r.to_at IS NULL AND r.birth_on IS NOT NULL AND (r.name, r.grid_ord) IN (VALUES ",
    "(?, CAST(? AS BIGINT))",
    ")",
);
static DOORS: SetStatement = SetStatement::new(
    "import.known_doors",
    "SELECT door_key, grid_ord, head_name, id FROM household
     WHERE to_at IS NULL AND (door_key, grid_ord) IN (VALUES ",
    "(?, CAST(? AS BIGINT))",
    ")",
);

pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&NUMBERS, &NAMES, &DOORS];

/// A person of the ledger whom a row may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) resident: Id,
    pub(super) household: Id,
    pub(super) because: SameBecause,
}

/// The people and doors of the ledger that some rows may mean.
#[derive(Debug, Default)]
pub(super) struct Register {
    numbers: HashMap<String, (Id, Id)>,
    people: HashMap<(String, i64, String, String), (Id, Id)>,
    doors: HashMap<(String, i64, String), Id>,
}

impl Register {
    /// Looks up everything that these rows, placed in their grids, could mean.
    pub(super) fn look_up(tx: &mut Tx<'_>, ctx: &Ctx, rows: &[(Grid, &ResidentRow)]) -> Result<Self, Error> {
        let mut register = Self::default();
        let numbers: Vec<[Param<'_>; 1]> =
            rows.iter().filter_map(|(_, row)| number_index(ctx, row)).map(|index| params![index]).collect();
        for (index, resident, household) in
            tx.all_set(&NUMBERS, &[], &numbers, |row| Ok((row.get::<String>(0)?, row.parse(1)?, row.parse(2)?)))?
        {
            register.numbers.entry(index).or_insert((resident, household));
        }
        register.look_up_names(tx, rows)?;
        register.look_up_doors(tx, rows)?;
        Ok(register)
    }

    fn look_up_names(&mut self, tx: &mut Tx<'_>, rows: &[(Grid, &ResidentRow)]) -> Result<(), DbError> {
        let names: Vec<[Param<'_>; 2]> = rows
            .iter()
            .filter(|(_, row)| row.birth.is_some() && !row.address.is_empty())
            .map(|(grid, row)| params![&row.name.text, grid.ord])
            .collect();
        let found = tx.all_set(&NAMES, &[], &names, |row| {
            let key = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok((key, (row.parse(4)?, row.parse(5)?)))
        })?;
        self.people.extend(found);
        Ok(())
    }

    fn look_up_doors(&mut self, tx: &mut Tx<'_>, rows: &[(Grid, &ResidentRow)]) -> Result<(), DbError> {
        let doors: Vec<[Param<'_>; 2]> = rows
            .iter()
            .filter(|(_, row)| !row.address.is_empty())
            .map(|(grid, row)| params![store::door_key(&row.building, &row.address), grid.ord])
            .collect();
        let found =
            tx.all_set(&DOORS, &[], &doors, |row| Ok(((row.get(0)?, row.get(1)?, row.get(2)?), row.parse(3)?)))?;
        self.doors.extend(found);
        Ok(())
    }

    /// The person of the ledger a row may mean.
    pub(super) fn person(&self, ctx: &Ctx, grid: Grid, row: &ResidentRow) -> Option<Known> {
        let by_number = number_index(ctx, row).and_then(|index| self.numbers.get(&index));
        if let Some((resident, household)) = by_number {
            return Some(Known { resident: *resident, household: *household, because: SameBecause::Number });
        }
        let birth = row.birth?.to_string();
        let door = store::door_key(&row.building, &row.address);
        let (resident, household) = self.people.get(&(row.name.text.clone(), grid.ord, birth, door))?;
        (!row.address.is_empty()).then_some(Known {
            resident: *resident,
            household: *household,
            because: SameBecause::NameBirthAddress,
        })
    }

    /// The household of the ledger at a row's door whose head is the person of the row.
    pub(super) fn household_headed_by(&self, grid: Grid, row: &ResidentRow) -> Option<Id> {
        let door = store::door_key(&row.building, &row.address);
        self.doors.get(&(door, grid.ord, row.name.text.clone())).copied()
    }
}

fn number_index(ctx: &Ctx, row: &ResidentRow) -> Option<String> {
    row.document.as_ref().map(|document| ctx.keys.index(DOCUMENT_INDEX, &document.number))
}
