//! What an assessment comes to.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{PlaceAt, Plan, RuleBook};
use crate::named::named;
use crate::risk_areas::Certainty;

/// A rule that matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Match {
    /// The rule, by its place in the [`RuleBook`]; the lowest is the most demanding.
    pub rule: usize,
    /// How sure.
    pub certainty: Certainty,
    /// The day from which its days count.
    pub day_one: Date,
    /// Whether its measure has days on or after the day of assessment.
    pub runs: bool,
    /// The stay it rests on, by its place in the case.
    pub stay: Option<usize>,
    /// The exposure it rests on, by its place in the case.
    pub exposure: Option<usize>,
    /// The listed place it rests on.
    pub place: Option<PlaceAt>,
}

/// A question that only a person can answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
pub struct Ask {
    /// The stay, by its place in the case.
    pub stay: usize,
    /// Why.
    pub why: AskWhy,
}

named! {
    /// Why a stay has to be asked about.
    AskWhy {
        /// It could not be placed: it has no code.
        NotPlaced = "not_placed",
        /// Its code stops above the township, and places of that area are listed; or a rule is for a part of the area only.
        TooCoarse = "too_coarse",
    }
}

/// The decision about a person on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decision {
    /// All rules that matched, each once for each certainty: the winner first, the others by how much they demand.
    pub matched: Vec<Match>,
    /// What a person has to be asked.
    pub ask: Vec<Ask>,
}

impl Decision {
    /// The rule that wins; `None` when none matched.
    pub fn winner(&self) -> Option<&Match> {
        self.matched.first()
    }

    /// How sure the winner is.
    pub fn certainty(&self) -> Certainty {
        self.winner().map_or(Certainty::None, |winner| winner.certainty)
    }

    /// What holds until a person has confirmed the winner: the most demanding match that is certain and still runs.
    pub fn until_confirmed(&self) -> Option<&Match> {
        self.matched.iter().find(|matched| matched.certainty == Certainty::Certain && matched.runs)
    }

    /// The dates that follow from the winner.
    pub fn plan(&self, book: &RuleBook) -> Option<Plan> {
        let winner = self.winner()?;
        Some(Plan::of(&book.rule(winner.rule)?.measure, winner.day_one))
    }

    /// The day on which to assess again because another certain rule runs on after the winner's last day.
    pub fn assess_again_on(&self, book: &RuleBook) -> Option<Date> {
        let release = self.plan(book)?.release;
        let later = self.matched.iter().skip(1).filter(|other| other.certainty == Certainty::Certain);
        let ends = later.filter_map(|other| Some(Plan::of(&book.rule(other.rule)?.measure, other.day_one).release));
        ends.max().filter(|end| *end > release).map(|_| release)
    }

    /// Whether two decisions by the same rules ask the same of the person.
    pub fn asks_the_same_as(&self, other: &Self) -> bool {
        let told = |decision: &Self| decision.winner().map(|winner| (winner.rule, winner.certainty, winner.day_one));
        told(self) == told(other)
    }
}
