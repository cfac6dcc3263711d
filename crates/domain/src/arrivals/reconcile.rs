//! A list pushed from above, held against one's own arrivals: every row gets exactly one finding, so that the figures of
//! the reply add up.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{ArrivalKeys, ArrivalState, SameArrival, same_arrival};
use crate::Language;
use crate::named::named;

named! {
    /// What became of a row of a pushed list.
    Finding {
        /// 已掌握: an arrival of our own.
        AlreadyKnown = "already_known",
        /// 新增: still to come, or the day is not said; to be registered.
        New = "new",
        /// 漏管: came back already, and nobody here had registered them.
        Missed = "missed",
        /// 信息有误: nobody can be found by what the row says.
        WrongData = "wrong_data",
        /// 不在本地居住
        NotLivingHere = "not_living_here",
        /// 已过时限
        PastWindow = "past_window",
        /// 已转出: forwarded to the place they went to.
        Forwarded = "forwarded",
        /// 表内重复: an earlier row is the same person.
        Repeated = "repeated",
    }
}

impl Finding {
    /// What people call it, in their language.
    pub const fn word(self, language: Language) -> &'static str {
        let (zh, en) = match self {
            Self::AlreadyKnown => ("已掌握", "already known"),
            Self::New => ("新增", "new"),
            Self::Missed => ("漏管", "missed"),
            Self::WrongData => ("信息有误", "wrong data"),
            Self::NotLivingHere => ("不在本地居住", "not living here"),
            Self::PastWindow => ("已过时限", "past the window"),
            Self::Forwarded => ("已转出", "forwarded"),
            Self::Repeated => ("表内重复", "repeated in the list"),
        };
        match language {
            Language::Chinese => zh,
            Language::English => en,
        }
    }
}

/// A row of a pushed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PushedRow<'a> {
    /// What it is compared by.
    pub keys: ArrivalKeys<'a>,
    /// Whether a person can be looked for by it: a name that is one, and no number that is wrong.
    pub readable: bool,
    /// Whether it names a place outside of the jurisdiction.
    pub elsewhere: bool,
}

/// An arrival of one's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnRow<'a> {
    /// What it is compared by.
    pub keys: ArrivalKeys<'a>,
    /// Where it stands.
    pub state: ArrivalState,
}

/// The days a list is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first day of return that any rule still looks at.
    pub from_on: Date,
    /// The day the list was made.
    pub as_of: Date,
}

/// What was found for one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowFinding {
    /// The finding.
    pub finding: Finding,
    /// The arrival of one's own that it is, by its place among them, and by what.
    pub own: Option<(usize, SameArrival)>,
}

/// A list held against one's own arrivals.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reconciliation {
    /// In the order of the list.
    pub rows: Vec<RowFinding>,
    /// Arrivals of one's own, within the window and counting, that the list does not name.
    pub ours_only: Vec<usize>,
}

impl Reconciliation {
    /// How many rows have a finding.
    pub fn count(&self, finding: Finding) -> usize {
        self.rows.iter().filter(|row| row.finding == finding).count()
    }
}

/// Holds a pushed list against one's own arrivals.
pub fn reconcile(list: &[PushedRow<'_>], own: &[OwnRow<'_>], window: Window) -> Reconciliation {
    let known = Index::of(own.iter().map(|row| row.keys));
    let pushed = Index::of(list.iter().map(|row| row.keys));
    let mut named = vec![false; own.len()];
    let mut rows = Vec::with_capacity(list.len());
    for (at, row) in list.iter().enumerate() {
        let before = pushed.find(row.keys, |other| other < at).filter(|_| row.readable);
        // An arrival that counts is preferred to a second registration of the same person.
        let counting = |other: usize| own.get(other).is_some_and(|one| one.state.counts());
        let same = known.find(row.keys, counting).or_else(|| known.find(row.keys, |_| true)).filter(|_| row.readable);
        if let Some(flag) = same.and_then(|(other, _)| named.get_mut(other)) {
            *flag = true;
        }
        let state = same.and_then(|(other, _)| own.get(other)).map(|one| one.state);
        let finding = if before.is_some() { Finding::Repeated } else { judge(*row, state, window) };
        rows.push(RowFinding { finding, own: same });
    }
    let inside = |row: &OwnRow<'_>| row.state.counts() && row.keys.back_on.is_none_or(|day| day >= window.from_on);
    let ours_only = own.iter().zip(named).enumerate().filter(|(_, (row, named))| !named && inside(row));
    Reconciliation { ours_only: ours_only.map(|(at, _)| at).collect(), rows }
}

fn judge(row: PushedRow<'_>, own: Option<ArrivalState>, window: Window) -> Finding {
    use ArrivalState as S;
    match (own, row.keys.back_on) {
        _ if !row.readable => Finding::WrongData,
        (Some(S::WrongData), _) => Finding::WrongData,
        (Some(S::NotLivingHere), _) => Finding::NotLivingHere,
        (Some(S::WentElsewhere), _) => Finding::Forwarded,
        (Some(S::PastWindow), _) => Finding::PastWindow,
        (Some(_), _) => Finding::AlreadyKnown,
        (None, _) if row.elsewhere => Finding::NotLivingHere,
        (None, Some(day)) if day < window.from_on => Finding::PastWindow,
        (None, Some(day)) if day <= window.as_of => Finding::Missed,
        (None, _) => Finding::New,
    }
}

/// Rows by document and by name, so that a list of thousands is not compared with thousands.
struct Index<'a> {
    rows: Vec<ArrivalKeys<'a>>,
    by_key: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Index<'a> {
    fn of(rows: impl Iterator<Item = ArrivalKeys<'a>>) -> Self {
        let rows: Vec<ArrivalKeys<'a>> = rows.collect();
        let mut by_key: HashMap<&'a str, Vec<usize>> = HashMap::new();
        for (at, keys) in rows.iter().enumerate() {
            for key in [keys.document, keys.name].into_iter().filter(|key| !key.is_empty()) {
                by_key.entry(key).or_default().push(at);
            }
        }
        Self { rows, by_key }
    }

    /// The first row that is the same person and wanted.
    fn find(&self, keys: ArrivalKeys<'_>, wanted: impl Fn(usize) -> bool) -> Option<(usize, SameArrival)> {
        let candidates = [keys.document, keys.name].into_iter().filter_map(|key| self.by_key.get(key));
        let same = |at: usize| Some((at, same_arrival(*self.rows.get(at)?, keys)?));
        candidates.flatten().copied().filter(|at| wanted(*at)).find_map(same)
    }
}

#[cfg(test)]
mod tests {
    use super::{Finding as F, OwnRow, PushedRow, Window, reconcile};
    use crate::arrivals::{ArrivalKeys, ArrivalState};
    use jiff::civil::{Date, date};
    use proptest::prelude::*;

    const WINDOW: Window = Window { from_on: date(2022, 4, 1), as_of: date(2022, 4, 15) };

    fn keys<'a>(document: &'a str, name: &'a str, back_on: Option<Date>) -> ArrivalKeys<'a> {
        ArrivalKeys { document, name, phone: "", village: Some(1), back_on }
    }

    fn row<'a>(document: &'a str, name: &'a str, day: i8) -> PushedRow<'a> {
        PushedRow { keys: keys(document, name, Some(date(2022, 4, day))), readable: true, elsewhere: false }
    }

    #[test]
    fn each_row_is_told_by_where_our_own_arrival_stands() {
        let own = [
            OwnRow { keys: keys("a", "甲", None), state: ArrivalState::Verified },
            OwnRow { keys: keys("b", "乙", None), state: ArrivalState::NotLivingHere },
            OwnRow { keys: keys("c", "丙", None), state: ArrivalState::WentElsewhere },
            OwnRow { keys: keys("d", "丁", None), state: ArrivalState::WrongData },
            OwnRow { keys: keys("e", "戊", Some(date(2022, 4, 9))), state: ArrivalState::Arrived },
        ];
        let list = [
            row("a", "甲", 10),
            row("b", "乙", 10),
            row("c", "丙", 10),
            row("d", "丁", 10),
            row("f", "己", 10),
            row("g", "庚", 20),
            PushedRow { elsewhere: true, ..row("h", "辛", 10) },
            PushedRow { readable: false, ..row("i", "壬?", 10) },
            PushedRow { keys: keys("j", "癸", Some(date(2022, 3, 1))), ..row("", "", 1) },
            row("a", "甲", 11),
        ];
        let found = reconcile(&list, &own, WINDOW);
        let findings: Vec<F> = found.rows.iter().map(|row| row.finding).collect();
        let expected = [
            F::AlreadyKnown,
            F::NotLivingHere,
            F::Forwarded,
            F::WrongData,
            F::Missed,
            F::New,
            F::NotLivingHere,
            F::WrongData,
            F::PastWindow,
            F::Repeated,
        ];
        assert_eq!(findings, expected);
        assert_eq!(found.ours_only, [4]);
    }

    fn people() -> impl Strategy<Value = Vec<(String, String, i8, bool, bool, usize)>> {
        let one = ("[abcd]?", "[甲乙丙丁]", 1_i8..28, any::<bool>(), any::<bool>(), 0_usize..13);
        proptest::collection::vec(one, 0..20)
    }

    proptest! {
        #[test]
        fn the_counts_add_up(list in people(), own in people()) {
            let list: Vec<PushedRow<'_>> = list
                .iter()
                .map(|(document, name, day, readable, elsewhere, _)| PushedRow {
                    readable: *readable,
                    elsewhere: *elsewhere,
                    ..row(document, name, *day)
                })
                .collect();
            let own: Vec<OwnRow<'_>> = own
                .iter()
                .map(|(document, name, day, _, _, state)| OwnRow {
                    keys: keys(document, name, Some(date(2022, 4, *day))),
                    state: ArrivalState::ALL[*state],
                })
                .collect();
            let found = reconcile(&list, &own, WINDOW);
            prop_assert_eq!(found.rows.len(), list.len());
            let sum: usize = F::ALL.iter().map(|finding| found.count(*finding)).sum();
            prop_assert_eq!(sum, list.len());
            // Nobody is both on the list and ours only.
            for row in &found.rows {
                prop_assert!(row.own.is_none_or(|(at, _)| !found.ours_only.contains(&at)));
            }
            // The same list once more finds the same.
            prop_assert_eq!(&reconcile(&list, &own, WINDOW), &found);
        }

        #[test]
        fn whoever_was_found_known_stays_known_however_the_list_is_ordered(list in people(), own in people()) {
            let own: Vec<OwnRow<'_>> = own
                .iter()
                .map(|(document, name, day, _, _, state)| OwnRow {
                    keys: keys(document, name, Some(date(2022, 4, *day))),
                    state: ArrivalState::ALL[*state],
                })
                .collect();
            let list: Vec<PushedRow<'_>> = list.iter().map(|one| row(&one.0, &one.1, one.2)).collect();
            let turned: Vec<PushedRow<'_>> = list.iter().rev().copied().collect();
            let (one, other) = (reconcile(&list, &own, WINDOW), reconcile(&turned, &own, WINDOW));
            let owns = |found: &super::Reconciliation| found.rows.iter().map(|row| row.own).collect::<Vec<_>>();
            let mut back = owns(&other);
            back.reverse();
            prop_assert_eq!(owns(&one), back);
        }
    }
}
