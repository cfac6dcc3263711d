use gridward_domain::access::Role;
use gridward_domain::arrivals::ArrivalState;
use gridward_server::arrivals::advance;
use gridward_testkit::{Method, World, both_engines};
use serde_json::{Value, json};

use super::{Office, path};
use crate::households::NUMBER;

#[tokio::test(flavor = "multi_thread")]
async fn an_arrival_goes_its_way_from_expected_to_released() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let mut input = office.li();
        (input["arrived_on"], input["expected_on"]) = (Value::Null, json!("2022-04-15"));
        let standing = office.register(input).await;
        assert_eq!(standing["state"], "expected");
        let worker = world.client(world.person("周网格", Role::GridWorker, &office.town.grids[0]));
        let too_early = worker.post(&format!("{}/verify", path(&standing)), json!({ "rev": 1, "by": "visit" })).await;
        assert_eq!(too_early.code(), "arrivals_wrong_move");
        assert!(too_early.body["title"].as_str().unwrap().contains("expected"), "{}", too_early.body);
        let verify = json!({ "rev": 1, "by": "visit", "arrived_on": "2022-04-15" });
        let verified = worker.post(&format!("{}/verify", path(&standing)), verify).await.good();
        assert_eq!((&verified["state"], &verified["rev"]), (&json!("verified"), &json!(3)));
        let id = standing["id"].as_str().unwrap().parse().unwrap();
        for next in [ArrivalState::Assessed, ArrivalState::UnderMeasure, ArrivalState::Released] {
            world.run(move |tx, ctx| advance(tx, ctx, id, next, "arrivals.assess")).unwrap();
        }
        let seen = worker.get(&path(&standing)).await.good();
        assert_eq!((&seen["state"], &seen["how_known"]), (&json!("released"), &json!("seen")));
        let verbs: Vec<&str> =
            seen["history"].as_array().unwrap().iter().map(|event| event["verb"].as_str().unwrap()).collect();
        assert_eq!(verbs.last(), Some(&"arrivals.register"));
        assert!(verbs.contains(&"arrivals.arrive") && verbs.contains(&"arrivals.verify"));
        assert_eq!(office.counts().await, [("released".to_owned(), 1)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_keeps_the_values_before_and_declines_an_older_sight() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let standing = office.register(office.li()).await;
        let edit = json!({ "rev": 1, "reason": "本人来电更正", "person": { "name": "李玮", "document": { "number": NUMBER } },
            "stays": [{ "area_code": "440300", "from_on": "2022-04-01", "to_on": "2022-04-14" }] });
        let patch = |body: Value| {
            let address = path(&standing);
            let (clerk, op) = (&office.clerk, Some(world.app.ids().make()));
            async move { clerk.send(Method::PATCH, &address, Some(body), op).await }
        };
        patch(edit.clone()).await.good();
        assert_eq!(patch(edit).await.code(), "changed_meanwhile");
        let seen = office.clerk.get(&path(&standing)).await.good();
        assert_eq!(
            (&seen["name"], &seen["phone"], &seen["origin_code"]),
            (&json!("李玮"), &Value::Null, &json!("4403"))
        );
        let before = &seen["history"][0]["before"];
        assert_eq!((&before["name"], &before["document"]), (&json!("李伟"), &json!("419***********736X")));
        assert_eq!(before["stays"][0]["area_code"], "310115");
        let no_reason = json!({ "rev": 2, "reason": " " });
        assert_eq!(patch(no_reason).await.code(), "arrivals_reason_missing");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_shown_for_a_reason_and_the_log_says_so_without_it() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let standing = office.register(office.li()).await;
        let unmask = format!("{}/unmask", path(&standing));
        let asked = json!({ "field": "document", "reason": "核对身份证" });
        assert_eq!(office.clerk.post(&unmask, asked.clone()).await.good()["number"], NUMBER);
        let commander = world.client(world.person("钱指挥", Role::Commander, &office.town.town));
        assert_eq!(commander.post(&unmask, asked).await.code(), "not_allowed");
        let log =
            world.client(world.person("冯管理", Role::Admin, &office.town.town)).get("/api/v1/audit").await.good();
        let log = log.to_string();
        assert!(log.contains("arrivals.unmask") && !log.contains(NUMBER) && !log.contains("李伟"));
    }
}
