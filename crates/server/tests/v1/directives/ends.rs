use gridward_testkit::both_engines;
use serde_json::json;

use super::{Town, figures};

#[tokio::test(flavor = "multi_thread")]
async fn the_figures_of_a_closed_directive_are_frozen() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued().await;
        town.bring(&town.clerk, vec![town.receipt(&id, town.doors[0][0], "told")]).await;
        let path = format!("/api/v1/directives/{id}/close");
        assert_eq!(town.clerk.post(&path, json!({ "rev": 2, "reason": "" })).await.code(), "directives_reason_missing");
        town.clerk.post(&path, json!({ "rev": 2, "reason": "任务完成" })).await.good();
        town.world.clock.advance(1000);
        let new = json!({ "grid_id": town.fixture.grids[0].id, "door": "99号", "residents": [{ "name": "李伟" }] });
        town.clerk.post("/api/v1/households", new).await.good();
        let gone = json!({ "rev": 1, "reason": "搬走" });
        town.clerk.post(&format!("/api/v1/households/{}/close", town.doors[0][0]), gone).await.good();
        assert_eq!(figures(&town.reach(&town.clerk, &id).await, &["due", "told", "unknown"]), [16, 1, 15]);
        assert_eq!(town.clerk.get("/api/v1/directives").await.good()["items"], json!([]));
        assert_eq!(town.clerk.get("/api/v1/directives?state=ended").await.good()["items"][0]["id"], json!(id));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_directive_can_neither_be_amended_nor_closed() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued().await;
        let end = json!({ "rev": 2, "reason": "发错了" });
        let withdrawn = town.clerk.post(&format!("/api/v1/directives/{id}/withdraw"), end).await.good();
        assert_eq!(withdrawn["state"], "withdrawn");
        let again = json!({ "rev": 3, "reason": "发错了" });
        assert_eq!(
            town.clerk.post(&format!("/api/v1/directives/{id}/close"), again).await.code(),
            "directives_wrong_move"
        );
    }
}
