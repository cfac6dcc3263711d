//! Rows of an answer.

use std::str::FromStr;

use crate::error::DbError;

/// One row of an answer, while it is being looked at.
pub struct Row<'r> {
    statement: &'static str,
    cells: Cells<'r>,
}

/// The engine's own row.
#[derive(Clone, Copy)]
pub(crate) enum Cells<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r tokio_postgres::Row),
}

/// One value as the engine holds it.
#[derive(Clone, Copy, PartialEq)]
pub enum Value<'r> {
    /// SQL NULL.
    Null,
    /// A whole number.
    Int(i64),
    /// A truth value; SQLite answers [`Value::Int`] instead.
    Bool(bool),
    /// A floating point number.
    Real(f64),
    /// A text.
    Text(&'r str),
    /// Bytes.
    Bytes(&'r [u8]),
}

/// A type that a column can be read as.
pub trait Column: Sized {
    /// What is expected, for the message when it is something else.
    const EXPECTED: &'static str;

    /// The value as this type, or nothing when it is something else.
    fn from_value(value: Value<'_>) -> Option<Self>;
}

impl<'r> Row<'r> {
    pub(crate) const fn new(statement: &'static str, cells: Cells<'r>) -> Self {
        Self { statement, cells }
    }

    /// The value of column `at` (counted from 0). A null, or a value of another type, is [`DbError::Shape`].
    pub fn get<T: Column>(&self, at: usize) -> Result<T, DbError> {
        T::from_value(self.value(at)?).ok_or_else(|| self.misfit(at, T::EXPECTED))
    }

    /// The text of column `at` where it lies, without a copy.
    pub fn text(&self, at: usize) -> Result<&'r str, DbError> {
        self.text_opt(at)?.ok_or_else(|| self.misfit(at, String::EXPECTED))
    }

    /// The text of column `at` where it lies, or nothing where it is null.
    pub fn text_opt(&self, at: usize) -> Result<Option<&'r str>, DbError> {
        match self.value(at)? {
            Value::Null => Ok(None),
            Value::Text(text) => Ok(Some(text)),
            _ => Err(self.misfit(at, String::EXPECTED)),
        }
    }

    /// The text of column `at`, parsed. A text that can't be parsed is [`DbError::Shape`].
    pub fn parse<T: FromStr>(&self, at: usize) -> Result<T, DbError> {
        self.text(at)?.parse().map_err(|_| self.misfit(at, std::any::type_name::<T>()))
    }

    /// The text of column `at`, parsed, or nothing where it is null.
    pub fn parse_opt<T: FromStr>(&self, at: usize) -> Result<Option<T>, DbError> {
        let parsed = self.text_opt(at)?.map(str::parse).transpose();
        parsed.map_err(|_| self.misfit(at, std::any::type_name::<T>()))
    }

    /// The value of column `at` as the engine holds it.
    pub fn value(&self, at: usize) -> Result<Value<'r>, DbError> {
        match self.cells {
            Cells::Sqlite(row) => crate::sqlite::value(row, at),
            Cells::Postgres(row) => crate::postgres::value(row, at),
        }
        .ok_or_else(|| self.misfit(at, "a column of a portable type"))
    }

    fn misfit(&self, at: usize, expected: &str) -> DbError {
        DbError::Shape(format!("{}: column {at} is not {expected}", self.statement))
    }
}

impl Column for i64 {
    const EXPECTED: &'static str = "a whole number";

    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Int(number) => Some(number),
            Value::Bool(truth) => Some(truth.into()),
            _ => None,
        }
    }
}

impl Column for bool {
    const EXPECTED: &'static str = "a truth value";

    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Bool(truth) => Some(truth),
            Value::Int(0) => Some(false),
            Value::Int(1) => Some(true),
            _ => None,
        }
    }
}

impl Column for f64 {
    const EXPECTED: &'static str = "a floating point number";

    #[expect(clippy::cast_precision_loss, reason = "SQLite answers a whole number where a sum happens to be whole")]
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Real(number) => Some(number),
            Value::Int(number) => Some(number as Self),
            _ => None,
        }
    }
}

impl Column for String {
    const EXPECTED: &'static str = "a text";

    fn from_value(value: Value<'_>) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.to_owned()) } else { None }
    }
}

impl Column for Vec<u8> {
    const EXPECTED: &'static str = "bytes";

    fn from_value(value: Value<'_>) -> Option<Self> {
        if let Value::Bytes(bytes) = value { Some(bytes.to_owned()) } else { None }
    }
}

impl<T: Column> Column for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn from_value(value: Value<'_>) -> Option<Self> {
        if value == Value::Null { Some(None) } else { T::from_value(value).map(Some) }
    }
}
