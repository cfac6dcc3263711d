//! Uploaded lists: in memory only, one a person, for an hour, gone once in force.

use std::collections::HashMap;
use std::sync::Arc;

use gridward_domain::risk_areas::PlaceMatch;
use gridward_domain::{Id, Refusal, Timestamp, faults as general};
use gridward_formats::risk_lists::RiskList;
use parking_lot::Mutex;

use super::faults;

/// How long an upload is kept, in milliseconds.
const KEPT: i64 = Timestamp::HOUR;
/// Places of all uploads together: five lists of the largest kind.
const ROOM: usize = 200_000;

/// A list that was read and waits for a decision.
#[derive(Debug)]
pub struct UploadedList {
    /// The response it is for.
    pub response: Id,
    /// The list.
    pub list: RiskList,
    /// Where each place lies, in the list's order.
    pub matches: Vec<PlaceMatch>,
    /// SHA-256 of the file, in hex.
    pub digest: String,
    /// The list that was in force when the difference was shown.
    pub seen: Option<Id>,
}

/// The uploaded lists of a jurisdiction.
#[derive(Default)]
pub struct UploadedLists {
    lists: Mutex<HashMap<Id, Kept>>,
}

struct Kept {
    person: Id,
    list: Arc<UploadedList>,
    until: Timestamp,
}

impl std::fmt::Debug for UploadedLists {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "UploadedLists({})", self.lists.lock().len())
    }
}

impl UploadedLists {
    /// Keeps a list for its person instead of the one before; answers until when.
    pub(super) fn keep(&self, id: Id, person: Id, list: UploadedList, now: Timestamp) -> Result<Timestamp, Refusal> {
        let mut lists = self.lists.lock();
        lists.retain(|_, kept| kept.until > now && kept.person != person);
        let held: usize = lists.values().map(|kept| kept.list.list.places.len()).sum();
        if held + list.list.places.len() > ROOM {
            return Err(faults::NO_ROOM.refuse());
        }
        let until = now.plus(KEPT);
        lists.insert(id, Kept { person, list: Arc::new(list), until });
        Ok(until)
    }

    /// A person's own upload.
    pub(super) fn find(&self, id: Id, person: Id, now: Timestamp) -> Result<Arc<UploadedList>, Refusal> {
        let lists = self.lists.lock();
        let own = lists.get(&id).filter(|kept| kept.person == person && kept.until > now);
        own.map(|kept| Arc::clone(&kept.list)).ok_or_else(|| general::NOT_FOUND.at("upload"))
    }

    /// Forgets the uploads whose time is over.
    pub(crate) fn forget_expired(&self, now: Timestamp) {
        self.lists.lock().retain(|_, kept| kept.until > now);
    }
}

#[cfg(test)]
mod tests {
    use gridward_domain::risk_areas::{ListedPlace, RiskLevel};
    use gridward_domain::{Id, Timestamp};
    use gridward_formats::risk_lists::RiskList;

    use super::{KEPT, ROOM, UploadedList, UploadedLists};

    const LI: Id = Id::from_number(1);
    const WANG: Id = Id::from_number(2);
    const NOW: Timestamp = Timestamp(1);

    fn of(places: usize) -> UploadedList {
        let place = ListedPlace::new(RiskLevel::High, ["河南省", "信阳市", "潢川县"], "某村");
        let list = RiskList { places: vec![place; places], ..RiskList::default() };
        UploadedList { response: LI, list, matches: Vec::new(), digest: String::new(), seen: None }
    }

    #[test]
    fn an_uploaded_list_is_its_persons_own_and_is_forgotten_after_an_hour() {
        let lists = UploadedLists::default();
        let id = Id::from_number(9);
        lists.keep(id, LI, of(1), NOW).unwrap();
        assert!(lists.find(id, LI, NOW).is_ok());
        assert!(lists.find(id, WANG, NOW).is_err());
        assert!(lists.find(id, LI, NOW.plus(KEPT)).is_err());
        lists.forget_expired(NOW.plus(KEPT));
        assert_eq!(lists.lists.lock().len(), 0);
    }

    #[test]
    fn room_is_bounded_and_a_new_list_takes_the_place_of_the_one_before() {
        let lists = UploadedLists::default();
        lists.keep(Id::from_number(8), LI, of(ROOM), NOW).unwrap();
        let refused = lists.keep(Id::from_number(9), WANG, of(1), NOW).unwrap_err();
        assert_eq!(refused.fault.code, "risk_areas_no_room");
        lists.keep(Id::from_number(10), LI, of(1), NOW).unwrap();
        assert!(lists.keep(Id::from_number(9), WANG, of(1), NOW).is_ok());
    }
}
