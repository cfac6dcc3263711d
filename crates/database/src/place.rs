//! Where a jurisdiction's tables lie, and how much of the machine its database may use.

use std::path::PathBuf;

/// The two engines that run the same SQL text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// SQLite, one file per jurisdiction.
    Sqlite,
    /// PostgreSQL, one schema per jurisdiction.
    Postgres,
}

/// Where one jurisdiction's tables lie.
#[derive(Clone, PartialEq, Eq)]
pub enum Place {
    /// One file, made if missing.
    Sqlite {
        /// The path of the file; `-wal` and `-shm` lie beside it while it is open.
        file: PathBuf,
    },
    /// One schema, made if missing.
    Postgres {
        /// `postgres://user:password@host:port/database`; `?sslmode=require` forces TLS.
        url: String,
        /// The schema's name: a lower-case letter, then at most 62 of `a-z 0-9 _`.
        schema: String,
    },
}

impl Place {
    /// The engine at this place.
    pub const fn engine(&self) -> Engine {
        match self {
            Self::Sqlite { .. } => Engine::Sqlite,
            Self::Postgres { .. } => Engine::Postgres,
        }
    }
}

/// Shows no address, because it may hold a password.
impl std::fmt::Debug for Place {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite { file } => out.debug_struct("Sqlite").field("file", file).finish(),
            Self::Postgres { schema, .. } => {
                out.debug_struct("Postgres").field("schema", schema).finish_non_exhaustive()
            }
        }
    }
}

/// How much of the machine a database may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Reader threads, each with a connection; at least one is started.
    pub readers: usize,
    /// Commands (and, apart, reads) that may wait; one more is answered [`DbError::TooBusy`](crate::DbError::TooBusy).
    pub queue: usize,
    /// Commands that share a commit at most.
    pub batch: usize,
}

impl Default for Options {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self { readers: cores.clamp(2, 8), queue: 4096, batch: 512 }
    }
}
