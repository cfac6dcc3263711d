//! Lists in pages: how many rows one has, and where the next goes on.

use gridward_domain::{Refusal, faults};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Error;
use crate::keys::{hex, unhex};

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Hand this back as `cursor` for the next page; absent on the last.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// A list that is one page.
    pub fn whole(items: Vec<T>) -> Self {
        Self { items, next: None }
    }

    /// The first `limit` of `rows`. A reader reads one row more than it shows: when that row is there, the page goes on
    /// after the keys of the last row shown.
    pub fn cut<K: Serialize>(mut rows: Vec<T>, limit: usize, keys: impl FnOnce(&T) -> K) -> Result<Self, Error> {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|last| cursor(&keys(last))).transpose()?;
        Ok(Self { items: rows, next })
    }

    /// The same page with each row turned into something else.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(turn).collect(), next: self.next }
    }
}

/// How many rows a page shows: 50 when nothing was asked for, 200 at most.
pub fn rows(asked: Option<i64>) -> usize {
    usize::try_from(asked.unwrap_or(50).clamp(1, 200)).unwrap_or(50)
}

/// How many rows to read for what a page still has room for, and one more to know whether there is a next page.
pub fn room(limit: usize, found: usize) -> i64 {
    i64::try_from((limit + 1).saturating_sub(found)).unwrap_or(i64::MAX)
}

/// A cursor that holds the keys of a row.
pub fn cursor<K: Serialize>(keys: &K) -> Result<String, Error> {
    Ok(hex(serde_json::to_string(keys)?.as_bytes()))
}

/// The keys that a cursor holds; none for the first page, whose cursor is absent or empty. Declines what [`cursor`] did
/// not make.
pub fn after<K: DeserializeOwned>(cursor: Option<&str>) -> Result<Option<K>, Refusal> {
    let Some(cursor) = cursor.filter(|text| !text.is_empty()) else { return Ok(None) };
    let keys = unhex(cursor).and_then(|bytes| serde_json::from_slice(&bytes).ok());
    keys.map(Some).ok_or_else(|| faults::BAD_CURSOR.at("cursor"))
}

#[cfg(test)]
mod tests {
    use super::{Page, after, room, rows};

    #[test]
    fn a_page_goes_on_after_its_last_row_only_when_there_are_more() {
        let first = Page::cut(vec![1, 2, 3], 2, |row| *row).unwrap();
        assert_eq!(first.items, [1, 2]);
        assert_eq!(after::<i64>(first.next.as_deref()).unwrap(), Some(2));
        assert_eq!(Page::cut(vec![1, 2], 2, |row| *row).unwrap(), Page::whole(vec![1, 2]));
    }

    #[test]
    fn a_cursor_is_absent_empty_or_one_of_ours() {
        assert_eq!(after::<i64>(None).unwrap(), None);
        assert_eq!(after::<i64>(Some("")).unwrap(), None);
        for wrong in ["nonsense", "00", "7b7d"] {
            assert_eq!(after::<i64>(Some(wrong)).unwrap_err().fault.code, "bad_cursor", "{wrong}");
        }
    }

    #[test]
    fn a_page_has_between_one_and_two_hundred_rows() {
        assert_eq!([None, Some(0), Some(7), Some(999)].map(rows), [50, 1, 7, 200]);
        assert_eq!(room(50, 49), 2);
    }
}
