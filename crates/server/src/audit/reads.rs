//! Reads of personal data: who looked at whom, entered before the answer leaves.
//!
//! The entries of all requests that share a batch are chained and written together, so that a look costs a part of a
//! commit and not one of its own (docs/adr/0002-reads-are-entered-before-they-are-answered.md).

use gridward_database::{Together, Tx};
use gridward_domain::Id;
use serde_json::Value;

use super::chain::{Link, START};
use super::store;
use crate::{Ctx, Error};

/// What somebody was shown. The detail holds counts and identities, no number and nothing that was typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The noun of the record.
    pub noun: &'static str,
    /// The record, or the area or request that stands for many.
    pub record: Id,
    /// The area it lies in, by order number.
    pub area_ord: i64,
    /// Counts and identities that tell what was shown.
    pub detail: Value,
}

/// A look that waits for the next commit.
#[derive(Debug, Clone)]
pub(crate) struct Look {
    at: i64,
    person_id: Id,
    verb: &'static str,
    seen: Seen,
}

impl Look {
    /// Somebody's look at what `verb` showed.
    pub(crate) fn of(ctx: &Ctx, verb: &'static str, seen: Seen) -> Self {
        Self { at: ctx.now.0, person_id: ctx.actor, verb, seen }
    }

    fn link(&self, seq: i64, previous_hash: String) -> Link {
        Link {
            seq,
            at: self.at,
            person_id: self.person_id.to_string(),
            verb: self.verb.to_owned(),
            noun: self.seen.noun.to_owned(),
            record_id: self.seen.record.to_string(),
            area_ord: self.seen.area_ord,
            reason: String::new(),
            detail: self.seen.detail.to_string(),
            previous_hash,
        }
    }
}

/// Looks, written together.
pub(crate) static LOOKS: Together<Look, (), Error> = Together { name: "audit.looks", run: enter };

fn enter(tx: &mut Tx<'_>, looks: &[Look]) -> Result<Vec<Result<(), Error>>, Error> {
    let (mut seq, mut hash) = store::last(tx)?.unwrap_or((0, START.to_owned()));
    let mut links = Vec::with_capacity(looks.len());
    for look in looks {
        seq += 1;
        let link = look.link(seq, hash);
        hash = link.hash();
        links.push((link, hash.clone()));
    }
    store::add_all(tx, &links)?;
    Ok(looks.iter().map(|_| Ok(())).collect())
}
