use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};
use serde_json::{Value, json};

use super::{Office, path};
use crate::households::{NUMBER, PHONE, li_household};

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_lands_in_one_grid_with_the_one_who_answers_for_it() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let worker = world.person("周网格", Role::GridWorker, &office.town.grids[0]);
        let standing = office.register(office.li()).await;
        assert_eq!((&standing["state"], &standing["gap"]), (&json!("arrived"), &json!(false)));
        let seen = world.client(worker).get(&path(&standing)).await.good();
        assert_eq!(seen["name"], "李伟");
        assert_eq!(seen["document"], "419***********736X");
        assert_eq!(seen["phone"], "154****0667");
        assert_eq!(seen["origin_code"], "310115");
        assert_eq!(seen["how_known"], "called");
        assert_eq!(seen["owner"]["person_name"], "周网格");
        assert_eq!(seen["stays"][0]["to_on"], "2022-04-14");
        assert_eq!(seen["gaps"], json!([]));
        assert!(!seen.to_string().contains(NUMBER) && !seen.to_string().contains(PHONE));
        let neighbour = world.client(world.person("王网格", Role::GridWorker, &office.town.grids[1]));
        assert_eq!(neighbour.get(&path(&standing)).await.code(), "not_found");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_village_without_a_group_is_a_gap_that_the_village_closes() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let (village, grid) = (&office.town.villages[0], &office.town.grids[1]);
        let mut input = office.li();
        input["destination"] = json!({ "area_id": village.id, "place": "村口旅馆" });
        let standing = office.register(input).await;
        assert_eq!((&standing["gap"], &standing["grid_id"]), (&json!(true), &json!(village.id)));
        let worker = world.client(world.person("周网格", Role::GridWorker, grid));
        assert_eq!(worker.get(&path(&standing)).await.code(), "not_found");
        let cadre = world.client(world.person("孙村干", Role::VillageCadre, village));
        let seen = cadre.get(&path(&standing)).await.good();
        assert_eq!((&seen["village_name"], &seen["grid_name"]), (&json!("黄寺岗村"), &json!("")));
        let route = json!({ "rev": 1, "destination": { "area_id": grid.id, "place": "村口旅馆" } });
        let routed = cadre.post(&format!("{}/route", path(&standing)), route).await.good();
        assert_eq!((&routed["gap"], &routed["grid_id"]), (&json!(false), &json!(grid.id)));
        assert_eq!(worker.get(&path(&standing)).await.good()["place"], "村口旅馆");
        let back = json!({ "rev": 2, "destination": { "area_id": village.id, "place": "村口旅馆" } });
        worker.post(&format!("{}/route", path(&standing)), back).await.good();
        assert_eq!(worker.get(&path(&standing)).await.code(), "not_found");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_door_that_one_household_has_is_that_household() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let home = li_household(&office.clerk, office.town.grids[0].id, "3号").await;
        let standing = office.register(office.li()).await;
        let seen = office.clerk.get(&path(&standing)).await.good();
        assert_eq!(seen["household_id"], home["id"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_registration_is_kept_as_an_addition_and_counted_once() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let first = office.register(office.li()).await;
        let mut again = office.li();
        again["destination"] = json!({ "area_id": office.town.grids[2].id });
        again["people"][0]["name"] = json!("李玮");
        let second = office.register(again).await;
        assert_eq!((&second["state"], &second["duplicate_of"]), (&json!("duplicate"), &first["id"]));
        let mut by_phone = office.li();
        by_phone["people"][0]["document"] = Value::Null;
        let third = office.register(by_phone).await;
        assert_eq!(third["duplicate_of"], first["id"]);
        let seen = office.clerk.get(&path(&first)).await.good();
        assert_eq!(seen["additions"].as_array().unwrap().len(), 2);
        let counts = office.clerk.get(&format!("/api/v1/arrivals/counts?response={}", office.response)).await.good();
        assert_eq!(counts["total"], 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_is_registered_together_and_each_is_an_arrival() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let mut input = office.li();
        input["people"] = json!([{ "name": "李伟", "phone": PHONE }, { "name": "王秀英" }, { "name": "李小明" }]);
        let items = office.clerk.post("/api/v1/arrivals", input).await.good()["items"].clone();
        assert_eq!(items.as_array().unwrap().len(), 3);
        let seen = office.clerk.get(&path(&items[0])).await.good();
        let names: Vec<&str> =
            seen["companions"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["王秀英", "李小明"]);
        let wife = office.clerk.get(&path(&items[1])).await.good();
        assert_eq!(wife["stays"][0]["area_code"], "310115");
        assert_eq!(office.counts().await, [("arrived".to_owned(), 3)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_liaison_registers_for_his_own_households_only() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let grid = office.town.grids[0].id;
        let own = li_household(&office.clerk, grid, "1号").await;
        let other = office.clerk.post("/api/v1/households", json!({ "grid_id": grid, "door": "2号" })).await.good();
        let body = json!({ "name": "刘联户", "work_phone": "", "area_id": grid });
        let person = office.clerk.post("/api/v1/people", body).await.good();
        let post = json!({ "person_id": person["id"], "role": "liaison", "area_id": grid, "households": [own["id"]] });
        office.clerk.post("/api/v1/posts", post).await.good();
        let liaison = world.client(person["id"].as_str().unwrap().parse().unwrap());
        let mut input = office.li();
        input["channel"] = json!("on_behalf");
        input["destination"] = json!({ "household_id": own["id"] });
        let standing = liaison.post("/api/v1/arrivals", input.clone()).await.good()["items"][0].clone();
        assert_eq!(liaison.get(&path(&standing)).await.code(), "not_allowed");
        input["destination"] = json!({ "household_id": other["id"] });
        assert_eq!(liaison.post("/api/v1/arrivals", input.clone()).await.code(), "not_found");
        input["destination"] = json!({ "area_id": grid });
        assert_eq!(liaison.post("/api/v1/arrivals", input).await.code(), "not_found");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_declined_at_its_place() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let stay = |from: &str, to: &str| json!([{ "place": "上海", "from_on": from, "to_on": to }]);
        let cases = [
            ("people", json!([]), "people"),
            ("people", json!([{ "name": "李?" }]), "people[0].name"),
            ("people", json!([{ "name": "李伟", "phone": "154" }]), "people[0].phone"),
            (
                "people",
                json!([{ "name": "李伟", "document": { "number": "419999198208197361" } }]),
                "people[0].document.number",
            ),
            ("arrived_on", json!("2022-04-16"), "arrived_on"),
            ("arrived_on", Value::Null, "arrived_on"),
            ("expected_on", json!("2023-04-16"), "expected_on"),
            ("stays", stay("2022-04-10", "2022-04-01"), "stays[0].to_on"),
            ("stays", stay("2022-04-10", "2022-04-16"), "stays[0].to_on"),
            ("destination", json!({}), "destination.area_id"),
            ("destination", json!({ "area_id": office.town.town.id }), "destination.area_id"),
            ("channel", json!("self"), "channel"),
        ];
        for (field, value, at) in cases {
            let mut input = office.li();
            input[field] = value;
            let reply = office.clerk.post("/api/v1/arrivals", input).await;
            assert_eq!(reply.status.as_u16(), 422, "{field} {}", reply.body);
            assert_eq!(reply.body["at"], at, "{}", reply.body);
        }
        assert_eq!(office.counts().await, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_command_registers_nobody_twice_and_its_stored_outcome_names_nobody() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let op = Some(world.app.ids().make());
        let send = || office.clerk.send(gridward_testkit::Method::POST, "/api/v1/arrivals", Some(office.li()), op);
        let (one, other) = (send().await.good(), send().await.good());
        assert_eq!(one, other);
        assert!(!one.to_string().contains("李伟"));
        assert_eq!(office.counts().await, [("arrived".to_owned(), 1)]);
    }
}
