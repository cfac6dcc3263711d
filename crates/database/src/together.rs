//! Several set-wise statements asked at once, so that a batch waits for PostgreSQL once instead of once a statement.

use crate::param::Param;
use crate::statement::{SetStatement, Text, chunks};

/// A set-wise statement with its values, to be run together with others.
pub struct SetCall<'a> {
    statement: &'a SetStatement,
    fixed: &'a [Param<'a>],
    rows: Vec<&'a [Param<'a>]>,
}

impl<'a> SetCall<'a> {
    /// The statement with its fixed parameters and those of each row.
    pub fn new<'p: 'a, R: AsRef<[Param<'p>]> + 'a>(
        statement: &'a SetStatement,
        fixed: &'a [Param<'a>],
        rows: impl IntoIterator<Item = &'a R>,
    ) -> Self {
        Self { statement, fixed, rows: rows.into_iter().map(|row| row.as_ref() as &'a [Param<'a>]).collect() }
    }

    pub(crate) const fn statement(&self) -> &'a SetStatement {
        self.statement
    }

    pub(crate) const fn fixed(&self) -> &'a [Param<'a>] {
        self.fixed
    }

    pub(crate) fn rows(&self) -> &[&'a [Param<'a>]] {
        &self.rows
    }

    /// With the rows spelled out, in the sizes that get prepared.
    pub(crate) fn spelled_out(&self) -> impl Iterator<Item = (Text<'a>, Vec<&'a Param<'a>>)> {
        let mut rest = self.rows.as_slice();
        chunks(self.rows.len()).map_while(move |size| {
            let (chunk, later) = rest.split_at_checked(size)?;
            rest = later;
            let params = self.fixed.iter().chain(chunk.iter().copied().flatten()).collect();
            Some((Text::Set(self.statement, size), params))
        })
    }
}
