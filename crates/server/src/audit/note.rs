//! Write an entry.

use gridward_database::Tx;
use gridward_domain::Id;
use serde::Serialize;

use super::chain::{Link, START};
use super::store;
use crate::{Ctx, Error};

/// What happened, for the log. Neither reason nor detail may hold a number in full or a fact of health or whereabouts.
#[derive(Debug)]
pub struct Entry<'a, D> {
    /// The verb with its noun, such as `directives.issue`.
    pub verb: &'static str,
    /// The noun of the record.
    pub noun: &'static str,
    /// The record.
    pub record: Id,
    /// The area it lies in, by order number.
    pub area_ord: i64,
    /// Why, in the actor's words, where a reason is asked.
    pub reason: &'a str,
    /// Figures and identities that tell what was done.
    pub detail: D,
}

/// Where an entry stands in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Position {
    /// Its number.
    pub(crate) seq: i64,
    /// Its hash.
    pub(crate) hash: String,
}

/// Adds an entry to the log, in the transaction of what it tells of.
pub fn note<D: Serialize>(tx: &mut Tx<'_>, ctx: &Ctx, entry: &Entry<'_, D>) -> Result<(), Error> {
    enter(tx, ctx, entry).map(drop)
}

/// [`note`], answering where the entry stands.
pub(crate) fn enter<D: Serialize>(tx: &mut Tx<'_>, ctx: &Ctx, entry: &Entry<'_, D>) -> Result<Position, Error> {
    let (seq, previous_hash) = store::last(tx)?.unwrap_or((0, START.to_owned()));
    let link = Link {
        seq: seq + 1,
        at: ctx.now.0,
        person_id: ctx.actor.to_string(),
        verb: entry.verb.to_owned(),
        noun: entry.noun.to_owned(),
        record_id: entry.record.to_string(),
        area_ord: entry.area_ord,
        reason: entry.reason.to_owned(),
        detail: serde_json::to_string(&entry.detail)?,
        previous_hash,
    };
    let hash = link.hash();
    store::add(tx, &link, &hash)?;
    Ok(Position { seq: link.seq, hash })
}
