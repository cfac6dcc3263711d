//! The indexes that the migrations make.

use crate::MIGRATIONS;

/// The names of all indexes that a jurisdiction must have, in alphabetical order.
pub fn expected_indexes() -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for migration in MIGRATIONS {
        for statement in migration.sql.split(';') {
            let words: Vec<&str> = statement.split_whitespace().filter(|word| *word != "UNIQUE").collect();
            for (word, after) in words.iter().zip(words.iter().skip(1)).zip(words.iter().skip(2)).filter_map(made) {
                if word { names.push(after.to_owned()) } else { names.retain(|name| name != after) }
            }
        }
    }
    names.sort_unstable();
    names
}

/// `CREATE INDEX name` makes one, `DROP INDEX name` takes one away.
fn made<'a>(((verb, noun), name): ((&&'a str, &&'a str), &&'a str)) -> Option<(bool, &'a str)> {
    match (*verb, *noun) {
        ("CREATE", "INDEX") => Some((true, name)),
        ("DROP", "INDEX") => Some((false, name)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::expected_indexes;

    #[test]
    fn the_indexes_of_the_ledger_are_expected() {
        let names = expected_indexes();
        for name in ["household_by_grid", "resident_by_phone", "area_by_ord"] {
            assert!(names.iter().any(|found| found == name), "{name}");
        }
    }
}
