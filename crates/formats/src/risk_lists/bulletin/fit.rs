//! A group's text parted into as many places as it declares.
//!
//! Commas part places, but also the clauses of one place (a block between five streets), and 、 parts the houses of one
//! place, but also places. The group's own number decides where exactly one reading gives it; else it is asked.

/// How the places were parted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// By commas and semicolons alone.
    ByCommas,
    /// By 、 as well.
    Parted,
    /// Some clauses between commas are one place.
    Joined {
        /// The first of them.
        first: String,
        /// How many.
        pieces: usize,
    },
    /// No reading gives the declared number.
    Differs {
        /// How many places the commas give.
        listed: usize,
    },
}

/// The places of a group, run by run: semicolons part runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fit {
    pub(super) reading: Reading,
    pub(super) runs: Vec<Vec<String>>,
}

/// Parts the text of a group into `declared` places, if it can. `names_county` tells whether a text begins with a county.
pub(super) fn fit(body: &str, declared: usize, names_county: impl Fn(&str) -> bool) -> Fit {
    let body = body.trim().trim_end_matches('。');
    let mut runs: Vec<Vec<String>> =
        split(body, &['；', ';']).iter().map(|run| split(run, &['，', ','])).filter(|run| !run.is_empty()).collect();
    let listed = runs.iter().map(Vec::len).sum();
    if listed == declared {
        return Fit { reading: Reading::ByCommas, runs };
    }
    if listed < declared {
        let parted: Vec<Vec<String>> =
            runs.iter().map(|run| run.iter().flat_map(|text| part(text)).collect()).collect();
        if parted.iter().map(Vec::len).sum::<usize>() == declared {
            return Fit { reading: Reading::Parted, runs: parted };
        }
    } else if let Some((run, first, pieces)) = one_place(&runs, listed - declared + 1, &names_county)
        && let Some(run) = runs.get_mut(run)
    {
        let clauses: Vec<String> = run.drain(first..first + pieces).collect();
        run.insert(first, clauses.join("，"));
        let first = clauses.into_iter().next().unwrap_or_default();
        return Fit { reading: Reading::Joined { first, pieces }, runs };
    }
    Fit { reading: Reading::Differs { listed }, runs }
}

/// The only stretch of `pieces` clauses of one run that can be one place: none but its first begins with a county or a
/// township. The answer is run, first clause and length.
fn one_place(
    runs: &[Vec<String>],
    pieces: usize,
    names_county: impl Fn(&str) -> bool,
) -> Option<(usize, usize, usize)> {
    let begins = |text: &String| names_county(text) || begins_with_township(text);
    let mut fitting = runs.iter().enumerate().flat_map(|(run, clauses)| {
        let stretches = clauses.windows(pieces).enumerate();
        let fits = |stretch: &[String]| !stretch.iter().skip(1).any(begins);
        stretches.filter(move |(_, stretch)| fits(stretch)).map(move |(first, _)| (run, first, pieces))
    });
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

/// Whether a text names a township among its first words: 城南路街道席草田巷.
fn begins_with_township(text: &str) -> bool {
    let head: String = text.chars().take(8).collect();
    ["街道", "镇", "乡"].iter().any(|kind| head.find(kind).is_some_and(|at| at >= "一".len()))
}

/// Parts at the given signs outside of brackets; when brackets don't close, at all of them.
fn split(text: &str, signs: &[char]) -> Vec<String> {
    let (mut depth, mut parts) = (0_i32, vec![String::new()]);
    for letter in text.chars() {
        match letter {
            '（' | '(' | '【' | '[' => depth += 1,
            '）' | ')' | '】' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 && signs.contains(&letter) {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(letter);
        }
    }
    let parts = if depth == 0 { parts } else { text.split(signs).map(str::to_owned).collect() };
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// Parts at 、; a bare number goes on with the words of the one before: 荆南小区2号楼、14号楼.
fn part(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for piece in split(text, &['、']) {
        let stem = parts.last().filter(|_| piece.starts_with(|letter: char| letter.is_ascii_digit()));
        let stem = stem.and_then(|before| before.split_once(|letter: char| letter.is_ascii_digit()));
        let whole = stem.map_or_else(|| piece.clone(), |(words, _)| format!("{words}{piece}"));
        parts.push(whole);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{Fit, Reading, fit};

    fn fitted(body: &str, declared: usize) -> Fit {
        fit(body, declared, |text| text.starts_with("雨花区"))
    }

    #[test]
    fn commas_and_semicolons_part_places_but_not_within_brackets() {
        let read = fitted("天心区甲院（东，西；南），乙院；雨花区丙院。", 3);
        assert_eq!(read.reading, Reading::ByCommas);
        assert_eq!(read.runs, [vec!["天心区甲院（东，西；南）", "乙院"], vec!["雨花区丙院"]]);
        assert_eq!(fitted("甲院（东，乙院", 2).reading, Reading::ByCommas, "a bracket that never closes");
    }

    #[test]
    fn the_declared_number_parts_places_at_the_lesser_comma() {
        let read = fitted("荆南小区2号楼、14号楼，华美东观园10号楼", 3);
        assert_eq!(read.reading, Reading::Parted);
        assert_eq!(read.runs, [["荆南小区2号楼", "荆南小区14号楼", "华美东观园10号楼"]]);
    }

    #[test]
    fn the_declared_number_joins_the_clauses_of_one_place_where_only_one_stretch_can_be_meant() {
        let body = "天心区新开铺街道A栋，城南路街道席草田巷2、3号，天心街1—11号，白沙街8号；雨花区雅礼中学，中雅学校";
        let read = fitted(body, 4);
        assert_eq!(read.reading, Reading::Joined { first: "城南路街道席草田巷2、3号".to_owned(), pieces: 3 });
        assert_eq!(read.runs[0].len(), 2);
        assert_eq!(
            fitted("甲院，乙院，丙院", 2).reading,
            Reading::Differs { listed: 3 },
            "two stretches could be meant"
        );
    }

    #[test]
    fn what_no_reading_explains_is_told() {
        assert_eq!(fitted("甲院，乙院", 5).reading, Reading::Differs { listed: 2 });
        assert_eq!(fitted("", 1).reading, Reading::Differs { listed: 0 });
        assert_eq!(fitted("甲院", 0).reading, Reading::Differs { listed: 1 });
    }
}
