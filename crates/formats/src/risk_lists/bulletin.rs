//! The official daily text: a sentence with totals, a head for each level, and groups `山东省青岛市（2个）：…，…。`.

mod fit;
mod groups;

use gridward_domain::risk_areas::{CountyRead, ListedPlace};

use super::as_of::{date_in, declared_in, moment_in};
use super::{At, RiskList, RiskListProblem, counties};
use fit::{Fit, Reading, fit};
use groups::{Group, Piece, pieces};

/// Reads the text; none when it has no head of a level.
pub(super) fn read(name: &str, text: &str) -> Option<RiskList> {
    let mut list = RiskList::default();
    summary(&mut list, name, text);
    let mut heads = 0;
    for piece in pieces(text) {
        match piece {
            Piece::Head { line, level, count } => {
                heads += 1;
                match list.declared.of(level) {
                    None => list.declared.put(level, count),
                    Some(total) if total != count => {
                        let at = At::Line { line, group: String::new() };
                        list.problems.push(RiskListProblem::totals_disagree(at, level, total, count));
                    }
                    Some(_) => {}
                }
            }
            Piece::Group(group) => add_group(&mut list, &group),
            Piece::Unread { line } => {
                list.problems.push(RiskListProblem::unread_line(At::Line { line, group: String::new() }));
            }
        }
    }
    (heads > 0).then_some(list)
}

/// Takes time and totals from the line that declares totals, else from the first that has a time.
fn summary(list: &mut RiskList, name: &str, text: &str) {
    let published = text.lines().find(|line| line.contains("发布日期") || line.contains("发布时间")).and_then(date_in);
    let published = published.or_else(|| date_in(name));
    let declaring = text.lines().find(|line| line.contains("截至") && declared_in(line).high.is_some());
    if let Some(line) = declaring {
        // The first head may stand on the same line; its own number is compared later.
        list.declared = declared_in(line);
    }
    let timed = declaring.or_else(|| text.lines().find(|line| line.contains("截至")));
    list.as_of = timed.and_then(|line| moment_in(line, published));
}

fn add_group(list: &mut RiskList, group: &Group) {
    let at = At::Line { line: group.line, group: format!("{}（{}个）", group.head, group.count) };
    let Some((province, rest)) = counties().split_province(&group.head).or_else(|| corps(&group.head)) else {
        list.problems.push(RiskListProblem::unknown_province(at));
        return;
    };
    let Fit { reading, runs } = fit(&group.body, group.count, |text| names_county(province, rest, text));
    match reading {
        Reading::ByCommas => {}
        Reading::Parted => list.remarks.push(RiskListProblem::new(
            at,
            "parted_by_count",
            "按写明的个数，顿号隔开的也各算一处，请看一眼。",
            "By the declared number, places parted by 、 count one by one: have a look.",
        )),
        Reading::Joined { first, pieces } => list.remarks.push(RiskListProblem::new(
            at,
            "joined_by_count",
            format!("按写明的个数，从“{first}”起的{pieces}段合为一处，请看一眼。"),
            format!("By the declared number, {pieces} clauses from “{first}” on are one place: have a look."),
        )),
        Reading::Differs { listed } => list.problems.push(RiskListProblem::count_differs(at, group.count, listed)),
    }
    for run in runs {
        add_run(list, group, (province, rest), &run);
    }
}

/// Adds the places between two semicolons: a county that one names holds for those after it.
fn add_run(list: &mut RiskList, group: &Group, (province, rest): (&str, &str), run: &[String]) {
    let mut county = None;
    for text in run {
        let mut place = ListedPlace::new(group.level, [province, rest, ""], text);
        match counties().read_county(province, rest, text) {
            CountyRead::Named { county: named, rest } => {
                county = Some(named);
                rest.clone_into(&mut place.text);
            }
            CountyRead::Unnamed => place.county_carried = county.is_some(),
            CountyRead::Other => county = None,
        }
        county.unwrap_or_default().clone_into(&mut place.county);
        list.places.push(place);
    }
}

fn names_county(province: &str, rest: &str, text: &str) -> bool {
    matches!(counties().read_county(province, rest, text), CountyRead::Named { .. })
}

/// The production and construction corps stands where a province does.
fn corps(head: &str) -> Option<(&str, &str)> {
    const CORPS: &str = "新疆生产建设兵团";
    head.strip_prefix(CORPS).map(|rest| (CORPS, rest))
}
