use proptest::prelude::*;

use super::{Above, Division, ImportPlan, KnownArea, RowFault, plan_import};
use crate::areas::{AreaOrd, Level};
use crate::{Id, Ids};

fn row(line: u32, code: &str, name: &str, parent: &str, level: u8) -> Division {
    let parent_code = (!parent.is_empty()).then(|| parent.to_owned());
    Division { line, code: code.to_owned(), name: name.to_owned(), parent_code, level }
}

fn dongguan() -> Vec<Division> {
    vec![
        row(2, "440000000000", "广东省", "", 1),
        row(3, "441900000000", "东莞市", "440000000000", 2),
        row(4, "441900000000", "东莞市", "441900000000", 3),
        row(5, "441900003000", "东城街道", "441900000000", 4),
        row(6, "441900004000", "南城街道", "441900000000", 4),
    ]
}

/// The tree after a plan was carried out.
fn carried_out(mut known: Vec<KnownArea>, plan: &ImportPlan) -> Vec<KnownArea> {
    let ids = Ids::Random;
    let made: Vec<Id> = plan.created.iter().map(|_| ids.make()).collect();
    for renamed in &plan.renamed {
        known[renamed.known].name.clone_from(&renamed.name);
    }
    for (area, id) in plan.created.iter().zip(&made) {
        let parent_id = match area.above {
            Above::Nothing => None,
            Above::Known(parent) => Some(parent),
            Above::New(place) => Some(made[place]),
        };
        let (name, code) = (area.name.clone(), Some(area.code.clone()));
        known.push(KnownArea { id: *id, parent_id, level: area.level, name, ord: area.ord.0, code });
    }
    known
}

#[test]
fn a_padded_code_stands_on_two_levels() {
    let plan = plan_import(&[], &dongguan());
    assert_eq!(plan.problems, []);
    let ords: Vec<i64> = plan.created.iter().map(|area| area.ord.0).collect();
    assert_eq!(
        ords,
        [
            440_000_000_000_000_000,
            441_900_000_000_000_000,
            441_901_000_000_000_000,
            441_901_003_000_000_000,
            441_901_004_000_000_000
        ]
    );
    assert_eq!(plan.created[3].above, Above::New(2));
}

#[test]
fn the_same_file_again_changes_nothing() {
    let known = carried_out(Vec::new(), &plan_import(&[], &dongguan()));
    let again = plan_import(&known, &dongguan());
    assert_eq!(again, ImportPlan { unchanged: 5, ..ImportPlan::default() });
}

#[test]
fn a_new_name_for_a_known_code_is_a_rename() {
    let known = carried_out(Vec::new(), &plan_import(&[], &dongguan()));
    let mut rows = dongguan();
    rows[3].name = "东城镇".to_owned();
    let plan = plan_import(&known, &rows);
    assert_eq!((plan.created.len(), plan.renamed.len(), plan.unchanged), (0, 1, 4));
    assert_eq!(known[plan.renamed[0].known].name, "东城街道");
}

#[test]
fn what_the_file_no_longer_lists_is_told_and_not_closed() {
    let known = carried_out(Vec::new(), &plan_import(&[], &dongguan()));
    let mut rows = dongguan();
    rows.push(row(7, "441900005000", "万江街道", "441900000000", 4));
    rows.remove(4);
    let plan = plan_import(&known, &rows);
    let missing: Vec<&str> = plan.missing.iter().map(|place| known[*place].name.as_str()).collect();
    assert_eq!(missing, ["南城街道"]);
}

#[test]
fn a_file_of_one_town_does_not_miss_the_other_towns() {
    let known = carried_out(Vec::new(), &plan_import(&[], &dongguan()));
    let rows = dongguan()[..4].to_vec();
    assert_eq!(plan_import(&known, &rows).missing, Vec::<usize>::new());
}

#[test]
fn rows_that_fit_nowhere_are_left_out_with_the_reason() {
    let rows = [
        row(2, "410000000000", "河南省", "", 1),
        row(3, "410000000000", "河南省", "", 1),
        row(4, "421100000000", "黄冈市", "420000000000", 2),
        row(5, "411500000000", "信阳市", "410000000000", 9),
    ];
    let plan = plan_import(&[], &rows);
    let expected = [(3, RowFault::ListedTwice), (4, RowFault::ParentMissing), (5, RowFault::UnknownLevel)];
    assert_eq!(plan.problems, expected);
    assert_eq!(plan.created.len(), 1);
}

#[test]
fn a_town_at_the_top_of_its_file_lies_where_its_code_says() {
    let plan = plan_import(&[], &[row(2, "411526109000", "黄寺岗镇", "", 4)]);
    assert_eq!(plan.created[0].ord, AreaOrd(411_526_109_000_000_000));
}

#[test]
fn a_closed_area_keeps_its_number() {
    let closed = KnownArea {
        id: Id::from_number(1),
        parent_id: None,
        level: Level::Province,
        name: "旧省".to_owned(),
        ord: 410_000_000_000_000_000,
        code: None,
    };
    let plan = plan_import(&[closed], &[row(2, "410000000000", "河南省", "", 1)]);
    assert_eq!(plan.created[0].ord, AreaOrd(10_000_000_000_000_000));
}

/// A file with a few cities, counties and towns in any order, with padded codes here and there.
fn files() -> impl Strategy<Value = Vec<Division>> {
    proptest::collection::btree_set((1_u8..4, 0_u8..4, 0_u16..4), 1..40).prop_map(|cells| {
        let mut rows = vec![row(1, "410000000000", "省", "", 1)];
        let mut seen = std::collections::BTreeSet::new();
        for (city, county, town) in cells {
            let (city_code, county_code) = (format!("41{city:02}00000000"), format!("41{city:02}{county:02}000000"));
            if seen.insert((2, city_code.clone())) {
                rows.push(row(0, &city_code, "市", "410000000000", 2));
            }
            if seen.insert((3, county_code.clone())) {
                rows.push(row(0, &county_code, "县", &city_code, 3));
            }
            rows.push(row(0, &format!("41{city:02}{county:02}{town:03}000"), "镇", &county_code, 4));
        }
        rows
    })
}

proptest! {
    #[test]
    fn every_area_lies_in_its_parent_and_no_number_is_given_twice(rows in files().prop_shuffle()) {
        let plan = plan_import(&[], &rows);
        prop_assert_eq!(plan.problems.len(), 0);
        let mut ords: Vec<i64> = plan.created.iter().map(|area| area.ord.0).collect();
        for area in &plan.created {
            if let Above::New(place) = area.above {
                let parent = &plan.created[place];
                prop_assert!(parent.ord.range(parent.level).covers(area.ord.range(area.level)));
            }
        }
        ords.sort_unstable();
        ords.dedup();
        prop_assert_eq!(ords.len(), rows.len());
        let known = carried_out(Vec::new(), &plan);
        prop_assert_eq!(plan_import(&known, &rows), ImportPlan { unchanged: rows.len(), ..ImportPlan::default() });
    }
}
