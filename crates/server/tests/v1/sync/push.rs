use gridward_domain::access::Role;
use gridward_testkit::both_engines;
use serde_json::{Value, json};

use crate::directives::{Town, figures};

fn outcomes(answers: &Value) -> Vec<Value> {
    answers["answers"].as_array().unwrap().iter().map(|answer| answer["outcome"].clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_outbox_of_a_phone_is_taken_in_order_and_a_second_delivery_does_nothing() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued().await;
        let head = town.in_grid("王网格长", Role::GridHead, 0);
        let command =
            |kind: &str, input: Value| json!({ "op_id": town.world.app.ids().make(), "kind": kind, "input": input });
        let receipt = |door: usize| {
            let mut input = town.receipt(&id, town.doors[0][door], "told");
            input.as_object_mut().unwrap().remove("op_id");
            command("receipt", input)
        };
        let sign = command("sign", json!({ "directive_id": id, "area_id": town.fixture.grids[0].id }));
        let outbox = json!({ "commands": [receipt(0), sign, receipt(1), receipt(2)] });
        let answers = head.post("/api/v1/sync", outbox.clone()).await.good();
        assert_eq!(outcomes(&answers), ["done", "done", "done", "done"]);
        let again = head.post("/api/v1/sync", outbox).await.good();
        assert_eq!(outcomes(&again), ["repeated", "repeated", "repeated", "repeated"]);
        assert_eq!(figures(&town.reach(&head, &id).await, &["told", "unknown"]), [3, 1]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_cannot_be_read_is_declined_alone_with_words() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued().await;
        let op = || town.world.app.ids().make();
        let mut good = town.receipt(&id, town.doors[0][0], "told");
        good.as_object_mut().unwrap().remove("op_id");
        let outbox = json!({ "commands": [
            { "op_id": op(), "kind": "receipt", "input": { "directive_id": id } },
            { "op_id": op(), "kind": "dance", "input": {} },
            { "op_id": op(), "kind": "receipt", "input": good },
        ] });
        let answers = town.clerk.post("/api/v1/sync", outbox).await.good();
        assert_eq!(outcomes(&answers), ["refused", "refused", "done"]);
        assert!(answers["answers"][0]["title"].as_str().unwrap().contains("household_id"));
        let none = town.clerk.post("/api/v1/sync", json!({ "commands": [] })).await;
        assert_eq!(none.code(), "sync_wrong_size");
    }
}
