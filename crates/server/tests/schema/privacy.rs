//! What every column holds is written down in `privacy.toml`, and the tables keep to it.

use std::collections::BTreeMap;

use gridward_database::{ColumnKind, TableColumn};
use gridward_testkit::{World, both_engines};
use serde::Deserialize;

/// What a column holds; described at the head of `privacy.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Class {
    Public,
    Internal,
    Personal,
    Health,
    Secret,
}

/// Classes by table and column.
pub(crate) type Classes = BTreeMap<String, BTreeMap<String, Class>>;

/// Columns with a number of a person in plain text, with the reason.
const NUMBERS_IN_PLAIN_TEXT: &[(&str, &str, &str)] =
    &[("person", "work_phone", "the number an office gives out; whom to call is on every worker's page")];

/// Columns that are called after a number and hold none.
const NO_NUMBERS: &[(&str, &str)] = &[
    ("arrival", "document_kind"),
    ("directive", "source_document"),
    ("directive_reach", "no_phone"),
    ("directive_version", "source_document"),
    ("resident", "document_kind"),
];

pub(crate) fn classes() -> Classes {
    toml::from_str(include_str!("../../privacy.toml")).unwrap()
}

fn class_of(classes: &Classes, column: &TableColumn) -> Option<Class> {
    classes.get(&column.table)?.get(&column.name).copied()
}

/// Columns without a class, and classes without a column.
fn out_of_step(columns: &[TableColumn], classes: &Classes) -> Vec<String> {
    let missing = columns
        .iter()
        .filter(|column| class_of(classes, column).is_none())
        .map(|column| format!("classify {}.{} in privacy.toml", column.table, column.name));
    let stale = classes.iter().flat_map(|(table, names)| {
        let gone = move |name: &&String| !columns.iter().any(|one| one.table == *table && one.name == **name);
        names.keys().filter(gone).map(move |name| format!("{table}.{name} is in privacy.toml and in no table"))
    });
    missing.chain(stale).collect()
}

/// What a column's kind and name have to do with its class.
fn against_the_rules(columns: &[TableColumn], classes: &Classes) -> Vec<String> {
    let mut findings = Vec::new();
    for column in columns {
        let place = (column.table.as_str(), column.name.as_str());
        let mut found = |what: &str| findings.push(format!("{}.{}: {what}", place.0, place.1));
        let class = class_of(classes, column);
        let sealed = column.name.ends_with("_sealed");
        if sealed != (column.kind == ColumnKind::Bytes) {
            found("bytes are sealed values, and sealed values are bytes");
        }
        if sealed && matches!(class, Some(Class::Public | Class::Internal)) {
            found("what is sealed is personal, health or secret");
        }
        let number = ["phone", "document", "id_number"].iter().any(|word| column.name.contains(word));
        let excused = NO_NUMBERS.contains(&place)
            || NUMBERS_IN_PLAIN_TEXT.iter().any(|(table, name, _)| place == (*table, *name));
        if number && !excused && !sealed && !column.name.ends_with("_index") {
            found("numbers of persons are kept sealed, with an index to find them by");
        }
        if class == Some(Class::Health) && !columns.iter().any(|one| one.table == place.0 && one.name == "response_id")
        {
            found("what tells of health or whereabouts belongs to a response: the table needs response_id");
        }
    }
    findings
}

#[test]
fn every_column_is_classified_and_every_class_has_its_column() {
    for engine in both_engines() {
        let columns = World::new(engine).app.db().columns().unwrap();
        let findings = out_of_step(&columns, &classes());
        assert!(findings.is_empty(), "{findings:#?}");
    }
}

#[test]
fn numbers_are_sealed_and_health_belongs_to_a_response() {
    for engine in both_engines() {
        let columns = World::new(engine).app.db().columns().unwrap();
        let findings = against_the_rules(&columns, &classes());
        assert!(findings.is_empty(), "{findings:#?}");
        let exists =
            |table: &str, name: &str| columns.iter().any(|column| column.table == table && column.name == name);
        assert!(NUMBERS_IN_PLAIN_TEXT.iter().all(|(table, name, _)| exists(table, name)));
        assert!(NO_NUMBERS.iter().all(|(table, name)| exists(table, name)));
    }
}

#[test]
fn a_plain_phone_a_loose_finding_and_an_unknown_column_are_found() {
    let column =
        |name: &str, kind| TableColumn { table: "visit".to_owned(), name: name.to_owned(), kind, nullable: false };
    let columns =
        [column("phone", ColumnKind::Text), column("fever", ColumnKind::Bool), column("new", ColumnKind::Int)];
    let classes: Classes =
        toml::from_str("[visit]\nphone = \"personal\"\nfever = \"health\"\nold = \"internal\"").unwrap();
    assert_eq!(
        out_of_step(&columns, &classes),
        ["classify visit.new in privacy.toml", "visit.old is in privacy.toml and in no table"]
    );
    let found = against_the_rules(&columns, &classes);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("visit.phone: numbers") && found[1].starts_with("visit.fever: what tells of health"));
}
