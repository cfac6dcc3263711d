//! What is asked for, and which texts go with it.

use super::faults::BAD_HELP_REQUEST;
use crate::Refusal;
use crate::areas::{AreaOrd, Level, OrdRange};
use crate::named::named;

named! {
    /// What is asked for.
    HelpKind {
        /// 吃的用的
        Food = "food",
        /// 药品
        Medicine = "medicine",
        /// 看病
        Doctor = "doctor",
        /// 其他困难
        Other = "other",
        /// 投诉
        Complaint = "complaint",
    }
}

/// The longest text of a request and of its answer, in characters (*ours*).
const LONGEST: usize = 500;
/// The shortest text where the kind alone says nothing.
const SHORTEST: usize = 4;

impl HelpKind {
    /// What people call it: in Chinese, and in English.
    pub const fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Food => ("吃的用的", "food and daily goods"),
            Self::Medicine => ("药品", "medicine"),
            Self::Doctor => ("看病", "a doctor"),
            Self::Other => ("其他困难", "something else"),
            Self::Complaint => ("投诉", "a complaint"),
        }
    }

    /// Whether whoever reaches this range may see and answer it. A complaint is often about those who come to the door, so
    /// it goes to the village and above, and past the grid.
    pub fn is_for(self, reach: OrdRange) -> bool {
        self != Self::Complaint || reach.to.saturating_sub(reach.from) >= AreaOrd::span(Level::Village)
    }
}

/// Passes when the words of a request say enough: 500 characters at most, and 4 at least where the kind alone says nothing.
pub fn check_told(kind: HelpKind, told: &str) -> Result<(), Refusal> {
    let length = told.trim().chars().count();
    let least = if matches!(kind, HelpKind::Other | HelpKind::Complaint) { SHORTEST } else { 0 };
    if (least..=LONGEST).contains(&length) {
        return Ok(());
    }
    Err(declined("told", "请写明情况（4 到 500 个字）。", "Say what it is about, in 4 to 500 characters."))
}

/// Passes when an answer, or the reason for closing without one, can be read by whoever asked: 2 to 500 characters.
pub fn check_answer(answer: &str) -> Result<(), Refusal> {
    if (2..=LONGEST).contains(&answer.trim().chars().count()) {
        return Ok(());
    }
    Err(declined(
        "answer",
        "请写答复（2 到 500 个字），本人会看到。",
        "Write an answer of 2 to 500 characters; they will read it.",
    ))
}

fn declined(at: &str, why: &str, why_en: &str) -> Refusal {
    BAD_HELP_REQUEST.at(at).with("why_en", why_en).with("why", why)
}

#[cfg(test)]
mod tests {
    use super::{HelpKind, check_answer, check_told};
    use crate::areas::{AreaOrd, Level, OrdRange};

    #[test]
    fn a_need_that_its_kind_says_wants_no_words_and_a_complaint_does() {
        assert!(check_told(HelpKind::Food, "").is_ok());
        assert!(check_told(HelpKind::Complaint, "不好").is_err());
        assert!(check_told(HelpKind::Complaint, "两天没人来").is_ok());
        assert!(check_told(HelpKind::Medicine, &"药".repeat(501)).is_err());
    }

    #[test]
    fn nobody_is_answered_with_nothing() {
        assert!(check_answer(" ").is_err());
        assert!(check_answer("已送到").is_ok());
        assert!(check_answer(&"好".repeat(501)).is_err());
    }

    #[test]
    fn a_complaint_goes_past_the_grid_and_a_need_does_not() {
        let grid = OrdRange { from: 0, to: AreaOrd::span(Level::Grid) };
        let village = OrdRange { from: 0, to: AreaOrd::span(Level::Village) };
        assert!(!HelpKind::Complaint.is_for(grid) && HelpKind::Complaint.is_for(village));
        assert!(HelpKind::Doctor.is_for(grid));
    }
}
