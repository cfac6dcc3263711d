//! Values on the wire to and from PostgreSQL, in the portable types alone.

use std::error::Error;

use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type};

use crate::param::Param;
use crate::row::Value;

/// A parameter that can't stand where the statement expects another type.
#[derive(Debug, thiserror::Error)]
#[error("a {given} where the statement expects {expected}; a CAST in the statement may be missing")]
pub(super) struct Misfit {
    given: &'static str,
    expected: String,
}

type Wire<T> = Result<T, Box<dyn Error + Sync + Send>>;

impl ToSql for Param<'_> {
    fn to_sql(&self, expected: &Type, out: &mut BytesMut) -> Wire<IsNull> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Text(text) => text_to_sql(self, text, expected, out),
            Self::OwnedText(text) => text_to_sql(self, text, expected, out),
            Self::Int(number) => int_to_sql(self, *number, expected, out),
            Self::Bool(truth) if *expected == Type::BOOL => truth.to_sql(expected, out),
            Self::Bool(truth) => int_to_sql(self, (*truth).into(), expected, out),
            Self::Real(number) if *expected == Type::FLOAT8 => number.to_sql(expected, out),
            Self::Bytes(bytes) if *expected == Type::BYTEA => bytes.to_sql(expected, out),
            Self::OwnedBytes(bytes) if *expected == Type::BYTEA => bytes.to_sql(expected, out),
            Self::Real(_) | Self::Bytes(_) | Self::OwnedBytes(_) => Err(misfit(self, expected)),
        }
    }

    /// Which kind fits which type is decided value by value.
    fn accepts(_: &Type) -> bool {
        true
    }

    tokio_postgres::types::to_sql_checked!();
}

fn misfit(param: &Param<'_>, expected: &Type) -> Box<dyn Error + Sync + Send> {
    Box::new(Misfit { given: param.kind(), expected: expected.name().to_owned() })
}

fn text_to_sql(param: &Param<'_>, text: &str, expected: &Type, out: &mut BytesMut) -> Wire<IsNull> {
    if is_text(expected) { text.to_sql(expected, out) } else { Err(misfit(param, expected)) }
}

/// The statement may count in a smaller or in a floating type (`LIMIT`, `$1 + 1`, a real column).
fn int_to_sql(param: &Param<'_>, number: i64, expected: &Type, out: &mut BytesMut) -> Wire<IsNull> {
    match *expected {
        Type::INT8 => number.to_sql(expected, out),
        Type::INT4 => i32::try_from(number).map_err(|_| misfit(param, expected))?.to_sql(expected, out),
        Type::INT2 => i16::try_from(number).map_err(|_| misfit(param, expected))?.to_sql(expected, out),
        #[expect(clippy::cast_precision_loss, reason = "as SQLite does for a column of floating point numbers")]
        Type::FLOAT8 => (number as f64).to_sql(expected, out),
        _ => Err(misfit(param, expected)),
    }
}

fn is_text(kind: &Type) -> bool {
    matches!(*kind, Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN)
}

/// A column's value on its way to [`Value`].
struct Cell<'r>(Value<'r>);

impl<'r> FromSql<'r> for Cell<'r> {
    fn from_sql(kind: &Type, raw: &'r [u8]) -> Wire<Self> {
        Ok(Self(match *kind {
            Type::INT8 => Value::Int(i64::from_sql(kind, raw)?),
            Type::INT4 => Value::Int(i32::from_sql(kind, raw)?.into()),
            Type::INT2 => Value::Int(i16::from_sql(kind, raw)?.into()),
            Type::BOOL => Value::Bool(bool::from_sql(kind, raw)?),
            Type::FLOAT8 => Value::Real(f64::from_sql(kind, raw)?),
            Type::FLOAT4 => Value::Real(f32::from_sql(kind, raw)?.into()),
            Type::BYTEA => Value::Bytes(<&[u8]>::from_sql(kind, raw)?),
            _ => Value::Text(<&str>::from_sql(kind, raw)?),
        }))
    }

    fn accepts(kind: &Type) -> bool {
        is_text(kind)
            || matches!(
                *kind,
                Type::INT8 | Type::INT4 | Type::INT2 | Type::BOOL | Type::FLOAT8 | Type::FLOAT4 | Type::BYTEA
            )
    }
}

/// The value at a position, or nothing past the last column and for a type outside the portable ones.
pub(crate) fn value<'r>(row: &'r tokio_postgres::Row, at: usize) -> Option<Value<'r>> {
    match row.try_get::<usize, Option<Cell<'r>>>(at) {
        Ok(cell) => Some(cell.map_or(Value::Null, |cell| cell.0)),
        Err(_) => None,
    }
}
