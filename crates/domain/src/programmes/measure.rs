//! What a rule asks of a person: a chain of phases, and tests.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::named::named;

named! {
    /// The kind of a phase (阶段), from the mildest to the strictest.
    PhaseKind {
        /// 自我健康监测
        SelfMonitoring = "self_monitoring",
        /// 居家健康监测
        HomeMonitoring = "home_monitoring",
        /// 居家隔离医学观察
        HomeQuarantine = "home_quarantine",
        /// 集中隔离医学观察
        CentralQuarantine = "central_quarantine",
    }
}

impl PhaseKind {
    /// The word for it in Chinese and in English.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::SelfMonitoring => ("自我健康监测", "self-monitoring"),
            Self::HomeMonitoring => ("居家健康监测", "home monitoring"),
            Self::HomeQuarantine => ("居家隔离医学观察", "home quarantine"),
            Self::CentralQuarantine => ("集中隔离医学观察", "central quarantine"),
        }
    }
}

/// One kind of measure for a number of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Its kind.
    pub kind: PhaseKind,
    /// How many days it takes, at least 1.
    pub days: u16,
    /// On which of its days a test is due; its first day is 1.
    #[serde(default)]
    pub tests: Vec<u16>,
    /// How often a day someone looks after the person; the town decides where the rules say nothing.
    pub checks_per_day: Option<u8>,
    /// The slots of the care team, such as `village_doctor`: the town fills each with one person.
    #[serde(default)]
    pub care_team: Vec<String>,
    /// The kind that takes its place where the home is not fit for it.
    pub fallback: Option<PhaseKind>,
}

/// Tests given as a number instead of as days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TestCount {
    /// How many tests.
    pub count: u16,
    /// Within how many days, counted from day 1.
    pub within_days: u16,
    /// The least number of hours between two of them.
    pub gap_hours: u16,
}

/// A chain of phases, one after the other, and tests (管控措施).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// The phases in their order.
    pub phases: Vec<Phase>,
    /// Tests that the rule gives as a number.
    pub test_count: Option<TestCount>,
}

/// How much a measure demands of a person, as a total order: first more days of central quarantine, then more of home
/// quarantine, of home monitoring, of self-monitoring, then more tests, then more checks. Days weigh before tests, since
/// a day shut in takes more from a person than a test does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Demand {
    /// Days of central quarantine.
    pub central_quarantine: u32,
    /// Days of home quarantine.
    pub home_quarantine: u32,
    /// Days of home monitoring.
    pub home_monitoring: u32,
    /// Days of self-monitoring.
    pub self_monitoring: u32,
    /// Tests.
    pub tests: u32,
    /// Checks over all days.
    pub checks: u32,
}

impl Measure {
    /// How many days all phases take together.
    pub fn days(&self) -> u32 {
        self.phases.iter().map(|phase| u32::from(phase.days)).sum()
    }

    /// How much it demands.
    pub fn demand(&self) -> Demand {
        let mut demand = Demand::default();
        for phase in &self.phases {
            let days = u32::from(phase.days);
            match phase.kind {
                PhaseKind::CentralQuarantine => demand.central_quarantine += days,
                PhaseKind::HomeQuarantine => demand.home_quarantine += days,
                PhaseKind::HomeMonitoring => demand.home_monitoring += days,
                PhaseKind::SelfMonitoring => demand.self_monitoring += days,
            }
            demand.tests += u32::try_from(phase.tests.len()).unwrap_or(u32::MAX);
            demand.checks += days * u32::from(phase.checks_per_day.unwrap_or(0));
        }
        demand.tests += u32::from(self.test_count.map_or(0, |tests| tests.count));
        demand
    }

    /// The days on which a test is due, counted from day 1 of the whole chain, in order and each once. Tests given as a
    /// number are spread evenly from the first to the last of their days, and never closer than their gap.
    pub fn test_days(&self) -> Vec<u32> {
        let (mut days, mut before) = (Vec::new(), 0);
        for phase in &self.phases {
            days.extend(phase.tests.iter().map(|day| before + u32::from(*day)));
            before += u32::from(phase.days);
        }
        days.extend(self.test_count.map(TestCount::days).unwrap_or_default());
        days.sort_unstable();
        days.dedup();
        days
    }
}

impl TestCount {
    /// Whether so many tests with such a gap have room in the days.
    pub fn fits(self) -> bool {
        self.count <= 1 || u32::from(self.count - 1) * self.gap_days() < u32::from(self.within_days)
    }

    /// The least number of whole days between two tests: at least 1.
    fn gap_days(self) -> u32 {
        u32::from(self.gap_hours).div_ceil(24).max(1)
    }

    fn days(self) -> Vec<u32> {
        let (last, steps) = (u32::from(self.within_days.max(1)), u32::from(self.count.saturating_sub(1)));
        // Rounded to the nearest day; a single test is on the last day.
        let even = |step: u32| (step * (last - 1) + steps / 2).checked_div(steps).map_or(last, |days| 1 + days);
        let mut days = Vec::new();
        for step in 0..u32::from(self.count) {
            let earliest = days.last().map_or(1, |before| before + self.gap_days());
            days.push(even(step).max(earliest));
        }
        days
    }
}

#[cfg(test)]
mod tests {
    use super::{Measure, Phase, PhaseKind, TestCount};

    fn phase(kind: PhaseKind, days: u16, tests: &[u16]) -> Phase {
        Phase { kind, days, tests: tests.to_vec(), checks_per_day: None, care_team: vec![], fallback: None }
    }

    #[test]
    fn days_of_a_later_phase_are_counted_from_its_own_first_day() {
        let measure = Measure {
            phases: vec![
                phase(PhaseKind::CentralQuarantine, 7, &[1, 2, 3, 5, 7]),
                phase(PhaseKind::HomeMonitoring, 3, &[3]),
            ],
            test_count: None,
        };
        assert_eq!(measure.test_days(), [1, 2, 3, 5, 7, 10]);
        assert_eq!(measure.days(), 10);
    }

    #[test]
    fn two_tests_in_three_days_are_on_the_first_and_the_last() {
        let tests = TestCount { count: 2, within_days: 3, gap_hours: 24 };
        assert_eq!(tests.days(), [1, 3]);
        assert!(tests.fits());
        assert!(!TestCount { gap_hours: 72, ..tests }.fits());
    }

    #[test]
    fn seven_tests_in_twenty_one_days_are_spread_evenly() {
        assert_eq!(TestCount { count: 7, within_days: 21, gap_hours: 24 }.days(), [1, 4, 8, 11, 14, 18, 21]);
        assert_eq!(TestCount { count: 1, within_days: 3, gap_hours: 0 }.days(), [3]);
        assert!(TestCount { count: 0, within_days: 3, gap_hours: 0 }.days().is_empty());
    }

    #[test]
    fn one_day_of_central_quarantine_demands_more_than_any_time_at_home() {
        let central = Measure { phases: vec![phase(PhaseKind::CentralQuarantine, 1, &[])], test_count: None };
        let home = Measure { phases: vec![phase(PhaseKind::HomeQuarantine, 14, &[1, 7, 14])], test_count: None };
        assert!(central.demand() > home.demand());
    }
}
