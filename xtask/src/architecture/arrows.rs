//! Which crate may use which: the arrows of docs/ARCHITECTURE.md.

use serde_json::Value;

use crate::failure::{Failure, Outcome};

/// A crate of the workspace and those of ours that its code may use.
struct Arrow(&'static str, &'static [&'static str]);

const ARROWS: &[Arrow] = &[
    Arrow("gridward-domain", &[]),
    Arrow("gridward-database", &[]),
    Arrow("gridward-formats", &["gridward-domain"]),
    Arrow("gridward-server", &["gridward-formats", "gridward-database", "gridward-domain"]),
    Arrow("gridward", &["gridward-server", "gridward-formats", "gridward-database", "gridward-domain"]),
    Arrow("gridward-testkit", &["gridward-server", "gridward-formats", "gridward-database", "gridward-domain"]),
    Arrow("xtask", &[]),
];

/// For tests alone, any crate may use it.
const TESTKIT: &str = "gridward-testkit";

/// The SQL drivers, and the only crate that may use them.
const DRIVERS: &[&str] = &["rusqlite", "libsqlite3-sys", "postgres", "postgres-types", "tokio-postgres", "sqlx"];
const DATABASE: &str = "gridward-database";

/// What in the output of `cargo metadata` goes against the arrows.
pub(super) fn findings(metadata: &str) -> Outcome<Vec<String>> {
    let metadata: Value = serde_json::from_str(metadata).map_err(|cause| Failure::of("cargo metadata", cause))?;
    let mut findings = Vec::new();
    for package in listed(&metadata, "packages") {
        let name = text(package, "name");
        let Some(Arrow(_, allowed)) = ARROWS.iter().find(|Arrow(known, _)| *known == name) else {
            findings.push(format!("the crate {name} has no arrows yet: decide what it may use"));
            continue;
        };
        for dependency in listed(package, "dependencies") {
            let used = text(dependency, "name");
            let for_tests = text(dependency, "kind") == "dev";
            let ours = ARROWS.iter().any(|Arrow(known, _)| *known == used);
            if ours && !allowed.contains(&used) && !(for_tests && used == TESTKIT) {
                findings.push(format!("{name} must not use {used}"));
            }
            if DRIVERS.contains(&used) && name != DATABASE {
                findings.push(format!("{name} must not use the driver {used}: only {DATABASE} does"));
            }
        }
    }
    Ok(findings)
}

fn listed<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, used: &str, kind: &Value) -> Vec<String> {
        let package = serde_json::json!({ "name": name, "dependencies": [{ "name": used, "kind": kind }] });
        findings(&serde_json::json!({ "packages": [package] }).to_string()).unwrap()
    }

    #[test]
    fn an_arrow_that_was_drawn_is_allowed_and_its_reverse_is_not() {
        assert!(found("gridward-server", "gridward-domain", &Value::Null).is_empty());
        assert_eq!(
            found("gridward-domain", "gridward-server", &Value::Null),
            ["gridward-domain must not use gridward-server"]
        );
        assert_eq!(found("gridward-formats", "gridward-database", &Value::Null).len(), 1);
    }

    #[test]
    fn the_testkit_is_for_tests_alone() {
        assert!(found("gridward-server", "gridward-testkit", &Value::from("dev")).is_empty());
        assert_eq!(found("gridward-server", "gridward-testkit", &Value::Null).len(), 1);
    }

    #[test]
    fn only_the_database_crate_uses_drivers() {
        assert!(found("gridward-database", "rusqlite", &Value::Null).is_empty());
        assert_eq!(found("gridward-testkit", "postgres", &Value::from("dev")).len(), 1);
    }

    #[test]
    fn a_crate_nobody_decided_about_is_a_finding() {
        assert_eq!(found("gridward-extra", "serde", &Value::Null).len(), 1);
    }
}
