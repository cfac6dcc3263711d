//! Looking at the tables themselves: for tests of the schema and for archives.

use crate::db::Db;
use crate::error::DbError;
use crate::place::Engine;
use crate::row::Row;
use crate::session::{Purpose, Session};
use crate::statement::{SetStatement, Statement, Text};

/// A column of a table, in the portable types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumn {
    /// The table's name.
    pub table: String,
    /// The column's name.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// Whether it may hold NULL.
    pub nullable: bool,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnKind {
    /// TEXT.
    Text,
    /// BIGINT.
    Int,
    /// BOOLEAN.
    Bool,
    /// DOUBLE PRECISION.
    Real,
    /// BLOB (BYTEA on PostgreSQL).
    Bytes,
    /// A type outside the portable ones, as the engine calls it.
    Other(String),
}

impl ColumnKind {
    fn named(name: &str) -> Self {
        match name.to_ascii_uppercase().as_str() {
            "TEXT" => Self::Text,
            "BIGINT" => Self::Int,
            "BOOLEAN" => Self::Bool,
            "DOUBLE PRECISION" => Self::Real,
            "BLOB" | "BYTEA" => Self::Bytes,
            _ => Self::Other(name.to_owned()),
        }
    }
}

/// Rows that a set-wise statement is planned and prepared with.
const SAMPLE_ROWS: usize = 4;

const SQLITE_TABLES: &str =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
const POSTGRES_TABLES: &str =
    "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename COLLATE \"C\"";

// A column of a primary key is never null, whatever SQLite would let pass.
const SQLITE_COLUMNS: &str = "
    SELECT t.name, c.name, c.type, c.\"notnull\" = 0 AND c.pk = 0
    FROM sqlite_schema t JOIN pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY t.name, c.cid";
const POSTGRES_COLUMNS: &str = "
    SELECT t.relname, c.attname, format_type(c.atttypid, c.atttypmod), NOT c.attnotnull
    FROM pg_attribute c JOIN pg_class t ON t.oid = c.attrelid JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE n.nspname = current_schema() AND t.relkind = 'r' AND c.attnum > 0 AND NOT c.attisdropped
    ORDER BY t.relname COLLATE \"C\", c.attnum";

const SQLITE_INDEXES: &str = "
    SELECT name FROM sqlite_schema WHERE type = 'index' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
const POSTGRES_INDEXES: &str =
    "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() ORDER BY indexname COLLATE \"C\"";

const SQLITE_REFERENCES: &str = "
    SELECT t.name, k.\"table\" FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) k WHERE t.type = 'table'";
const POSTGRES_REFERENCES: &str = "
    SELECT t.relname, r.relname FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid
    JOIN pg_class r ON r.oid = k.confrelid JOIN pg_namespace n ON n.oid = k.connamespace
    WHERE k.contype = 'f' AND n.nspname = current_schema()";

impl Db {
    /// The names of all tables, those of this crate included, in alphabetical order.
    pub fn tables(&self) -> Result<Vec<String>, DbError> {
        self.aside(Purpose::Read, tables)
    }

    /// All columns of all tables, in the order of the tables and then of their definition.
    pub fn columns(&self) -> Result<Vec<TableColumn>, DbError> {
        self.aside(Purpose::Read, columns)
    }

    /// The names of all indexes that were made by name.
    pub fn indexes(&self) -> Result<Vec<String>, DbError> {
        self.aside(Purpose::Read, |session| listed(session, [SQLITE_INDEXES, POSTGRES_INDEXES], |row| row.get(0)))
    }

    /// What the engine finds wrong with its own file, a line each; nothing on PostgreSQL, which checks its pages itself.
    pub fn damage(&self) -> Result<Vec<String>, DbError> {
        self.aside(Purpose::Read, |session| {
            if session.engine() == Engine::Postgres {
                return Ok(Vec::new());
            }
            let mut lines = session.lines("PRAGMA quick_check", 0)?;
            lines.retain(|line| line != "ok");
            Ok(lines)
        })
    }

    /// Whether a table of [`Db::tables`] has more rows than this.
    pub fn has_more_rows_than(&self, table: &str, rows: u32) -> Result<bool, DbError> {
        let sql =
            format!("SELECT CAST(COUNT(*) AS TEXT) FROM (SELECT 1 FROM \"{table}\" LIMIT {}) t", i64::from(rows) + 1);
        let counted = self.aside(Purpose::Read, |session| session.lines(&sql, 0))?;
        Ok(counted.first().and_then(|count| count.parse().ok()).is_some_and(|count: i64| count > rows.into()))
    }

    /// How the engine means to run a statement, a line each. PostgreSQL is told to avoid sequential scans at almost any
    /// price, so that one in the plan means that no index fits, however few rows the table has just now.
    pub fn plan(&self, statement: &Statement) -> Result<Vec<String>, DbError> {
        self.aside(Purpose::Read, |session| plan(session, Text::One(statement)))
    }

    /// [`Db::plan`] of a set-wise statement.
    pub fn plan_set(&self, statement: &SetStatement) -> Result<Vec<String>, DbError> {
        self.aside(Purpose::Read, |session| plan(session, Text::Set(statement, SAMPLE_ROWS)))
    }

    /// Whether the engine understands a statement and finds its tables and columns.
    pub fn check_prepares(&self, statement: &Statement) -> Result<(), DbError> {
        self.aside(Purpose::Read, |session| session.check_prepares(Text::One(statement)))
    }

    /// [`Db::check_prepares`] of a set-wise statement.
    pub fn check_prepares_set(&self, statement: &SetStatement) -> Result<(), DbError> {
        self.aside(Purpose::Read, |session| session.check_prepares(Text::Set(statement, SAMPLE_ROWS)))
    }
}

pub(crate) fn tables(session: &mut Session) -> Result<Vec<String>, DbError> {
    listed(session, [SQLITE_TABLES, POSTGRES_TABLES], |row| row.get(0))
}

pub(crate) fn columns(session: &mut Session) -> Result<Vec<TableColumn>, DbError> {
    listed(session, [SQLITE_COLUMNS, POSTGRES_COLUMNS], |row| {
        Ok(TableColumn {
            table: row.get(0)?,
            name: row.get(1)?,
            kind: ColumnKind::named(row.text(2)?),
            nullable: row.get(3)?,
        })
    })
}

/// The tables in an order in which each comes after those that its foreign keys point to.
pub(crate) fn tables_after_their_references(session: &mut Session) -> Result<Vec<String>, DbError> {
    let mut waiting = tables(session)?;
    let references: Vec<(String, String)> =
        listed(session, [SQLITE_REFERENCES, POSTGRES_REFERENCES], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut ordered: Vec<String> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let free =
            |table: &String| references.iter().all(|(from, to)| from != table || from == to || ordered.contains(to));
        // Tables that point to one another in a circle are taken as they come.
        let next = waiting.iter().position(free).unwrap_or(0);
        ordered.push(waiting.remove(next));
    }
    Ok(ordered)
}

fn listed<T>(
    session: &mut Session,
    [sqlite, postgres]: [&str; 2],
    mut map: impl FnMut(&Row<'_>) -> Result<T, DbError>,
) -> Result<Vec<T>, DbError> {
    let sql = if session.engine() == Engine::Sqlite { sqlite } else { postgres };
    let mut found = Vec::new();
    session.query_text(sql, &mut |row| {
        found.push(map(row)?);
        Ok(true)
    })?;
    Ok(found)
}

fn plan(session: &mut Session, text: Text<'_>) -> Result<Vec<String>, DbError> {
    if session.engine() == Engine::Sqlite {
        let sql = format!("EXPLAIN QUERY PLAN {}", text.build(Engine::Sqlite));
        return session.lines(&sql, 3);
    }
    // The plan for any values, as a prepared statement gets it once it is in use.
    session.batch(&format!(
        "SET enable_seqscan TO off; SET plan_cache_mode TO force_generic_plan; PREPARE looked_at AS {}",
        text.build(Engine::Postgres)
    ))?;
    let nulls = vec!["NULL"; text.parameters()].join(", ");
    let arguments = if nulls.is_empty() { nulls } else { format!("({nulls})") };
    session.lines(&format!("EXPLAIN EXECUTE looked_at{arguments}"), 0)
}
