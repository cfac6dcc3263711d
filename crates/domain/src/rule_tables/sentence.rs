//! The sentence for the resident that a row's measure amounts to: a proposal, which a clerk may put in better words.

use super::TableRow;
use crate::programmes::{TestCount, Words};
use crate::risk_areas::RiskLevel;

impl TableRow {
    /// The proposed sentence. A row whose numbers are out of range is told by its class alone.
    pub fn proposed(&self) -> Words {
        let (class_zh, class_en) = self.class.words();
        let (where_zh, where_en) = self.narrowed();
        let mut zh = Vec::new();
        let mut en = Vec::new();
        for phase in &self.phases {
            let (kind, kind_en) = phase.kind.words();
            let then = if zh.is_empty() { ("", "") } else { ("再", "then ") };
            zh.push(format!("{}{kind}{}天", then.0, phase.days));
            en.push(format!("{}{} of {kind_en}", then.1, counted(u32::from(phase.days), "day")));
        }
        let tests = self.tests();
        if tests > 0 {
            zh.push(format!("做{tests}次检测"));
            en.push(counted(tests, "test"));
        }
        Words {
            zh: format!("{class_zh}{where_zh}的，{}", zh.join("，")),
            en: format!("{class_en}{where_en}: {}", en.join(", ")),
        }
    }

    /// The sentence as residents are told it: the clerk's words, and the proposed ones in a language that has none.
    pub fn told(&self) -> Words {
        let proposed = self.proposed();
        let own = |own: &str, proposed: String| if own.trim().is_empty() { proposed } else { own.trim().to_owned() };
        Words { zh: own(&self.words.zh, proposed.zh), en: own(&self.words.en, proposed.en) }
    }

    /// How many tests there are; those of phases are counted, since their days may still be wrong.
    fn tests(&self) -> u32 {
        let of_phases: usize = self.phases.iter().map(|phase| phase.tests.len()).sum();
        let counted = self.test_count.map_or(0, |TestCount { count, .. }| u32::from(count));
        u32::try_from(of_phases).unwrap_or(u32::MAX).saturating_add(counted)
    }

    /// Levels and areas in brackets; nothing where the row has none.
    fn narrowed(&self) -> (String, String) {
        let mut zh: Vec<&str> = Vec::new();
        let mut en: Vec<&str> = Vec::new();
        for level in &self.levels {
            let (level, level_en) = match level {
                RiskLevel::High => ("高风险", "high risk"),
                RiskLevel::Medium => ("中风险", "medium risk"),
                RiskLevel::Low => ("低风险", "low risk"),
            };
            zh.push(level);
            en.push(level_en);
        }
        for area in &self.areas {
            let name = if area.name.trim().is_empty() { &area.code } else { area.name.trim() };
            zh.push(name);
            en.push(name);
        }
        if zh.is_empty() {
            return Default::default();
        }
        (format!("（{}）", zh.join("、")), format!(" ({})", en.join(", ")))
    }
}

fn counted(number: u32, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::super::properties::row;
    use super::super::table::NamedArea;
    use crate::programmes::{ExposureClass, PhaseKind, TestCount, Words};

    #[test]
    fn the_proposed_sentence_tells_origin_phases_and_tests() {
        let mut row = row(
            ExposureClass::OtherProvince,
            &[],
            &[(PhaseKind::CentralQuarantine, 7), (PhaseKind::HomeMonitoring, 1)],
        );
        row.areas = vec![NamedArea { code: "31".to_owned(), name: "上海市".to_owned() }];
        row.test_count = Some(TestCount { count: 3, within_days: 7, gap_hours: 24 });
        let said = row.proposed();
        assert_eq!(said.zh, "到过外省（上海市）的，集中隔离医学观察7天，再居家健康监测1天，做3次检测");
        assert_eq!(
            said.en,
            "stayed in another province (上海市): 7 days of central quarantine, then 1 day of home monitoring, 3 tests"
        );
    }

    #[test]
    fn a_language_that_the_clerk_left_empty_takes_the_proposed_words() {
        let mut row = row(ExposureClass::Abroad, &[], &[(PhaseKind::HomeQuarantine, 3)]);
        row.words = Words { zh: "从境外回来的，居家隔离三天".to_owned(), en: " ".to_owned() };
        let said = row.told();
        assert_eq!(said.zh, "从境外回来的，居家隔离三天");
        assert_eq!(said.en, "came from abroad: 3 days of home quarantine");
    }
}
