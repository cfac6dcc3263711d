//! Named statements: one SQL text for both engines.

use crate::place::Engine;

/// A named statement. Its parameters are `$1`, `$2` ...; its name travels as a comment at the head of the SQL.
#[derive(Debug, Clone, Copy)]
pub struct Statement {
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// A named statement for many rows: a head, one template per row joined by commas, a tail.
///
/// Fixed parameters are `$1` ... `$k` in head and tail; in the row's template each `?` is one parameter of the row.
#[derive(Debug, Clone, Copy)]
pub struct SetStatement {
    name: &'static str,
    head: &'static str,
    row: &'static str,
    tail: &'static str,
}

impl Statement {
    /// A statement in the portable subset of SQL.
    pub const fn new(name: &'static str, sql: &'static str) -> Self {
        Self { name, sqlite: sql, postgres: sql }
    }

    /// A statement that can't be said in one text; a test of the server counts these.
    pub const fn forked(name: &'static str, sqlite: &'static str, postgres: &'static str) -> Self {
        Self { name, sqlite, postgres }
    }

    /// The name: `noun.verb`.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether the engines get different texts.
    pub fn is_forked(&self) -> bool {
        self.sqlite != self.postgres
    }

    /// The text written for this engine.
    pub const fn sql(&self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }
}

impl SetStatement {
    /// A set-wise statement in the portable subset of SQL.
    pub const fn new(name: &'static str, head: &'static str, row: &'static str, tail: &'static str) -> Self {
        Self { name, head, row, tail }
    }

    /// The name: `noun.verb`.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    pub(crate) const fn head(&self) -> &'static str {
        self.head
    }

    pub(crate) const fn row(&self) -> &'static str {
        self.row
    }

    pub(crate) const fn tail(&self) -> &'static str {
        self.tail
    }

    /// The text written for it, with one row; alike for both engines.
    pub fn sql(&self) -> String {
        format!("{}{}{}", self.head, self.row, self.tail)
    }
}

/// The largest number of rows that share a statement, and with its halves the only sizes that get prepared.
pub(crate) const LARGEST_CHUNK: usize = 64;

/// What a session is asked to run.
#[derive(Clone, Copy)]
pub(crate) enum Text<'s> {
    One(&'s Statement),
    Set(&'s SetStatement, usize),
}

/// Tells prepared texts apart by where their constant parts lie in the program: cheaper than comparing the texts.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct TextKey {
    parts: [(usize, usize); 4],
    rows: usize,
}

fn position(part: &'static str) -> (usize, usize) {
    (part.as_ptr().addr(), part.len())
}

impl Text<'_> {
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::One(statement) => statement.name,
            Self::Set(statement, _) => statement.name,
        }
    }

    pub(crate) fn key(&self, engine: Engine) -> TextKey {
        match self {
            Self::One(one) => {
                TextKey { parts: [position(one.name), position(one.sql(engine)), (0, 0), (0, 0)], rows: 0 }
            }
            Self::Set(set, rows) => TextKey {
                parts: [position(set.name), position(set.head), position(set.row), position(set.tail)],
                rows: *rows,
            },
        }
    }

    /// Whether it surely changes nothing.
    pub(crate) fn only_looks(&self, engine: Engine) -> bool {
        let start = match self {
            Self::One(statement) => statement.sql(engine),
            Self::Set(statement, _) => statement.head,
        };
        start.trim_start().get(..6).is_some_and(|word| word.eq_ignore_ascii_case("select"))
    }

    /// How many parameters it takes.
    pub(crate) fn parameters(&self) -> usize {
        highest_parameter(&self.build(Engine::Postgres))
    }

    /// The SQL as the engine gets it, led by the statement's name.
    pub(crate) fn build(&self, engine: Engine) -> String {
        let body = match self {
            Self::One(statement) => statement.sql(engine).to_owned(),
            Self::Set(set, rows) => unrolled(set, *rows),
        };
        let body = if engine == Engine::Sqlite { numbered_for_sqlite(&body) } else { body };
        format!("/* {} */ {body}", self.name())
    }
}

/// Head, `rows` templates with their `?` numbered on after the fixed parameters, tail.
fn unrolled(set: &SetStatement, rows: usize) -> String {
    let mut next = highest_parameter(set.head).max(highest_parameter(set.tail));
    let mut text = String::from(set.head);
    for row in 0..rows {
        if row > 0 {
            text.push_str(", ");
        }
        for (code, part) in outside_quotes(set.row) {
            if code && part == '?' {
                next += 1;
                text.push('$');
                text.push_str(&next.to_string());
            } else {
                text.push(part);
            }
        }
    }
    text.push_str(set.tail);
    text
}

/// SQLite numbers `$1` by first appearance, as if it were a name; `?1` means what PostgreSQL means by `$1`.
fn numbered_for_sqlite(sql: &str) -> String {
    outside_quotes(sql).map(|(code, part)| if code && part == '$' { '?' } else { part }).collect()
}

pub(crate) fn highest_parameter(sql: &str) -> usize {
    let mut highest = 0;
    let mut current: Option<usize> = None;
    for (code, part) in outside_quotes(sql) {
        current = match (part, part.to_digit(10), current) {
            ('$', _, _) if code => Some(0),
            (_, Some(digit), Some(number)) => Some(number * 10 + digit as usize),
            _ => None,
        };
        highest = highest.max(current.unwrap_or(0));
    }
    highest
}

/// Each character with whether it is code rather than part of a quoted text or name.
pub(crate) fn outside_quotes(sql: &str) -> impl Iterator<Item = (bool, char)> {
    let mut quote: Option<char> = None;
    sql.chars().map(move |part| {
        let inside = quote.is_some();
        match quote {
            Some(open) if part == open => quote = None,
            None if part == '\'' || part == '"' => quote = Some(part),
            _ => {}
        }
        (!inside, part)
    })
}

/// `count` rows in chunks of 64, 32, 16, 8, 4, 2 and 1, so that a statement is prepared in seven sizes at most.
pub(crate) fn chunks(mut count: usize) -> impl Iterator<Item = usize> {
    let mut size = LARGEST_CHUNK;
    std::iter::from_fn(move || {
        while size > count {
            size /= 2;
        }
        count -= size;
        (size > 0).then_some(size)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{SetStatement, Statement, Text, chunks};
    use crate::place::Engine;

    #[test]
    fn sqlite_gets_numbered_parameters_and_quoted_texts_stay() {
        let find = Statement::new("t.find", "SELECT '$1' FROM t WHERE b = $2 AND a = $1");
        assert_eq!(Text::One(&find).build(Engine::Sqlite), "/* t.find */ SELECT '$1' FROM t WHERE b = ?2 AND a = ?1");
        assert_eq!(Text::One(&find).build(Engine::Postgres), "/* t.find */ SELECT '$1' FROM t WHERE b = $2 AND a = $1");
    }

    #[test]
    fn rows_number_on_after_the_fixed_parameters_of_head_and_tail() {
        let set = SetStatement::new("t.set", "UPDATE t SET a = $1 WHERE id IN (", "?", ") AND b = $2");
        assert_eq!(
            Text::Set(&set, 2).build(Engine::Postgres),
            "/* t.set */ UPDATE t SET a = $1 WHERE id IN ($3, $4) AND b = $2"
        );
    }

    #[test]
    fn statements_of_one_name_and_different_text_are_told_apart() {
        let (one, two) = (Statement::new("t.x", "SELECT 1"), Statement::new("t.x", "SELECT 2"));
        assert!(Text::One(&one).key(Engine::Sqlite) != Text::One(&two).key(Engine::Sqlite));
    }

    proptest! {
        #[test]
        fn chunks_cover_every_row_once_in_few_sizes(count in 0_usize..2000) {
            let sizes: Vec<usize> = chunks(count).collect();
            prop_assert_eq!(sizes.iter().sum::<usize>(), count);
            prop_assert!(sizes.iter().all(|size| size.is_power_of_two() && *size <= 64));
        }
    }
}
