use gridward_domain::access::Role;
use gridward_server::doctor::{mend_arrivals, wrong_arrivals};
use gridward_testkit::{Client, Method, World, both_engines};
use serde_json::{Value, json};

use super::{Office, path};

/// The town lies in 潢川县, 信阳市, 河南省.
const HOME: &str = "411526109";
/// Last stays, from the farthest to none at all.
const FROM: [&str; 7] = ["310115", "410102", "411502", "411526110", "810000", "41", ""];

async fn office(world: &World) -> Office {
    let office = Office::new(world);
    let code = json!({ "code": HOME, "from_on": "2022-01-01" });
    office.clerk.post(&format!("/api/v1/areas/{}/codes", office.town.town.id), code).await.good();
    office
}

/// A name of its own for each number below a hundred.
fn name(at: usize) -> String {
    let letters: Vec<char> = "甲乙丙丁戊己庚辛壬癸".chars().collect();
    format!("归{}{}", letters[at / 10 % 10], letters[at % 10])
}

/// Somebody who came to a grid on a day, straight from an area; or whose coming is expected.
fn returnee(office: &Office, name: &str, (grid, code): (usize, &str), came: Option<&str>) -> Value {
    let mut input = office.li();
    input["people"] = json!([{ "name": name }]);
    input["destination"] = json!({ "area_id": office.town.grids[grid].id, "place": "3号" });
    input["stays"] = match code {
        "" => json!([]),
        code => json!([{ "area_code": code, "from_on": "2022-04-01", "to_on": "2022-04-10" }]),
    };
    input["arrived_on"] = json!(came);
    if came.is_none() {
        input["expected_on"] = json!("2022-04-20");
    }
    input
}

/// Origin, on the day, until then: all grids together.
async fn sums(client: &Client, response: gridward_domain::Id, more: &str) -> Vec<(String, i64, i64)> {
    let told = client.get(&format!("/api/v1/arrivals/returned?response={response}{more}")).await.good();
    let mut sums: Vec<(String, i64, i64)> = Vec::new();
    for item in told["items"].as_array().unwrap() {
        let origin = item["origin"].as_str().unwrap().to_owned();
        let (on_day, until) = (item["on_day"].as_i64().unwrap(), item["until"].as_i64().unwrap());
        match sums.iter_mut().find(|sum| sum.0 == origin) {
            Some(sum) => (sum.1, sum.2) = (sum.1 + on_day, sum.2 + until),
            None => sums.push((origin, on_day, until)),
        }
    }
    sums.sort();
    sums
}

fn told(rows: &[(&str, i64, i64)]) -> Vec<(String, i64, i64)> {
    rows.iter().map(|(origin, on_day, until)| ((*origin).to_owned(), *on_day, *until)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_returned_are_counted_by_the_day_and_by_how_far_they_come() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = office(&world).await;
        for (at, code) in FROM.into_iter().enumerate() {
            let day = if at % 2 == 0 { "2022-04-15" } else { "2022-04-13" };
            office.register(returnee(&office, &name(at), (at % 4, code), Some(day))).await;
        }
        office.register(returnee(&office, "未归", (0, "310115"), None)).await;
        let today = [
            ("abroad", 1, 1),
            ("not_known", 1, 2),
            ("other_city", 0, 1),
            ("other_county", 1, 1),
            ("other_province", 1, 1),
            ("same_county", 0, 1),
        ];
        assert_eq!(sums(&office.clerk, office.response, "").await, told(&today));
        let before = sums(&office.clerk, office.response, "&on=2022-04-14").await;
        assert_eq!(before, told(&[("not_known", 0, 1), ("other_city", 0, 1), ("same_county", 0, 1)]));
        let worker = world.client(world.person("周网格", Role::GridWorker, &office.town.grids[1]));
        assert_eq!(sums(&worker, office.response, "").await, told(&[("not_known", 0, 1), ("other_city", 0, 1)]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_tell_how_far_where_no_code_does_and_without_a_code_of_the_town_nothing_can_be_told() {
    for engine in both_engines() {
        let world = World::new(engine);
        let uncoded = Office::new(&world);
        uncoded.register(uncoded.li()).await;
        assert_eq!(sums(&uncoded.clerk, uncoded.response, "").await, told(&[("not_known", 1, 1)]));
        let path = format!("/api/v1/arrivals/returned?response={}", uncoded.response);
        assert_eq!(uncoded.clerk.get(&path).await.good()["without_code"], true);

        let world = World::new(engine);
        let office = office(&world).await;
        for (name, origin) in [("甲", "河南省信阳市固始县"), ("乙", "广东东莞"), ("丙", "厂里")] {
            let mut input = returnee(&office, name, (0, ""), Some("2022-04-15"));
            input["origin"] = json!(origin);
            office.register(input).await;
        }
        let sentence = told(&[("not_known", 1, 1), ("other_county", 1, 1), ("other_province", 1, 1)]);
        assert_eq!(sums(&office.clerk, office.response, "").await, sentence);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_opens_to_exactly_its_rows() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = office(&world).await;
        for (at, code) in FROM.into_iter().enumerate() {
            office.register(returnee(&office, &name(at), (at % 4, code), Some("2022-04-15"))).await;
        }
        office.register(returnee(&office, "早归", (0, "310115"), Some("2022-04-12"))).await;
        office.register(returnee(&office, "未归", (0, "310115"), None)).await;
        let names = async |query: &str| {
            let (mut found, mut cursor) = (Vec::new(), String::new());
            loop {
                let all = format!("/api/v1/arrivals?response={}&limit=2&cursor={cursor}{query}", office.response);
                let page = office.clerk.get(&all).await.good();
                found.extend(
                    page["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()),
                );
                let Some(next) = page["next"].as_str() else { return found };
                cursor = next.to_owned();
            }
        };
        assert_eq!(names("&origin_kind=other_province").await, ["归甲甲", "早归", "未归"]);
        let day = "&origin_kind=other_province&from_on=2022-04-15&until_on=2022-04-15";
        assert_eq!(names(day).await, ["归甲甲"]);
        assert_eq!(names("&until_on=2022-04-14").await, ["早归"]);
        assert_eq!(names("&until_on=2022-04-15").await.len(), FROM.len() + 1);
        assert_eq!(names("&origin_kind=other_province&state=expected").await, ["未归"]);
        assert_eq!(names("&measure=home_quarantine").await, Vec::<String>::new());
        let wrong = office.clerk.get(&format!("/api/v1/arrivals?response={}&measure=prison", office.response)).await;
        assert_eq!(wrong.code(), "arrivals_measure_wrong");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zero_report_is_a_report_and_never_stands_against_a_registration() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = office(&world).await;
        let village = office.town.villages[1].id;
        let zero = json!({ "response_id": office.response, "area_id": village, "on": "2022-04-15" });
        for _ in 0..2 {
            office.clerk.post("/api/v1/arrivals/zero_reports", zero.clone()).await.good();
        }
        let path = format!("/api/v1/arrivals/returned?response={}", office.response);
        let told = office.clerk.get(&path).await.good();
        assert_eq!(told["zeros"].as_array().unwrap().len(), 1);
        assert_eq!(
            (&told["zeros"][0]["area_id"], &told["zeros"][0]["person_name"]),
            (&json!(village), &json!("赵文书"))
        );
        let other = office.clerk.get(&format!("{path}&on=2022-04-14")).await.good();
        assert_eq!(other["zeros"], json!([]));

        office.register(office.li()).await;
        let report = async |area: gridward_domain::Id, on: &str| {
            let zero = json!({ "response_id": office.response, "area_id": area, "on": on });
            office.clerk.post("/api/v1/arrivals/zero_reports", zero).await.code().to_owned()
        };
        assert_eq!(report(office.town.villages[0].id, "2022-04-15").await, "arrivals_zero_and_somebody");
        assert_eq!(report(village, "2022-04-16").await, "arrivals_zero_ahead");
        assert_eq!(report(office.town.grids[0].id, "2022-04-15").await, "arrivals_zero_of_village");
        let worker = world.client(world.person("周网格", Role::GridWorker, &office.town.grids[2]));
        assert!(!worker.post("/api/v1/arrivals/zero_reports", zero).await.status.is_success());
    }
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % most).unwrap()
    }
}

/// One move, drawn or not: what is refused changes nothing.
async fn step((world, office): (&World, &Office), dice: &mut Dice, made: &mut Vec<Value>, at: usize) {
    let (code, grid) = (FROM[dice.below(7)], dice.below(4));
    let came = ["2022-04-12", "2022-04-14", "2022-04-15"].get(dice.below(4)).copied();
    let kind = dice.below(13);
    if kind > 8 || made.is_empty() {
        made.push(office.register(returnee(office, &name(at), (grid, code), came)).await);
        return;
    }
    let (one, other) = (made[dice.below(made.len() as u64)].clone(), made[dice.below(made.len() as u64)].clone());
    let rev = office.clerk.get(&path(&one)).await.good()["rev"].clone();
    let (verb, input) = match kind {
        0 | 1 => ("arrive", json!({ "rev": rev, "arrived_on": "2022-04-15", "how_known": "seen" })),
        2 => ("verify", json!({ "rev": rev, "by": "visit", "arrived_on": "2022-04-14" })),
        3 => ("route", json!({ "rev": rev, "destination": { "area_id": office.town.grids[grid].id } })),
        4 => ("link", json!({ "rev": rev, "into": other["id"] })),
        5 => ("forward", json!({ "rev": rev, "to": "光山县", "how_known": "called", "reason": "去了外婆家" })),
        6 => ("end", json!({ "rev": rev, "state": "wrong_data", "how_known": "called", "reason": "查无此人" })),
        7 => ("end", json!({ "rev": rev, "state": "not_living_here", "how_known": "called", "reason": "早已搬走" })),
        _ => {
            let stays = returnee(office, "", (grid, code), came)["stays"].clone();
            let edit = json!({ "rev": rev, "stays": stays, "arrived_on": came, "reason": "本人补充" });
            office.clerk.send(Method::PATCH, &path(&one), Some(edit), Some(world.app.ids().make())).await;
            return;
        }
    };
    office.clerk.post(&format!("{}/{verb}", path(&one)), input).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_moves_the_counts_are_what_a_recount_says() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = office(&world).await;
        let (mut dice, mut made) = (Dice(20_220_415), Vec::new());
        for at in 0..100 {
            step((&world, &office), &mut dice, &mut made, at).await;
            if at % 20 == 19 {
                assert_eq!(world.run(|tx, _| wrong_arrivals(tx)).unwrap(), 0, "after {at} moves on {engine:?}");
            }
        }
        let until: i64 = sums(&office.clerk, office.response, "").await.iter().map(|sum| sum.2).sum();
        let list = format!("/api/v1/arrivals?response={}&until_on=2022-04-15&limit=200", office.response);
        let rows = office.clerk.get(&list).await.good()["items"].as_array().unwrap().len();
        assert_eq!(usize::try_from(until).unwrap(), rows);
        assert!(rows > 5, "too few moves to prove anything");
        assert_eq!(world.run(|tx, _| mend_arrivals(tx)).unwrap(), 0);
    }
}
