use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};
use serde_json::json;

use super::{Town, figures};

const STATES: [&str; 5] = ["told", "confirmed", "refused", "nobody_home", "unknown"];

#[tokio::test(flavor = "multi_thread")]
async fn the_strongest_state_counts_and_no_word_is_told_apart_from_zero() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued().await;
        let worker = town.in_grid("刘网格员", Role::GridWorker, 0);
        let [a, b, c, _] = town.doors[0][..] else { panic!("four doors") };
        let first =
            [(a, "told"), (b, "not_reached"), (c, "refused")].map(|(door, state)| town.receipt(&id, door, state));
        town.bring(&worker, first.to_vec()).await;
        assert_eq!(figures(&town.reach(&worker, &id).await, &STATES), [1, 0, 1, 1, 1]);
        let second =
            [(a, "confirmed"), (b, "told"), (c, "not_reached")].map(|(door, state)| town.receipt(&id, door, state));
        town.bring(&worker, second.to_vec()).await;
        let row = town.reach(&worker, &id).await;
        assert_eq!(figures(&row, &STATES), [1, 1, 1, 0, 1]);
        assert_eq!(figures(&row, &["due", "reached", "grids", "grids_silent"]), [4, 3, 1, 0]);
        let whole = town.reach(&town.clerk, &id).await;
        assert_eq!(figures(&whole, &["due", "reached", "unknown", "grids", "grids_silent"]), [16, 3, 13, 4, 3]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_brought_twice_is_kept_once() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued().await;
        let receipt = town.receipt(&id, town.doors[0][0], "told");
        let twice = json!({ "receipts": [receipt, receipt] });
        let answers = town.clerk.post("/api/v1/receipts", twice.clone()).await.good();
        let outcomes = |answers: &serde_json::Value| {
            answers["answers"].as_array().unwrap().iter().map(|one| one["outcome"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(outcomes(&answers), ["done", "repeated"]);
        let again = town.clerk.post("/api/v1/receipts", twice).await.good();
        assert_eq!(outcomes(&again), ["repeated", "repeated"]);
        assert_eq!(town.reach(&town.clerk, &id).await["told"], 1);
        let worker = town.in_grid("刘网格员", Role::GridWorker, 0);
        assert_eq!(town.declined(&worker, receipt).await, "op_reused");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_refused_receipt_leaves_its_neighbours_alone() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued().await;
        let mut wrong = town.receipt(&id, town.doors[0][1], "not_reached");
        wrong["reason"] = json!(null);
        let receipts = json!({ "receipts": [
            town.receipt(&id, town.doors[0][0], "told"), wrong, town.receipt(&id, town.doors[0][2], "told") ] });
        let answers = town.clerk.post("/api/v1/receipts", receipts).await.good();
        assert_eq!(answers["answers"][1]["code"], "receipts_contradiction");
        assert_eq!(
            answers["answers"][1]["title"],
            "The receipt contradicts itself: a reason goes with not_reached, and only with it"
        );
        assert_eq!(figures(&town.reach(&town.clerk, &id).await, &["told", "nobody_home"]), [2, 0]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_and_a_liaison_bring_receipts_for_their_own_doors_only() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued().await;
        let worker = town.in_grid("刘网格员", Role::GridWorker, 0);
        assert_eq!(town.declined(&worker, town.receipt(&id, town.doors[1][0], "told")).await, "not_found");
        let person = town.world.run(|tx, ctx| gridward_server::people::plant(tx, ctx, "孙联户")).unwrap();
        let post = json!({ "person_id": person, "role": "liaison", "area_id": town.fixture.grids[1].id,
            "households": town.doors[1][..2] });
        town.clerk.post("/api/v1/posts", post).await.good();
        let liaison = town.world.client(person);
        town.bring(&liaison, vec![town.receipt(&id, town.doors[1][1], "confirmed")]).await;
        assert_eq!(town.declined(&liaison, town.receipt(&id, town.doors[1][2], "told")).await, "not_found");
        assert_eq!(town.reach(&town.clerk, &id).await["confirmed"], 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_with_its_reason_takes_an_entry_back_and_its_problem_with_it() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued().await;
        let door = town.doors[0][0];
        let told = town.receipt(&id, door, "told");
        town.bring(&town.clerk, vec![told]).await;
        town.world.clock.advance(60_000);
        let wrong = town.receipt(&id, door, "refused");
        town.bring(&town.clerk, vec![wrong.clone()]).await;
        assert_eq!(open_problems(&town.world), 1);
        let mut void = town.receipt(&id, door, "void");
        void["corrects"] = wrong["op_id"].clone();
        assert_eq!(town.declined(&town.clerk, void.clone()).await, "receipts_contradiction");
        void["note"] = json!("点错了门");
        town.bring(&town.clerk, vec![void.clone()]).await;
        let row = town.reach(&town.clerk, &id).await;
        assert_eq!(figures(&row, &["told", "refused", "reached"]), [1, 0, 1]);
        assert_eq!(row["last_ms"], 0);
        assert_eq!(open_problems(&town.world), 0);
        void["op_id"] = json!(town.world.app.ids().make());
        assert_eq!(town.declined(&town.clerk, void.clone()).await, "receipts_nothing_to_correct");
        let mut other = void;
        (other["household_id"], other["op_id"]) = (json!(town.doors[0][1]), json!(town.world.app.ids().make()));
        assert_eq!(town.declined(&town.clerk, other).await, "receipts_nothing_to_correct");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_door_outside_the_scope_and_a_directive_that_has_ended_take_no_receipt() {
    for engine in both_engines() {
        let town = Town::on(engine);
        let id = town.issued_to(&[town.fixture.villages[0].id]).await;
        assert_eq!(
            town.declined(&town.clerk, town.receipt(&id, town.doors[2][0], "told")).await,
            "receipts_out_of_scope"
        );
        let end = json!({ "rev": 2, "reason": "任务完成" });
        town.clerk.post(&format!("/api/v1/directives/{id}/close"), end).await.good();
        assert_eq!(
            town.declined(&town.clerk, town.receipt(&id, town.doors[0][0], "told")).await,
            "directives_wrong_move"
        );
    }
}

fn open_problems(world: &World) -> i64 {
    static OPEN: gridward_database::Statement =
        gridward_database::Statement::new("test.problems", "SELECT COUNT(*) FROM problem WHERE state = 'found'");
    world.run(|tx, _| Ok(tx.one(&OPEN, &[], |row| row.get(0))?)).unwrap()
}
