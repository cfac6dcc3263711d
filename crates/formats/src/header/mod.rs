//! The head of a ledger: which row it is, which column holds what, and which columns are left where they are.

mod column_map;
mod detect;
mod field;
mod words;

pub use column_map::{ColumnMap, MappedColumn};
pub use detect::{Layout, RowKind};
pub use field::{Field, NotTaken};

/// The text of a column's name as it is compared: half-width, without blanks, line breaks, stars and brackets' content.
pub(crate) fn heading_key(text: &str) -> String {
    let mut depth = 0_usize;
    let mut key = String::with_capacity(text.len());
    for letter in gridward_domain::identity::half_width(text).chars() {
        match letter {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            '*' | ':' | '\'' | '"' | '＊' | '、' | '.' => {}
            other if depth > 0 || other.is_whitespace() => {}
            other => key.extend(other.to_lowercase()),
        }
    }
    key
}
