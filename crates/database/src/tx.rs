//! What a command or a read may ask of the database.

use crate::error::DbError;
use crate::feed::{self, Change, StoredChange};
use crate::param::Param;
use crate::place::Engine;
use crate::row::Row;
use crate::session::{EachAnswer, Mark, Purpose, Session};
use crate::statement::{SetStatement, Statement, Text};
use crate::together::SetCall;

/// The verbs of a running transaction.
///
/// Once the engine has refused a statement, every further one is refused with the same error, and so is the command,
/// unless the failure happened inside [`Tx::savepoint`]: PostgreSQL works so, and SQLite is held to it.
pub struct Tx<'c> {
    session: &'c mut Session,
    purpose: Purpose,
    changes: Vec<Change>,
    failure: Option<DbError>,
    /// Whether the running command has done nothing but look so far.
    clean: bool,
}

impl<'c> Tx<'c> {
    pub(crate) const fn new(session: &'c mut Session, purpose: Purpose) -> Self {
        Self { session, purpose, changes: Vec::new(), failure: None, clean: true }
    }

    /// The engine below, for the few texts that have to differ.
    pub fn engine(&self) -> Engine {
        self.session.engine()
    }

    /// All rows, each mapped.
    pub fn all<T>(
        &mut self,
        statement: &Statement,
        params: &[Param<'_>],
        mut map: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        let mut found = Vec::new();
        self.look(Text::One(statement), &borrowed(params), &mut |row| {
            found.push(map(row)?);
            Ok(true)
        })?;
        Ok(found)
    }

    /// The first row, or nothing.
    pub fn opt<T>(
        &mut self,
        statement: &Statement,
        params: &[Param<'_>],
        mut map: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Option<T>, DbError> {
        let mut found = None;
        self.look(Text::One(statement), &borrowed(params), &mut |row| {
            found = Some(map(row)?);
            Ok(false)
        })?;
        Ok(found)
    }

    /// The first row; none at all is [`DbError::NoRow`].
    pub fn one<T>(
        &mut self,
        statement: &Statement,
        params: &[Param<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        self.opt(statement, params, map)?.ok_or(DbError::NoRow(statement.name()))
    }

    /// Runs a statement that answers no rows and tells how many rows it touched.
    pub fn exec(&mut self, statement: &Statement, params: &[Param<'_>]) -> Result<u64, DbError> {
        self.act(Text::One(statement), &borrowed(params))
    }

    /// All rows of a set-wise statement, in no particular order of its `rows`.
    pub fn all_set<'p, R: AsRef<[Param<'p>]>, T>(
        &mut self,
        statement: &SetStatement,
        fixed: &[Param<'_>],
        rows: &[R],
        mut map: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        let mut found = Vec::new();
        self.all_together(&[((), SetCall::new(statement, fixed, rows))], |(), row| {
            found.push(map(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// Runs a set-wise statement that answers no rows; tells how many it touched.
    pub fn exec_set<'p, R: AsRef<[Param<'p>]>>(
        &mut self,
        statement: &SetStatement,
        fixed: &[Param<'_>],
        rows: &[R],
    ) -> Result<u64, DbError> {
        self.exec_together(&[SetCall::new(statement, fixed, rows)])
    }

    /// Asks several set-wise questions at once, on PostgreSQL in one round trip, and looks at each row with the label
    /// of the question that it answers.
    pub fn all_together<K: Copy>(
        &mut self,
        questions: &[(K, SetCall<'_>)],
        mut each: impl FnMut(K, &Row<'_>) -> Result<(), DbError>,
    ) -> Result<(), DbError> {
        let (labels, calls): (Vec<K>, Vec<&SetCall<'_>>) = questions.iter().map(|(label, call)| (*label, call)).unzip();
        self.run(&calls, &mut |place, row| labels.get(place).map_or(Ok(()), |label| each(*label, row)))?;
        Ok(())
    }

    /// Runs several set-wise statements that answer no rows and of which none depends on another: on PostgreSQL in one
    /// round trip. Tells how many rows were touched in all.
    pub fn exec_together(&mut self, due: &[SetCall<'_>]) -> Result<u64, DbError> {
        self.run(&due.iter().collect::<Vec<_>>(), &mut |_, _| Ok(()))
    }

    /// Adds many rows the engine's fastest way: COPY on PostgreSQL, one prepared insert on SQLite.
    pub fn bulk<'x>(
        &mut self,
        table: &'static str,
        columns: &'static [&'static str],
        rows: impl Iterator<Item = Vec<Param<'x>>>,
    ) -> Result<u64, DbError> {
        self.ready()?;
        self.clean = false;
        let mut rows = rows;
        let answer = self.session.bulk(table, columns, &mut rows);
        // A row that does not fit ends a COPY half-way, which the server answers with a failed transaction.
        self.watched(answer, true)
    }

    /// Notes that a record changed; the note is kept if and only if the rows are.
    pub fn note_change(&mut self, change: Change) {
        if self.purpose == Purpose::Write {
            self.changes.push(change);
        } else {
            self.failure.get_or_insert_with(|| DbError::Engine("a read can't note a change".to_owned()));
        }
    }

    /// The changes after `seq`, oldest first, at most `limit`.
    pub fn changes_after(&mut self, seq: i64, limit: i64) -> Result<Vec<StoredChange>, DbError> {
        self.all(&feed::AFTER, &[Param::Int(seq), Param::Int(limit)], feed::stored)
    }

    /// The number of the newest committed change; 0 before the first.
    pub fn changes_head(&mut self) -> Result<i64, DbError> {
        self.one(&feed::HEAD, &[], |row| row.get(0))
    }

    /// Runs a part that may fail without taking the rest with it: its rows and noted changes go if it answers `Err`.
    pub fn savepoint<T, E: From<DbError>>(&mut self, part: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        self.ready()?;
        self.clean = false;
        let marked = self.session.mark(Mark::Part);
        self.watched(marked, false)?;
        let noted = self.changes.len();
        let answer = part(self);
        // A part that swallowed the engine's refusal has failed all the same.
        let answer = match (answer, self.failure.clone()) {
            (Ok(_), Some(failure)) => Err(E::from(failure)),
            (answer, _) => answer,
        };
        if answer.is_ok() {
            let kept = self.session.keep(Mark::Part);
            self.watched(kept, false)?;
        } else {
            self.changes.truncate(noted);
            self.undo_part()?;
        }
        answer
    }

    /// Takes a savepoint back, unless the trouble is one of the whole batch: then the failure stays and ends it.
    fn undo_part(&mut self) -> Result<(), DbError> {
        if let Some(failure) = self.failure.as_ref().filter(|failure| failure.is_retryable()) {
            return Err(failure.clone());
        }
        let undone = self.session.undo(Mark::Part).and_then(|()| self.session.keep(Mark::Part));
        self.watched(undone, false)?;
        self.failure = None;
        Ok(())
    }

    fn look(
        &mut self,
        text: Text<'_>,
        params: &[&Param<'_>],
        each: &mut dyn FnMut(&Row<'_>) -> Result<bool, DbError>,
    ) -> Result<(), DbError> {
        self.ready()?;
        self.clean &= text.only_looks(self.session.engine());
        let answer = self.session.query(text, params, each);
        self.watched(answer, false)
    }

    fn act(&mut self, text: Text<'_>, params: &[&Param<'_>]) -> Result<u64, DbError> {
        self.ready()?;
        self.clean = false;
        let answer = self.session.execute(text, params);
        self.watched(answer, false)
    }

    fn run(&mut self, calls: &[&SetCall<'_>], each: EachAnswer<'_>) -> Result<u64, DbError> {
        self.ready()?;
        let engine = self.session.engine();
        self.clean &= calls.iter().all(|call| Text::Set(call.statement(), 1).only_looks(engine));
        let answer = self.session.run_all(calls, each);
        self.watched(answer, false)
    }

    fn ready(&self) -> Result<(), DbError> {
        self.failure.clone().map_or(Ok(()), Err)
    }

    fn watched<T>(&mut self, answer: Result<T, DbError>, spoils: bool) -> Result<T, DbError> {
        if let Err(error) = &answer
            && (spoils || error.spoils_transaction())
        {
            self.failure = Some(error.clone());
        }
        answer
    }

    pub(crate) const fn session(&mut self) -> &mut Session {
        self.session
    }

    pub(crate) fn failure(&self) -> Option<&DbError> {
        self.failure.as_ref()
    }

    /// Begins to watch the next command; answers how many changes were noted before it.
    pub(crate) const fn start_command(&mut self) -> usize {
        self.clean = true;
        self.changes.len()
    }

    /// Whether the running command has left nothing to take back.
    pub(crate) const fn is_clean(&self) -> bool {
        self.clean && self.failure.is_none()
    }

    /// Forgets a failed command: its refusal and the changes it noted after the first `noted`.
    pub(crate) fn forget(&mut self, noted: usize) {
        self.changes.truncate(noted);
        self.failure = None;
    }

    pub(crate) fn take_changes(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.changes)
    }
}

fn borrowed<'p, 'x>(params: &'p [Param<'x>]) -> Vec<&'p Param<'x>> {
    params.iter().collect()
}
