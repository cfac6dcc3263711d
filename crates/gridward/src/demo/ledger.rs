//! The town's ledger: households drawn one by one, so that they can be loaded while they are made.

use std::collections::BTreeMap;

use gridward_domain::Id;
use gridward_domain::Ids;
use gridward_domain::households::{Relation, Residency, Sex};
use gridward_server::Error;
use gridward_server::areas::Area;
use gridward_server::households::Grid;
use gridward_server::households::bulk::NewHousehold;
use gridward_server::residents::Facts;
use indicatif::ProgressBar;
use jiff::civil::{Date, date};

use super::areas::{Town, Village};
use super::dice::Dice;
use super::families::{Member, members};
use super::names;
use super::numbers::Numbers;

/// Parts of a village's grid, and streets of the town.
const HAMLETS: [&str; 8] = ["东湾", "西湾", "前庄", "后庄", "上塘", "下塘", "老庄", "新庄"];
const STREETS: [&str; 8] = ["中心街", "建设路", "学府路", "兴镇路", "商贸街", "文化巷", "车站路", "滨河路"];
/// The community where people rent.
const COMMUNITY: &str = "社区";

/// A door in door order: the household, its lane, and the name of its head.
pub(super) type Doors = BTreeMap<Grid, Vec<(Id, String)>>;

/// The households of the town, as an iterator. Afterwards `doors` tells what was made.
pub(crate) struct Households<'a> {
    dice: Dice,
    numbers: Numbers,
    ids: Ids,
    today: Date,
    /// The households still to be made: (village, grid, how many).
    plan: std::vec::IntoIter<(&'a Village, &'a Area, u64)>,
    /// The grid at hand: what is left of it, the lane, the next door there.
    open: Option<Open<'a>>,
    serial: u64,
    progress: ProgressBar,
    pub(super) doors: Doors,
}

struct Open<'a> {
    village: &'a Village,
    grid: &'a Area,
    surname: char,
    left: u64,
    lane: String,
    lane_left: u64,
    door: u64,
}

impl<'a> Households<'a> {
    /// `count` households spread over the grids of the town.
    pub(crate) fn new(town: &'a Town, count: u64, seed: u64, (ids, today): (Ids, Date), progress: ProgressBar) -> Self {
        let mut dice = Dice::seeded(seed);
        let grids: Vec<(&Village, &Area)> =
            town.villages.iter().flat_map(|village| village.grids.iter().map(move |grid| (village, grid))).collect();
        let weights: Vec<u64> = grids.iter().map(|_| 60 + dice.below(80)).collect();
        let all: u64 = weights.iter().sum();
        let (mut passed, mut given) = (0, 0);
        let mut plan = Vec::with_capacity(grids.len());
        for ((village, grid), weight) in grids.into_iter().zip(weights) {
            passed += weight;
            // What is due up to here less what was given: the rounding never adds up.
            let due = count * passed / all.max(1);
            plan.push((village, grid, due - given));
            given = due;
        }
        let plan = plan.into_iter();
        Self {
            dice,
            numbers: Numbers::default(),
            ids,
            today,
            plan,
            open: None,
            serial: 0,
            progress,
            doors: Doors::new(),
        }
    }

    /// The doors that were made, in order.
    pub(crate) fn doors_in_order(&self) -> Vec<(Grid, Id)> {
        let of_grid = |(grid, doors): (&Grid, &Vec<(Id, String)>)| {
            let grid = *grid;
            doors.iter().map(move |(household, _)| (grid, *household)).collect::<Vec<_>>()
        };
        self.doors.iter().flat_map(of_grid).collect()
    }

    fn open_next(&mut self) -> Option<Open<'a>> {
        let (village, grid, left) = self.plan.next()?;
        let surname = if self.dice.chance(60) { village.surname } else { names::surname(&mut self.dice) };
        Some(Open { village, grid, surname, left, lane: String::new(), lane_left: 0, door: 0 })
    }

    fn make(&mut self, open: &mut Open<'a>) -> NewHousehold {
        if open.lane_left == 0 {
            let lanes = if open.village.area.name.contains(COMMUNITY) { &STREETS } else { &HAMLETS };
            // Door numbers go on, so that no lane that comes up again has a door twice.
            self.dice.pick(lanes).copied().unwrap_or_default().clone_into(&mut open.lane);
            open.lane_left = 20 + self.dice.below(40);
        }
        open.lane_left -= 1;
        open.left -= 1;
        open.door += 1;
        self.serial += 1;
        let surname = if self.dice.chance(70) { open.surname } else { names::surname(&mut self.dice) };
        let rents = open.village.area.name.contains(COMMUNITY) && self.dice.chance(12);
        let home = members(&mut self.dice);
        let address = format!("河南省潢川县黄寺岗镇{}", open.grid.name);
        let residents = home.iter().map(|member| self.facts(*member, surname, rents, &address)).collect();
        NewHousehold {
            id: self.ids.make(),
            grid: Grid { id: open.grid.id, ord: open.grid.ord },
            number: format!("{:09}", self.serial),
            lane: open.lane.clone(),
            door: format!("{}号", open.door),
            note: String::new(),
            residents,
        }
    }

    fn facts(&mut self, member: Member, surname: char, rents: bool, address: &str) -> Facts {
        let dice = &mut self.dice;
        let born = birthday(dice, self.today, member.age);
        let surname = if member.of_the_family { surname } else { names::surname(dice) };
        let name = names::name(dice, surname, member.sex, born.year());
        let with_phone = match member.age {
            0..14 => false,
            14..65 => dice.chance(if member.relation == Relation::Head { 97 } else { 80 }),
            _ => dice.chance(55),
        };
        let second = with_phone && dice.chance(5);
        Facts {
            sex: Some(member.sex),
            birth_on: Some(born),
            relation: member.relation,
            residency: Some(if rents { Residency::Temporary } else { Residency::Permanent }),
            registered_address: if rents { String::new() } else { address.to_owned() },
            document: Some(self.numbers.document(dice, born, member.sex)),
            phone: with_phone.then(|| self.numbers.phone(dice)),
            second_phone: second.then(|| self.numbers.phone(dice)),
            ..Facts::of(name)
        }
    }
}

/// A birthday of somebody of this age, in this year's counting, and never after today.
fn birthday(dice: &mut Dice, today: Date, age: i64) -> Date {
    let year = today.year() - i16::try_from(age).unwrap_or(0);
    let month = i8::try_from(dice.between(1, 12)).unwrap_or(1);
    let day = i8::try_from(dice.between(1, 28)).unwrap_or(1);
    Date::new(year, month, day).unwrap_or(date(1980, 1, 1)).min(today)
}

impl Iterator for Households<'_> {
    type Item = Result<NewHousehold, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut open = match self.open.take().filter(|open| open.left > 0) {
            Some(open) => open,
            None => loop {
                let open = self.open_next()?;
                if open.left > 0 {
                    break open;
                }
            },
        };
        let home = self.make(&mut open);
        self.doors.entry(home.grid).or_default().push((home.id, home.lane.clone()));
        self.open = Some(open);
        self.progress.inc(1);
        Some(Ok(home))
    }
}

/// The sexes a post's holder may have.
pub(super) fn any_sex(dice: &mut Dice) -> Sex {
    if dice.chance(60) { Sex::Male } else { Sex::Female }
}
