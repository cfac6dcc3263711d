//! One story suite for both engines: every test here runs on SQLite and on PostgreSQL.

#[cfg(test)]
mod commands;
#[cfg(test)]
mod site;
