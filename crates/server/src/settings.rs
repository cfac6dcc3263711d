//! The few facts a jurisdiction keeps about itself: its name, its root area.

use gridward_database::{DbError, Statement, Tx, params};

static FIND: Statement = Statement::new("settings.find", "SELECT value FROM setting WHERE name = $1");
static PUT: Statement = Statement::new(
    "settings.put",
    "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&FIND, &PUT];

/// The area whose subtree this jurisdiction is.
pub const ROOT_AREA: &str = "root_area";
/// The first administrator, who came before the first area.
pub(crate) const FOUNDER: &str = "founder";
/// What the jurisdiction is called on its pages.
pub const JURISDICTION_NAME: &str = "jurisdiction_name";

/// The value of a setting, if it was ever set.
pub fn find(tx: &mut Tx<'_>, name: &str) -> Result<Option<String>, DbError> {
    tx.opt(&FIND, &params![name], |row| row.get(0))
}

/// Sets a setting.
pub fn put(tx: &mut Tx<'_>, name: &str, value: &str) -> Result<(), DbError> {
    tx.exec(&PUT, &params![name, value]).map(drop)
}
