//! Who lives together: the members of one household by age and relation.

use gridward_domain::households::{Relation, Sex};

use super::dice::Dice;

/// A member before they get a name and numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) relation: Relation,
    pub(super) sex: Sex,
    pub(super) age: i64,
    /// Whether they bear the surname of the head of the household.
    pub(super) of_the_family: bool,
}

/// A household: the shapes and their shares are made up so that a town of 15,000 has about 50,000 members, with the
/// old people who live alone and the children left with grandparents that a village office has to think of.
pub(super) fn members(dice: &mut Dice) -> Vec<Member> {
    match dice.below(100) {
        0..8 => single(dice, (66, 90)),
        8..12 => single(dice, (24, 60)),
        12..28 => couple(dice, (62, 84)),
        28..46 => with_children(dice, 1),
        46..68 => with_children(dice, 2),
        68..90 => three_generations(dice),
        _ => left_behind(dice),
    }
}

fn single(dice: &mut Dice, (from, to): (i64, i64)) -> Vec<Member> {
    let sex = if dice.chance(50) { Sex::Male } else { Sex::Female };
    vec![Member { relation: Relation::Head, sex, age: dice.between(from, to), of_the_family: true }]
}

fn couple(dice: &mut Dice, (from, to): (i64, i64)) -> Vec<Member> {
    let age = dice.between(from, to);
    let head = Member { relation: Relation::Head, sex: Sex::Male, age, of_the_family: true };
    let wife = Member { relation: Relation::Spouse, sex: Sex::Female, age: age - dice.between(-1, 4), ..head };
    vec![head, Member { of_the_family: false, ..wife }]
}

fn with_children(dice: &mut Dice, children: i64) -> Vec<Member> {
    let mut home = couple(dice, (27, 55));
    let age = home.first().map_or(40, |head| head.age);
    for _ in 0..children {
        home.push(child(dice, Relation::Child, age));
    }
    home
}

/// Somebody about a generation younger than `age`.
fn child(dice: &mut Dice, relation: Relation, age: i64) -> Member {
    let sex = if dice.chance(52) { Sex::Male } else { Sex::Female };
    Member { relation, sex, age: (age - dice.between(22, 30)).max(0), of_the_family: true }
}

fn three_generations(dice: &mut Dice) -> Vec<Member> {
    let children = dice.between(1, 2);
    let mut home = with_children(dice, children);
    let age = home.first().map_or(40, |head| head.age);
    let elder = |relation, sex, age, of_the_family| Member { relation, sex, age, of_the_family };
    let father = (age + dice.between(22, 28)).min(95);
    home.push(elder(Relation::Parent, Sex::Female, father - dice.between(0, 4), false));
    if dice.chance(60) {
        home.push(elder(Relation::Parent, Sex::Male, father, true));
    }
    home
}

/// Grandparents with grandchildren whose parents work elsewhere.
fn left_behind(dice: &mut Dice) -> Vec<Member> {
    let mut home = couple(dice, (56, 72));
    for _ in 0..dice.between(1, 2) {
        home.push(Member { age: dice.between(1, 16), ..child(dice, Relation::Grandchild, 60) });
    }
    home
}

#[cfg(test)]
mod tests {
    use super::{Dice, Relation, members};

    #[test]
    fn every_household_has_one_head_and_nobody_is_younger_than_possible() {
        let mut dice = Dice::seeded(11);
        for _ in 0..2_000 {
            let home = members(&mut dice);
            assert_eq!(home.iter().filter(|member| member.relation == Relation::Head).count(), 1);
            assert!(home.iter().all(|member| (0..=95).contains(&member.age)), "{home:?}");
            let head = home[0].age;
            let children = home.iter().filter(|member| member.relation == Relation::Child);
            assert!(children.clone().all(|child| child.age <= (head - 22).max(0)), "{home:?}");
        }
    }

    #[test]
    fn fifteen_thousand_households_are_about_fifty_thousand_people() {
        let mut dice = Dice::seeded(12);
        let people: usize = (0..15_000).map(|_| members(&mut dice).len()).sum();
        assert!((48_500..51_500).contains(&people), "{people}");
    }
}
