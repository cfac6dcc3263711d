//! The file to be imported, which may be read several times.

use std::path::PathBuf;
use std::sync::Arc;

use gridward_domain::Fault;
use gridward_formats::ledger::{Ledger, LedgerOptions};
use gridward_formats::table::{Source, TableError};

use super::options::ImportOptions;
use crate::{Ctx, Error};

static UNREADABLE: Fault =
    Fault::new("import_unreadable", 422, "这个文件读不了：{why}", "This file can't be read: {why}");

/// A file to be imported: uploaded, or on the operator's disk.
#[derive(Debug, Clone)]
pub enum ImportFile {
    /// Bytes in memory.
    Bytes(Arc<Vec<u8>>),
    /// A file on disk.
    Path(PathBuf),
}

impl ImportFile {
    fn source(&self) -> Result<Source, TableError> {
        match self {
            Self::Bytes(bytes) => Ok(Source::bytes(bytes.as_ref().clone())),
            Self::Path(path) => Ok(Source::open(path)?),
        }
    }

    /// The ledger in the file, at its first row.
    pub(super) fn ledger(&self, ctx: &Ctx, options: &ImportOptions) -> Result<Ledger, Error> {
        let how = LedgerOptions { map: options.map.clone(), ..LedgerOptions::on(ctx.zone.date(ctx.now)) };
        self.source().and_then(|source| Ledger::open(source, &how)).map_err(|error| unreadable(ctx, &error))
    }
}

/// What is wrong with a file, as a refusal.
pub(crate) fn unreadable(ctx: &Ctx, error: &TableError) -> Error {
    UNREADABLE.at("file").with("why", error.sentence(ctx.language)).into()
}
