//! Prove that no entry was altered, removed or slipped in.

use gridward_database::Tx;
use serde::Serialize;
use utoipa::ToSchema;

use super::chain::START;
use super::store;
use crate::Error;

const PAGE: i64 = 1000;

/// What a walk over the whole log found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Verdict {
    /// How many entries were looked at.
    pub entries: i64,
    /// The hash of the last good entry; written down elsewhere, it proves later that nothing was cut off the end.
    pub last_hash: String,
    /// The number of the first entry that does not fit, if any.
    pub broken_at: Option<i64>,
}

/// Walks the chain from the first entry to the last.
pub fn verify(tx: &mut Tx<'_>) -> Result<Verdict, Error> {
    let mut verdict = Verdict { entries: 0, last_hash: START.to_owned(), broken_at: None };
    loop {
        let page = store::after(tx, verdict.entries, PAGE)?;
        if page.is_empty() {
            return Ok(verdict);
        }
        for (link, hash) in page {
            let fits =
                link.seq == verdict.entries + 1 && link.previous_hash == verdict.last_hash && link.hash() == hash;
            if !fits {
                verdict.broken_at = Some(verdict.entries + 1);
                return Ok(verdict);
            }
            verdict.entries += 1;
            verdict.last_hash = hash;
        }
    }
}
