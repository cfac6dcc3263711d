//! One short text that changes when files change: tells whether a slow step must be done again.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::failure::{Failure, Outcome};
use crate::repository::shown;

/// SHA-256 in hex over the names (relative to `root`) and contents of `files`, in their order.
pub(crate) fn of_files(root: &Path, files: &[PathBuf]) -> Outcome<String> {
    let mut hash = Sha256::new();
    for file in files {
        let content = fs::read(file).map_err(|cause| Failure::of(file.display(), cause))?;
        // Lengths keep "ab" + "c" apart from "a" + "bc".
        let name = shown(root, file);
        hash.update((name.len() as u64).to_le_bytes());
        hash.update(name.as_bytes());
        hash.update((content.len() as u64).to_le_bytes());
        hash.update(&content);
    }
    Ok(hex(&hash.finalize()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Whether `stamp` holds exactly `hash`.
pub(crate) fn is_stamped(stamp: &Path, hash: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|text| text.trim() == hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository::write;

    fn hash_of(folder: &Path) -> String {
        of_files(folder, &crate::repository::files_below(folder).unwrap()).unwrap()
    }

    #[test]
    fn a_changed_content_or_name_changes_the_hash_and_nothing_else_does() {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("a"), "bc").unwrap();
        let first = hash_of(folder.path());
        assert_eq!(first.len(), 64);
        assert_eq!(first, hash_of(folder.path()));

        write(&folder.path().join("a"), "b").unwrap();
        let changed = hash_of(folder.path());
        assert_ne!(first, changed);

        fs::rename(folder.path().join("a"), folder.path().join("ab")).unwrap();
        assert_ne!(changed, hash_of(folder.path()));
    }

    #[test]
    fn the_border_between_name_and_content_counts() {
        let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        write(&one.path().join("a"), "bc").unwrap();
        write(&two.path().join("ab"), "c").unwrap();
        assert_ne!(hash_of(one.path()), hash_of(two.path()));
    }

    #[test]
    fn a_stamp_holds_for_its_own_hash_only() {
        let folder = tempfile::tempdir().unwrap();
        let stamp = folder.path().join("STAMP");
        assert!(!is_stamped(&stamp, "abc"));
        write(&stamp, "abc\n").unwrap();
        assert!(is_stamped(&stamp, "abc"));
        assert!(!is_stamped(&stamp, "abd"));
    }
}
