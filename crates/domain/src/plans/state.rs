//! Where a plan stands.

use super::faults::WRONG_PLAN_MOVE;
use crate::Refusal;
use crate::named::named;

named! {
    /// Where a plan stands.
    PlanState {
        /// 待确认: a possible match, or a stay that nobody could place; no measure follows before a person has decided.
        Waits = "waits",
        /// 执行中: the measure holds.
        InForce = "in_force",
        /// 已被替代: another decision took its place; kept as history.
        Superseded = "superseded",
        /// 已解除: it ran to its end.
        Released = "released",
        /// 已终止: it ended before its time, with a reason.
        Ended = "ended",
        /// 已排除: a person said that the possible match is none.
        Rejected = "rejected",
    }
}

named! {
    /// Why a plan ended before its time.
    WhyEnded {
        /// 去往外地
        WentElsewhere = "went_elsewhere",
        /// 已转诊
        Transferred = "transferred",
        /// 死亡
        Died = "died",
        /// 登记有误、重复或不在本地: there is nobody to follow up here.
        NotHere = "not_here",
        /// 名单或规则不再要求
        NoLongerAsked = "no_longer_asked",
    }
}

/// What can be done with a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanMove {
    /// A person confirms a possible match.
    Confirm,
    /// A person says that a possible match is none.
    Reject,
    /// Another decision takes its place.
    Supersede,
    /// Its days are over.
    Release,
    /// It ends before its time.
    End,
}

impl PlanState {
    /// The state after a move; declined where it is not drawn.
    pub fn after(self, done: PlanMove) -> Result<Self, Refusal> {
        use PlanMove as M;
        match (self, done) {
            (Self::Waits, M::Confirm) => Ok(Self::InForce),
            (Self::Waits, M::Reject) => Ok(Self::Rejected),
            (Self::Waits | Self::InForce, M::Supersede) => Ok(Self::Superseded),
            (Self::InForce, M::Release) => Ok(Self::Released),
            (Self::Waits | Self::InForce, M::End) => Ok(Self::Ended),
            _ => Err(WRONG_PLAN_MOVE.refuse().with("state_en", self.name()).with("state", self.title())),
        }
    }

    /// Whether something still follows from it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waits | Self::InForce)
    }

    /// What people call it, in Chinese.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Waits => "待确认",
            Self::InForce => "执行中",
            Self::Superseded => "已被替代",
            Self::Released => "已解除",
            Self::Ended => "已终止",
            Self::Rejected => "已排除",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PlanMove as M, PlanState as S};

    const MOVES: [M; 5] = [M::Confirm, M::Reject, M::Supersede, M::Release, M::End];

    #[test]
    fn nothing_moves_a_plan_that_is_over() {
        for state in S::ALL.iter().filter(|state| !state.is_open()) {
            assert!(MOVES.iter().all(|done| state.after(*done).is_err()), "{state:?}");
        }
    }

    #[test]
    fn what_waits_holds_only_after_a_person_confirmed_it() {
        let to_force: Vec<M> =
            MOVES.into_iter().filter(|done| S::Waits.after(*done).is_ok_and(|state| state == S::InForce)).collect();
        assert_eq!(to_force, [M::Confirm]);
        assert!(S::Waits.after(M::Release).is_err());
    }
}
