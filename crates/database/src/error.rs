//! What can go wrong in the storage. No message carries a value of a row: rows are personal data, messages are logged.

/// Why a statement, a command or a read failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DbError {
    /// [`Tx::one`](crate::Tx::one) found nothing.
    #[error("{0}: no such row")]
    NoRow(&'static str),
    /// The queue of the writer or of the readers is full; nothing was done.
    #[error("the database has more to do than it can take; try again in a moment")]
    TooBusy,
    /// A row with this key exists already.
    #[error("unique constraint broken: {on}")]
    Unique {
        /// The constraint's name (PostgreSQL) or its columns (SQLite).
        on: String,
    },
    /// A row points to one that does not exist, or one that others point to was removed.
    #[error("foreign key broken")]
    ForeignKey,
    /// A CHECK or NOT NULL constraint refused the row.
    #[error("constraint broken: {on}")]
    Check {
        /// The constraint's or the column's name.
        on: String,
    },
    /// A value has not the type that the code expects: a fault of the program, not of the data.
    #[error("wrong shape: {0}")]
    Shape(String),
    /// The engine refused the statement, or failed (disk full, broken file ...).
    #[error("database engine: {0}")]
    Engine(String),
    /// Another transaction stood in the way, more often than the writer was ready to repeat.
    #[error("the database is held by another process; try again in a moment")]
    Contended,
    /// The connection broke. Whether a command was kept is not known: send it again with the same `op_id`.
    #[error("the connection to the database was lost")]
    Lost,
    /// The command panicked; its rows were taken back.
    #[error("the command failed inside the program")]
    Panicked,
    /// The database was closed.
    #[error("the database is closed")]
    Closed,
}

impl DbError {
    /// Whether asking again, unchanged, may succeed.
    pub const fn is_retryable(&self) -> bool {
        matches!(self, Self::TooBusy | Self::Contended | Self::Lost)
    }

    /// Whether the engine has refused to go on with the transaction because of it (PostgreSQL always, SQLite by our
    /// own rule, so that both behave alike). Errors found on this side of the driver leave the transaction as it was.
    pub(crate) const fn spoils_transaction(&self) -> bool {
        !matches!(self, Self::NoRow(_) | Self::Shape(_) | Self::TooBusy)
    }
}

/// Why a database could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The data was written by a newer program.
    #[error(
        "the database has schema version {found}, this program knows versions up to {known}: \
         start the newer program that wrote it, or restore a backup made before the upgrade"
    )]
    NewerSchema {
        /// The version found in the data.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// A migration that was already applied now has another name: the data comes from another line of the program.
    #[error(
        "schema version {number} is '{found}' in the database and '{known}' in this program: \
         the database belongs to a different build"
    )]
    OtherHistory {
        /// The number of the migration.
        number: i64,
        /// Its name in the data.
        found: String,
        /// Its name in this program.
        known: &'static str,
    },
    /// The list of migrations is not numbered 1, 2, 3 ...
    #[error("migrations must be numbered 1, 2, 3 ... without a gap; '{name}' has number {number}, {expected} was due")]
    Numbering {
        /// The number given.
        number: i64,
        /// The number that was due.
        expected: i64,
        /// The migration's name.
        name: &'static str,
    },
    /// A migration failed; the database is as it was before that migration.
    #[error("migration {number} ({name}) failed: {cause}")]
    Migration {
        /// The number of the migration.
        number: i64,
        /// Its name.
        name: &'static str,
        /// What the engine said.
        cause: DbError,
    },
    /// The name of a PostgreSQL schema must be a lower-case letter followed by at most 62 of `a-z 0-9 _`.
    #[error("'{0}' can't name a schema: a lower-case letter, then at most 62 lower-case letters, digits or _")]
    SchemaName(String),
    /// The connection text of PostgreSQL can't be understood. It is not repeated, as it may hold a password.
    #[error("the database address is not a postgres:// address: {0}")]
    Address(String),
    /// The place can't be reached or prepared.
    #[error("can't open the database: {0}")]
    Connect(#[from] DbError),
    /// The machine gives no thread.
    #[error("can't start a database thread: {0}")]
    Thread(String),
}
