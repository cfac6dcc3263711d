//! Assess everybody's stays anew against a whole risk list, and those whom one changed place touches.

use std::thread;
use std::time::Duration;

use gridward_domain::assessment::{AreaCode, Case, RiskArea, RiskIndex, RuleBook, Stay, StayIndex, assess};
use gridward_domain::risk_areas::RiskLevel;
use gridward_formats::programmes::shipped_set;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use super::watch::{Watch, percentile, round};
use crate::demo::Dice;
use crate::failure::Failure;
use crate::progress::Step;

const ARRIVALS: u64 = 1_000_000;
/// Arrivals for each listed place: a million against forty thousand.
const ARRIVALS_A_PLACE: u64 = 25;
const STAYS: usize = 3;
const PROGRAMME: &str = "covid19/national-ed9";
const ON: Date = date(2022, 8, 27);
const SEED: u64 = 20_220_827;
/// So many places change, one after the other; the median counts.
const CHANGES: usize = 21;

/// 31 provinces of 11 prefectures of 9 counties: as many counties as the country has, near enough.
const PROVINCES: [u64; 31] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
    64, 65,
];
const PREFECTURES: u64 = 11;
const COUNTIES: u64 = 9;
const TOWNS: u64 = 14;
/// Places are listed in every so-manieth county only, and three stays in ten were there.
const HIT_COUNTY: u64 = 8;
const HIT_PERCENT: u64 = 30;
/// Townships that the text of a place names, in a hundred.
const NAMED_PERCENT: u64 = 62;

pub(super) fn run(size: Option<u64>) -> Result<Value, Failure> {
    let (programme, set) = shipped_set(PROGRAMME).ok_or_else(|| Failure::new("the programme is not built in"))?;
    let book = RuleBook::new(programme.effective(set).ok_or_else(|| Failure::new("the rule set is not built in"))?);
    let arrivals = size.unwrap_or(ARRIVALS);
    let step = Step::start("stays");
    let mut dice = Dice::seeded(SEED);
    let places: Vec<RiskArea> = (0..(arrivals / ARRIVALS_A_PLACE).max(1)).filter_map(|_| place(&mut dice)).collect();
    let listed = places.len();
    let cases: Vec<Case> = (0..arrivals).map(|_| case(&mut dice)).collect();
    let stays = StayIndex::new(&cases);
    step.done(&format!("{arrivals} arrivals with {STAYS} stays each"));
    let step = Step::start("assessment");
    let watch = Watch::start();
    let mut index = RiskIndex::new(places, &[]);
    let matched = assess_all(&cases, &index, &book);
    let full = watch.elapsed();
    step.done(&format!("{matched} under a rule"));
    let mut touched = 0;
    let mut times = Vec::with_capacity(CHANGES);
    for _ in 0..CHANGES {
        let (time, count) = change_one(&mut dice, &mut index, (&cases, &stays), &book);
        times.push(time);
        touched += count;
    }
    Ok(json!({
        "arrivals": arrivals, "places": listed, "matched": matched, "threads": threads(),
        "full_s": round(full.as_secs_f64(), 1_000.0), "one_place_ms": percentile(&mut times, 500),
        "slowest_place_ms": percentile(&mut times, 1_000), "touched_by_one": touched / CHANGES,
    }))
}

fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Assesses all and works out their dates; answers how many are under a rule.
fn assess_all(cases: &[Case], index: &RiskIndex, book: &RuleBook) -> usize {
    let part = cases.len().div_ceil(threads()).max(1);
    thread::scope(|scope| {
        let parts: Vec<_> = cases.chunks(part).map(|part| scope.spawn(move || under_rule(part, index, book))).collect();
        parts.into_iter().filter_map(|part| part.join().ok()).sum()
    })
}

fn under_rule<'c>(cases: impl IntoIterator<Item = &'c Case>, index: &RiskIndex, book: &RuleBook) -> usize {
    cases.into_iter().filter(|case| assess(case, index, book, ON).plan(book).is_some()).count()
}

/// Adds a place and assesses whom it touches; answers the time and how many these were.
fn change_one(
    dice: &mut Dice,
    index: &mut RiskIndex,
    (cases, stays): (&[Case], &StayIndex),
    book: &RuleBook,
) -> (Duration, usize) {
    let Some(added) = place(dice) else { return (Duration::ZERO, 0) };
    let watch = Watch::start();
    let touched = stays.touched_by(&added, cases, (index, book));
    index.change(None, Some(added));
    let touched: Vec<&Case> = touched.iter().filter_map(|number| cases.get(usize::try_from(*number).ok()?)).collect();
    under_rule(touched.iter().copied(), index, book);
    (watch.elapsed(), touched.len())
}

/// The code of a county: one of those with listed places, or any.
fn county(dice: &mut Dice, hit: bool) -> u64 {
    let all = 31 * PREFECTURES * COUNTIES;
    let number = if hit { dice.below(all / HIT_COUNTY) * HIT_COUNTY } else { dice.below(all) };
    let province = PROVINCES.get(usize::try_from(number / (PREFECTURES * COUNTIES)).unwrap_or(0)).copied();
    let (prefecture, county) = (number / COUNTIES % PREFECTURES + 1, number % COUNTIES + 21);
    province.unwrap_or(41) * 10_000 + prefecture * 100 + county
}

fn town(dice: &mut Dice, county: u64) -> Option<AreaCode> {
    AreaCode::from_number(county * 1_000_000 + (100 + dice.below(TOWNS)) * 1_000)
}

fn ago(dice: &mut Dice, first: i64, last: i64) -> Date {
    ON.saturating_sub(dice.between(first, last).days())
}

fn place(dice: &mut Dice) -> Option<RiskArea> {
    let county = county(dice, true);
    let from = ago(dice, 0, 20);
    Some(RiskArea {
        area: Some(AreaCode::from_number(county * 1_000_000)?),
        town_by_name: if dice.chance(NAMED_PERCENT) { town(dice, county) } else { None },
        whole: false,
        level: if dice.chance(50) { RiskLevel::High } else { RiskLevel::Medium },
        from,
        to: dice.chance(40).then(|| from.saturating_add(7.days())),
        province: "某省".into(),
        city: "某市".into(),
        county: format!("{county}县").into(),
        text: format!("某镇第{}小区", dice.below(1_000)).into(),
    })
}

fn case(dice: &mut Dice) -> Case {
    let mut stays = Vec::with_capacity(STAYS);
    for _ in 0..STAYS {
        let hit = dice.chance(HIT_PERCENT);
        let county = county(dice, hit);
        let to = ago(dice, 0, 20);
        let from = to.saturating_sub(dice.between(0, 30).days());
        stays.push(Stay { area: town(dice, county), text: None, from: Some(from), to: Some(to), left: None });
    }
    Case { home: AreaCode::from_number(411_526_109_000), stays, arrival: Some(ago(dice, 0, 3)), ..Case::default() }
}
