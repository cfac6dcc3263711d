//! A session with PostgreSQL: one connection, bound to one schema.
//!
//! The caller's side is synchronous. Below is the asynchronous driver on a runtime of the session's own, for one
//! reason: it can send several statements before the first is answered, so that a batch of commands waits for the
//! wire a few times instead of once a statement (docs/adr/0004).

mod arrays;
mod cells;
mod connect;

use std::cell::Cell;
use std::collections::HashMap;
use std::pin::pin;

use futures_util::TryStreamExt;
use futures_util::future::{join, join3, try_join_all};
use tokio::runtime::Runtime;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error, Row as Answer, Statement};

pub(crate) use self::cells::value;
pub(crate) use self::connect::{Address, lock_number};
use crate::error::DbError;
use crate::param::Param;
use crate::place::Engine;
use crate::row::{Cells, Row};
use crate::session::{EachAnswer, EachRow};
use crate::statement::{SetStatement, Text, TextKey};
use crate::together::SetCall;

/// One connection and the statements prepared on it.
pub(crate) struct PostgresSession {
    runtime: Runtime,
    client: Client,
    prepared: HashMap<TextKey, Statement>,
    in_arrays: HashMap<TextKey, Option<Statement>>,
    /// What begins the transaction and has not been sent: it travels with the first statement.
    opening: Option<String>,
}

/// How many messages are under way at once at most: what has been answered is held in memory. Up to 30 are sent in
/// their order by `try_join_all`, which sends more in any.
const UNDER_WAY: usize = 30;

impl PostgresSession {
    pub(crate) fn connect(address: &Address) -> Result<Self, DbError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| DbError::Engine(error.to_string()))?;
        let client = runtime.block_on(address.connect())?;
        Ok(Self { runtime, client, prepared: HashMap::new(), in_arrays: HashMap::new(), opening: None })
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    /// Begins a transaction with the next statement.
    pub(crate) fn open(&mut self, sql: String) {
        self.opening = Some(sql);
    }

    /// Ends a transaction: one that was never begun is over already.
    pub(crate) fn close(&mut self, sql: &str) -> Result<(), DbError> {
        if self.opening.take().is_some() { Ok(()) } else { self.batch(sql) }
    }

    /// Several statements in one round trip, unprepared.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        let answered = match self.opening.take() {
            Some(opening) => self.runtime.block_on(self.client.batch_execute(&format!("{opening}; {sql}"))),
            None => self.runtime.block_on(self.client.batch_execute(sql)),
        };
        Ok(answered?)
    }

    fn prepared(&mut self, text: Text<'_>) -> Result<Statement, DbError> {
        let key = text.key(Engine::Postgres);
        if let Some(statement) = self.prepared.get(&key) {
            return Ok(statement.clone());
        }
        let preparing = self.runtime.block_on(self.client.prepare(&text.build(Engine::Postgres)));
        let statement = preparing.map_err(|error| named(text.name(), &error))?;
        self.prepared.insert(key, statement.clone());
        Ok(statement)
    }

    pub(crate) fn query(&mut self, text: Text<'_>, params: &[&Param<'_>], each: EachRow<'_>) -> Result<(), DbError> {
        let statement = self.prepared(text)?;
        let name = text.name();
        let opening = self.opening.take();
        self.runtime.block_on(async {
            let asking = self.client.query_raw(&statement, params.iter().copied());
            let (opened, asked) = join(begin(&self.client, opening), asking).await;
            opened?;
            let mut rows = pin!(asked.map_err(|error| named(name, &error))?);
            while let Some(row) = rows.try_next().await.map_err(|error| named(name, &error))? {
                if !each(&Row::new(name, Cells::Postgres(&row)))? {
                    break;
                }
            }
            Ok(())
        })
    }

    pub(crate) fn execute(&mut self, text: Text<'_>, params: &[&Param<'_>]) -> Result<u64, DbError> {
        let statement = self.prepared(text)?;
        let params = params.iter().map(|param| *param as &(dyn ToSql + Sync));
        let opening = begin(&self.client, self.opening.take());
        let (opened, answered) = self.runtime.block_on(join(opening, answer(&self.client, &statement, params)));
        opened?;
        Ok(answered.map_err(|error| named(text.name(), &error))?.1)
    }

    /// Sends all calls before it waits for the first answer. Shows each row with the place of its call; answers how
    /// many rows were touched.
    pub(crate) fn run_all(&mut self, calls: &[&SetCall<'_>], each: EachAnswer<'_>) -> Result<u64, DbError> {
        self.send_all(calls, each, false)
    }

    /// Sends all calls and COMMIT behind them. The server answers it by a rollback where one of them failed.
    pub(crate) fn commit_with(&mut self, calls: &[&SetCall<'_>], each: EachAnswer<'_>) -> Result<(), DbError> {
        self.send_all(calls, each, true).map(drop)
    }

    fn send_all(&mut self, calls: &[&SetCall<'_>], each: EachAnswer<'_>, commit: bool) -> Result<u64, DbError> {
        let mut messages = Vec::with_capacity(calls.len());
        for (place, call) in calls.iter().enumerate() {
            self.put_messages(&mut messages, place, call)?;
        }
        let mut all = 0;
        let mut left = messages.chunks(UNDER_WAY).len();
        for messages in messages.chunks(UNDER_WAY) {
            left -= 1;
            let failed = Cell::new(false);
            let answers = try_join_all(messages.iter().map(|message| message.answer(&self.client, &failed)));
            let opening = begin(&self.client, self.opening.take());
            let closing = end(&self.client, commit && left == 0, &failed);
            let (opened, answers, closed) = self.runtime.block_on(join3(opening, answers, closing));
            opened?;
            let answers = answers?;
            closed?;
            for (message, (rows, touched)) in messages.iter().zip(answers) {
                for row in &rows {
                    each(message.place, &Row::new(message.name, Cells::Postgres(row)))?;
                }
                all += touched;
            }
        }
        Ok(all)
    }

    /// Makes the messages of a call: in arrays where its shape allows it.
    fn put_messages<'c>(
        &mut self,
        messages: &mut Vec<Message<'c>>,
        place: usize,
        call: &SetCall<'c>,
    ) -> Result<(), DbError> {
        let name = call.statement().name();
        if call.rows().is_empty() {
            return Ok(());
        }
        if let Some(statement) = self.prepared_in_arrays(call.statement())? {
            messages.extend(call.rows().chunks(arrays::ROWS).map(|rows| {
                let fixed = call.fixed().iter().map(Value::One);
                let params = fixed.chain(arrays::columns(rows).into_iter().map(Value::Array)).collect();
                Message { place, name, statement: statement.clone(), params }
            }));
            return Ok(());
        }
        for (text, params) in call.spelled_out() {
            let params = params.into_iter().map(Value::One).collect();
            messages.push(Message { place, name, statement: self.prepared(text)?, params });
        }
        Ok(())
    }

    /// A set-wise statement in arrays, or nothing where its shape does not allow it.
    fn prepared_in_arrays(&mut self, set: &SetStatement) -> Result<Option<Statement>, DbError> {
        // No set-wise statement is ever run with no rows, so that the number is free.
        let key = Text::Set(set, 0).key(Engine::Postgres);
        if let Some(known) = self.in_arrays.get(&key) {
            return Ok(known.clone());
        }
        let types = self.prepared(Text::Set(set, 1))?.params().to_vec();
        let statement = match arrays::in_arrays(set, &types) {
            Some(text) => {
                let preparing = self.runtime.block_on(self.client.prepare(&text));
                Some(preparing.map_err(|error| named(set.name(), &error))?)
            }
            None => None,
        };
        self.in_arrays.insert(key, statement.clone());
        Ok(statement)
    }

    /// A text without parameters made at run time, for looking at the schema and for archives.
    pub(crate) fn query_text(&mut self, sql: &str, each: EachRow<'_>) -> Result<(), DbError> {
        let opening = self.opening.take();
        self.runtime.block_on(async {
            begin(&self.client, opening).await?;
            let mut rows = pin!(self.client.query_raw(sql, std::iter::empty::<&Param<'_>>()).await?);
            while let Some(row) = rows.try_next().await? {
                if !each(&Row::new("schema", Cells::Postgres(&row)))? {
                    break;
                }
            }
            Ok(())
        })
    }

    pub(crate) fn check_prepares(&mut self, text: Text<'_>) -> Result<(), DbError> {
        let prepared = self.runtime.block_on(self.client.prepare(&text.build(Engine::Postgres)));
        prepared.map(|_| ()).map_err(|error| named(text.name(), &error))
    }

    pub(crate) fn bulk(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &mut dyn Iterator<Item = Vec<Param<'_>>>,
    ) -> Result<u64, DbError> {
        let list = columns.join("\", \"");
        let opening = self.opening.take();
        self.runtime.block_on(async {
            begin(&self.client, opening).await?;
            let shape = self.client.prepare(&format!("SELECT \"{list}\" FROM \"{table}\" LIMIT 0")).await?;
            let types: Vec<Type> = shape.columns().iter().map(|column| column.type_().clone()).collect();
            let copy = format!("COPY \"{table}\" (\"{list}\") FROM STDIN (FORMAT binary)");
            let mut writer = pin!(BinaryCopyInWriter::new(self.client.copy_in(&copy).await?, &types));
            for row in rows {
                if row.len() != types.len() {
                    return Err(DbError::Shape(format!("{table}: a row of {} for {} columns", row.len(), types.len())));
                }
                writer.as_mut().write_raw(row.iter()).await.map_err(|error| named(table, &error))?;
            }
            writer.finish().await.map_err(|error| named(table, &error))
        })
    }
}

/// A prepared statement with its values, on its way to the server.
struct Message<'c> {
    /// The place of its call among those that are run together.
    place: usize,
    name: &'static str,
    statement: Statement,
    params: Vec<Value<'c>>,
}

/// What stands for a parameter.
#[derive(Debug)]
enum Value<'c> {
    One(&'c Param<'c>),
    Array(Vec<&'c Param<'c>>),
}

impl Value<'_> {
    fn to_sql(&self) -> &(dyn ToSql + Sync) {
        match self {
            Self::One(param) => *param,
            Self::Array(column) => column,
        }
    }
}

impl Message<'_> {
    /// The answer; `failed` says at once when the message can't even be sent.
    async fn answer(&self, client: &Client, failed: &Cell<bool>) -> Result<(Vec<Answer>, u64), DbError> {
        let params = self.params.iter().map(Value::to_sql);
        let answered = answer(client, &self.statement, params).await;
        failed.set(failed.get() || answered.is_err());
        answered.map_err(|error| named(self.name, &error))
    }
}

/// Sends what begins a transaction, where that is still to do.
async fn begin(client: &Client, opening: Option<String>) -> Result<(), Error> {
    match opening {
        Some(sql) => client.batch_execute(&sql).await,
        None => Ok(()),
    }
}

/// Sends COMMIT, where that is wanted and all messages before it are on their way: one that does not fit its
/// statement stays here, and the server would not know that it is missing.
async fn end(client: &Client, wanted: bool, failed: &Cell<bool>) -> Result<(), Error> {
    if wanted && !failed.get() { client.batch_execute("COMMIT").await } else { Ok(()) }
}

/// The rows of a statement, and how many it touched.
async fn answer<'p>(
    client: &Client,
    statement: &Statement,
    params: impl ExactSizeIterator<Item = &'p (dyn ToSql + Sync)>,
) -> Result<(Vec<Answer>, u64), Error> {
    let mut stream = pin!(client.query_raw(statement, params).await?);
    let mut rows = Vec::new();
    while let Some(row) = stream.try_next().await? {
        rows.push(row);
    }
    Ok((rows, stream.rows_affected().unwrap_or(0)))
}

/// The error, with the statement's name where it is about the statement rather than about a row.
fn named(name: &str, error: &tokio_postgres::Error) -> DbError {
    match classified(error) {
        DbError::Engine(text) => DbError::Engine(format!("{name}: {text}")),
        DbError::Shape(text) => DbError::Shape(format!("{name}: {text}")),
        other => other,
    }
}

impl From<tokio_postgres::Error> for DbError {
    fn from(error: tokio_postgres::Error) -> Self {
        classified(&error)
    }
}

/// The DETAIL of an answer is left out: it repeats the row's values.
fn classified(error: &tokio_postgres::Error) -> DbError {
    let Some(answer) = error.as_db_error() else {
        return without_answer(error);
    };
    let on = || answer.constraint().or(answer.column()).unwrap_or_default().to_owned();
    let code = answer.code();
    if *code == SqlState::UNIQUE_VIOLATION {
        DbError::Unique { on: on() }
    } else if *code == SqlState::FOREIGN_KEY_VIOLATION {
        DbError::ForeignKey
    } else if *code == SqlState::CHECK_VIOLATION || *code == SqlState::NOT_NULL_VIOLATION {
        DbError::Check { on: on() }
    } else if *code == SqlState::T_R_SERIALIZATION_FAILURE || *code == SqlState::T_R_DEADLOCK_DETECTED {
        DbError::Contended
    } else if code.code().starts_with("08") || code.code().starts_with("57P") {
        // Connection exceptions; shut-down, crash recovery and ended by an operator.
        DbError::Lost
    } else if code.code().starts_with("22") {
        // A data exception ("invalid input syntax for type ...") repeats the value in its message.
        DbError::Engine(format!("a value can't be converted ({})", code.code()))
    } else {
        DbError::Engine(format!("{} ({})", answer.message(), code.code()))
    }
}

/// The server showed a certificate that this machine does not trust: no repeat mends that, an operator does.
fn distrust(wire: &std::io::Error) -> Option<DbError> {
    match wire.get_ref()?.downcast_ref()? {
        rustls::Error::InvalidCertificate(why) => Some(DbError::Engine(format!(
            "the database server's certificate is not trusted ({why:?}): add its authority to those of this machine"
        ))),
        _ => None,
    }
}

/// An error that the server did not send: the wire broke, or a parameter did not fit.
fn without_answer(error: &tokio_postgres::Error) -> DbError {
    let cause = std::error::Error::source(error);
    let wire = cause.and_then(<dyn std::error::Error>::downcast_ref::<std::io::Error>);
    if let Some(distrust) = wire.and_then(distrust) {
        return distrust;
    }
    if error.is_closed() || wire.is_some() {
        return DbError::Lost;
    }
    match cause {
        Some(misfit) if misfit.is::<cells::Misfit>() => DbError::Shape(format!("{error}: {misfit}")),
        Some(cause) => DbError::Engine(format!("{error}: {cause}")),
        None if error.to_string().starts_with("expected ") => DbError::Shape(error.to_string()),
        None => DbError::Engine(error.to_string()),
    }
}
