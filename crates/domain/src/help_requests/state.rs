//! Where a help request stands: asked -> taken -> answered | closed.

use super::faults::WRONG_HELP_MOVE;
use crate::named::named;
use crate::{Language, Refusal};

named! {
    /// Where a help request stands.
    HelpState {
        /// 待接: nobody has said that they see to it.
        Asked = "asked",
        /// 办理中: somebody sees to it; somebody else may take it over.
        Taken = "taken",
        /// 已答复
        Answered = "answered",
        /// 已关闭: it was not acted on, with the reason.
        Closed = "closed",
    }
}

impl HelpState {
    /// Passes when the move is drawn; otherwise declines with the names of both states. Nobody answers what they have not
    /// taken: so it is known at each time whose it is.
    pub fn turned(self, next: Self) -> Result<Self, Refusal> {
        use HelpState as S;
        let drawn = match next {
            S::Asked => false,
            S::Taken => matches!(self, S::Asked | S::Taken),
            S::Answered | S::Closed => self == S::Taken,
        };
        if drawn {
            return Ok(next);
        }
        let (words, next) = (self.title(), next.title());
        Err(WRONG_HELP_MOVE
            .refuse()
            .with("state_en", words.1)
            .with("next_en", next.1)
            .with("state", words.0)
            .with("next", next.0))
    }

    /// Whether somebody still has to act.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Asked | Self::Taken)
    }

    /// What people call it, in their language.
    pub const fn word(self, language: Language) -> &'static str {
        let (zh, en) = self.title();
        match language {
            Language::Chinese => zh,
            Language::English => en,
        }
    }

    const fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Asked => ("待接", "waiting"),
            Self::Taken => ("办理中", "in hand"),
            Self::Answered => ("已答复", "answered"),
            Self::Closed => ("已关闭", "closed"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::HelpState as S;
    use crate::Language;

    /// The picture of docs/DOMAIN.md.
    const DRAWN: &[(S, &[S])] = &[(S::Asked, &[S::Taken]), (S::Taken, &[S::Taken, S::Answered, S::Closed])];

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
        let refusal = S::Asked.turned(S::Answered).unwrap_err();
        let (zh, en) = (refusal.sentence(Language::Chinese), refusal.sentence(Language::English));
        assert!(zh.contains("待接") && zh.contains("已答复"), "{zh}");
        assert!(en.contains("waiting") && en.contains("answered"), "{en}");
    }

    #[test]
    fn what_was_answered_or_closed_is_open_no_more() {
        assert_eq!(S::ALL.iter().filter(|state| state.is_open()).count(), 2);
    }
}
