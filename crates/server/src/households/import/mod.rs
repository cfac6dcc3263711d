//! Import of a ledger: look at the file, see what would happen, do it; the same for the console and the command line.

mod file;
mod gather;
pub(crate) mod http;
mod inspect;
mod judge;
mod known;
mod mappings;
mod options;
mod park;
mod places;
mod preview;
mod problems;
mod run;
mod runs;
mod uploads;

pub use file::ImportFile;
pub use gather::NotTaken;
pub use inspect::{FieldName, Inspection, SavedMapping, SheetFound, inspect};
pub use mappings::{Mapping, NewMapping, mappings, remove_mapping, save_mapping};
pub use options::{ImportOptions, Mode};
pub use preview::{MissingGrid, Preview, Previewed, preview, preview_alone};
pub use run::{Imported, RunDone, run};
pub use runs::{PastImport, past_imports};
pub use uploads::Uploads;

pub(crate) use file::unreadable;
pub(crate) use http::routes;
pub(crate) use park::{ParkedRow, SEALED_AS as PARKED_AS};
pub(crate) use places::Places;

use gridward_database::{SetStatement, Statement};

/// Every statement of imports.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [mappings::STATEMENTS, park::STATEMENTS, places::STATEMENTS, runs::STATEMENTS].concat()
}

/// Every set-wise statement of imports.
pub(crate) const SET_STATEMENTS: &[&SetStatement] = known::SET_STATEMENTS;
