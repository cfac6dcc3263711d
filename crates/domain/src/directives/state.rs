//! The states of a directive: draft -> issued -> (amended) -> closed | withdrawn.

use super::faults::WRONG_MOVE;
use crate::named::named;
use crate::{Language, Refusal};

named! {
    /// Where a directive stands.
    DirectiveState {
        /// 草稿: seen by those who may issue it.
        Draft = "draft",
        /// 执行中: in force.
        Issued = "issued",
        /// 已撤回: nobody carries it out any more.
        Withdrawn = "withdrawn",
        /// 已办结: figures are frozen.
        Closed = "closed",
    }
}

named! {
    /// What can be done to a directive.
    Move {
        /// Change a draft.
        Edit = "edit",
        /// Send a draft out.
        Issue = "issue",
        /// A new version; receipts of the old one stay.
        Amend = "amend",
        /// Call it back.
        Withdraw = "withdraw",
        /// End it.
        Close = "close",
        /// Sign for it on behalf of an area.
        Sign = "sign",
        /// Bring a receipt from a door.
        Record = "record",
    }
}

impl DirectiveState {
    /// The state after a move; a move that is not drawn is refused with both names.
    pub fn after(self, step: Move) -> Result<Self, Refusal> {
        use DirectiveState as S;
        match (self, step) {
            (S::Draft, Move::Edit) => Ok(S::Draft),
            (S::Draft, Move::Issue) | (S::Issued, Move::Amend | Move::Sign | Move::Record) => Ok(S::Issued),
            (S::Issued, Move::Withdraw) => Ok(S::Withdrawn),
            (S::Issued, Move::Close) => Ok(S::Closed),
            _ => Err(WRONG_MOVE
                .refuse()
                .with("state", self.title())
                .with("state_en", self.name())
                .with("move", step.title())
                .with("move_en", step.name())),
        }
    }

    /// What people call it, in Chinese.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Draft => "草稿",
            Self::Issued => "执行中",
            Self::Withdrawn => "已撤回",
            Self::Closed => "已办结",
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
            Self::Edit => "修改草稿",
            Self::Issue => "签发",
            Self::Amend => "修订",
            Self::Withdraw => "撤回",
            Self::Close => "办结",
            Self::Sign => "签收",
            Self::Record => "登记回执",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DirectiveState as S, Move};

    #[test]
    fn only_the_moves_that_are_drawn_are_possible() {
        let drawn = [
            (S::Draft, Move::Edit, S::Draft),
            (S::Draft, Move::Issue, S::Issued),
            (S::Issued, Move::Amend, S::Issued),
            (S::Issued, Move::Withdraw, S::Withdrawn),
            (S::Issued, Move::Close, S::Closed),
            (S::Issued, Move::Sign, S::Issued),
            (S::Issued, Move::Record, S::Issued),
        ];
        for state in S::ALL {
            for step in Move::ALL {
                let expected = drawn.iter().find(|(from, by, _)| from == state && by == step).map(|(_, _, to)| *to);
                assert_eq!(state.after(*step).ok(), expected, "{state:?} {step:?}");
            }
        }
    }

    #[test]
    fn a_refused_move_names_the_state_and_the_move() {
        let refusal = S::Closed.after(Move::Record).unwrap_err();
        assert_eq!(refusal.sentence(crate::Language::English), "The directive is closed: record is not possible.");
    }
}
