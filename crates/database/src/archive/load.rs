//! Reading an archive into an empty database.

use std::io::{BufRead, BufReader, Read};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value as Json;

use super::{ArchiveError, CHANGE_HEAD, FORMAT, Heading, SCHEMA_VERSION, VERSION};
use crate::db::Db;
use crate::param::Param;
use crate::place::Engine;
use crate::schema::{ColumnKind, TableColumn, columns, tables};
use crate::session::{Purpose, Session};
use crate::tx::Tx;

impl Db {
    /// Reads an archive into this database, which must be empty and have the archive's schema version: all of it or,
    /// on any error, nothing. Answers the number of rows. Memory does not grow with their number.
    pub fn load(&self, input: impl Read + Send) -> Result<u64, ArchiveError> {
        let schema = self.schema_version();
        let (rows, head) = self.aside(Purpose::Write, |session| {
            session.begin_write()?;
            let loaded = read_all(session, schema, Lines::new(BufReader::new(input)));
            if loaded.is_ok() {
                session.commit()?;
            } else {
                session.rollback()?;
            }
            loaded
        })?;
        self.moved_head(head);
        Ok(rows)
    }
}

/// Answers the number of rows and the feed's head.
fn read_all<R: BufRead>(session: &mut Session, schema: i64, mut lines: Lines<R>) -> Result<(u64, i64), ArchiveError> {
    check_start(&mut lines, schema)?;
    check_empty(session)?;
    if session.engine() == Engine::Sqlite {
        // A row may come before the row of the same table that it points to.
        session.batch("PRAGMA defer_foreign_keys = ON")?;
    }
    let known = columns(session)?;
    let mut rows = 0;
    loop {
        match lines.heading()? {
            Some(Heading::Table { table, columns }) => {
                let columns = find_columns(&known, &table, &columns)
                    .ok_or_else(|| lines.wrong(format!("the table {table} of this database has other columns")))?;
                rows += read_table(session, &table, &columns, &mut lines)?;
            }
            Some(Heading::End { rows: told }) if told == rows => {
                let head = Tx::new(session, Purpose::Read).changes_head()?;
                return Ok((rows, head));
            }
            Some(Heading::End { rows: told }) => {
                return Err(lines.wrong(format!("{told} rows were written and {rows} were read")));
            }
            Some(Heading::Start { .. }) => return Err(lines.wrong("a second archive begins".to_owned())),
            None => return Err(ArchiveError::Cut),
        }
    }
}

fn check_start<R: BufRead>(lines: &mut Lines<R>, expected: i64) -> Result<(), ArchiveError> {
    match lines.heading()? {
        Some(Heading::Start { format, version: VERSION, schema }) if format == FORMAT => {
            if schema == expected {
                Ok(())
            } else {
                Err(ArchiveError::OtherSchema { found: schema, expected })
            }
        }
        _ => Err(lines.wrong("not an archive of a version that this program reads".to_owned())),
    }
}

fn check_empty(session: &mut Session) -> Result<(), ArchiveError> {
    for table in tables(session)? {
        let mut empty = true;
        session.query_text(&format!("SELECT 1 FROM \"{table}\" LIMIT 1"), &mut |_| {
            empty = false;
            Ok(false)
        })?;
        if !empty && table != SCHEMA_VERSION && table != CHANGE_HEAD {
            return Err(ArchiveError::NotEmpty { table });
        }
    }
    Ok(session.batch(&format!("DELETE FROM {CHANGE_HEAD}"))?)
}

fn find_columns<'k>(known: &'k [TableColumn], table: &str, names: &[String]) -> Option<Vec<&'k TableColumn>> {
    names.iter().map(|name| known.iter().find(|column| column.table == table && column.name == *name)).collect()
}

fn read_table<R: BufRead>(
    session: &mut Session,
    table: &str,
    columns: &[&TableColumn],
    lines: &mut Lines<R>,
) -> Result<u64, ArchiveError> {
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let mut trouble = None;
    let mut rows = std::iter::from_fn(|| {
        lines.row(columns).unwrap_or_else(|error| {
            trouble = Some(error);
            None
        })
    });
    let count = session.bulk(table, &names, &mut rows)?;
    trouble.map_or(Ok(count), Err)
}

/// The lines of an archive, with one line looked at ahead.
struct Lines<R> {
    input: R,
    line: String,
    /// Whether `line` is still to be taken.
    ahead: bool,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    const fn new(input: R) -> Self {
        Self { input, line: String::new(), ahead: false, number: 0 }
    }

    /// Makes `line` the next line that was not taken; empty at the end of the stream.
    fn look(&mut self) -> Result<(), ArchiveError> {
        if !self.ahead {
            self.line.clear();
            self.input.read_line(&mut self.line)?;
            self.number += 1;
            self.ahead = true;
        }
        Ok(())
    }

    /// The next line, which must not be a row; nothing at the end of the stream.
    fn heading(&mut self) -> Result<Option<Heading>, ArchiveError> {
        self.look()?;
        if self.line.is_empty() {
            return Ok(None);
        }
        self.ahead = false;
        serde_json::from_str(&self.line).map(Some).map_err(|_| self.wrong("not a line of an archive".to_owned()))
    }

    /// The next line, if it is a row.
    fn row(&mut self, columns: &[&TableColumn]) -> Result<Option<Vec<Param<'static>>>, ArchiveError> {
        self.look()?;
        if !self.line.starts_with('[') {
            return Ok(None);
        }
        self.ahead = false;
        let cells: Vec<Json> = serde_json::from_str(&self.line).map_err(|_| self.wrong("not a row".to_owned()))?;
        if cells.len() != columns.len() {
            return Err(self.wrong(format!("a row of {} for {} columns", cells.len(), columns.len())));
        }
        let mut row = Vec::with_capacity(cells.len());
        for (cell, column) in cells.into_iter().zip(columns) {
            let param = param(cell, &column.kind);
            row.push(param.ok_or_else(|| self.wrong(format!("{} is of another type", column.name)))?);
        }
        Ok(Some(row))
    }

    const fn wrong(&self, what: String) -> ArchiveError {
        ArchiveError::Line { line: self.number, what }
    }
}

fn param(cell: Json, kind: &ColumnKind) -> Option<Param<'static>> {
    Some(match (cell, kind) {
        (Json::Null, _) => Param::Null,
        (Json::String(text), ColumnKind::Text) => Param::OwnedText(text),
        (Json::String(text), ColumnKind::Bytes) => Param::OwnedBytes(STANDARD.decode(text).ok()?),
        (Json::Bool(truth), ColumnKind::Bool) => Param::Bool(truth),
        (Json::Number(number), ColumnKind::Int) => Param::Int(number.as_i64()?),
        (Json::Number(number), ColumnKind::Real) => Param::Real(number.as_f64()?),
        _ => return None,
    })
}
