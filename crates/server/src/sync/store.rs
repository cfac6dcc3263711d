//! The SQL of what a phone holds.

use gridward_database::{DbError, Param, SetStatement, Statement, Tx, params};
use gridward_domain::access::Role;
use gridward_domain::areas::OrdRange;
use gridward_domain::directives::{NotReached, ReceiptState};
use gridward_domain::{Id, Timestamp};

use super::pull::HeldDoor;

static DOORS: Statement = Statement::new(
    "sync.doors",
    "SELECT d.directive_id, d.household_id, d.version, d.rank, d.reason, d.channel, d.reported_at, d.receipt_id
     FROM household h JOIN door d ON d.directive_id = $1 AND d.household_id = h.id
     WHERE h.grid_ord >= $2 AND h.grid_ord < $3 AND h.to_at IS NULL AND d.rank > 0",
);
static PHONES: SetStatement = SetStatement::new(
    "sync.phones",
    "SELECT household_id, id, relation, phone_sealed FROM resident
     WHERE to_at IS NULL AND phone_sealed IS NOT NULL AND household_id IN (",
    "?",
    ") ORDER BY id",
);
static COLLEAGUES: SetStatement = SetStatement::new(
    "sync.colleagues",
    "SELECT p.id, p.person_id, n.name, p.role, a.name, n.work_phone, p.area_ord, p.area_ord_end FROM post p
     JOIN person n ON n.id = p.person_id JOIN area a ON a.id = p.area_id
     WHERE p.from_at <= $1 AND (p.to_at IS NULL OR p.to_at > $1) AND p.role <> 'admin' AND p.role <> 'auditor'
       AND p.area_ord IN (",
    "?",
    ")",
);
static BELOW: Statement = Statement::new(
    "sync.colleagues_below",
    "SELECT p.id, p.person_id, n.name, p.role, a.name, n.work_phone, p.area_ord, p.area_ord_end FROM post p
     JOIN person n ON n.id = p.person_id JOIN area a ON a.id = p.area_id
     WHERE p.from_at <= $1 AND (p.to_at IS NULL OR p.to_at > $1) AND p.area_ord >= $2 AND p.area_ord < $3
     ORDER BY p.area_ord, p.id LIMIT 400",
);
static LIAISONS: Statement = Statement::new(
    "sync.liaisons",
    "SELECT l.household_id, n.name, n.work_phone FROM post_household l JOIN post p ON p.id = l.post_id
     JOIN person n ON n.id = p.person_id
     WHERE l.grid_ord >= $1 AND l.grid_ord < $2 AND l.from_at <= $3 AND (l.to_at IS NULL OR l.to_at > $3)",
);
static CHANGED: Statement = Statement::new(
    "sync.changed",
    "SELECT 1 FROM change WHERE seq > $1
       AND (noun = 'directives' OR noun = 'responses' OR (area >= $2 AND area < $3)) LIMIT 1",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&DOORS, &BELOW, &LIAISONS, &CHANGED];
pub(crate) const SET_STATEMENTS: &[&SetStatement] = &[&PHONES, &COLLEAGUES];

/// The doors of a directive in a range that have had a receipt that counts.
pub(super) fn doors(tx: &mut Tx<'_>, directive: Id, range: OrdRange) -> Result<Vec<HeldDoor>, DbError> {
    let found = tx.all(&DOORS, &params![directive.to_string(), range.from, range.to], |row| {
        let (directive_id, household_id): (Id, Id) = (row.parse(0)?, row.parse(1)?);
        let Some(state) = ReceiptState::of_rank(row.get(3)?) else { return Ok(None) };
        Ok(Some(HeldDoor {
            id: format!("{directive_id}:{household_id}"),
            directive_id,
            household_id,
            version: row.get(2)?,
            state,
            reason: row.text(4)?.parse::<NotReached>().ok(),
            channel: row.parse(5)?,
            at: Timestamp(row.get(6)?),
            receipt_id: row.parse(7)?,
        }))
    })?;
    Ok(found.into_iter().flatten().collect())
}

/// A sealed phone of a household: who it belongs to, and whether that is the head.
pub(super) struct SealedPhone {
    pub(super) household: Id,
    pub(super) resident: Id,
    pub(super) relation: String,
    pub(super) sealed: Vec<u8>,
}

pub(super) fn phones(tx: &mut Tx<'_>, households: &[Id]) -> Result<Vec<SealedPhone>, DbError> {
    let rows: Vec<[Param<'_>; 1]> = households.iter().map(|id| params![id.to_string()]).collect();
    tx.all_set(&PHONES, &[], &rows, |row| {
        let (household, resident) = (row.parse(0)?, row.parse(1)?);
        Ok(SealedPhone { household, resident, relation: row.get(2)?, sealed: row.get(3)? })
    })
}

/// Somebody who holds a post now.
pub(super) struct Holder {
    pub(super) post: Id,
    pub(super) person: Id,
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) area_name: String,
    pub(super) phone: String,
    pub(super) range: OrdRange,
}

fn holder(row: &gridward_database::Row<'_>) -> Result<Holder, DbError> {
    Ok(Holder {
        post: row.parse(0)?,
        person: row.parse(1)?,
        name: row.get(2)?,
        role: row.parse(3)?,
        area_name: row.get(4)?,
        phone: row.get(5)?,
        range: OrdRange { from: row.get(6)?, to: row.get(7)? },
    })
}

/// Those who hold posts for areas with these numbers.
pub(super) fn holders_at(tx: &mut Tx<'_>, ords: &[i64], now: Timestamp) -> Result<Vec<Holder>, DbError> {
    let rows: Vec<[Param<'_>; 1]> = ords.iter().map(|ord| params![*ord]).collect();
    tx.all_set(&COLLEAGUES, &params![now.0], &rows, holder)
}

/// Those who hold posts in a range of areas; 400 at most.
pub(super) fn holders_below(tx: &mut Tx<'_>, range: OrdRange, now: Timestamp) -> Result<Vec<Holder>, DbError> {
    tx.all(&BELOW, &params![now.0, range.from, range.to], holder)
}

/// The liaison of each household in a range: household, name, phone.
pub(super) fn liaisons(tx: &mut Tx<'_>, range: OrdRange, now: Timestamp) -> Result<Vec<(Id, String, String)>, DbError> {
    tx.all(&LIAISONS, &params![range.from, range.to, now.0], |row| Ok((row.parse(0)?, row.get(1)?, row.get(2)?)))
}

/// Whether anything was noted after a change that may show on a phone with this reach.
pub(super) fn has_changed(tx: &mut Tx<'_>, seq: i64, range: OrdRange) -> Result<bool, DbError> {
    Ok(tx.opt(&CHANGED, &params![seq, range.from, range.to], |_| Ok(()))?.is_some())
}
