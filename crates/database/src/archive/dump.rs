//! Writing an archive.

use std::io::{BufWriter, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{ArchiveError, FORMAT, Heading, SCHEMA_VERSION, VERSION};
use crate::db::Db;
use crate::error::DbError;
use crate::row::{Row, Value};
use crate::schema::{ColumnKind, TableColumn, columns, tables_after_their_references};
use crate::session::{Purpose, Session};

impl Db {
    /// Writes all tables as they are at this moment; answers the number of rows. Work goes on meanwhile, and memory
    /// does not grow with the number of rows.
    pub fn dump(&self, out: impl Write + Send) -> Result<u64, ArchiveError> {
        let schema = self.schema_version();
        self.aside(Purpose::Read, |session| {
            session.begin_read()?;
            let rows = write_all(session, schema, &mut BufWriter::new(out))?;
            session.rollback()?;
            Ok(rows)
        })
    }
}

fn write_all(session: &mut Session, schema: i64, out: &mut impl Write) -> Result<u64, ArchiveError> {
    heading(out, &Heading::Start { format: FORMAT.to_owned(), version: VERSION, schema })?;
    let all = columns(session)?;
    let mut rows = 0;
    for table in tables_after_their_references(session)? {
        if table != SCHEMA_VERSION {
            let columns: Vec<&TableColumn> = all.iter().filter(|column| column.table == table).collect();
            rows += write_table(session, &table, &columns, out)?;
        }
    }
    heading(out, &Heading::End { rows })?;
    out.flush()?;
    Ok(rows)
}

fn heading(out: &mut impl Write, heading: &Heading) -> Result<(), ArchiveError> {
    serde_json::to_writer(&mut *out, heading)?;
    Ok(out.write_all(b"\n")?)
}

fn write_table(
    session: &mut Session,
    table: &str,
    columns: &[&TableColumn],
    out: &mut impl Write,
) -> Result<u64, ArchiveError> {
    let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    let sql = format!("SELECT \"{}\" FROM \"{table}\"", names.join("\", \""));
    heading(out, &Heading::Table { table: table.to_owned(), columns: names })?;
    let mut rows = 0;
    let mut trouble = None;
    session.query_text(&sql, &mut |row| {
        rows += 1;
        // What goes wrong with the stream is not the database's error.
        match write_row(row, columns, out) {
            Err(ArchiveError::Db(error)) => Err(error),
            Err(other) => {
                trouble = Some(other);
                Ok(false)
            }
            Ok(()) => Ok(true),
        }
    })?;
    trouble.map_or(Ok(rows), Err)
}

fn write_row(row: &Row<'_>, columns: &[&TableColumn], out: &mut impl Write) -> Result<(), ArchiveError> {
    for (at, column) in columns.iter().enumerate() {
        out.write_all(if at == 0 { b"[" } else { b"," })?;
        let wrong = || DbError::Shape(format!("{}.{}: not of the column's type", column.table, column.name));
        match (row.value(at)?, &column.kind) {
            (Value::Null, _) => out.write_all(b"null")?,
            (Value::Text(text), ColumnKind::Text) => serde_json::to_writer(&mut *out, text)?,
            (Value::Int(number), ColumnKind::Int) => serde_json::to_writer(&mut *out, &number)?,
            (Value::Bytes(bytes), ColumnKind::Bytes) => serde_json::to_writer(&mut *out, &STANDARD.encode(bytes))?,
            (_, ColumnKind::Bool) => serde_json::to_writer(&mut *out, &row.get::<bool>(at)?)?,
            (_, ColumnKind::Real) => serde_json::to_writer(&mut *out, &row.get::<f64>(at)?)?,
            _ => return Err(wrong().into()),
        }
    }
    Ok(out.write_all(b"]\n")?)
}
