//! Which column holds what: proposed by us, corrected and saved by a person.

use serde::{Deserialize, Serialize};

use super::field::{Field, NotTaken};
use super::heading_key;
use super::words::{Meaning, meaning};

/// One column and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappedColumn {
    /// The column's name as it stands in the table; of two-row heads `upper/lower`.
    pub header: String,
    /// What is taken from it; nothing when it is left where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
    /// Why it is left where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_taken: Option<NotTaken>,
}

/// The columns of a table in order. A saved map is applied by the names of columns, so that it fits the next table of
/// the same kind whatever the order of its columns.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnMap {
    /// The columns.
    pub columns: Vec<MappedColumn>,
}

impl ColumnMap {
    /// What the names of columns mean, first by a saved map, then by the words we know. A fact is taken from the first
    /// column that holds it.
    pub fn propose<'a>(headers: impl IntoIterator<Item = &'a str>, saved: Option<&Self>) -> Self {
        let mut columns: Vec<MappedColumn> = Vec::new();
        for header in headers {
            let (mut field, mut not_taken) = match saved.and_then(|saved| saved.find(header)) {
                Some(column) => (column.field, column.not_taken),
                None => by_words(header),
            };
            let twice =
                field.is_some_and(|field| !field.repeats() && columns.iter().any(|column| column.field == Some(field)));
            if twice || (field.is_none() && not_taken.is_none()) {
                (field, not_taken) = (None, Some(NotTaken::Unknown));
            }
            columns.push(MappedColumn { header: header.to_owned(), field, not_taken });
        }
        Self { columns }
    }

    /// The column of this name.
    pub fn find(&self, header: &str) -> Option<&MappedColumn> {
        let key = heading_key(header);
        self.columns.iter().find(|column| heading_key(&column.header) == key)
    }

    /// Positions of the columns that hold a field.
    pub fn positions(&self, field: Field) -> impl Iterator<Item = usize> {
        self.columns.iter().enumerate().filter(move |(_, column)| column.field == Some(field)).map(|(at, _)| at)
    }

    /// Whether any column holds this field.
    pub fn has(&self, field: Field) -> bool {
        self.positions(field).next().is_some()
    }

    /// Whether this is enough for a ledger: a name, and something that tells who or where it is.
    pub fn is_ledger(&self) -> bool {
        const ONE_OF: [Field; 8] = [
            Field::Document,
            Field::Birth,
            Field::Phone,
            Field::Address,
            Field::Building,
            Field::Village,
            Field::Group,
            Field::HouseholdNumber,
        ];
        self.has(Field::Name) && ONE_OF.into_iter().any(|field| self.has(field))
    }
}

/// The lower name of a two-row head says more than both; the upper one alone is the last resort.
fn by_words(header: &str) -> (Option<Field>, Option<NotTaken>) {
    let whole = meaning(&heading_key(header));
    let parts = header.rsplit('/').map(|part| meaning(&heading_key(part)));
    let mut left = whole;
    for found in std::iter::once(whole).chain(parts) {
        match found {
            Meaning::Takes(field) => return (Some(field), None),
            Meaning::Leaves(NotTaken::Health | NotTaken::Whereabouts) => {
                left = found;
                break;
            }
            Meaning::Leaves(NotTaken::Unknown) => {}
            Meaning::Leaves(_) => left = found,
        }
    }
    match left {
        Meaning::Takes(field) => (Some(field), None),
        Meaning::Leaves(reason) => (None, Some(reason)),
    }
}

#[cfg(test)]
mod tests {
    use super::{ColumnMap, Field, MappedColumn, NotTaken};

    fn fields(headers: &[&str]) -> Vec<Option<Field>> {
        ColumnMap::propose(headers.iter().copied(), None).columns.into_iter().map(|column| column.field).collect()
    }

    #[test]
    fn the_lower_name_of_a_two_row_head_decides() {
        assert_eq!(
            fields(&["姓名", "家庭住址/村（社区）", "家庭住址/村民组", "返乡来源/返乡时间", "人员信息/姓名"]),
            [Some(Field::Name), Some(Field::Village), Some(Field::Group), None, None]
        );
    }

    #[test]
    fn phones_may_stand_in_several_columns_and_other_facts_in_one() {
        assert_eq!(
            fields(&["姓名", "联系电话1", "联系电话2", "地址", "住址"]),
            [Some(Field::Name), Some(Field::Phone), Some(Field::Phone), Some(Field::Address), None]
        );
    }

    #[test]
    fn a_saved_map_outranks_our_words_and_reads_back_from_json() {
        let saved = ColumnMap {
            columns: vec![
                MappedColumn { header: "户 名".into(), field: Some(Field::Name), not_taken: None },
                MappedColumn { header: "电话".into(), field: None, not_taken: None },
            ],
        };
        let json = serde_json::to_string(&saved).unwrap();
        let saved: ColumnMap = serde_json::from_str(&json).unwrap();
        let map = ColumnMap::propose(["电话", "户名"], Some(&saved));
        assert_eq!(map.columns[1].field, Some(Field::Name));
        assert_eq!(map.columns[0].not_taken, Some(NotTaken::Unknown));
    }

    #[test]
    fn a_name_alone_makes_no_ledger() {
        assert!(!ColumnMap::propose(["姓名", "解除时间"], None).is_ledger());
        assert!(ColumnMap::propose(["姓名", "身份证号"], None).is_ledger());
    }
}
