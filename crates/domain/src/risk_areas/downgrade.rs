//! When a listed place may go down a level: a proposal for a person, never a change by itself.

use jiff::ToSpan;
use jiff::civil::Date;

use super::RiskLevel;

/// One step of a programme's downgrade rule, as the plans put it: so many days in a row without a new case. The ninth
/// edition has 7 days from high to medium and then 3 from medium to low; the numbers come from the rule set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct DowngradeStep {
    /// The level the place has.
    pub from: RiskLevel,
    /// The level it goes to; none when it leaves the list.
    pub to: Option<RiskLevel>,
    /// Whole days in a row without a new case.
    pub days_without_case: u16,
}

/// That a place may go down a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DowngradeProposal {
    /// The rule's step.
    pub step: DowngradeStep,
    /// The first day on which all days of the rule lie behind.
    pub due_on: Date,
}

impl DowngradeProposal {
    /// Whether it may be decided on this day.
    pub fn is_due(&self, today: Date) -> bool {
        self.due_on <= today
    }
}

/// What the rule proposes for a place on `level` since the day `since`, whose last new case was found on `last_case`; none
/// when the rule has no step down from this level. Days count from the first whole day without a case that the place
/// was on this level: a case on the 1st and a rule of 7 days make the 9th.
pub fn propose_downgrade(
    rule: &[DowngradeStep],
    level: RiskLevel,
    since: Date,
    last_case: Option<Date>,
) -> Option<DowngradeProposal> {
    let step = rule.iter().find(|step| step.from == level)?;
    let quiet = last_case.and_then(|day| day.checked_add(1.day()).ok()).map_or(since, |day| day.max(since));
    let due_on = quiet.checked_add(i64::from(step.days_without_case).days()).ok()?;
    Some(DowngradeProposal { step: *step, due_on })
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use proptest::prelude::*;

    use super::{DowngradeStep, RiskLevel, propose_downgrade};

    const RULE: [DowngradeStep; 2] = [
        DowngradeStep { from: RiskLevel::High, to: Some(RiskLevel::Medium), days_without_case: 7 },
        DowngradeStep { from: RiskLevel::Medium, to: Some(RiskLevel::Low), days_without_case: 3 },
    ];

    fn due(level: RiskLevel, since: Date, last_case: Option<Date>) -> Option<Date> {
        propose_downgrade(&RULE, level, since, last_case).map(|proposal| proposal.due_on)
    }

    #[test]
    fn days_count_from_the_last_case_or_from_the_level_whichever_is_later() {
        assert_eq!(due(RiskLevel::High, date(2022, 7, 1), Some(date(2022, 7, 1))), Some(date(2022, 7, 9)));
        assert_eq!(due(RiskLevel::High, date(2022, 7, 1), None), Some(date(2022, 7, 8)));
        assert_eq!(due(RiskLevel::Medium, date(2022, 7, 9), Some(date(2022, 7, 1))), Some(date(2022, 7, 12)));
        assert_eq!(due(RiskLevel::Low, date(2022, 7, 9), None), None);
    }

    #[test]
    fn a_proposal_is_due_from_its_day_on() {
        let proposal = propose_downgrade(&RULE, RiskLevel::High, date(2022, 7, 1), None).unwrap();
        assert!(!proposal.is_due(date(2022, 7, 7)) && proposal.is_due(date(2022, 7, 8)));
    }

    #[test]
    fn a_day_at_the_end_of_the_calendar_gives_no_proposal() {
        assert_eq!(due(RiskLevel::High, Date::MAX, Some(Date::MAX)), None);
    }

    proptest! {
        #[test]
        fn a_later_case_never_brings_a_downgrade_forward(one in 0_i64..400, other in 0_i64..400) {
            let start = date(2022, 1, 1);
            let day = |days: i64| start.checked_add(jiff::Span::new().days(days)).unwrap();
            let (early, late) = (one.min(other), one.max(other));
            prop_assert!(due(RiskLevel::High, start, Some(day(early))) <= due(RiskLevel::High, start, Some(day(late))));
        }
    }
}
