//! Parameters of a statement.

use std::fmt;

/// One parameter of a statement, as both engines understand it.
#[derive(Clone, PartialEq)]
pub enum Param<'a> {
    /// SQL NULL, of whatever type the statement expects.
    Null,
    /// A text.
    Text(&'a str),
    /// A text made for this statement.
    OwnedText(String),
    /// A whole number.
    Int(i64),
    /// A truth value; SQLite keeps it as 0 or 1.
    Bool(bool),
    /// A floating point number.
    Real(f64),
    /// Bytes.
    Bytes(&'a [u8]),
    /// Bytes made for this statement.
    OwnedBytes(Vec<u8>),
}

/// Names the kind and hides the value: parameters are personal data and drivers like to print them.
impl fmt::Debug for Param<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.kind())
    }
}

impl Param<'_> {
    /// The kind in a word, for messages.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Text(_) | Self::OwnedText(_) => "text",
            Self::Int(_) => "whole number",
            Self::Bool(_) => "truth value",
            Self::Real(_) => "floating point number",
            Self::Bytes(_) | Self::OwnedBytes(_) => "bytes",
        }
    }
}

impl<'a> From<&'a str> for Param<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Param<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<String> for Param<'_> {
    fn from(text: String) -> Self {
        Self::OwnedText(text)
    }
}

impl From<i64> for Param<'_> {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<i32> for Param<'_> {
    fn from(number: i32) -> Self {
        Self::Int(number.into())
    }
}

impl From<u32> for Param<'_> {
    fn from(number: u32) -> Self {
        Self::Int(number.into())
    }
}

impl From<bool> for Param<'_> {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

impl From<f64> for Param<'_> {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

impl<'a> From<&'a [u8]> for Param<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a> From<&'a Vec<u8>> for Param<'a> {
    fn from(bytes: &'a Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<Vec<u8>> for Param<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        Self::OwnedBytes(bytes)
    }
}

impl<'a, T: Into<Param<'a>>> From<Option<T>> for Param<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// `params![id, rev, note]`: an array of [`Param`] made of anything that turns into one.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        [$($crate::Param::from($value)),*]
    };
}
