//! Rows of one table that may be the same person, told without holding the persons.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};

use gridward_domain::households::SameBecause;

use super::resident::ResidentRow;

/// Sheet and row of an earlier person.
type Place = (u32, u32);

/// What was seen so far: 64-bit digests of numbers and of name + birth + address. Two of a million persons share a
/// digest once in tens of millions of tables, and then are parked for a person to decide: nothing is lost.
#[derive(Debug, Default)]
pub(super) struct Seen {
    numbers: HashMap<u64, Place>,
    facts: HashMap<u64, Place>,
}

impl Seen {
    /// The earlier row that may be this person, if any; else this row is remembered.
    pub(super) fn look(&mut self, resident: &ResidentRow, at: Place) -> Option<(Place, SameBecause)> {
        let address = resident.address_key();
        let keys = resident.keys(&address);
        let by_number = (!keys.number.is_empty()).then(|| digest(keys.number));
        let placed = keys.birth.filter(|_| !keys.name.is_empty() && resident.has_place());
        let by_facts = placed.map(|birth| digest((keys.name, birth, keys.address)));
        let number = by_number.and_then(|digest| remember(&mut self.numbers, digest, at));
        let facts = by_facts.and_then(|digest| remember(&mut self.facts, digest, at));
        number.map(|place| (place, SameBecause::Number)).or(facts.map(|place| (place, SameBecause::NameBirthAddress)))
    }
}

fn remember(seen: &mut HashMap<u64, Place>, digest: u64, at: Place) -> Option<Place> {
    match seen.entry(digest) {
        Entry::Occupied(earlier) => Some(*earlier.get()),
        Entry::Vacant(free) => {
            free.insert(at);
            None
        }
    }
}

pub(super) fn digest(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
