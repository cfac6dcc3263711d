use gridward_server::jobs::{JOBS, Timetable, run_due};
use gridward_testkit::both_engines;
use serde_json::json;

use super::path;
use crate::households::{NUMBER, PHONE};
use crate::public::Browser;
use crate::responses::Town;
use crate::responses::traces::traces;

/// Words that stand for one returnee only, in this test.
const WORDS: [&str; 8] = ["欧阳泊舟", "ouyang", NUMBER, PHONE, "摩都旅馆", "310115", "住在舅舅家", "村东头的蓝门"];

/// A returnee who went elsewhere, and a tip about somebody.
async fn fill(town: &Town, response: &str) {
    let input = json!({
        "response_id": response, "channel": "phone_call", "arrived_on": "2022-04-15",
        "destination": { "area_id": town.fixture.grids[0].id, "place": "3号" },
        "people": [{ "name": WORDS[0], "document": { "number": NUMBER }, "phone": PHONE }],
        "stays": [{ "area_code": WORDS[5], "place": WORDS[4], "from_on": "2022-03-01", "to_on": "2022-04-14" }],
    });
    let made = town.clerk.post("/api/v1/arrivals", input).await.good()["items"][0].clone();
    let forward = json!({ "rev": 1, "to": WORDS[4], "how_known": "called", "reason": WORDS[6] });
    town.clerk.post(&format!("{}/forward", path(&made)), forward).await.good();
    town.clerk.get(&path(&made)).await.good();
    let (browser, page) = (Browser::new(&town.world), format!("/p/{response}/tip"));
    let form = browser.get(&page).await;
    let (token, answer, grid) = (form.token(), form.answer(), town.fixture.grids[0].id.to_string());
    let told = [("token", token.as_str()), ("answer", answer.as_str()), ("area", grid.as_str()), ("told", WORDS[7])];
    assert_eq!(browser.post(&page, &told).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_retention_nothing_tells_of_a_returnee_and_the_counts_stay() {
    for engine in both_engines() {
        let mut town = Town::on(engine);
        let response = town.opened().await;
        fill(&town, &response).await;
        assert!(!traces(&town.world, &WORDS).is_empty());
        let counts = format!("/api/v1/arrivals/counts?response={response}");
        let counted = town.clerk.get(&counts).await.good();
        assert_eq!(counted["items"][0]["state"], "went_elsewhere");
        let day = format!("/api/v1/arrivals/returned?response={response}&on=2022-04-15");
        let returned = town.clerk.get(&day).await.good();
        assert_eq!(returned["items"][0]["until"], 1);
        let end = json!({ "rev": 1, "reason": "疫情结束", "witness_id": town.witness });
        town.clerk.post(&format!("/api/v1/responses/{response}/close"), end).await.good();
        town.days_later(31);
        run_due(&town.world.app, &mut Timetable::new(JOBS)).await;
        assert_eq!(traces(&town.world, &WORDS), Vec::<String>::new(), "{engine:?}");
        assert_eq!(town.clerk.get(&counts).await.good(), counted);
        assert_eq!(town.clerk.get(&day).await.good(), returned);
        let shown = town.clerk.get(&format!("/api/v1/responses/{response}/certificate")).await.good();
        let erased = shown["erased"].to_string();
        assert!(erased.contains("arrivals") && erased.contains("stays") && erased.contains("tips"), "{erased}");
    }
}
