//! The engine glue of Gridward: SQLite and PostgreSQL behind one SQL text.
//!
//! A [`Db`] is one jurisdiction: one SQLite file or one PostgreSQL schema. Its single writer thread takes what has
//! queued, runs each command in a savepoint, commits once and then answers all (group commit); its reader threads give
//! consistent snapshots. Inside a command a [`Tx`] offers few verbs: `all`, `opt`, `one`, `exec`, their set-wise kin
//! and `bulk`. This crate knows no noun of the domain and is the only user of the SQL drivers.
//!
//! Metrics: `gridward_db_command_seconds{command}` and `gridward_db_read_seconds{read}` (run time, histograms),
//! `gridward_db_batches`, `gridward_db_batch_size`, `gridward_db_batch_seconds` (commits), `gridward_db_queue` (commands
//! that wait), `gridward_db_repeats`, `gridward_db_marked_batches`, `gridward_db_lots_split` (batches run again).

mod archive;
mod backup;
mod db;
mod error;
mod feed;
mod lot;
mod migrations;
mod param;
mod place;
mod postgres;
mod reader;
mod removal;
mod row;
mod schema;
mod scrub;
mod session;
mod sqlite;
mod statement;
mod stopwatch;
mod together;
mod tx;
mod unit;
mod writer;

pub use archive::ArchiveError;
pub use db::Db;
pub use error::{DbError, OpenError};
pub use feed::{Change, StoredChange};
pub use lot::Together;
pub use migrations::Migration;
pub use param::Param;
pub use place::{Engine, Options, Place};
pub use row::{Column, Row, Value};
pub use schema::{ColumnKind, TableColumn};
pub use statement::{SetStatement, Statement};
pub use together::SetCall;
pub use tx::Tx;
