//! The Breteau index: containers with larvae per hundred households looked at.

use std::cmp::Ordering;

use super::{Boundary, VectorRules};

/// A measured index, with what it was measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BreteauIndex {
    /// Containers with larvae.
    pub positive_containers: u32,
    /// Households that were looked at: entered, not only called on.
    pub households: u32,
}

/// A grade of the index: how many boundaries were reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grade(pub usize);

impl BreteauIndex {
    /// The index; `None` where no household was looked at.
    pub fn value(self) -> Option<f64> {
        (self.households > 0).then(|| f64::from(self.positive_containers) * 100.0 / f64::from(self.households))
    }

    /// The grade by the rules; `None` where no household was looked at. Compared as whole numbers, so that a value on
    /// the boundary is never lost in rounding.
    pub fn grade(self, rules: &VectorRules) -> Option<Grade> {
        let reached = |from: u32| match self.compare(from) {
            Ordering::Less => false,
            Ordering::Equal => rules.boundary == Boundary::Upper,
            Ordering::Greater => true,
        };
        (self.households > 0).then(|| Grade(rules.grades.iter().filter(|grade| reached(grade.from)).count()))
    }

    /// Whether surveys may end.
    pub fn is_below(self, index: u32) -> bool {
        self.households > 0 && self.compare(index) == Ordering::Less
    }

    fn compare(self, index: u32) -> Ordering {
        let (positive, households) = (u64::from(self.positive_containers), u64::from(self.households));
        (positive * 100).cmp(&(u64::from(index) * households))
    }
}

#[cfg(test)]
mod tests {
    use super::{BreteauIndex, Grade};
    use crate::programmes::{AroundCase, Boundary, GradeRule, HouseholdVisits, Survey, VectorRules, Words};

    fn rules(boundary: Boundary) -> VectorRules {
        VectorRules {
            grades: [5, 10, 20].map(|from| GradeRule { from, words: Words::default() }).into(),
            boundary,
            around_case: AroundCase { radius_m: 100, clear_within_days: 3, spraying: vec![] },
            survey: Survey { households: 100, every_days_min: 2, every_days_max: 3, until_index_below: 5 },
            visits: HouseholdVisits { entry_rate_percent: 100, locked_is_a_result: true, refused_is_a_result: true },
            source: String::new(),
            locator: String::new(),
        }
    }

    fn index(positive_containers: u32, households: u32) -> BreteauIndex {
        BreteauIndex { positive_containers, households }
    }

    #[test]
    fn a_value_on_the_boundary_belongs_where_the_rules_say() {
        assert_eq!(index(5, 100).grade(&rules(Boundary::Upper)), Some(Grade(1)));
        assert_eq!(index(5, 100).grade(&rules(Boundary::Lower)), Some(Grade(0)));
        assert_eq!(index(20, 100).grade(&rules(Boundary::Upper)), Some(Grade(3)));
        assert_eq!(index(41, 200).grade(&rules(Boundary::Lower)), Some(Grade(3)));
    }

    #[test]
    fn nobody_looked_at_is_not_an_index_of_zero() {
        assert_eq!(index(0, 0).grade(&rules(Boundary::Upper)), None);
        assert_eq!(index(0, 0).value(), None);
        assert!(!index(0, 0).is_below(5));
        assert!(index(4, 100).is_below(5) && !index(5, 100).is_below(5));
    }
}
