//! The daily text cut into heads of levels and groups of places.

use gridward_domain::identity::half_width;
use gridward_domain::risk_areas::RiskLevel;

/// The head of a group is no longer than this: 新疆维吾尔自治区克孜勒苏柯尔克孜自治州 has nineteen characters.
const HEAD_CHARS: usize = 24;

/// A part of the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// 高风险地区（63个）：
    Head { line: usize, level: RiskLevel, count: usize },
    /// 山东省青岛市（2个）：…
    Group(Group),
    /// A line between the groups that is none.
    Unread { line: usize },
}

/// A group of places with one head.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) line: usize,
    pub(super) level: RiskLevel,
    pub(super) head: String,
    pub(super) count: usize,
    pub(super) body: String,
}

/// Cuts the text. What stands before the first head and behind the sentence on places abroad is no part of the list.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut level = None;
    for (line, written) in (1..).zip(text.lines()) {
        let mut rest = written.trim();
        if let Some((found, count, behind)) = level_head(rest) {
            level = Some(found);
            pieces.push(Piece::Head { line, level: found, count });
            rest = behind.trim();
        }
        let Some(present) = level.filter(|_| !rest.is_empty()) else { continue };
        if rest.starts_with("境外") {
            level = None;
        } else if let Some((head, count, body)) = group_head(rest) {
            pieces.push(Piece::Group(Group { line, level: present, head, count, body: body.to_owned() }));
        } else {
            continue_or_leave(&mut pieces, line, rest);
        }
    }
    pieces
}

/// A line without a head goes on with the group before, unless that one has ended with its full stop.
fn continue_or_leave(pieces: &mut Vec<Piece>, line: usize, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Group(group)) if !group.body.ends_with('。') => group.body.push_str(text),
        _ => pieces.push(Piece::Unread { line }),
    }
}

/// `高风险地区（63个）：` and what stands behind it; it may stand behind the sentence with the totals.
fn level_head(line: &str) -> Option<(RiskLevel, usize, &str)> {
    for (word, level) in [("高", RiskLevel::High), ("中", RiskLevel::Medium), ("低", RiskLevel::Low)] {
        for kind in ["风险地区", "风险区"] {
            let phrase = format!("{word}{kind}");
            for (at, _) in line.match_indices(&phrase) {
                let Some((count, behind)) = line.get(at + phrase.len()..).and_then(bracketed_count) else { continue };
                return Some((level, count, behind.trim_start_matches(['：', ':'])));
            }
        }
    }
    None
}

/// `山东省青岛市（2个）：` and what stands behind it.
fn group_head(line: &str) -> Option<(String, usize, &str)> {
    let at = line.find(['（', '('])?;
    let (head, rest) = line.split_at_checked(at)?;
    let (count, behind) = bracketed_count(rest)?;
    let body = behind.trim_start().strip_prefix(['：', ':'])?;
    let head = head.trim();
    let shaped = !head.is_empty() && head.chars().count() <= HEAD_CHARS && !head.contains(['，', '。', '；']);
    shaped.then(|| (head.to_owned(), count, body.trim()))
}

/// The number in `（63个）` at the beginning, and what stands behind it.
fn bracketed_count(text: &str) -> Option<(usize, &str)> {
    let inner = text.trim_start().strip_prefix(['（', '('])?;
    let (number, behind) = inner.split_once('个')?;
    let behind = behind.strip_prefix(['）', ')'])?;
    Some((half_width(number).trim().parse().ok()?, behind))
}

#[cfg(test)]
mod tests {
    use super::{Group, Piece, RiskLevel, pieces};

    #[test]
    fn heads_and_groups_are_found_wherever_lines_break() {
        let text = "截至4月4日24时，全国现有1个高风险地区，2个中风险地区：高风险地区（1个）：\n甲省乙市（1个）：丙村。\n\
            中风险地区（2个）：\n甲省丁市（2个）：戊县\n己村，庚村。\n关闭\n境外仍全部为高风险地区。\n联系我们";
        let group = |line, level, head: &str, count, body: &str| {
            Piece::Group(Group { line, level, head: head.to_owned(), count, body: body.to_owned() })
        };
        assert_eq!(
            pieces(text),
            [
                Piece::Head { line: 1, level: RiskLevel::High, count: 1 },
                group(2, RiskLevel::High, "甲省乙市", 1, "丙村。"),
                Piece::Head { line: 3, level: RiskLevel::Medium, count: 2 },
                group(4, RiskLevel::Medium, "甲省丁市", 2, "戊县己村，庚村。"),
                Piece::Unread { line: 6 },
            ]
        );
    }
}
