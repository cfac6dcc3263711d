//! Finding the head among the first rows, and telling data from repeated heads, subtotals and notes below it.

use std::sync::Arc;

use gridward_domain::identity::half_width;

use super::column_map::ColumnMap;
use super::field::{Field, NotTaken};
use super::heading_key;
use crate::table::Row;

/// Rows looked through for the head. Titles and explanations above it rarely fill ten.
pub(crate) const SEARCHED: usize = 40;

/// Where the head of a sheet is and what its columns hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The sheet's name.
    pub sheet: Arc<str>,
    /// The first and the last row of the head, as numbered in the spreadsheet.
    pub header_rows: (u32, u32),
    /// The columns.
    pub map: ColumnMap,
    /// The texts of the head's rows, to know them again further down.
    lines: Vec<Vec<String>>,
    name_column: usize,
    document_column: Option<usize>,
}

/// What a row below the head is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A resident.
    Data,
    /// The head once more.
    Head,
    /// 小计, 合计.
    Subtotal,
    /// An explanation.
    Note,
}

impl Layout {
    /// Finds the head among the first rows of a sheet; `None` when there is none.
    pub fn find(sheet: &str, rows: &[Row], saved: Option<&ColumnMap>) -> Option<Self> {
        let mut best: Option<(usize, Self)> = None;
        for (at, row) in rows.iter().enumerate().take(SEARCHED) {
            let below = rows.get(at + 1).filter(|below| is_second_line(row, below));
            for lines in [Some(vec![row]), below.map(|below| vec![row, below])].into_iter().flatten() {
                let Some(layout) = Self::of(sheet, &lines, saved) else { continue };
                let score = layout.score();
                if best.as_ref().is_none_or(|(most, _)| score > *most) {
                    best = Some((score, layout));
                }
            }
        }
        best.map(|(_, layout)| layout)
    }

    fn of(sheet: &str, lines: &[&Row], saved: Option<&ColumnMap>) -> Option<Self> {
        let (first, last) = (lines.first()?, lines.last()?);
        let headers = joined(lines);
        let map = ColumnMap::propose(headers.iter().map(String::as_str), saved);
        if !map.is_ledger() {
            return None;
        }
        let name_column = map.positions(Field::Name).next()?;
        let document_column = map.positions(Field::Document).next();
        Some(Self {
            sheet: Arc::from(sheet),
            header_rows: (first.number, last.number),
            map,
            lines: lines.iter().map(|row| row.cells.iter().map(|cell| heading_key(&cell.text)).collect()).collect(),
            name_column,
            document_column,
        })
    }

    /// Known columns count; unknown ones don't. Facts that are taken count double.
    fn score(&self) -> usize {
        let worth = |column: &super::MappedColumn| match (column.field, column.not_taken) {
            (Some(_), _) => 2,
            (None, Some(NotTaken::Unknown | NotTaken::Sequence) | None) => 0,
            (None, Some(_)) => 1,
        };
        self.map.columns.iter().map(worth).sum()
    }

    /// The name of a column counted from 0.
    pub fn header(&self, column: usize) -> &str {
        self.map.columns.get(column).map_or("", |column| column.header.as_str())
    }

    /// What a row below the head is; `near` says that it is one of the first three.
    pub fn kind_of(&self, row: &Row, near: bool) -> RowKind {
        if self.repeats_head(row) {
            RowKind::Head
        } else if self.is_subtotal(row) {
            RowKind::Subtotal
        } else if (near && is_explanation(row, self.name_column)) || self.is_note(row) {
            RowKind::Note
        } else {
            RowKind::Data
        }
    }

    fn repeats_head(&self, row: &Row) -> bool {
        let name = row.text(self.name_column).trim();
        let known = name.is_empty() || {
            let key = heading_key(name);
            self.lines.iter().any(|line| line.get(self.name_column) == Some(&key))
        };
        known && self.lines.iter().any(|line| repeats(row, line))
    }

    fn is_subtotal(&self, row: &Row) -> bool {
        let summed = row.cells.iter().any(|cell| {
            let text = cell.text.trim_start();
            text.starts_with(['小', '合', '总', '共', '累', '本'])
                && ["小计", "合计", "总计", "共计", "累计", "本页小计", "小 计", "合 计", "总 计"]
                    .iter()
                    .any(|word| text.starts_with(word))
        });
        summed && self.document_column.is_none_or(|column| row.text(column).trim().is_empty())
    }

    /// One text alone that is no name, or a line that begins with a word for remarks.
    fn is_note(&self, row: &Row) -> bool {
        let mut filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
        let Some((column, cell)) = filled.next() else { return false };
        let rest = filled.count();
        if rest > 3 || self.document_column.is_some_and(|column| !row.text(column).trim().is_empty()) {
            return false;
        }
        let text = half_width(cell.text.trim());
        let remark = [
            "注:",
            "注1",
            "备注:",
            "说明",
            "填表",
            "审核",
            "制表",
            "填报",
            "单位:",
            "报送",
            "联系人:",
            "负责人:",
            "主管",
        ]
        .iter()
        .any(|word| text.starts_with(word));
        remark || (rest == 0 && column != self.name_column && text.chars().count() > 6)
    }
}

/// The names of columns: of two rows `upper/lower`, where an upper name reaches over the empty cells to its right.
fn joined(lines: &[&Row]) -> Vec<String> {
    let width = lines.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let [upper, rest @ ..] = lines else { return Vec::new() };
    let mut over = "";
    let mut names = Vec::with_capacity(width);
    for column in 0..width {
        let top = upper.text(column).trim();
        let low = rest.first().map_or("", |row| row.text(column).trim());
        if !top.is_empty() {
            over = top;
        }
        names.push(match (top, low) {
            (_, "") => top.to_owned(),
            (_, low) if heading_key(low) == heading_key(over) || over.is_empty() => low.to_owned(),
            (_, low) => format!("{over}/{low}"),
        });
    }
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    names
}

/// Whether the row below a row of column names holds the second half of the names: mostly known names of its own, under
/// cells that are empty or name a group of columns.
fn is_second_line(upper: &Row, lower: &Row) -> bool {
    let map_of = |row: &Row| {
        let names = row.cells.iter().filter(|cell| !cell.is_blank()).map(|cell| cell.text.as_str());
        ColumnMap::propose(names, None).columns
    };
    let (above, below) = (map_of(upper), map_of(lower));
    let taken_above = above.iter().filter(|column| column.field.is_some()).count();
    let known_below = below.iter().filter(|column| column.not_taken != Some(NotTaken::Unknown)).count();
    let explains = lower.cells.iter().any(|cell| cell.text.chars().count() > 20);
    lower.number == upper.number + 1
        && taken_above >= 2
        && below.len() >= 2
        && known_below * 2 >= below.len()
        && !explains
        && !looks_like_data(lower)
}

fn looks_like_data(row: &Row) -> bool {
    row.cells.iter().any(|cell| half_width(&cell.text).bytes().filter(u8::is_ascii_digit).count() >= 7)
}

fn repeats(row: &Row, line: &[String]) -> bool {
    let mut same = 0;
    let mut filled = 0;
    for (cell, name) in row.cells.iter().zip(line) {
        if !cell.is_blank() {
            filled += 1;
            same += usize::from(!name.is_empty() && heading_key(&cell.text) == *name);
        }
    }
    same >= 2 && same * 2 > filled
}

/// The row of notes that templates put under their head: 必填, YYYYMMDD, 如：户主.
fn is_explanation(row: &Row, name_column: usize) -> bool {
    const WORDS: [&str; 18] = [
        "必填", "选填", "可选", "填写", "例如", "格式", "请", "YYYY", "yyyy", "1=", "分隔", "自动", "示例", "样例",
        "下拉", "如:", "如有", "不填",
    ];
    let explains = |text: &str| {
        let text = half_width(text);
        WORDS.iter().any(|word| text.contains(word)) || text.starts_with('如')
    };
    let filled = row.cells.iter().filter(|cell| !cell.is_blank()).count();
    let explained = row.cells.iter().filter(|cell| explains(&cell.text)).count();
    explained > 0 && (explained * 3 >= filled || explains(row.text(name_column)))
}

#[cfg(test)]
mod tests;
