//! Which statements would read a large table from end to end, by the engine's own plans.

use std::collections::BTreeSet;

use gridward_database::{Db, DbError, Engine};

use crate::registry;

/// Tables that stay small however large the jurisdiction is and however long it runs. Every other table is large.
pub const SMALL: &[(&str, &str)] = &[
    ("change_head", "one row"),
    ("ledger_import", "a row per file that was imported"),
    ("ledger_mapping", "a row per shape of file that a clerk saved"),
    ("rule_table", "a row per table that a clerk typed in"),
    ("setting", "a few facts about the jurisdiction"),
    ("schema_version", "a row per migration"),
];

/// Statements that may read a large table whole, with the reason.
pub const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("areas.known", "area", "an import of divisions compares the whole file with the whole tree"),
    ("areas.known", "area_code", "and with all its codes"),
    ("audit.last", "audit", "one row, from the end of the index"),
    ("doctor.newest", "audit", "one row, from the end of the index"),
    ("doctor.sealed_sample", "resident", "one row, the first with a number"),
    ("households.is_empty", "household", "one row, whichever comes first"),
    ("people.any_account", "account", "one row, whichever comes first"),
];

/// A statement that reads a table whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct WholeRead {
    /// The statement's name.
    pub statement: &'static str,
    /// The table that it reads.
    pub table: String,
}

/// Every statement that reads a table whole which is not a small one, the excused ones among them.
pub fn whole_reads(db: &Db) -> Result<BTreeSet<WholeRead>, DbError> {
    let tables = db.tables()?;
    let large = |table: &String| !SMALL.iter().any(|(small, _)| small == table);
    let mut found = BTreeSet::new();
    let mut note = |statement: &'static str, plan: &[String], sql: &str| {
        let whole = read_whole(db.engine(), plan, sql, &tables).into_iter().filter(large);
        found.extend(whole.map(|table| WholeRead { statement, table }));
    };
    for one in registry::statements() {
        note(one.name(), &db.plan(one)?, one.sql(db.engine()));
    }
    for set in registry::set_statements() {
        note(set.name(), &db.plan_set(set)?, &set.sql());
    }
    Ok(found)
}

/// Those of the statements that should not read a table whole. PostgreSQL plans by what it knows of a table and rightly
/// reads one of a few rows whole, so there only tables of more than `few` rows count.
pub fn unexpected_whole_reads(db: &Db, few: u32) -> Result<Vec<WholeRead>, DbError> {
    let excused =
        |read: &WholeRead| EXCEPTIONS.iter().any(|(name, of, _)| *name == read.statement && *of == read.table);
    let mut unexpected = Vec::new();
    for read in whole_reads(db)?.into_iter().filter(|read| !excused(read)) {
        if db.engine() == Engine::Sqlite || few == 0 || db.has_more_rows_than(&read.table, few)? {
            unexpected.push(read);
        }
    }
    Ok(unexpected)
}

/// Words of SQL that may stand where an alias would.
const NO_ALIAS: &[&str] = &[
    "AS", "CROSS", "DESC", "DO", "FROM", "GROUP", "INNER", "JOIN", "LEFT", "LIMIT", "ON", "OR", "AND", "ORDER",
    "SELECT", "SET", "UNION", "USING", "VALUES", "WHERE", "IS", "IN",
];

/// The tables that a plan reads whole: by a scan of the table, or of an index without a condition on it.
fn read_whole(engine: Engine, plan: &[String], sql: &str, tables: &[String]) -> BTreeSet<String> {
    match engine {
        Engine::Sqlite => scanned_by_sqlite(plan).flat_map(|name| named(&name, sql, tables)).collect(),
        Engine::Postgres => scanned_by_postgres(plan),
    }
}

/// `SCAN x`, with or without `USING [COVERING] INDEX`: x is a table, an alias, or what the statement made itself.
fn scanned_by_sqlite(plan: &[String]) -> impl Iterator<Item = String> {
    plan.iter()
        .filter_map(|line| line.trim().strip_prefix("SCAN "))
        .filter(|rest| !rest.starts_with("CONSTANT ROW") && !rest.starts_with('('))
        .map(|rest| rest.split(' ').next().unwrap_or(rest).to_owned())
}

/// `Seq Scan on x`, or `Index Scan using i on x` with no `Index Cond` among its own lines.
fn scanned_by_postgres(plan: &[String]) -> BTreeSet<String> {
    let mut whole = BTreeSet::new();
    let is_node = |line: &str| line.contains("(cost=");
    for (at, line) in plan.iter().enumerate() {
        let Some((kind, rest)) = line.split_once(" on ").filter(|_| is_node(line)) else { continue };
        let own = plan.iter().skip(at + 1).take_while(|line| !is_node(line));
        let narrowed = own.clone().any(|line| line.trim_start().starts_with("Index Cond:"));
        if kind.contains("Seq Scan") || (kind.contains("Index") && !narrowed) {
            whole.insert(rest.split(' ').next().unwrap_or(rest).to_owned());
        }
    }
    whole
}

/// The tables behind a name of a plan: the table of that name, or each that has the name as its alias.
fn named(name: &str, sql: &str, tables: &[String]) -> Vec<String> {
    let spaced: String = sql
        .chars()
        .flat_map(|letter| if "(),;".contains(letter) { vec![' ', letter, ' '] } else { vec![letter] })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().filter(|word| !word.eq_ignore_ascii_case("AS")).collect();
    let aliased = words.windows(2).filter_map(|pair| match pair {
        [table, alias] if *alias == name && !NO_ALIAS.contains(alias) && tables.iter().any(|other| other == table) => {
            Some((*table).to_owned())
        }
        _ => None,
    });
    let found: Vec<String> = aliased.collect();
    if found.is_empty() { tables.iter().filter(|table| *table == name).cloned().collect() } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOUND: [&str; 1] = ["household"];

    fn tables() -> Vec<String> {
        ["door", "household"].map(str::to_owned).to_vec()
    }

    fn lines(plan: &[&str]) -> Vec<String> {
        plan.iter().map(|line| (*line).to_owned()).collect()
    }

    #[test]
    fn sqlite_calls_a_table_by_its_alias() {
        let sql = "SELECT h.id FROM door d JOIN household AS h ON h.id = d.household_id";
        let plan = lines(&["SCAN h USING COVERING INDEX household_by_grid", "SEARCH d USING INDEX x (a=?)"]);
        assert!(read_whole(Engine::Sqlite, &plan, sql, &tables()).iter().eq(FOUND));
        let plan = lines(&["SCAN household", "SCAN CONSTANT ROW", "SCAN (subquery-1)"]);
        assert!(read_whole(Engine::Sqlite, &plan, "SELECT id FROM household", &tables()).iter().eq(FOUND));
    }

    #[test]
    fn an_index_without_a_condition_is_read_whole_too() {
        let whole = lines(&[
            "Limit  (cost=0.15..1 rows=1 width=32)",
            "  ->  Index Scan using household_pkey on household h  (cost=0.15..68.15 rows=1 width=32)",
            "        Filter: (note = $1)",
        ]);
        assert!(read_whole(Engine::Postgres, &whole, "", &tables()).iter().eq(FOUND));
        let narrow = lines(&[
            "Index Scan using household_pkey on household  (cost=0.15..8.17 rows=1 width=32)",
            "  Index Cond: (id = $1)",
        ]);
        assert!(read_whole(Engine::Postgres, &narrow, "", &tables()).is_empty());
        let seq = lines(&[
            "Update on door  (cost=0..1 rows=0 width=0)",
            "  ->  Seq Scan on household  (cost=1..2 rows=1 width=1)",
        ]);
        assert!(read_whole(Engine::Postgres, &seq, "", &tables()).iter().eq(FOUND));
    }
}
