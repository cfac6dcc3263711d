//! The states of a response: open -> closed -> erased.

use super::faults::{NOT_OPEN, WRONG_MOVE};
use crate::named::named;
use crate::{Language, Refusal};

named! {
    /// Where a response stands.
    ResponseState {
        /// 进行中: takes records.
        Open = "open",
        /// 已结束: takes no more; its retention runs.
        Closed = "closed",
        /// 已销毁: nothing that tells of a person is left, only counts.
        Erased = "erased",
    }
}

named! {
    /// What can be done to a response.
    Move {
        /// Change its terms.
        Edit = "edit",
        /// End it; the retention begins.
        Close = "close",
        /// Erase what tells of persons, once the retention is over.
        Erase = "erase",
    }
}

impl ResponseState {
    /// The state after a move; a move that is not drawn is refused with both names.
    pub fn after(self, step: Move) -> Result<Self, Refusal> {
        use ResponseState as S;
        match (self, step) {
            (S::Open, Move::Edit) => Ok(S::Open),
            (S::Open, Move::Close) => Ok(S::Closed),
            (S::Closed, Move::Erase) => Ok(S::Erased),
            _ => Err(WRONG_MOVE
                .refuse()
                .with("state", self.title())
                .with("state_en", self.name())
                .with("move", step.title())
                .with("move_en", step.name())),
        }
    }

    /// Passes while records may be entered and changed: only an open response takes them.
    pub fn takes_records(self) -> Result<(), Refusal> {
        match self {
            Self::Open => Ok(()),
            Self::Closed | Self::Erased => {
                Err(NOT_OPEN.refuse().with("state", self.title()).with("state_en", self.name()))
            }
        }
    }

    /// What people call it, in Chinese.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Open => "进行中",
            Self::Closed => "已结束",
            Self::Erased => "已销毁",
        }
    }

    /// What people call it, in their language.
    pub const fn word(self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.title(),
            Language::English => self.name(),
        }
    }
}

impl Move {
    /// What people call it, in Chinese.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Edit => "修改",
            Self::Close => "结束",
            Self::Erase => "销毁",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Move, ResponseState as S};

    #[test]
    fn only_the_moves_that_are_drawn_are_possible() {
        let drawn =
            [(S::Open, Move::Edit, S::Open), (S::Open, Move::Close, S::Closed), (S::Closed, Move::Erase, S::Erased)];
        for state in S::ALL {
            for step in Move::ALL {
                let expected = drawn.iter().find(|(from, by, _)| from == state && by == step).map(|(_, _, to)| *to);
                assert_eq!(state.after(*step).ok(), expected, "{state:?} {step:?}");
            }
        }
    }

    #[test]
    fn a_refused_move_names_the_state_and_the_move() {
        let refusal = S::Open.after(Move::Erase).unwrap_err();
        assert_eq!(refusal.sentence(crate::Language::English), "The response is open: erase is not possible.");
    }

    #[test]
    fn only_an_open_response_takes_records() {
        assert!(S::Open.takes_records().is_ok());
        for over in [S::Closed, S::Erased] {
            assert_eq!(over.takes_records().unwrap_err().fault.code, "responses_not_open");
        }
    }
}
