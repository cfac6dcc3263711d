//! Posters that lead to the page for returnees, and tips that come in by it.

use crate::Language;
use crate::named::named;

named! {
    /// Where a poster hangs.
    PosterKind {
        /// 村口海报: one village.
        Village = "village",
        /// 卡点海报: a checkpoint, for a whole town or village.
        Checkpoint = "checkpoint",
        /// 到户卡片: one household; it shows no name.
        Family = "family",
    }
}

named! {
    /// What a look at a tip found. A tip is a lead: it never changes where somebody stands.
    TipOutcome {
        /// 查无此事
        Unfounded = "unfounded",
        /// 早已登记
        Known = "known",
        /// 已补登记
        Registered = "registered",
    }
}

impl PosterKind {
    /// What people call it, in their language.
    pub const fn word(self, language: Language) -> &'static str {
        let (zh, en) = match self {
            Self::Village => ("村口海报", "village poster"),
            Self::Checkpoint => ("卡点海报", "checkpoint poster"),
            Self::Family => ("到户卡片", "family card"),
        };
        match language {
            Language::Chinese => zh,
            Language::English => en,
        }
    }
}
