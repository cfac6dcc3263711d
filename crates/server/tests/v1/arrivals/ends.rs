use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};
use serde_json::{Value, json};

use super::{Office, path};

#[tokio::test(flavor = "multi_thread")]
async fn a_forwarded_arrival_stays_open_until_the_other_place_accepts() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let standing = office.register(office.li()).await;
        let send = |verb: &str, body: Value| {
            let address = format!("{}/{verb}", path(&standing));
            let clerk = &office.clerk;
            async move { clerk.post(&address, body).await }
        };
        let early = send("accept", json!({ "rev": 1, "reason": "对方已接收" })).await;
        assert_eq!(early.code(), "arrivals_not_forwarded");
        let forward = json!({ "rev": 1, "to": "信阳市浉河区", "how_known": "called", "reason": "本人住在市区" });
        assert_eq!(send("forward", forward).await.good()["state"], "went_elsewhere");
        assert_eq!(office.clerk.get(&path(&standing)).await.good()["accepted_at"], Value::Null);
        send("accept", json!({ "rev": 2, "reason": "浉河区专班来电" })).await.good();
        let seen = office.clerk.get(&path(&standing)).await.good();
        assert!(seen["accepted_at"].is_i64());
        assert_eq!(seen["forwarded_to"], "信阳市浉河区");
        let again = send("accept", json!({ "rev": 3, "reason": "浉河区专班来电" })).await;
        assert_eq!(again.code(), "arrivals_not_forwarded");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_side_exit_names_its_reason_and_ends_the_way() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let standing = office.register(office.li()).await;
        let address = format!("{}/end", path(&standing));
        let end = |rev: i64, state: &str| json!({ "rev": rev, "state": state, "how_known": "called", "reason": "已在外地定居" });
        assert_eq!(office.clerk.post(&address, end(1, "released")).await.code(), "arrivals_no_side_exit");
        // Whoever is here can't be said not to come.
        assert_eq!(office.clerk.post(&address, end(1, "not_coming")).await.code(), "arrivals_wrong_move");
        office.clerk.post(&address, end(1, "not_living_here")).await.good();
        assert_eq!(office.clerk.post(&address, end(2, "wrong_data")).await.code(), "arrivals_wrong_move");
        assert_eq!(office.counts().await, [("not_living_here".to_owned(), 1)]);
        // Somebody who comes after all is registered anew.
        let anew = office.register(office.li()).await;
        assert_eq!((&anew["state"], &anew["duplicate_of"]), (&json!("arrived"), &Value::Null));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_arrivals_of_one_person_are_linked_by_whoever_answers_for_both() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let first = office.register(office.li()).await;
        let mut other = office.li();
        other["people"] = json!([{ "name": "李卫" }]);
        other["destination"] = json!({ "area_id": office.town.grids[1].id });
        let second = office.register(other).await;
        let address = format!("{}/link", path(&second));
        let link = json!({ "rev": 1, "into": first["id"] });
        let worker = world.client(world.person("王网格", Role::GridWorker, &office.town.grids[1]));
        assert_eq!(worker.post(&address, link.clone()).await.code(), "not_found");
        let itself = json!({ "rev": 1, "into": second["id"] });
        assert_eq!(office.clerk.post(&address, itself).await.code(), "arrivals_same");
        let linked = office.clerk.post(&address, link).await.good();
        assert_eq!((&linked["state"], &linked["duplicate_of"]), (&json!("duplicate"), &first["id"]));
        let back = json!({ "rev": 1, "into": second["id"] });
        let wrong = office.clerk.post(&format!("{}/link", path(&first)), back).await;
        assert_eq!(wrong.code(), "arrivals_not_the_first");
    }
}
