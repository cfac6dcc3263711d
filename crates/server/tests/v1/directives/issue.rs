use gridward_domain::access::Role;
use gridward_testkit::{Method, both_engines};
use serde_json::json;

use super::Town;

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_seen_by_those_who_may_issue_it_and_an_issued_one_by_everybody_it_touches() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let worker = town.in_grid("刘网格员", Role::GridWorker, 0);
        let elsewhere = town.in_grid("孙网格员", Role::GridWorker, 2);
        let draft = town.clerk.post("/api/v1/directives", town.draft_of(&[town.fixture.villages[0].id])).await.good();
        let path = format!("/api/v1/directives/{}", draft["id"].as_str().unwrap());
        assert_eq!(worker.get(&path).await.code(), "not_found");
        assert_eq!(town.clerk.get("/api/v1/directives?state=draft").await.good()["items"][0]["id"], draft["id"]);
        town.clerk.post(&format!("{path}/issue"), json!({ "rev": 1 })).await.good();
        assert_eq!(worker.get(&path).await.good()["scope"][0]["name"], "黄寺岗村");
        assert_eq!(worker.get("/api/v1/directives").await.good()["items"][0]["id"], draft["id"]);
        assert_eq!(elsewhere.get(&path).await.code(), "not_found");
        assert_eq!(elsewhere.get("/api/v1/directives").await.good()["items"], json!([]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn areas_within_another_area_of_the_scope_are_left_out() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let scope = [town.fixture.grids[0].id, town.fixture.villages[0].id, town.fixture.grids[2].id];
        let draft = town.clerk.post("/api/v1/directives", town.draft_of(&scope)).await.good();
        let names: Vec<&str> =
            draft["scope"].as_array().unwrap().iter().map(|area| area["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["黄寺岗村", "史寨村第1村民组"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commander_of_one_village_issues_nothing_for_another() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let person = town.world.person("周指挥", Role::Commander, &town.fixture.villages[0]);
        let commander = town.world.client(person);
        let outside = town.draft_of(&[town.fixture.villages[1].id]);
        assert_eq!(commander.post("/api/v1/directives", outside).await.code(), "directives_scope_outside");
        let worker = town.in_grid("刘网格员", Role::GridWorker, 0);
        let own = town.draft_of(&[town.fixture.grids[0].id]);
        assert_eq!(worker.post("/api/v1/directives", own).await.code(), "not_allowed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_amendment_makes_a_new_version_and_the_receipts_of_the_old_one_stay() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued().await;
        let told = town.receipt(&id, town.doors[0][0], "told");
        town.bring(&town.clerk, vec![told]).await;
        let mut amended = town.draft_of(&[]);
        let text = amended.as_object_mut().unwrap();
        text.remove("scope");
        text.insert("body".to_owned(), json!("改为两日内清理完毕。"));
        text.insert("rev".to_owned(), json!(2));
        let path = format!("/api/v1/directives/{id}/amend");
        text.insert("reason".to_owned(), json!(" "));
        assert_eq!(town.clerk.post(&path, amended.clone()).await.code(), "directives_reason_missing");
        amended["reason"] = json!("县里要求提前");
        assert_eq!(town.clerk.post(&path, amended.clone()).await.good()["version"], 2);
        assert_eq!(town.clerk.post(&path, amended).await.code(), "changed_meanwhile");
        assert_eq!(town.reach(&town.clerk, &id).await["told"], 1);
        let versions = town.clerk.get(&format!("/api/v1/directives/{id}/versions")).await.good();
        assert_eq!((versions[0]["version"].as_i64(), versions[1]["version"].as_i64()), (Some(2), Some(1)));
        assert_eq!(versions[0]["reason"], "县里要求提前");
        assert_eq!(versions[0]["person_name"], "李文书");
        let mut future = town.receipt(&id, town.doors[0][1], "told");
        future["version"] = json!(3);
        assert_eq!(town.declined(&town.clerk, future).await, "receipts_no_such_version");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_can_be_changed_until_it_is_issued_and_not_after() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let draft = town.clerk.post("/api/v1/directives", town.draft_of(&[town.fixture.town.id])).await.good();
        let path = format!("/api/v1/directives/{}", draft["id"].as_str().unwrap());
        let mut changed = town.draft_of(&[town.fixture.grids[3].id]);
        changed["rev"] = json!(1);
        changed["title"] = json!("入户核查");
        let put = async |body: &serde_json::Value| {
            town.clerk.send(Method::PUT, &path, Some(body.clone()), Some(town.world.app.ids().make())).await
        };
        let edited = put(&changed).await.good();
        assert_eq!((edited["title"].as_str(), edited["scope"].as_array().unwrap().len()), (Some("入户核查"), 1));
        town.clerk.post(&format!("{path}/issue"), json!({ "rev": 2 })).await.good();
        changed["rev"] = json!(3);
        assert_eq!(put(&changed).await.code(), "directives_wrong_move");
        assert_eq!(
            town.clerk.post(&format!("{path}/issue"), json!({ "rev": 3 })).await.code(),
            "directives_wrong_move"
        );
        assert_eq!(town.clerk.get(&format!("{path}/reach")).await.good()["rows"][0]["due"], 4);
    }
}
