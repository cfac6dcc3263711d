//! Back a jurisdiction up into one file, and restore it: on another machine, or on the other engine.
//!
//! The file is gzip: one line that says what it is, then the archive of all tables. The key file is not in it unless
//! that is asked for: who finds a backup can't read ID numbers and phones.

mod restore;
mod save;

use clap::Args;
use gridward_domain::Timestamp;
use gridward_server::Keys;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

pub(crate) use restore::run as restore;
pub(crate) use save::run as save;

/// What the first line says the file is.
const FORMAT: &str = "gridward-backup";
/// The version of the format.
const VERSION: u32 = 1;
/// What the keys are recognised by: the blind index of this text.
const PROBE: (&str, &str) = ("backup", "which keys");

#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The file to write; it must not exist.
    file: PathBuf,
    /// Put the key file inside too. Then keep the backup as safe as the key file itself.
    #[arg(long)]
    with_keys: bool,
    /// Which jurisdiction, where the configuration has several.
    #[arg(long)]
    jurisdiction: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The backup.
    file: PathBuf,
    /// Which jurisdiction of the configuration it becomes, where there are several. It must be empty.
    #[arg(long)]
    jurisdiction: Option<String>,
}

/// The first line of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Label {
    format: String,
    version: u32,
    /// The jurisdiction's key when it was backed up.
    jurisdiction: String,
    /// When.
    at: Timestamp,
    /// Tells which key file belongs to it, and nothing of the keys.
    key_mark: String,
    /// The content of the key file, where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    keys: Option<String>,
}

/// What a key file is recognised by.
fn mark_of(keys: &Keys) -> String {
    keys.index(PROBE.0, PROBE.1)
}

#[cfg(test)]
mod tests {
    use super::{Keys, mark_of};

    #[test]
    fn a_mark_is_the_same_for_the_same_keys_only() {
        let text = Keys::new_text().unwrap();
        let of = |text: &str| mark_of(&Keys::from_text(text).unwrap());
        assert_eq!(of(&text), of(&text));
        assert_ne!(of(&text), of(&Keys::new_text().unwrap()));
        assert!(!text.contains(&of(&text)));
    }
}
