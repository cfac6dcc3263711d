//! What becomes of a person's plan when they are assessed: for the first time, or once more.

use jiff::civil::Date;

use crate::assessment::{Decision, Match, RuleBook};
use crate::programmes::{Demand, Transition, TransitionRule};
use crate::risk_areas::Certainty;

/// Why somebody is assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// What is known of the person is new or was corrected: what followed from wrong facts does not stay.
    Facts,
    /// The list of risk areas changed.
    List,
    /// The rules changed.
    Rules,
    /// The measure's days are over: whether another rule still runs.
    Release,
}

/// The plan in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The name of its rule.
    pub rule: String,
    /// The day its days count from.
    pub day_one: Date,
    /// What it demands.
    pub demand: Demand,
    /// Whether a person confirmed the match it rests on.
    pub confirmed: bool,
}

/// What follows from a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// What becomes of the plan in force, or of having none.
    pub transition: Transition,
    /// The match that a new plan rests on, where one begins.
    pub begins: Option<Match>,
    /// A possible match that would demand more than what holds: it waits for a person.
    pub waits: Option<Match>,
}

/// What follows from a decision for somebody under `standing`. A match counts as certain, too, when a person confirmed
/// it before for the plan in force. Where a change of the list makes more follow than before, the set's rule for raised
/// places decides; where it makes less follow, that for lowered ones.
pub fn course(decision: &Decision, book: &RuleBook, standing: Option<&Standing>, cause: Cause) -> Course {
    let demand = |found: &Match| book.rule(found.rule).map(|rule| rule.measure.demand());
    let was_confirmed = |found: &&Match| {
        let same = |standing: &&Standing| {
            standing.day_one == found.day_one && book.rule(found.rule).is_some_and(|rule| rule.id == standing.rule)
        };
        standing.filter(|standing| standing.confirmed).as_ref().is_some_and(same)
    };
    let running = || decision.matched.iter().filter(|found| found.runs && demand(found).is_some_and(asks_something));
    let certain = running().find(|found| found.certainty == Certainty::Certain || was_confirmed(found)).copied();
    let earlier = standing.filter(|_| cause != Cause::Release);
    let now = certain.as_ref().and_then(demand);
    let rule = rule_for(book, cause, earlier.map(|standing| standing.demand), now);
    let mut transition = rule.apply(earlier.map(|standing| standing.demand), now, true);
    if let (Cause::Facts, Some(earlier), Some(certain)) = (cause, earlier, &certain) {
        let same = book.rule(certain.rule).is_some_and(|rule| rule.id == earlier.rule);
        if !same || certain.day_one != earlier.day_one {
            transition = Transition::Replace;
        }
    }
    let holds = match transition {
        Transition::Replace => now,
        _ => earlier.map(|standing| standing.demand),
    };
    let waits = running().find(|found| found.certainty == Certainty::Possible && !was_confirmed(found)).copied();
    let waits = waits.filter(|found| demand(found) > holds);
    // While a person looks at a possible match, nobody is released for want of a certain one.
    if transition == Transition::Release && waits.is_some() {
        transition = Transition::Keep;
    }
    Course { transition, begins: certain.filter(|_| transition == Transition::Replace), waits }
}

fn asks_something(demand: Demand) -> bool {
    demand != Demand::default()
}

fn rule_for(book: &RuleBook, cause: Cause, before: Option<Demand>, now: Option<Demand>) -> TransitionRule {
    let rules = book.set().transitions;
    match cause {
        Cause::Facts | Cause::Release => TransitionRule::Reassess,
        Cause::Rules => rules.rules_changed,
        Cause::List if now > before => rules.list_raised,
        Cause::List => rules.list_lowered,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use proptest::prelude::*;

    use super::{Cause, Standing, course};
    use crate::assessment::samples::book;
    use crate::assessment::{Decision, Match, RuleBook};
    use crate::programmes::{Demand, Transition};
    use crate::risk_areas::Certainty;

    const DAY: Date = date(2022, 4, 14);

    fn found(rule: usize, certainty: Certainty) -> Match {
        Match { rule, certainty, day_one: DAY, runs: true, stay: Some(0), exposure: None, place: None }
    }

    fn decision(matched: &[Match]) -> Decision {
        Decision { matched: matched.to_vec(), ask: Vec::new() }
    }

    fn demand(book: &RuleBook, rule: usize) -> Demand {
        book.rule(rule).unwrap().measure.demand()
    }

    fn standing(book: &RuleBook, rule: usize, confirmed: bool) -> Standing {
        Standing { rule: book.rule(rule).unwrap().id.clone(), day_one: DAY, demand: demand(book, rule), confirmed }
    }

    #[test]
    fn a_certain_match_begins_a_plan_and_a_possible_one_waits() {
        let book = book();
        let certain = course(&decision(&[found(0, Certainty::Certain)]), &book, None, Cause::Facts);
        assert_eq!((certain.transition, certain.waits), (Transition::Replace, None));
        assert_eq!(certain.begins.map(|begins| begins.rule), Some(0));
        let possible = course(&decision(&[found(0, Certainty::Possible)]), &book, None, Cause::Facts);
        assert_eq!((possible.transition, possible.begins), (Transition::Keep, None));
        assert_eq!(possible.waits.map(|waits| waits.rule), Some(0));
    }

    #[test]
    fn the_weaker_certain_measure_holds_while_the_stronger_possible_one_waits() {
        let book = book();
        let both = decision(&[found(0, Certainty::Possible), found(1, Certainty::Certain)]);
        let after = course(&both, &book, None, Cause::Facts);
        assert_eq!(after.begins.map(|begins| begins.rule), Some(1));
        assert_eq!(after.waits.map(|waits| waits.rule), Some(0));
    }

    #[test]
    fn what_a_person_confirmed_is_not_asked_again_and_not_undone_by_a_weaker_certain_match() {
        let book = book();
        let both = decision(&[found(0, Certainty::Possible), found(1, Certainty::Certain)]);
        for cause in [Cause::Facts, Cause::List, Cause::Rules] {
            let after = course(&both, &book, Some(&standing(&book, 0, true)), cause);
            assert_eq!((after.transition, after.begins, after.waits), (Transition::Keep, None, None), "{cause:?}");
        }
    }

    #[test]
    fn facts_that_no_longer_ask_anything_release_at_once() {
        let book = book();
        let after = course(&decision(&[]), &book, Some(&standing(&book, 0, false)), Cause::Facts);
        assert_eq!(after.transition, Transition::Release);
    }

    #[test]
    fn a_corrected_day_moves_the_days_of_the_plan() {
        let book = book();
        let earlier = Standing { day_one: date(2022, 4, 10), ..standing(&book, 0, false) };
        let after = course(&decision(&[found(0, Certainty::Certain)]), &book, Some(&earlier), Cause::Facts);
        assert_eq!(after.transition, Transition::Replace);
    }

    proptest! {
        #[test]
        fn the_same_decision_again_changes_nothing(
            rules in proptest::collection::vec((0_usize..2, any::<bool>()), 0..3),
            cause in prop_oneof![Just(Cause::Facts), Just(Cause::List), Just(Cause::Rules)],
        ) {
            let book = book();
            let mut matched: Vec<Match> = rules
                .into_iter()
                .map(|(rule, certain)| found(rule, if certain { Certainty::Certain } else { Certainty::Possible }))
                .collect();
            matched.sort_by_key(|found| (std::cmp::Reverse(demand(&book, found.rule)), std::cmp::Reverse(found.certainty)));
            let first = course(&decision(&matched), &book, None, cause);
            let held = first.begins.map(|begins| standing(&book, begins.rule, false));
            let again = course(&decision(&matched), &book, held.as_ref(), cause);
            prop_assert_eq!(again.transition, Transition::Keep);
            prop_assert_eq!(again.begins, None);
            prop_assert_eq!(again.waits, first.waits);
        }
    }
}
