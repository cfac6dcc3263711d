//! Which checks are due on which days of a measure.

use jiff::civil::Date;

use crate::assessment::{DatedPhase, Plan};
use crate::named::named;
use crate::programmes::{Measure, Phase};

/// Checks a day where the rules give no number; *ours*: a day without one would leave a gap in the proof.
const CHECKS_PER_DAY: u8 = 1;
/// Checks a day at most, whatever the data says.
const MOST_PER_DAY: u8 = 12;
/// Who goes where the rules name no care team; *ours*.
const GRID_WORKER: &str = "grid_worker";
/// Who tests where the care team has one.
const VILLAGE_DOCTOR: &str = "village_doctor";

named! {
    /// The kind of a follow-up.
    FollowUpKind {
        /// 随访: a visit or a call.
        Visit = "visit",
        /// 检测: a test.
        Test = "test",
    }
}

/// A due check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueCheck {
    /// Its day.
    pub on: Date,
    /// Its kind.
    pub kind: FollowUpKind,
    /// The slot of the care team that does it.
    pub slot: String,
}

/// The checks of a plan from a day on, up to release, in order of the days. Days that lie behind have no checks: nobody
/// can do them any more, and nobody was told to.
pub fn due_checks(measure: &Measure, plan: &Plan, from: Date) -> Vec<DueCheck> {
    let rules: Vec<&Phase> = measure.phases.iter().filter(|phase| phase.days > 0).collect();
    let mut checks = Vec::new();
    for (dated, rule) in plan.phases.iter().zip(&rules) {
        let times = rule.checks_per_day.unwrap_or(CHECKS_PER_DAY).min(MOST_PER_DAY);
        let slot = slot(rule, GRID_WORKER);
        let days = dated.from.series(jiff::Span::new().days(1)).take_while(|day| *day <= dated.to);
        for on in days.filter(|day| *day >= from) {
            let check = DueCheck { on, kind: FollowUpKind::Visit, slot: slot.clone() };
            checks.extend(std::iter::repeat_n(check, usize::from(times)));
        }
    }
    for on in plan.tests.iter().copied().filter(|day| *day >= from) {
        let phase = plan.phases.iter().zip(&rules).find(|(dated, _)| holds(dated, on));
        let slot = phase.map_or_else(|| GRID_WORKER.to_owned(), |(_, rule)| slot(rule, VILLAGE_DOCTOR));
        checks.push(DueCheck { on, kind: FollowUpKind::Test, slot });
    }
    checks.sort_by_key(|check| (check.on, check.kind));
    checks
}

fn holds(phase: &DatedPhase, on: Date) -> bool {
    phase.from <= on && on <= phase.to
}

/// The wanted slot where the care team has it, else the team's first, else the grid worker.
fn slot(rule: &Phase, wanted: &str) -> String {
    let found = rule.care_team.iter().find(|slot| *slot == wanted).or_else(|| rule.care_team.first());
    found.cloned().unwrap_or_else(|| GRID_WORKER.to_owned())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{FollowUpKind as K, due_checks};
    use crate::assessment::Plan;
    use crate::programmes::{Measure, Phase, PhaseKind};

    fn phase(kind: PhaseKind, days: u16, tests: &[u16], team: &[&str]) -> Phase {
        let care_team = team.iter().map(|slot| (*slot).to_owned()).collect();
        Phase { kind, days, tests: tests.to_vec(), checks_per_day: None, care_team, fallback: None }
    }

    #[test]
    fn each_day_has_a_check_and_each_test_its_day_up_to_release() {
        let team = ["village_doctor", "grid_worker"];
        let measure =
            Measure { phases: vec![phase(PhaseKind::HomeQuarantine, 7, &[1, 4, 7], &team)], test_count: None };
        let plan = Plan::of(&measure, date(2022, 4, 14));
        let checks = due_checks(&measure, &plan, date(2022, 4, 14));
        let days =
            |kind| checks.iter().filter(|check| check.kind == kind).map(|check| check.on.day()).collect::<Vec<_>>();
        assert_eq!(days(K::Visit), [14, 15, 16, 17, 18, 19, 20]);
        assert_eq!(days(K::Test), [14, 17, 20]);
        let slots = |kind| checks.iter().find(|check| check.kind == kind).map(|check| check.slot.as_str());
        assert_eq!((slots(K::Visit), slots(K::Test)), (Some("grid_worker"), Some("village_doctor")));
    }

    #[test]
    fn days_that_lie_behind_are_not_due() {
        let measure = Measure { phases: vec![phase(PhaseKind::SelfMonitoring, 3, &[1], &[])], test_count: None };
        let plan = Plan::of(&measure, date(2022, 4, 14));
        let checks = due_checks(&measure, &plan, date(2022, 4, 16));
        assert_eq!(checks.iter().map(|check| (check.on.day(), check.kind)).collect::<Vec<_>>(), [(16, K::Visit)]);
    }
}
