//! Uploaded files: in memory only, one a person, for an hour, gone after the import.

use std::collections::HashMap;
use std::sync::Arc;

use gridward_domain::{Fault, Id, Refusal, Timestamp, faults as general};
use parking_lot::Mutex;

use super::file::ImportFile;
use super::gather::NotTaken;

/// How long an upload is kept, in milliseconds.
const KEPT: i64 = Timestamp::HOUR;
/// Bytes of all uploads together.
const ROOM: usize = 256 << 20;

static NO_ROOM: Fault = Fault::new(
    "import_no_room",
    503,
    "现在同时导入的文件太多，请等别人导入完再试。",
    "Too many files are being imported at once; try again when the others are done.",
);

/// The uploads of a jurisdiction.
#[derive(Default)]
pub struct Uploads {
    files: Mutex<HashMap<Id, Upload>>,
}

struct Upload {
    person: Id,
    name: String,
    bytes: Arc<Vec<u8>>,
    left: Option<Arc<NotTaken>>,
    until: Timestamp,
}

impl std::fmt::Debug for Uploads {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Uploads({})", self.files.lock().len())
    }
}

impl Uploads {
    /// Keeps a file for its person instead of the one before; answers until when.
    pub(super) fn keep(
        &self,
        id: Id,
        person: Id,
        name: &str,
        bytes: Vec<u8>,
        now: Timestamp,
    ) -> Result<Timestamp, Refusal> {
        let mut files = self.files.lock();
        files.retain(|_, upload| upload.until > now && upload.person != person);
        let held: usize = files.values().map(|upload| upload.bytes.len()).sum();
        if held + bytes.len() > ROOM {
            return Err(NO_ROOM.refuse());
        }
        let until = now.plus(KEPT);
        let upload = Upload { person, name: name.to_owned(), bytes: Arc::new(bytes), left: None, until };
        files.insert(id, upload);
        Ok(until)
    }

    /// A person's own upload with its name.
    pub(super) fn find(&self, id: Id, person: Id, now: Timestamp) -> Result<(ImportFile, String), Refusal> {
        let files = self.files.lock();
        let upload = own(&files, id, person, now).filter(|upload| !upload.bytes.is_empty());
        let upload = upload.ok_or_else(|| general::NOT_FOUND.at("upload"))?;
        Ok((ImportFile::Bytes(Arc::clone(&upload.bytes)), upload.name.clone()))
    }

    /// Keeps the rows that were not taken. Once the good ones are in the ledger the file itself is gone.
    pub(super) fn keep_left(&self, id: Id, left: NotTaken, imported: bool) {
        if let Some(upload) = self.files.lock().get_mut(&id) {
            upload.left = Some(Arc::new(left));
            if imported {
                upload.bytes = Arc::default();
            }
        }
    }

    /// The rows of the last preview or run that were not taken.
    pub(super) fn left(&self, id: Id, person: Id, now: Timestamp) -> Result<Arc<NotTaken>, Refusal> {
        let files = self.files.lock();
        let left = own(&files, id, person, now).and_then(|upload| upload.left.clone());
        left.filter(|left| !left.rows.is_empty()).ok_or_else(|| general::NOT_FOUND.at("upload"))
    }

    /// Forgets the uploads whose time is over.
    pub(crate) fn forget_expired(&self, now: Timestamp) {
        self.files.lock().retain(|_, upload| upload.until > now);
    }

    /// Forgets a person's own upload.
    pub(super) fn forget(&self, id: Id, person: Id) {
        self.files.lock().retain(|key, upload| *key != id || upload.person != person);
    }
}

fn own(files: &HashMap<Id, Upload>, id: Id, person: Id, now: Timestamp) -> Option<&Upload> {
    files.get(&id).filter(|upload| upload.person == person && upload.until > now)
}

#[cfg(test)]
mod tests {
    use super::{KEPT, ROOM, Uploads};
    use gridward_domain::{Id, Timestamp};

    const LI: Id = Id::from_number(1);
    const WANG: Id = Id::from_number(2);
    const NOW: Timestamp = Timestamp(1);

    #[test]
    fn an_upload_is_its_persons_own_and_is_forgotten_after_an_hour() {
        let uploads = Uploads::default();
        uploads.keep(Id::from_number(9), LI, "a.csv", vec![1], NOW).unwrap();
        assert!(uploads.find(Id::from_number(9), LI, NOW).is_ok());
        assert!(uploads.find(Id::from_number(9), WANG, NOW).is_err());
        assert!(uploads.find(Id::from_number(9), LI, NOW.plus(KEPT)).is_err());
    }

    #[test]
    fn the_memory_of_an_upload_is_given_back_when_its_time_is_over() {
        let uploads = Uploads::default();
        uploads.keep(Id::from_number(9), LI, "a.csv", vec![1], NOW).unwrap();
        uploads.forget_expired(NOW.plus(KEPT - 1));
        assert_eq!(uploads.files.lock().len(), 1);
        uploads.forget_expired(NOW.plus(KEPT));
        assert_eq!(uploads.files.lock().len(), 0);
    }

    #[test]
    fn a_new_upload_takes_the_place_of_the_one_before_and_room_is_bounded() {
        let uploads = Uploads::default();
        uploads.keep(Id::from_number(8), LI, "a.csv", vec![0; ROOM], NOW).unwrap();
        assert_eq!(
            uploads.keep(Id::from_number(9), WANG, "b.csv", vec![1], NOW).unwrap_err().fault.code,
            "import_no_room"
        );
        uploads.keep(Id::from_number(10), LI, "c.csv", vec![1], NOW).unwrap();
        assert!(uploads.find(Id::from_number(8), LI, NOW).is_err());
        assert!(uploads.keep(Id::from_number(9), WANG, "b.csv", vec![1], NOW).is_ok());
    }
}
