//! Reading an engine's plan: which tables does it read from end to end?

use std::collections::BTreeSet;

use gridward_database::Engine;

/// Words of SQL that may stand where an alias would.
const NO_ALIAS: &[&str] = &[
    "AS", "CROSS", "DESC", "DO", "FROM", "GROUP", "INNER", "JOIN", "LEFT", "LIMIT", "ON", "OR", "AND", "ORDER",
    "SELECT", "SET", "UNION", "USING", "VALUES", "WHERE", "IS", "IN",
];

/// The tables that a plan reads whole: by a scan of the table, or of an index without a condition on it.
pub(crate) fn read_whole(engine: Engine, plan: &[String], sql: &str, tables: &[String]) -> BTreeSet<String> {
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
