//! A rule set made ready for assessing many people.

use std::cmp::Reverse;

use super::Case;
use crate::programmes::{Demand, Duty, ExposureClass, Origin, Rule, RuleSet};

/// A rule set with its rules in order of their demand, the most demanding first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleBook {
    set: RuleSet,
    prepared: Vec<Prepared>,
}

/// What the hot path needs of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Prepared {
    pub(super) class: ExposureClass,
    pub(super) demand: Demand,
    pub(super) days: i32,
}

impl RuleBook {
    /// Makes an effective rule set ready.
    pub fn new(mut set: RuleSet) -> Self {
        set.rules.sort_by_cached_key(|rule| (Reverse(rule.measure.demand()), rule.id.clone(), rule.set.clone()));
        let prepared = set.rules.iter().map(|rule| Prepared {
            class: rule.class,
            demand: rule.measure.demand(),
            days: i32::try_from(rule.measure.days()).unwrap_or(i32::MAX / 2),
        });
        Self { prepared: prepared.collect(), set }
    }

    /// The rule set, its rules in order of their demand.
    pub fn set(&self) -> &RuleSet {
        &self.set
    }

    /// The rule at this place.
    pub fn rule(&self, place: usize) -> Option<&Rule> {
        self.set.rules.get(place)
    }

    /// The duties before arrival of somebody with these stays. Where home is not known only those of everybody hold.
    pub fn duties_for<'a>(&'a self, case: &'a Case) -> impl Iterator<Item = &'a Duty> {
        let from = move |same: bool| {
            let mut areas = case.stays.iter().filter_map(|stay| stay.area);
            case.home.is_some_and(|home| areas.any(|area| (area.province() == home.province()) == same))
        };
        self.set.duties.iter().filter(move |duty| match duty.from {
            Origin::Anywhere => true,
            Origin::SameProvince => from(true),
            Origin::OtherProvince => from(false),
        })
    }

    /// The widest class of listed places that a rule speaks of: what a changed place can touch.
    pub fn widest(&self) -> Option<ExposureClass> {
        let classes = self.prepared.iter().map(|rule| rule.class).filter(|class| class.is_of_list());
        classes.max_by_key(|class| *class as u8)
    }

    pub(super) fn rules(&self) -> impl Iterator<Item = (usize, &Rule, &Prepared)> {
        self.set.rules.iter().zip(&self.prepared).enumerate().map(|(place, (rule, prepared))| (place, rule, prepared))
    }

    pub(super) fn prepared(&self, place: usize) -> Option<&Prepared> {
        self.prepared.get(place)
    }

    pub(super) fn look_back(&self) -> i32 {
        self.set.look_back_days.map_or(0, i32::from)
    }
}
