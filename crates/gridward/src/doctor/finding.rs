//! What a check found.

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// As it should be.
    Good,
    /// Was wrong and was mended.
    Mended,
    /// Works, but somebody should look at it.
    Warning,
    /// Wrong.
    Bad,
}

impl Verdict {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Mended => "mended",
            Self::Warning => "warning",
            Self::Bad => "bad",
        }
    }
}

/// A verdict with how many things it is about and what to do, in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) verdict: Verdict,
    pub(super) count: usize,
    pub(super) zh: String,
    pub(super) en: String,
}

impl Finding {
    pub(super) fn new(verdict: Verdict, count: usize, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { verdict, count, zh: zh.into(), en: en.into() }
    }

    /// What comes of comparing kept counts with counted ones.
    pub(super) fn of_counts(what: (&str, &str), wrong: usize, mended: bool) -> Self {
        let (zh, en) = what;
        match (wrong, mended) {
            (0, _) => Self::new(Verdict::Good, 0, format!("{zh}与实际一致。"), format!("{en} are what the rows say.")),
            (wrong, true) => Self::new(
                Verdict::Mended,
                wrong,
                format!("{wrong} 个网格的{zh}已改正。"),
                format!("{en} of {wrong} grids were wrong and were mended."),
            ),
            (wrong, false) => Self::new(
                Verdict::Bad,
                wrong,
                format!("{wrong} 个网格的{zh}与实际不符，请运行 gridward doctor --mend。"),
                format!("{en} of {wrong} grids are wrong: run `gridward doctor --mend`."),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Finding, Verdict};

    #[test]
    fn wrong_counts_are_bad_until_they_are_mended() {
        let of = |wrong, mended| Finding::of_counts(("户数", "Counts"), wrong, mended).verdict;
        assert_eq!(of(0, false), Verdict::Good);
        assert_eq!(of(0, true), Verdict::Good);
        assert_eq!(of(2, false), Verdict::Bad);
        assert_eq!(of(2, true), Verdict::Mended);
    }
}
