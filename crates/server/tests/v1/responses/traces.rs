//! Looking for values that should be nowhere any more.

use gridward_database::{ColumnKind, Place, Statement};
use gridward_testkit::World;

/// Where these words are still found: in any text or bytes of any table, and on SQLite in the raw bytes of the database
/// file and of its write-ahead log.
pub(crate) fn traces(world: &World, words: &[&str]) -> Vec<String> {
    let mut found = in_tables(world, words);
    if let Place::Sqlite { file } = world.place() {
        for suffix in ["", "-wal"] {
            let bytes = std::fs::read(format!("{}{suffix}", file.display())).unwrap_or_default();
            let here = words.iter().filter(|word| holds(&bytes, word.as_bytes()));
            found.extend(here.map(|word| format!("{word} in the file{suffix}")));
        }
    }
    found
}

fn in_tables(world: &World, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for column in world.app.db().columns().unwrap() {
        let (table, name) = (&column.table, &column.name);
        let sql = format!("SELECT {name} FROM {table} WHERE {name} IS NOT NULL");
        let sql: &'static str = Box::leak(sql.into_boxed_str());
        let statement: &'static Statement = Box::leak(Box::new(Statement::new("test.column", sql)));
        let kind = column.kind.clone();
        let values: Vec<Vec<u8>> = world
            .run(move |tx, _| {
                Ok(tx.all(statement, &[], |row| match kind {
                    ColumnKind::Text => Ok(row.get::<String>(0)?.into_bytes()),
                    ColumnKind::Bytes => row.get(0),
                    _ => Ok(Vec::new()),
                })?)
            })
            .unwrap();
        for word in words.iter().filter(|word| values.iter().any(|value| holds(value, word.as_bytes()))) {
            found.push(format!("{word} in {table}.{name}"));
        }
    }
    found
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|part| part == word)
}
