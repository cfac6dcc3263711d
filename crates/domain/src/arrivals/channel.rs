//! The ways a registration comes in, and how it was verified.

use crate::Language;
use crate::directives::HowKnown;
use crate::named::named;

named! {
    /// The way a registration came in.
    ArrivalChannel {
        /// 自行报备: the returnee on the public page.
        Itself = "self",
        /// 代报: somebody of the grid or a liaison for them.
        OnBehalf = "on_behalf",
        /// 窗口登记: at the office's or a checkpoint's desk.
        Desk = "desk",
        /// 电话报备: they called, or were called.
        PhoneCall = "phone_call",
        /// 名册导入: a row of a roster that a clerk imported.
        Roster = "roster",
        /// 上级推送: a row of a list pushed from above.
        Pushed = "pushed",
    }
}

named! {
    /// How a registration was verified.
    VerifiedBy {
        /// 电话核实
        Phone = "phone",
        /// 上门核实
        Visit = "visit",
    }
}

impl ArrivalChannel {
    /// What people call it, in their language.
    pub const fn word(self, language: Language) -> &'static str {
        let (zh, en) = match self {
            Self::Itself => ("自行报备", "by themselves"),
            Self::OnBehalf => ("代报", "on behalf"),
            Self::Desk => ("窗口登记", "at a desk"),
            Self::PhoneCall => ("电话报备", "by phone"),
            Self::Roster => ("名册导入", "from a roster"),
            Self::Pushed => ("上级推送", "pushed from above"),
        };
        match language {
            Language::Chinese => zh,
            Language::English => en,
        }
    }

    /// How it is known when nobody says otherwise: a list tells it by somebody else, everything else by themselves.
    pub const fn how_known(self) -> HowKnown {
        match self {
            Self::Itself | Self::Desk => HowKnown::SelfReported,
            Self::PhoneCall => HowKnown::Called,
            Self::OnBehalf | Self::Roster | Self::Pushed => HowKnown::ToldBySomeone,
        }
    }
}

impl VerifiedBy {
    /// How it is known after it.
    pub const fn how_known(self) -> HowKnown {
        match self {
            Self::Phone => HowKnown::Called,
            Self::Visit => HowKnown::Seen,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ArrivalChannel, VerifiedBy};
    use crate::directives::HowKnown;

    #[test]
    fn a_list_is_never_taken_for_the_persons_own_word() {
        assert_eq!(ArrivalChannel::Pushed.how_known(), HowKnown::ToldBySomeone);
        assert_eq!(ArrivalChannel::Roster.how_known(), HowKnown::ToldBySomeone);
        assert_eq!(ArrivalChannel::Itself.how_known(), HowKnown::SelfReported);
    }

    #[test]
    fn a_visit_has_seen_and_a_call_has_called() {
        assert_eq!(VerifiedBy::Visit.how_known(), HowKnown::Seen);
        assert_eq!(VerifiedBy::Phone.how_known(), HowKnown::Called);
    }
}
