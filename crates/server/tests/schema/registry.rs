//! Every statement of the server, looked at as one list.

use std::collections::BTreeSet;
use std::path::Path;

use gridward_database::{Db, DbError, SetStatement, Statement};
use gridward_testkit::{World, both_engines};

/// As many statements as may have one text per engine.
const MOST_FORKED: usize = 5;

/// Statements that are no queries: no engine prepares or plans them, so they are in no registry.
const NOT_QUERIES: &[&str] = &[
    "households.drop_reference",
    "households.look_at_households",
    "households.look_at_residents",
    "households.make_reference",
    "households.sort_in_memory",
];

/// A statement of either kind.
#[derive(Clone, Copy)]
pub(crate) enum Listed {
    One(&'static Statement),
    Set(&'static SetStatement),
}

impl Listed {
    pub(crate) fn all() -> Vec<Self> {
        let single = gridward_server::statements().into_iter().map(Self::One);
        single.chain(gridward_server::set_statements().into_iter().map(Self::Set)).collect()
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::One(one) => one.name(),
            Self::Set(set) => set.name(),
        }
    }

    fn prepares(self, db: &Db) -> Result<(), DbError> {
        match self {
            Self::One(one) => db.check_prepares(one),
            Self::Set(set) => db.check_prepares_set(set),
        }
    }
}

#[test]
fn every_statement_prepares_on_both_engines() {
    for engine in both_engines() {
        let world = World::new(engine);
        let refused: Vec<String> = Listed::all()
            .into_iter()
            .filter_map(|one| Some(format!("{}: {}", one.name(), one.prepares(world.app.db()).err()?)))
            .collect();
        assert!(refused.is_empty(), "{engine:?}: {refused:#?}");
    }
}

#[test]
fn a_statements_name_is_its_own() {
    let mut seen = BTreeSet::new();
    let twice: Vec<&str> = Listed::all().into_iter().map(Listed::name).filter(|name| !seen.insert(*name)).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn a_statements_name_says_the_noun_and_the_verb() {
    let plain =
        |part: &str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
    let unclear: Vec<&str> = Listed::all()
        .into_iter()
        .map(Listed::name)
        .filter(|name| !name.split_once('.').is_some_and(|(noun, verb)| plain(noun) && plain(verb)))
        .collect();
    assert!(unclear.is_empty(), "{unclear:?}");
}

#[test]
fn few_statements_have_a_text_per_engine() {
    let forked: Vec<&str> =
        gridward_server::statements().into_iter().filter(|one| one.is_forked()).map(Statement::name).collect();
    assert!(forked.len() <= MOST_FORKED, "{forked:?}");
}

#[test]
fn every_statement_of_the_sources_is_in_the_registry() {
    let listed: BTreeSet<&str> = Listed::all().into_iter().map(Listed::name).collect();
    let written = written_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(written.len() >= listed.len(), "found only {} statements in the sources", written.len());
    let missing: Vec<&String> = written
        .iter()
        .filter(|name| !listed.contains(name.as_str()) && !NOT_QUERIES.contains(&name.as_str()))
        .collect();
    let gone: Vec<&&str> = NOT_QUERIES.iter().filter(|name| !written.contains(**name)).collect();
    assert!(gone.is_empty(), "{gone:?}");
    assert!(missing.is_empty(), "add them to the STATEMENTS or SET_STATEMENTS of their file: {missing:#?}");
}

/// The names of the statements made in the sources: the first text after `Statement::new(` or `Statement::forked(`.
fn written_below(folder: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            names.extend(written_below(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            for maker in ["Statement::new(", "Statement::forked("] {
                let after = text.split(maker).skip(1);
                names.extend(
                    after.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next()).map(str::to_owned),
                );
            }
        }
    }
    names
}
