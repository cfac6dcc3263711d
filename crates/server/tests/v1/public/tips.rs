use gridward_database::Statement;
use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};
use serde_json::json;

use super::{Browser, poster};
use crate::arrivals::Office;

static COMMANDS: Statement = Statement::new("test.commands", "SELECT COUNT(*) FROM command WHERE verb = 'tips.tell'");
static AUDITED: Statement = Statement::new("test.audited", "SELECT COUNT(*) FROM audit WHERE noun = 'tips'");

#[tokio::test(flavor = "multi_thread")]
async fn a_tip_is_kept_once_without_a_trace_of_who_told_it_and_changes_nobodys_state() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let (browser, page) = (Browser::new(&world), format!("{}/tip", poster(&office).await));
        let form = browser.get(&page).await;
        let (token, answer, grid) = (form.token(), form.answer(), office.town.grids[0].id.to_string());
        let fields = [
            ("token", token.as_str()),
            ("answer", answer.as_str()),
            ("area", grid.as_str()),
            ("told", "村东头有人从外地回来没报备"),
        ];
        for _ in 0..2 {
            let sent = browser.post(&page, &fields).await;
            assert_eq!(sent.status, 200, "{}", sent.text);
        }
        let traces = world.run(|tx, _| {
            let count = |row: &gridward_database::Row<'_>| row.get::<i64>(0);
            Ok((tx.one(&COMMANDS, &[], count)?, tx.one(&AUDITED, &[], count)?))
        });
        assert_eq!(traces.unwrap(), (0, 0));
        let cadre = world.client(world.person("孙村干", Role::VillageCadre, &office.town.villages[0]));
        let tips = cadre.get(&format!("/api/v1/arrivals/tips?response={}", office.response)).await.good();
        let tip = &tips["items"][0];
        assert_eq!((tips["items"].as_array().unwrap().len(), &tip["told_on"]), (1, &json!("2022-04-15")));
        let look = format!("/api/v1/arrivals/tips/{}/look", tip["id"].as_str().unwrap());
        cadre.post(&look, json!({ "outcome": "unfounded" })).await.good();
        let neighbour = world.client(world.person("王网格", Role::GridWorker, &office.town.grids[2]));
        assert_eq!(neighbour.post(&look, json!({ "outcome": "known" })).await.code(), "not_found");
        assert_eq!(office.counts().await, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tip_about_nothing_or_nowhere_is_asked_again() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let (browser, page) = (Browser::new(&world), format!("{}/tip", poster(&office).await));
        let form = browser.get(&page).await;
        let (token, answer, grid) = (form.token(), form.answer(), office.town.grids[0].id.to_string());
        for (area, told) in [("", "村东头有人回来"), (grid.as_str(), "有"), (grid.as_str(), "")] {
            let fields = [("token", token.as_str()), ("answer", answer.as_str()), ("area", area), ("told", told)];
            assert_eq!(browser.post(&page, &fields).await.status, 422);
        }
    }
}
