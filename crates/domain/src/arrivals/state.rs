//! The states of an arrival: expected -> arrived -> verified -> assessed -> under_measure -> released, and the side exits.

use super::faults::WRONG_ARRIVAL_MOVE;
use crate::named::named;
use crate::{Language, Refusal};

named! {
    /// Where an arrival stands.
    ArrivalState {
        /// 待返: registered, not here yet.
        Expected = "expected",
        /// 已返: here, as somebody says.
        Arrived = "arrived",
        /// 已核实: by phone or at the door.
        Verified = "verified",
        /// 已研判: judged by a rule set.
        Assessed = "assessed",
        /// 管控中: a measure is under way.
        UnderMeasure = "under_measure",
        /// 已解除: the measure has ended by the rule.
        Released = "released",
        /// 不返乡
        NotComing = "not_coming",
        /// 去往外地: forwarded; stays open until the other place accepts.
        WentElsewhere = "went_elsewhere",
        /// 不在本地居住
        NotLivingHere = "not_living_here",
        /// 信息有误: nobody can be found by what was given.
        WrongData = "wrong_data",
        /// 已过时限: they came back longer ago than any rule looks back.
        PastWindow = "past_window",
        /// 重复登记: linked to the registration that counts.
        Duplicate = "duplicate",
        /// 已转诊: taken to medical care.
        Transferred = "transferred",
    }
}

impl ArrivalState {
    /// Passes when the move is drawn; otherwise declines with the names of both states.
    ///
    /// A change of the risk list or of the programme assesses anew whoever was assessed before, also those released:
    /// a place they stayed in may be listed only afterwards.
    pub fn turned(self, next: Self) -> Result<Self, Refusal> {
        if self.leads_to(next) {
            return Ok(next);
        }
        Err(WRONG_ARRIVAL_MOVE
            .refuse()
            .with("state", self.title())
            .with("state_en", self.name())
            .with("next", next.title())
            .with("next_en", next.name()))
    }

    const fn leads_to(self, next: Self) -> bool {
        use ArrivalState as S;
        match next {
            S::Expected => false,
            S::Arrived | S::NotComing => matches!(self, S::Expected),
            S::Verified => matches!(self, S::Arrived),
            S::Assessed => matches!(self, S::Verified | S::Assessed | S::UnderMeasure | S::Released),
            S::UnderMeasure => matches!(self, S::Assessed),
            S::Released => matches!(self, S::UnderMeasure),
            S::WentElsewhere | S::NotLivingHere | S::WrongData | S::Duplicate => self.is_under_way(),
            S::PastWindow => matches!(self, S::Expected | S::Arrived | S::Verified | S::Assessed),
            S::Transferred => matches!(self, S::Arrived | S::Verified | S::Assessed | S::UnderMeasure),
        }
    }

    /// Whether something is still to be done here: on the way from expected to under a measure.
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Expected | Self::Arrived | Self::Verified | Self::Assessed | Self::UnderMeasure)
    }

    /// Whether a registration counts among the returnees: one that is linked to another does not.
    pub const fn counts(self) -> bool {
        !matches!(self, Self::Duplicate)
    }

    /// Whether somebody in this state who came counts among those who returned: who lives elsewhere, who can't be found
    /// and who is counted by another registration does not.
    pub const fn has_returned(self) -> bool {
        !matches!(self, Self::Duplicate | Self::WrongData | Self::NotLivingHere | Self::NotComing)
    }

    /// What people call it, in Chinese.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Expected => "待返",
            Self::Arrived => "已返待核实",
            Self::Verified => "已核实",
            Self::Assessed => "已研判",
            Self::UnderMeasure => "管控中",
            Self::Released => "已解除",
            Self::NotComing => "不返乡",
            Self::WentElsewhere => "去往外地",
            Self::NotLivingHere => "不在本地居住",
            Self::WrongData => "信息有误",
            Self::PastWindow => "已过时限",
            Self::Duplicate => "重复登记",
            Self::Transferred => "已转诊",
        }
    }

    /// What people call it, in their language.
    pub const fn word(self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.title(),
            Language::English => match self {
                Self::Expected => "expected",
                Self::Arrived => "arrived, to be verified",
                Self::Verified => "verified",
                Self::Assessed => "assessed",
                Self::UnderMeasure => "under a measure",
                Self::Released => "released",
                Self::NotComing => "not coming",
                Self::WentElsewhere => "went elsewhere",
                Self::NotLivingHere => "not living here",
                Self::WrongData => "wrong data",
                Self::PastWindow => "past the window",
                Self::Duplicate => "registered twice",
                Self::Transferred => "transferred to care",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ArrivalState as S;
    use crate::Language;

    /// The picture of docs/DOMAIN.md.
    const DRAWN: &[(S, &[S])] = &[
        (
            S::Expected,
            &[S::Arrived, S::NotComing, S::WentElsewhere, S::NotLivingHere, S::WrongData, S::PastWindow, S::Duplicate],
        ),
        (
            S::Arrived,
            &[
                S::Verified,
                S::WentElsewhere,
                S::NotLivingHere,
                S::WrongData,
                S::PastWindow,
                S::Duplicate,
                S::Transferred,
            ],
        ),
        (
            S::Verified,
            &[
                S::Assessed,
                S::WentElsewhere,
                S::NotLivingHere,
                S::WrongData,
                S::PastWindow,
                S::Duplicate,
                S::Transferred,
            ],
        ),
        (
            S::Assessed,
            &[
                S::Assessed,
                S::UnderMeasure,
                S::WentElsewhere,
                S::NotLivingHere,
                S::WrongData,
                S::PastWindow,
                S::Duplicate,
                S::Transferred,
            ],
        ),
        (
            S::UnderMeasure,
            &[S::Assessed, S::Released, S::WentElsewhere, S::NotLivingHere, S::WrongData, S::Duplicate, S::Transferred],
        ),
        (S::Released, &[S::Assessed]),
    ];

    #[test]
    fn only_the_moves_that_are_drawn_are_possible() {
        for from in S::ALL {
            let drawn = DRAWN.iter().find(|(state, _)| state == from).map_or(&[][..], |(_, to)| to);
            for to in S::ALL {
                assert_eq!(from.turned(*to).is_ok(), drawn.contains(to), "{from:?} {to:?}");
            }
        }
    }

    #[test]
    fn a_refused_move_names_both_states() {
        let refusal = S::Expected.turned(S::Released).unwrap_err();
        assert!(
            refusal.sentence(Language::Chinese).contains("待返")
                && refusal.sentence(Language::Chinese).contains("已解除")
        );
        let english = refusal.sentence(Language::English);
        assert!(english.contains("expected") && english.contains("released"), "{english}");
    }

    #[test]
    fn nobody_is_transferred_before_they_are_here() {
        assert!(S::Expected.turned(S::Transferred).is_err());
    }
}
