//! The programmes that are built in.

use std::sync::LazyLock;

use gridward_domain::programmes::Programme;

use super::{Files, read};

/// The files of the programmes in the folder `programmes` of the repository; a test checks that none is left out.
macro_rules! files {
    ($($folder:literal: $($file:literal)+;)+) => {
        const FILES: &[(&str, &str, &str)] = &[$($(
            ($folder, $file, include_str!(concat!("../../../../programmes/", $folder, "/", $file))),
        )+)+];
    };
}

files! {
    "chikungunya": "2025.toml" "programme.toml" "symptoms.toml";
    "covid19": "national-ed8.toml" "national-ed9.toml" "programme.toml" "symptoms.toml" "twenty-measures.toml"
        "xinyang-2022-spring.toml";
}

static PROGRAMMES: LazyLock<Vec<Programme>> = LazyLock::new(|| {
    let mut names: Vec<&str> = FILES.iter().map(|(folder, ..)| *folder).collect();
    names.dedup();
    names.into_iter().map(|name| read(name, &files_of(name)).programme).collect()
});

/// All programmes that are built in.
pub fn shipped() -> &'static [Programme] {
    &PROGRAMMES
}

/// The built-in programme and the name of its rule set for an id such as `covid19/national-ed9`.
pub fn shipped_set(id: &str) -> Option<(&'static Programme, &'static str)> {
    let (programme, set) = id.split_once('/')?;
    let programme = shipped().iter().find(|known| known.id == programme)?;
    Some((programme, programme.set(set)?.id.as_str()))
}

/// The files of a built-in programme; none when there is no such programme.
pub(super) fn files_of(programme: &str) -> Files {
    let own = FILES.iter().filter(|(folder, ..)| *folder == programme);
    own.map(|(_, file, text)| ((*file).to_owned(), (*text).to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::{FILES, files_of, shipped, shipped_set};
    use crate::programmes::read;

    #[test]
    fn every_file_of_the_folder_is_built_in() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../programmes");
        let mut found = BTreeSet::new();
        for folder in root.read_dir().unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir()) {
            for file in folder.path().read_dir().unwrap().map(Result::unwrap) {
                found.insert((folder.file_name().into_string().unwrap(), file.file_name().into_string().unwrap()));
            }
        }
        let built_in: BTreeSet<_> =
            FILES.iter().map(|(folder, file, _)| ((*folder).to_owned(), (*file).to_owned())).collect();
        assert_eq!(built_in, found);
    }

    #[test]
    fn what_is_built_in_has_no_fault() {
        for programme in shipped() {
            assert_eq!(read(&programme.id, &files_of(&programme.id)).faults, []);
        }
        assert!(shipped_set("covid19/xinyang-2022-spring").is_some());
        assert!(shipped_set("covid19").is_none() && shipped_set("covid19/national-ed7").is_none());
    }
}
