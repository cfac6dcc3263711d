//! The country down to the counties, as a tree to choose a place from.

use std::collections::HashMap;
use std::io::Read;
use std::sync::LazyLock;

use flate2::read::GzDecoder;

/// Provinces, prefectures and counties of June 2023: see the README beside the file.
pub(crate) const COUNTIES: &[u8] = include_bytes!("../data/counties_2023.csv.gz");

/// Levels of the tree that stand between two others in the code alone and that nobody says.
const UNSAID: [&str; 4] = ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"];

static BELOW: LazyLock<HashMap<String, Vec<Region>>> = LazyLock::new(read);

/// A province, prefecture or county.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// The official code without its zeros: two, four or six digits.
    pub code: String,
    /// The name.
    pub name: String,
}

/// The provinces, in the order of their codes.
pub fn provinces() -> &'static [Region] {
    below("")
}

/// What lies right below a province or prefecture; nothing below a county or a code that is none.
pub fn below(code: &str) -> &'static [Region] {
    BELOW.get(code).map_or(&[], Vec::as_slice)
}

/// The name of a code with those above it, as it is said: `上海市浦东新区`. `None` for a code that is none.
pub fn said(code: &str) -> Option<String> {
    let mut name = String::new();
    for length in [2, 4, 6].into_iter().filter(|length| *length <= code.len()) {
        let (part, above) = (code.get(..length)?, code.get(..length - 2)?);
        let region = below(above).iter().find(|region| region.code == part)?;
        if !UNSAID.contains(&region.name.as_str()) {
            name.push_str(&region.name);
        }
    }
    Some(name).filter(|name| !name.is_empty())
}

fn read() -> HashMap<String, Vec<Region>> {
    let mut text = String::new();
    // The file is ours and a test reads it whole.
    let _ = GzDecoder::new(COUNTIES).read_to_string(&mut text);
    let mut below: HashMap<String, Vec<Region>> = HashMap::new();
    for line in text.lines().skip(1) {
        let mut cells = line.split(',');
        if let (Some(code), Some(name), Some(parent)) = (cells.next(), cells.next(), cells.next()) {
            let region = Region { code: code.to_owned(), name: name.to_owned() };
            below.entry(parent.to_owned()).or_default().push(region);
        }
    }
    below
}

#[cfg(test)]
mod tests {
    use super::{BELOW, below, provinces, said};

    #[test]
    fn the_tree_is_whole() {
        assert_eq!(provinces().len(), 31);
        assert_eq!(BELOW.values().map(Vec::len).sum::<usize>(), 3_351);
        assert!(below("4115").iter().any(|county| county.code == "411526" && county.name == "潢川县"));
        assert!(below("411526").is_empty());
    }

    #[test]
    fn a_place_is_named_as_people_say_it() {
        assert_eq!(said("310115").as_deref(), Some("上海市浦东新区"));
        assert_eq!(said("411526").as_deref(), Some("河南省信阳市潢川县"));
        assert_eq!(said("44").as_deref(), Some("广东省"));
        assert_eq!(said("999999"), None);
        assert_eq!(said(""), None);
        assert_eq!(said("上海"), None);
    }
}
