//! The destruction certificate: what was erased, how much of it, and where the log proves it.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::{Id, Timestamp};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::response::{Response, known};
use super::{certificate_store, faults};
use crate::{Ctx, Error};

/// How many records of a kind are gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ErasedRecords {
    /// The kind, such as `risk_places`.
    pub noun: String,
    /// How many.
    pub records: i64,
}

/// The entry of the audit log that tells of the erasing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Chain {
    /// Its number.
    pub seq: i64,
    /// Its hash, which covers all entries before it.
    pub hash: String,
}

/// Proof that what a response owned is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Certificate {
    /// The response: what for, on which basis, who closed it, and who is the witness.
    pub response: Response,
    /// What is gone. Counts only; what was in it nobody can tell any more.
    pub erased: Vec<ErasedRecords>,
    /// When the last of it was gone.
    pub erased_at: Timestamp,
    /// Where the audit log tells of it.
    pub chain: Chain,
    /// The last day on which a backup from before may be kept.
    #[schema(value_type = String, format = Date)]
    pub backups_until: Date,
}

/// A certificate as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Certified {
    pub(super) erased_at: Timestamp,
    pub(super) chain: Chain,
    pub(super) backups_until: Date,
}

/// The certificate of an erased response.
pub fn certificate(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<Certificate, Error> {
    let stored = known(tx, ctx, id, Verb::ResponsesRead)?;
    let certified = certificate_store::find(tx, id)?.ok_or_else(|| faults::NOT_ERASED.refuse())?;
    let erased = certificate_store::counts(tx, id)?;
    let erased = erased.into_iter().map(|(noun, records)| ErasedRecords { noun, records }).collect();
    let Certified { erased_at, chain, backups_until } = certified;
    Ok(Certificate { response: stored.whole(), erased, erased_at, chain, backups_until })
}
