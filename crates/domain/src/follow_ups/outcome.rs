//! What came of a follow-up, and how it is known.

use super::faults::BAD_FOLLOW_UP;
use crate::directives::HowKnown;
use crate::named::named;
use crate::{Refusal, Timestamp};

named! {
    /// What came of a follow-up.
    FollowUpOutcome {
        /// 未完成: begun and not finished.
        NotDone = "not_done",
        /// 未上门: not attempted, with a reason.
        NotAttempted = "not_attempted",
        /// 未见到人: tried, and nobody was found.
        NotFound = "not_found",
        /// 情况良好
        SeenWell = "seen_well",
        /// 有异常: seen, with a finding.
        SeenWithFinding = "seen_with_finding",
    }
}

impl FollowUpOutcome {
    /// Whether the person was met, so that the follow-up is done.
    pub const fn is_met(self) -> bool {
        matches!(self, Self::SeenWell | Self::SeenWithFinding)
    }
}

/// What a report says, as far as the rules look at it.
#[derive(Debug, Clone, Copy)]
pub struct FollowUpFacts<'a> {
    /// What came of it.
    pub outcome: FollowUpOutcome,
    /// How it is known.
    pub how_known: HowKnown,
    /// How many signs of illness were named.
    pub symptoms: usize,
    /// The finding in words; may be empty.
    pub finding: &'a str,
    /// A remark; the reason, where it was not attempted.
    pub note: &'a str,
    /// When the device wrote it.
    pub device_at: Timestamp,
}

/// The longest finding or remark, in characters.
const LONGEST: usize = 500;
/// How far the clock of a device may run ahead before a report is declined, in milliseconds.
const CLOCK_AHEAD: i64 = 5 * 60_000;

/// Passes when a report agrees with itself.
pub fn check_follow_up(facts: &FollowUpFacts<'_>, now: Timestamp) -> Result<(), Refusal> {
    use FollowUpOutcome as O;
    let declined =
        |at: &str, why: &str, why_en: &str| Err(BAD_FOLLOW_UP.at(at).with("why_en", why_en).with("why", why));
    let told = facts.symptoms > 0 || !facts.finding.trim().is_empty();
    if told != (facts.outcome == O::SeenWithFinding) {
        return declined(
            "finding",
            "“有异常”要写明症状或发现，其他结果不写。",
            "a finding or a symptom goes with seen_with_finding, and only with it",
        );
    }
    if facts.outcome == O::NotAttempted && facts.note.trim().chars().count() < 2 {
        return declined(
            "note",
            "没有上门要写明原因（至少 2 个字）。",
            "not attempted asks for a reason of 2 characters",
        );
    }
    if facts.outcome.is_met() == (facts.how_known == HowKnown::NotReached) {
        return declined("how_known", "怎么知道的与结果不符。", "how it is known does not fit the outcome");
    }
    if facts.note.chars().count() > LONGEST || facts.finding.chars().count() > LONGEST {
        return declined("note", "最多 500 个字。", "at most 500 characters");
    }
    if facts.device_at.since(now) > CLOCK_AHEAD {
        return declined("device_at", "手机的时间快了，请校准后再报。", "the device's clock runs ahead; set it right");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{FollowUpFacts, FollowUpOutcome as O, check_follow_up};
    use crate::Timestamp;
    use crate::directives::HowKnown;

    const NOW: Timestamp = Timestamp(1_649_980_800_000);

    fn facts(outcome: O) -> FollowUpFacts<'static> {
        let how_known = if outcome.is_met() { HowKnown::Seen } else { HowKnown::NotReached };
        FollowUpFacts { outcome, how_known, symptoms: 0, finding: "", note: "", device_at: NOW }
    }

    fn declined_at(facts: &FollowUpFacts<'_>) -> Option<String> {
        check_follow_up(facts, NOW).err().and_then(|refusal| refusal.at)
    }

    #[test]
    fn nobody_is_well_without_saying_how_that_is_known() {
        assert_eq!(declined_at(&facts(O::SeenWell)), None);
        let unknown = FollowUpFacts { how_known: HowKnown::NotReached, ..facts(O::SeenWell) };
        assert_eq!(declined_at(&unknown).as_deref(), Some("how_known"));
        let seen = FollowUpFacts { how_known: HowKnown::Seen, ..facts(O::NotFound) };
        assert_eq!(declined_at(&seen).as_deref(), Some("how_known"));
    }

    #[test]
    fn a_finding_goes_with_its_outcome_and_only_with_it() {
        assert_eq!(declined_at(&facts(O::SeenWithFinding)).as_deref(), Some("finding"));
        assert_eq!(declined_at(&FollowUpFacts { symptoms: 1, ..facts(O::SeenWithFinding) }), None);
        assert_eq!(declined_at(&FollowUpFacts { finding: "发烧", ..facts(O::SeenWell) }).as_deref(), Some("finding"));
    }

    #[test]
    fn what_was_not_attempted_has_a_reason() {
        assert_eq!(declined_at(&facts(O::NotAttempted)).as_deref(), Some("note"));
        assert_eq!(declined_at(&FollowUpFacts { note: "道路积水", ..facts(O::NotAttempted) }), None);
    }

    #[test]
    fn a_report_from_the_future_is_declined() {
        let ahead = FollowUpFacts { device_at: NOW.plus(Timestamp::HOUR), ..facts(O::SeenWell) };
        assert_eq!(declined_at(&ahead).as_deref(), Some("device_at"));
    }
}
