use gridward_domain::Timestamp;
use gridward_domain::access::Role;
use gridward_domain::areas::Level;
use gridward_server::directives::{self, ReachQuery, SheetCache};
use gridward_testkit::both_engines;
use serde_json::{Value, json};

use super::{Town, figures};

#[tokio::test(flavor = "multi_thread")]
async fn the_table_adds_up_from_the_grids_to_the_town_and_tells_how_long_it_took() {
    for engine in both_engines() {
        let mut town = Town::on(engine);
        let id = town.issued().await;
        town.world.clock.advance(10 * 60_000);
        let early = town.doors[0].iter().map(|door| town.receipt(&id, *door, "confirmed")).collect();
        town.bring(&town.clerk, early).await;
        town.later(3 * Timestamp::HOUR);
        let late = town.doors[1].iter().map(|door| town.receipt(&id, *door, "told")).collect();
        town.bring(&town.clerk, late).await;
        let table = town.clerk.get(&format!("/api/v1/directives/{id}/reach?down_to=grid")).await.good();
        let rows = table["rows"].as_array().unwrap();
        let shown: Vec<(&str, Vec<i64>)> = rows
            .iter()
            .map(|row| (row["name"].as_str().unwrap(), figures(row, &["due", "reached", "unknown"])))
            .collect();
        assert_eq!(
            shown,
            [
                ("黄寺岗镇", vec![16, 8, 8]),
                ("黄寺岗村", vec![8, 8, 0]),
                ("黄寺岗村第1村民组", vec![4, 4, 0]),
                ("黄寺岗村第2村民组", vec![4, 4, 0]),
                ("史寨村", vec![8, 0, 8]),
                ("史寨村第1村民组", vec![4, 0, 4]),
                ("史寨村第2村民组", vec![4, 0, 4]),
            ]
        );
        let minutes = |row: &Value, name: &str| row[name].as_i64().map(|ms| ms / 60_000);
        assert_eq!((minutes(&rows[0], "p50_ms"), minutes(&rows[0], "p90_ms")), (Some(190), None));
        assert_eq!(minutes(&rows[0], "last_ms"), Some(190));
        assert_eq!((minutes(&rows[1], "p50_ms"), rows[1]["complete"].as_bool()), (Some(15), Some(true)));
        assert_eq!((rows[4]["p50_ms"].clone(), rows[4]["last_ms"].clone()), (json!(null), json!(null)));
        let curve = town.clerk.get(&format!("/api/v1/directives/{id}/curve")).await.good();
        assert_eq!(curve["villages"][0]["reached"].as_array().unwrap()[..5], [4, 4, 4, 4, 8]);
        assert_eq!(curve["bounds_ms"].as_array().unwrap().last(), Some(&json!(null)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_sees_the_figures_of_his_own_reach() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued_to(&[town.fixture.villages[0].id]).await;
        let path = format!("/api/v1/directives/{id}/reach");
        assert_eq!(figures(&town.reach(&town.clerk, &id).await, &["due"]), [8]);
        let person = town.world.person("赵村干", Role::VillageCadre, &town.fixture.villages[0]);
        let cadre = town.world.client(person);
        let rows = cadre.get(&path).await.good();
        let names: Vec<&Value> = rows["rows"].as_array().unwrap().iter().map(|row| &row["name"]).collect();
        assert_eq!(names, ["黄寺岗村", "黄寺岗村第1村民组", "黄寺岗村第2村民组"]);
        let worker = town.in_grid("刘网格员", Role::GridWorker, 1);
        assert_eq!(figures(&town.reach(&worker, &id).await, &["due"]), [4]);
        let other = format!("{path}?area={}", town.fixture.grids[0].id);
        assert_eq!(worker.get(&other).await.code(), "not_found");
        let auditor = town.world.client(town.world.person("督查", Role::Auditor, &town.fixture.town));
        assert_eq!(figures(&town.reach(&auditor, &id).await, &["due"]), [8]);
        assert_eq!(auditor.get(&format!("/api/v1/directives/{id}/doors")).await.code(), "not_allowed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_moves_in_later_is_due_too() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued().await;
        assert_eq!(town.reach(&town.clerk, &id).await["due"], 16);
        let new = json!({ "grid_id": town.fixture.grids[0].id, "door": "99号", "residents": [{ "name": "李伟" }] });
        town.clerk.post("/api/v1/households", new).await.good();
        assert_eq!(town.reach(&town.clerk, &id).await["due"], 17);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_that_is_followed_says_the_same_as_one_that_is_read_whole() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued().await;
        let other = town.issued().await;
        let path = format!("/api/v1/directives/{id}/reach?down_to=grid");
        town.clerk.get(&path).await.good();
        for (place, state) in ["told", "refused", "not_reached", "confirmed"].into_iter().enumerate() {
            town.world.clock.advance(1_000);
            let receipts = vec![
                town.receipt(&id, town.doors[place][0], state),
                town.receipt(&other, town.doors[0][place], "told"),
            ];
            town.bring(&town.clerk, receipts).await;
            let followed = town.clerk.get(&path).await.good();
            let directive = id.parse().unwrap();
            let whole = town
                .world
                .run(move |tx, ctx| {
                    let asked = ReachQuery { area: None, down_to: Some(Level::Grid) };
                    directives::reach(tx, ctx, &SheetCache::default(), directive, asked)
                })
                .unwrap();
            let whole = serde_json::to_value(&whole).unwrap();
            assert_eq!(followed, whole);
        }
        assert_eq!(
            figures(&town.reach(&town.clerk, &id).await, &["told", "refused", "nobody_home", "confirmed"]),
            [1; 4]
        );
    }
}
