//! Numbered steps that bring a jurisdiction's tables to what this program expects. Forward only.

use crate::error::{DbError, OpenError};
use crate::param::Param;
use crate::place::Engine;
use crate::session::{Purpose, Session, Target};
use crate::statement::Statement;
use crate::tx::Tx;

/// One step of the schema's history.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// 1, 2, 3 ...; the same for both engines.
    pub number: i64,
    /// What it does, in a few words.
    pub name: &'static str,
    /// Several portable statements. Bytes are declared `BLOB`, which PostgreSQL gets as `BYTEA`.
    pub sql: &'static str,
}

static APPLIED: Statement =
    Statement::new("schema_version.all", "SELECT number, name FROM schema_version ORDER BY number");
static APPLY: Statement =
    Statement::new("schema_version.add", "INSERT INTO schema_version (number, name) VALUES ($1, $2)");
static HEAD_EXISTS: Statement = Statement::new("change_head.exists", "SELECT one FROM change_head");
static HEAD_START: Statement = Statement::new("change_head.start", "INSERT INTO change_head (one, seq) VALUES (1, 0)");

/// The tables of this crate. On SQLite the feed is kept in the order of its key alone: one b-tree instead of two.
const OWN_TABLES: &str = "
    CREATE TABLE IF NOT EXISTS schema_version (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS change_head (one BIGINT NOT NULL PRIMARY KEY, seq BIGINT NOT NULL);
    CREATE TABLE IF NOT EXISTS change (
        seq BIGINT NOT NULL PRIMARY KEY, area BIGINT NOT NULL, noun TEXT NOT NULL, id TEXT NOT NULL,
        rev BIGINT NOT NULL, op TEXT NOT NULL
    )";

/// Makes what is missing and applies what is new. Answers the newest number.
pub(crate) fn migrate(session: &mut Session, migrations: &[Migration]) -> Result<i64, OpenError> {
    check_numbers(migrations)?;
    prepare(session)?;
    let applied = in_transaction(session, applied)?;
    check_history(&applied, migrations)?;
    for migration in migrations.iter().skip(applied.len()) {
        in_transaction(session, |session| apply(session, migration)).map_err(|cause| OpenError::Migration {
            number: migration.number,
            name: migration.name,
            cause,
        })?;
    }
    Ok(i64::try_from(migrations.len()).unwrap_or(i64::MAX))
}

fn check_numbers(migrations: &[Migration]) -> Result<(), OpenError> {
    for (expected, migration) in (1..).zip(migrations) {
        if migration.number != expected {
            return Err(OpenError::Numbering { number: migration.number, expected, name: migration.name });
        }
    }
    Ok(())
}

fn check_history(applied: &[(i64, String)], migrations: &[Migration]) -> Result<(), OpenError> {
    let known = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
    if let Some((found, _)) = applied.last().filter(|(found, _)| *found > known) {
        return Err(OpenError::NewerSchema { found: *found, known });
    }
    for ((number, found), migration) in applied.iter().zip(migrations) {
        if found != migration.name {
            return Err(OpenError::OtherHistory { number: *number, found: found.clone(), known: migration.name });
        }
    }
    Ok(())
}

/// The schema (PostgreSQL) and the tables of this crate.
fn prepare(session: &mut Session) -> Result<(), DbError> {
    let target = session.target().clone();
    if let Target::Postgres(address) = &target {
        make_schema(session, address.schema())?;
    }
    in_transaction(session, |session| {
        let tail = if session.engine() == Engine::Sqlite { " WITHOUT ROWID" } else { "" };
        session.batch(&format!("{OWN_TABLES}{tail}"))?;
        let mut tx = Tx::new(session, Purpose::Write);
        if tx.opt(&HEAD_EXISTS, &[], |_| Ok(()))?.is_none() {
            tx.exec(&HEAD_START, &[])?;
        }
        Ok(())
    })
}

/// Asks before it makes: `CREATE SCHEMA IF NOT EXISTS` wants rights that a careful operator does not give.
fn make_schema(session: &mut Session, schema: &str) -> Result<(), DbError> {
    in_transaction(session, |session| {
        let mut exists = false;
        session.query_text(&format!("SELECT 1 FROM pg_namespace WHERE nspname = '{schema}'"), &mut |_| {
            exists = true;
            Ok(false)
        })?;
        if exists { Ok(()) } else { session.batch(&format!("CREATE SCHEMA \"{schema}\"")) }
    })
}

fn applied(session: &mut Session) -> Result<Vec<(i64, String)>, DbError> {
    Tx::new(session, Purpose::Read).all(&APPLIED, &[], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// One step, unless another process was faster.
fn apply(session: &mut Session, migration: &Migration) -> Result<(), DbError> {
    if applied(session)?.iter().any(|(number, _)| *number == migration.number) {
        return Ok(());
    }
    if session.engine() == Engine::Postgres {
        session.batch(&bytes_for_postgres(migration.sql))?;
    } else {
        session.batch(migration.sql)?;
    }
    Tx::new(session, Purpose::Write).exec(&APPLY, &[Param::Int(migration.number), Param::Text(migration.name)])?;
    Ok(())
}

fn in_transaction<T>(
    session: &mut Session,
    work: impl FnOnce(&mut Session) -> Result<T, DbError>,
) -> Result<T, DbError> {
    session.begin_write()?;
    let answer = work(session);
    if answer.is_ok() {
        session.commit()?;
    } else {
        session.rollback()?;
    }
    answer
}

/// `BLOB` as a word of its own becomes `BYTEA`; the one difference between the engines' table definitions.
fn bytes_for_postgres(sql: &str) -> String {
    let mut text = String::with_capacity(sql.len());
    for piece in sql.split_inclusive(|part: char| !part.is_ascii_alphanumeric() && part != '_') {
        match piece.strip_prefix("BLOB") {
            Some(rest) if !rest.starts_with(|part: char| part.is_ascii_alphanumeric() || part == '_') => {
                text.push_str("BYTEA");
                text.push_str(rest);
            }
            _ => text.push_str(piece),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::bytes_for_postgres;

    #[test]
    fn only_the_word_blob_becomes_bytea() {
        assert_eq!(
            bytes_for_postgres("seal BLOB NOT NULL, BLOBS TEXT, x_BLOB TEXT, y BLOB"),
            "seal BYTEA NOT NULL, BLOBS TEXT, x_BLOB TEXT, y BYTEA"
        );
    }
}
