//! Official lists of risk areas: the daily text, the snapshot of the national query service as JSON, and tables.
//!
//! A list is read whole or says where it is not: the places must add up to the totals that the list itself declares.

mod as_of;
mod bulletin;
mod counties;
mod error;
mod problem;
mod rows;
mod snapshot;

use gridward_domain::risk_areas::{ListedPlace, RiskLevel};
use jiff::civil::DateTime;

pub use counties::{area_index, counties};
pub use error::RiskListError;
pub use problem::{At, RiskListProblem};

use crate::table::{self, Source};

/// Bytes of a list. The largest national one, of 21,200 places, was under 2 MB.
const LIMIT: u64 = 32 << 20;

/// How many places a list says it has on each level; none where it does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Declared {
    /// 高风险.
    pub high: Option<usize>,
    /// 中风险.
    pub medium: Option<usize>,
    /// 低风险.
    pub low: Option<usize>,
}

impl Declared {
    /// The number of a level.
    pub fn of(&self, level: RiskLevel) -> Option<usize> {
        match level {
            RiskLevel::High => self.high,
            RiskLevel::Medium => self.medium,
            RiskLevel::Low => self.low,
        }
    }

    fn put(&mut self, level: RiskLevel, number: usize) {
        let place = match level {
            RiskLevel::High => &mut self.high,
            RiskLevel::Medium => &mut self.medium,
            RiskLevel::Low => &mut self.low,
        };
        *place = Some(number);
    }
}

/// A list as far as it could be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RiskList {
    /// The moment the list speaks of, in Beijing time; `24时` is the beginning of the next day. None when the list does
    /// not say it with its year: then a person has to.
    pub as_of: Option<DateTime>,
    /// The totals the list declares.
    pub declared: Declared,
    /// The places in the order of the list.
    pub places: Vec<ListedPlace>,
    /// What is wrong, with where and how to mend it.
    pub problems: Vec<RiskListProblem>,
    /// What was read by the list's own numbers because its commas leave it open: right by the sums, worth a look.
    pub remarks: Vec<RiskListProblem>,
}

impl RiskList {
    /// How many places of a level were read.
    pub fn listed(&self, level: RiskLevel) -> usize {
        self.places.iter().filter(|place| place.level == level).count()
    }

    /// Compares what was read with what the list declares, and says what is missing.
    fn checked(mut self) -> Self {
        for level in RiskLevel::ALL.iter().rev().copied() {
            let (declared, listed) = (self.declared.of(level), self.listed(level));
            if let Some(declared) = declared.filter(|declared| *declared != listed) {
                self.problems.push(RiskListProblem::sum_differs(level, declared, listed));
            }
        }
        if self.as_of.is_none() {
            self.problems.push(RiskListProblem::no_time());
        }
        self
    }
}

/// Reads a list by its content. The file's name is used for one thing: the daily text often leaves out the year, and then
/// a date in the name (`2022-04-01.txt`) tells it.
pub fn read(name: &str, bytes: &[u8]) -> Result<RiskList, RiskListError> {
    let is_spreadsheet = bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    if is_spreadsheet {
        return rows::read(name, bytes.to_vec())?.map(RiskList::checked).ok_or(RiskListError::NotARiskList);
    }
    let text = table::text_of(Source::bytes(bytes.to_vec()), LIMIT)?;
    if text.trim_start().starts_with(['{', '[']) {
        return snapshot::read(&text).map(RiskList::checked);
    }
    let table = rows::read(name, bytes.to_vec());
    if let Ok(Some(list)) = table {
        return Ok(list.checked());
    }
    match (bulletin::read(name, &text), table) {
        (Some(list), _) => Ok(list.checked()),
        (None, Err(error)) => Err(error.into()),
        (None, Ok(_)) => Err(RiskListError::NotARiskList),
    }
}

#[cfg(test)]
mod tests;
