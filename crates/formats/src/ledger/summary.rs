//! What reading a ledger came to.

use std::collections::BTreeMap;

use gridward_domain::Language;
use serde_json::{Value, json};

use super::LedgerRow;
use super::problem::{Outcome, RowProblem};
use crate::header::RowKind;

/// Problems kept for showing; beyond them they are only counted. Every row still carries its own.
const SHOWN: usize = 10_000;

/// Rows that hold no resident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Skipped {
    /// Empty rows.
    pub blank: usize,
    /// Repeated heads.
    pub heads: usize,
    /// 小计, 合计.
    pub subtotals: usize,
    /// Titles above the head, and explanations.
    pub notes: usize,
}

impl Skipped {
    pub(super) fn add(&mut self, kind: RowKind) {
        match kind {
            RowKind::Data => {}
            RowKind::Head => self.heads += 1,
            RowKind::Subtotal => self.subtotals += 1,
            RowKind::Note => self.notes += 1,
        }
    }
}

/// The sums; `accepted + asked + refused + duplicates = rows`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Rows of residents.
    pub rows: usize,
    /// Those that can go in.
    pub accepted: usize,
    /// Those a person has to say something about.
    pub asked: usize,
    /// Those that can't go in as they are written.
    pub refused: usize,
    /// Those that may be a person of an earlier row.
    pub duplicates: usize,
    /// Households with somebody who is not refused.
    pub households: usize,
    /// Rows that hold no resident.
    pub skipped: Skipped,
    /// Problems, the first 10,000.
    pub problems: Vec<RowProblem>,
    /// How many problems there are in all.
    pub problem_count: usize,
    /// Mere remarks on accepted rows, counted by code.
    pub remarks: BTreeMap<&'static str, usize>,
}

impl Summary {
    pub(super) fn count(&mut self, row: &LedgerRow, households: usize) {
        self.rows += 1;
        *self.place(row.outcome) += 1;
        self.households = households;
        for problem in &row.problems {
            self.note(problem);
        }
    }

    pub(super) fn note(&mut self, problem: &RowProblem) {
        if problem.kind.outcome == Outcome::Accepted {
            *self.remarks.entry(problem.kind.code).or_default() += 1;
            return;
        }
        self.problem_count += 1;
        if self.problems.len() < SHOWN {
            self.problems.push(problem.clone());
        }
    }

    pub(super) fn moved(&mut self, from: Outcome, to: Outcome) {
        let before = self.place(from);
        *before = before.saturating_sub(1);
        *self.place(to) += 1;
    }

    fn place(&mut self, outcome: Outcome) -> &mut usize {
        match outcome {
            Outcome::Accepted => &mut self.accepted,
            Outcome::Asked => &mut self.asked,
            Outcome::Refused => &mut self.refused,
            Outcome::Duplicate => &mut self.duplicates,
        }
    }

    /// As the command line prints it.
    pub fn json(&self, language: Language) -> Value {
        json!({
            "rows": self.rows,
            "accepted": self.accepted,
            "asked": self.asked,
            "refused": self.refused,
            "duplicates": self.duplicates,
            "problems": self.problems.iter().map(|problem| problem.json(language)).collect::<Vec<_>>(),
        })
    }
}
