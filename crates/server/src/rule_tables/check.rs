//! Check a table while it is typed in, and tell what it adds to.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::programmes::{ClockStart, ExposureClass, TransitionRule, Words};
use gridward_domain::risk_areas::RiskLevel;
use gridward_domain::rule_tables::{RuleTable, TableFinding, check as found_in};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::faults;
use crate::plans::Rules;
use crate::responses::{StoredResponse, known};
use crate::{Ctx, Error};

/// A table to be checked.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckRuleTable {
    /// The response whose rules it adds to.
    pub response_id: Id,
    /// What it says so far.
    pub table: RuleTable,
}

/// Something that the check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TableRemark {
    /// Which row, from 1; absent where it is the table as a whole.
    pub row: Option<usize>,
    /// Stable name.
    pub code: &'static str,
    /// Whether the table can't be put in force before this is mended.
    pub stops: bool,
    /// What it is and what to do.
    pub message: String,
}

/// What the check makes of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CheckedRow {
    /// The sentence for the resident that its measure amounts to.
    pub proposed: Words,
}

/// What the check of a table found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RuleTableCheck {
    /// What has to be mended, and what is worth knowing; rows in their order.
    pub remarks: Vec<TableRemark>,
    /// Row by row.
    pub rows: Vec<CheckedRow>,
}

/// A rule of the programme that a table adds to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct BaseRule {
    /// Its class.
    pub class: ExposureClass,
    /// Of which levels.
    pub levels: Vec<RiskLevel>,
    /// The rule as residents are told it, in the asker's language.
    pub words: String,
}

/// A place in the care team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct BaseSlot {
    /// Its name within the programme.
    pub id: String,
    /// What people call it, in the asker's language.
    pub name: String,
}

/// The rules that a table of a response adds to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct BaseRules {
    /// The rule set's title, in the asker's language.
    pub title: String,
    /// The levels that its lists have.
    pub levels: Vec<RiskLevel>,
    /// How many days back a stay counts.
    pub look_back_days: Option<u16>,
    /// From when days count, unless a rule says otherwise.
    pub clock: ClockStart,
    /// What becomes of those under a plan when the rules change.
    pub for_present: TransitionRule,
    /// The care-team slots.
    pub slots: Vec<BaseSlot>,
    /// Its rules, the most demanding first.
    pub rules: Vec<BaseRule>,
}

/// What is to be mended in a table, and what is worth knowing; nothing is written.
pub fn check(tx: &mut Tx<'_>, ctx: &Ctx, input: &CheckRuleTable) -> Result<RuleTableCheck, Error> {
    let response = known(tx, ctx, input.response_id, Verb::ResponsesOpen)?;
    let found = findings(ctx, &response, &input.table)?;
    let remark = |finding: &TableFinding| TableRemark {
        row: finding.row,
        code: finding.kind.code(),
        stops: finding.kind.stops(),
        message: finding.kind.sentence().get(ctx.language).to_owned(),
    };
    let rows = input.table.rows.iter().map(|row| CheckedRow { proposed: row.proposed() });
    Ok(RuleTableCheck { remarks: found.iter().map(remark).collect(), rows: rows.collect() })
}

/// What the check finds in a table of a response today.
pub(super) fn findings(ctx: &Ctx, response: &StoredResponse, table: &RuleTable) -> Result<Vec<TableFinding>, Error> {
    let base = Rules::base_of(response).ok_or_else(|| faults::NO_PROGRAMME.refuse())?;
    let from = ctx.zone.date(ctx.now.max(response.terms.from_at));
    Ok(found_in(table, base.book.set(), &base.programme.slots, from))
}

/// Declines a table in which something has to be mended.
pub(super) fn must_be_sound(ctx: &Ctx, response: &StoredResponse, table: &RuleTable) -> Result<(), Error> {
    let found = findings(ctx, response, table)?;
    let wrong: Vec<&TableFinding> = found.iter().filter(|finding| finding.kind.stops()).collect();
    let Some(first) = wrong.first() else { return Ok(()) };
    let place = first.row.map_or_else(|| "table".to_owned(), |row| format!("rows.{row}"));
    let said = first.kind.sentence();
    let refusal = faults::FAULTY.at(&place).with("count", wrong.len());
    Err(refusal.with("first", said.get(ctx.language)).into())
}

/// The rules that a table of this response adds to.
pub fn base(tx: &mut Tx<'_>, ctx: &Ctx, response: Id) -> Result<BaseRules, Error> {
    let response = known(tx, ctx, response, Verb::ResponsesRead)?;
    let base = Rules::base_of(&response).ok_or_else(|| faults::NO_PROGRAMME.refuse())?;
    let (set, language) = (base.book.set(), ctx.language);
    let said = |words: &Words| words.get(language).to_owned();
    let slots = base.programme.slots.iter().map(|slot| BaseSlot { id: slot.id.clone(), name: said(&slot.words) });
    let rules = set.rules.iter().map(|rule| BaseRule {
        class: rule.class,
        levels: rule.levels.clone(),
        words: said(&rule.words),
    });
    Ok(BaseRules {
        title: said(&set.title),
        levels: set.levels.clone(),
        look_back_days: set.look_back_days,
        clock: set.clock,
        for_present: set.transitions.rules_changed,
        slots: slots.collect(),
        rules: rules.collect(),
    })
}
