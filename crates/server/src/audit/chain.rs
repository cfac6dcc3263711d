//! The hash chain over audit entries.

use sha2::{Digest, Sha256};

use crate::keys::hex;

/// What stands before the first entry.
pub(super) const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// An entry as it is stored, but for its own hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) seq: i64,
    pub(super) at: i64,
    pub(super) person_id: String,
    pub(super) verb: String,
    pub(super) noun: String,
    pub(super) record_id: String,
    pub(super) area_ord: i64,
    pub(super) reason: String,
    pub(super) detail: String,
    pub(super) previous_hash: String,
}

impl Link {
    /// SHA-256 over all fields, each preceded by its length so that no two entries read alike; hex.
    pub(super) fn hash(&self) -> String {
        let mut digest = Sha256::new();
        let numbers = [self.seq.to_string(), self.at.to_string(), self.area_ord.to_string()];
        let texts =
            [&self.person_id, &self.verb, &self.noun, &self.record_id, &self.reason, &self.detail, &self.previous_hash];
        for field in numbers.iter().chain(texts) {
            digest.update(field.len().to_string());
            digest.update(":");
            digest.update(field);
        }
        hex(&digest.finalize())
    }
}
