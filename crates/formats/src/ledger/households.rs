//! Which rows of a ledger make one household.
//!
//! In this order: a household number; the head's name beside every member; a row that says 户主 and the rows below it
//! at the same door; the same door. Somebody with none of these is a household of his own until a person says otherwise.

use std::collections::HashMap;

use gridward_domain::households::{Relation, village_key};

use super::duplicates::digest;
use super::resident::ResidentRow;

/// The households met so far.
#[derive(Debug, Default)]
pub(super) struct Households {
    by_key: HashMap<u64, u32>,
    /// Whether anybody of the household may go in.
    used: Vec<bool>,
    used_count: usize,
    current: Option<Current>,
}

/// The household of the row before.
#[derive(Debug)]
struct Current {
    household: u32,
    first: ResidentRow,
}

impl Households {
    /// How many households have somebody who may go in.
    pub(super) fn count(&self) -> usize {
        self.used_count
    }

    /// Gives the row its household; `usable` says that the row is not refused.
    pub(super) fn assign(&mut self, row: &mut ResidentRow, head_name: &str, usable: bool) {
        let follows = self.follows(row, head_name);
        let household = match follows {
            Some(household) => household,
            None => self.by_key(row, head_name),
        };
        row.household = household;
        if let Some(current) =
            self.current.as_ref().filter(|current| current.household == household && !row.has_place())
        {
            live_with(row, &current.first);
        }
        if self.current.as_ref().is_none_or(|current| current.household != household) {
            self.current = Some(Current { household, first: place_of(row) });
        }
        if let Some(used) = usize::try_from(household).ok().and_then(|at| self.used.get_mut(at))
            && usable
            && !*used
        {
            *used = true;
            self.used_count += 1;
        }
    }

    /// Nobody of the next sheet belongs to the last household of this one.
    pub(super) fn end_of_sheet(&mut self) {
        self.current = None;
    }

    /// A member below his head, by the words of the ledger; he lives where the head does if his row does not say.
    fn follows(&self, row: &ResidentRow, head_name: &str) -> Option<u32> {
        let current = self.current.as_ref()?;
        let member = row.relation.is_some_and(|relation| !matches!(relation, Relation::Head | Relation::Tenant));
        if !member || !row.household_number.is_empty() || !head_name.is_empty() {
            return None;
        }
        let first = &current.first;
        if !row.has_place() {
            return Some(current.household);
        }
        let same_village = row.village.is_empty() || village_key(&row.village) == village_key(&first.village);
        let same_door = (row.address.is_empty() && row.building.is_empty())
            || (row.address_key() == first.address_key() || (row.village.is_empty() && row.address == first.address));
        (same_village && same_door).then_some(current.household)
    }

    fn by_key(&mut self, row: &ResidentRow, head_name: &str) -> u32 {
        let key = if !row.household_number.is_empty() {
            Some(digest(("number", village_key(&row.village), row.household_number.trim())))
        } else if !head_name.is_empty() {
            Some(digest(("head", row.address_key(), head_name)))
        } else if !row.address.is_empty() && !matches!(row.relation, Some(Relation::Head | Relation::Tenant)) {
            Some(digest(("door", row.address_key())))
        } else {
            None
        };
        let next = u32::try_from(self.used.len()).unwrap_or(u32::MAX);
        let household = key.map_or(next, |key| *self.by_key.entry(key).or_insert(next));
        if household == next {
            self.used.push(false);
            if key.is_none() && !row.address.is_empty() {
                self.by_key.entry(digest(("door", row.address_key()))).or_insert(next);
            }
        }
        household
    }
}

fn live_with(row: &mut ResidentRow, first: &ResidentRow) {
    row.village.clone_from(&first.village);
    row.group.clone_from(&first.group);
    row.grid.clone_from(&first.grid);
    row.building.clone_from(&first.building);
    row.address.clone_from(&first.address);
}

fn place_of(row: &ResidentRow) -> ResidentRow {
    ResidentRow {
        village: row.village.clone(),
        group: row.group.clone(),
        grid: row.grid.clone(),
        building: row.building.clone(),
        address: row.address.clone(),
        ..ResidentRow::default()
    }
}
