//! Who has looked at a record: for whoever the record is about.

use gridward_database::{Statement, Tx, params};
use gridward_domain::access::Role;
use gridward_domain::{Id, Timestamp};

use crate::Error;

/// Looks that are told of at most, the newest.
const MOST: i64 = 40;

/// The area is that of the post which the person held at the time; an audit entry keeps the person alone.
static OF_RECORD: Statement = Statement::new(
    "audit.looks_of_record",
    "SELECT l.seq, l.at, l.verb, p.role, a.name FROM audit l
     LEFT JOIN post p ON p.person_id = l.person_id AND p.from_at <= l.at AND (p.to_at IS NULL OR p.to_at > l.at)
     LEFT JOIN area a ON a.id = p.area_id
     WHERE l.noun = $1 AND l.record_id = $2 ORDER BY l.seq DESC, p.id LIMIT $3",
);

pub(super) const STATEMENTS: &[&Statement] = &[&OF_RECORD];

/// An entry about a record: when, what was done, and in which post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LookAt {
    seq: i64,
    /// When.
    pub(crate) at: Timestamp,
    /// What was done.
    pub(crate) verb: String,
    /// The role held at the time and the area of its post; absent for the machine and for whoever had no post.
    pub(crate) post: Option<(Role, String)>,
}

/// The entries of these verbs about these records, the newest first.
pub(crate) fn looks_at(tx: &mut Tx<'_>, records: &[(&'static str, Id)], verbs: &[&str]) -> Result<Vec<LookAt>, Error> {
    let mut found: Vec<LookAt> = Vec::new();
    for (noun, record) in records {
        found.extend(tx.all(&OF_RECORD, &params![*noun, record.to_string(), MOST], |row| {
            let role: Option<Role> = row.parse_opt(3)?;
            let area: Option<String> = row.get(4)?;
            Ok(LookAt { seq: row.get(0)?, at: Timestamp(row.get(1)?), verb: row.get(2)?, post: role.zip(area) })
        })?);
    }
    found.retain(|look| verbs.contains(&look.verb.as_str()));
    found.sort_by_key(|look| std::cmp::Reverse(look.seq));
    // Who held two posts at the time looked once.
    found.dedup_by_key(|look| look.seq);
    Ok(found)
}
