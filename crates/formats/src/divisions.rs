//! Lists of administrative divisions: `code,name,parent_code,level`, plain or gzipped.

use std::collections::HashSet;
use std::io::Read;

use flate2::read::MultiGzDecoder;
use gridward_domain::areas::Division;

use crate::table::{self, Limits, Row, Source, TableError};

/// Bytes a gzipped list may unpack to: the whole country down to villages is 40 MB.
const UNPACKED: u64 = 128 << 20;

/// A line that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DivisionProblem {
    /// The line.
    pub line: u32,
    /// Stable name.
    pub code: &'static str,
    /// What is wrong and what to do, in Chinese.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
}

/// A list of divisions as far as it could be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Divisions {
    /// The good lines, parents before children, otherwise in the order of the file.
    pub rows: Vec<Division>,
    /// What is wrong with the others, by line.
    pub problems: Vec<DivisionProblem>,
}

/// Reads a list of divisions. A line is good when its code, name and level are, when no line before it has the same
/// code on the same level, and when its parent is a good line of the level above. The top level of the list may name
/// a parent that is not in it.
pub fn read_divisions(bytes: &[u8]) -> Result<Divisions, TableError> {
    let bytes = unpacked(bytes)?;
    let mut divisions = Divisions::default();
    let mut read = Vec::new();
    let mut columns = None;
    for row in table::open(Source::bytes(bytes), &Limits::default())?.into_iter().flatten() {
        let row = row?;
        match columns {
            None => columns = Some(Columns::find(&row).ok_or(TableError::NoHeader)?),
            Some(columns) => match columns.read(&row) {
                Ok(division) => read.push(division),
                Err(problem) => divisions.problems.push(problem),
            },
        }
    }
    divisions.link(read);
    divisions.problems.sort_by_key(|problem| problem.line);
    Ok(divisions)
}

fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, TableError> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes.to_vec());
    }
    let mut plain = Vec::new();
    MultiGzDecoder::new(bytes).take(UNPACKED + 1).read_to_end(&mut plain).map_err(|_| TableError::Damaged)?;
    if plain.len() as u64 > UNPACKED {
        Err(TableError::UnpacksTooLarge { megabytes: UNPACKED >> 20 })
    } else {
        Ok(plain)
    }
}

impl Divisions {
    /// Takes the lines level by level, so that a line below a bad one is found out too.
    fn link(&mut self, read: Vec<Division>) {
        let top = read.iter().map(|row| row.level).min().unwrap_or(1);
        let named: HashSet<String> = read.iter().map(|row| row.code.clone()).collect();
        let mut taken: HashSet<(u8, String)> = HashSet::new();
        let mut levels: Vec<Vec<Division>> = vec![Vec::new(); 8];
        for row in read {
            if let Some(level) = levels.get_mut(usize::from(row.level)) {
                level.push(row);
            }
        }
        for row in levels.into_iter().flatten() {
            if let Some(problem) = problem_of(&row, top, &taken, &named) {
                self.problems.push(problem);
            } else {
                taken.insert((row.level, row.code.clone()));
                self.rows.push(row);
            }
        }
    }
}

fn problem_of(
    row: &Division,
    top: u8,
    taken: &HashSet<(u8, String)>,
    named: &HashSet<String>,
) -> Option<DivisionProblem> {
    if taken.contains(&(row.level, row.code.clone())) {
        return Some(problem(
            row.line,
            "code_repeated",
            "同一级别已有相同代码，请删除重复的行。",
            "This code stands on this level already: delete the second line.",
        ));
    }
    if row.level == top {
        return None;
    }
    let Some(parent) = &row.parent_code else {
        return Some(problem(
            row.line,
            "parent_missing",
            "没有写上级代码，请补上。",
            "The parent's code is missing: add it.",
        ));
    };
    if taken.contains(&(row.level - 1, parent.clone())) {
        return None;
    }
    Some(if named.contains(parent) {
        problem(
            row.line,
            "wrong_level",
            "上级代码不在上一级别，请核对级别或上级代码。",
            "The parent is not on the level above: check the level and the parent's code.",
        )
    } else {
        problem(
            row.line,
            "orphan",
            "表中没有这个上级代码，请补上上级或改正代码。",
            "The parent is not in the list: add it or correct the code.",
        )
    })
}

fn problem(line: u32, code: &'static str, zh: &'static str, en: &'static str) -> DivisionProblem {
    DivisionProblem { line, code, zh, en }
}

/// Where the columns are.
#[derive(Debug, Clone, Copy)]
struct Columns {
    code: usize,
    name: usize,
    parent: usize,
    level: usize,
}

impl Columns {
    fn find(head: &Row) -> Option<Self> {
        let at = |names: &[&str]| {
            head.cells.iter().position(|cell| names.contains(&cell.text.trim().to_lowercase().as_str()))
        };
        Some(Self {
            code: at(&["code", "代码", "区划代码"])?,
            name: at(&["name", "名称", "区划名称"])?,
            parent: at(&["parent_code", "parent", "上级代码", "父级代码"])?,
            level: at(&["level", "级别", "层级"])?,
        })
    }

    fn read(self, row: &Row) -> Result<Division, DivisionProblem> {
        let line = row.number;
        let bad_code = || {
            problem(
                line,
                "bad_code",
                "代码应为2、4、6、9、12位数字（网格15位），请核对。",
                "A code has 2, 4, 6, 9 or 12 digits (of a grid 15): please check.",
            )
        };
        let level = row.text(self.level).trim().parse().ok().filter(|level| (1..=7).contains(level));
        let level = level.ok_or_else(|| {
            problem(
                line,
                "bad_level",
                "级别应为1（省）到7（微网格），请核对。",
                "The level is 1 (province) to 7 (micro-grid): please check.",
            )
        })?;
        let name = row.text(self.name).trim().to_owned();
        if name.is_empty() {
            return Err(problem(line, "name_missing", "没有名称，请补上。", "The name is missing: add it."));
        }
        let code = code_of(row.text(self.code)).ok_or_else(bad_code)?;
        let parent_code = match row.text(self.parent).trim() {
            "" => None,
            parent => Some(code_of(parent).ok_or_else(bad_code)?),
        };
        Ok(Division { line, code, name, parent_code, level })
    }
}

/// A code with its zeros: twelve digits, of a grid fifteen.
pub(crate) fn code_of(text: &str) -> Option<String> {
    let text = text.trim();
    let shaped = matches!(text.len(), 2 | 4 | 6 | 9 | 12 | 15 | 18) && text.bytes().all(|byte| byte.is_ascii_digit());
    shaped.then(|| format!("{text:0<12}"))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;

    use super::read_divisions;
    use crate::table::TableError;

    const TOWN: &str = "code,name,parent_code,level\n410000000000,河南省,,1\n411500000000,信阳市,410000000000,2\n\
        411526000000,潢川县,411500000000,3\n411526109000,黄寺岗镇,411526000000,4\n411526109210,新建村民委员会,411526109000,5\n";

    fn codes(text: &str) -> Vec<(u32, &'static str)> {
        read_divisions(text.as_bytes()).unwrap().problems.iter().map(|problem| (problem.line, problem.code)).collect()
    }

    #[test]
    fn a_list_reads_the_same_plain_and_packed() {
        let plain = read_divisions(TOWN.as_bytes()).unwrap();
        assert_eq!((plain.rows.len(), plain.problems.len()), (5, 0));
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(TOWN.as_bytes()).unwrap();
        assert_eq!(read_divisions(&packed.finish().unwrap()).unwrap(), plain);
    }

    #[test]
    fn one_code_on_two_levels_is_right_and_on_one_level_is_not() {
        let list = "code,name,parent_code,level\n44,广东省,,1\n4419,东莞市,44,2\n441900,东莞市,4419,3\n441900003,东城街道,441900,4\n";
        let divisions = read_divisions(list.as_bytes()).unwrap();
        assert_eq!((divisions.rows.len(), divisions.problems.len()), (4, 0));
        assert_eq!(divisions.rows[2].code, "441900000000");
        assert_eq!(codes(&format!("{list}441900,又一个,4419,3\n")), [(6, "code_repeated")]);
    }

    #[test]
    fn every_fault_is_named_with_its_line() {
        let list = format!(
            "{TOWN}411526109211,高店村,411526199000,5\n411526109212,邓寨村,411526000000,5\n41152610921x,某村,411526109000,5\n\
             411526109213,,411526109000,5\n411526109214,某村,411526109000,9\n411526109215,某村,,5\n"
        );
        assert_eq!(
            codes(&list),
            [
                (7, "orphan"),
                (8, "wrong_level"),
                (9, "bad_code"),
                (10, "name_missing"),
                (11, "bad_level"),
                (12, "parent_missing")
            ]
        );
    }

    #[test]
    fn a_line_below_a_bad_one_is_bad_too_and_order_does_not_matter() {
        let list = "code,name,parent_code,level\n411526109210,新建村,411526109000,5\n411526109000,黄寺岗镇,411599000000,4\n411526000000,潢川县,411500000000,3\n";
        assert_eq!(codes(list), [(2, "wrong_level"), (3, "orphan")]);
    }

    #[test]
    fn the_top_of_a_list_may_hang_from_what_is_not_in_it() {
        let divisions =
            read_divisions("code,name,parent_code,level\n411526109000,黄寺岗镇,411526000000,4\n".as_bytes()).unwrap();
        assert_eq!(divisions.rows[0].parent_code.as_deref(), Some("411526000000"));
    }

    #[test]
    fn a_list_without_its_columns_is_refused() {
        assert!(matches!(read_divisions("a,b\n1,2\n".as_bytes()), Err(TableError::NoHeader)));
    }

    proptest! {
        #[test]
        fn no_list_breaks_the_reader(lines in "([0-9]{0,13},[村镇]{0,2},[0-9]{0,13},[0-8]\n){0,12}") {
            let list = format!("code,name,parent_code,level\n{lines}");
            let divisions = read_divisions(list.as_bytes()).unwrap();
            prop_assert_eq!(divisions.rows.len() + divisions.problems.len(), lines.lines().count());
        }
    }
}
