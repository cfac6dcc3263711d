use gridward_database::Statement;
use gridward_domain::access::Role;
use gridward_server::doctor::{mend_arrivals, wrong_arrivals};
use gridward_testkit::{Client, World, both_engines};
use serde_json::{Value, json};

use super::Office;

/// Three arrivals: two in the first grid, one of them expected, and one in a village's own list.
async fn three(office: &Office) {
    let grid = office.town.grids[0].id;
    let people = [("李伟", grid, "310115"), ("王芳", grid, "440300"), ("张敏", office.town.villages[1].id, "310101")];
    for (name, area, code) in people {
        let mut input = office.li();
        input["people"] = json!([{ "name": name }]);
        input["destination"] = json!({ "area_id": area });
        input["stays"] = json!([{ "area_code": code, "from_on": "2022-04-01", "to_on": "2022-04-14" }]);
        if name == "王芳" {
            (input["arrived_on"], input["expected_on"]) = (Value::Null, json!("2022-04-20"));
        }
        office.register(input).await;
    }
}

async fn names(client: &Client, query: &str) -> Vec<String> {
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = client.get(&format!("/api/v1/arrivals?{query}&limit=2&cursor={cursor}")).await.good();
        found.extend(page["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { return found };
        cursor = next.to_owned();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_has_each_arrival_once_and_keeps_to_its_filters() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        three(&office).await;
        let all = format!("response={}", office.response);
        assert_eq!(names(&office.clerk, &all).await, ["李伟", "王芳", "张敏"]);
        assert_eq!(names(&office.clerk, &format!("{all}&state=expected")).await, ["王芳"]);
        assert_eq!(names(&office.clerk, &format!("{all}&origin=31")).await, ["李伟", "张敏"]);
        assert_eq!(names(&office.clerk, &format!("{all}&origin=31&state=arrived")).await, ["李伟", "张敏"]);
        assert_eq!(names(&office.clerk, &format!("{all}&area={}", office.town.villages[1].id)).await, ["张敏"]);
        let other = format!("response={}", world.app.ids().make());
        assert_eq!(names(&office.clerk, &other).await, Vec::<String>::new());
        let wrong = office.clerk.get(&format!("/api/v1/arrivals?{all}&origin=上海")).await;
        assert!(!wrong.status.is_success());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn arrivals_are_found_by_name_pinyin_and_initials_within_reach_and_page_by_page() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        three(&office).await;
        for _ in 0..4 {
            let mut input = office.li();
            input["people"] = json!([{ "name": "李文" }]);
            input["arrived_on"] = Value::Null;
            input["expected_on"] = json!("2022-04-20");
            office.register(input).await;
        }
        let all = format!("response={}", office.response);
        let found = async |typed: &str| names(&office.clerk, &format!("{all}&q={typed}")).await;
        assert_eq!(found("王").await, ["王芳"], "{engine:?}");
        assert_eq!(found("wangf").await, ["王芳"]);
        assert_eq!(found("WF").await, ["王芳"]);
        assert_eq!(found("zhangmin").await, ["张敏"]);
        let li = found("李").await;
        assert_eq!((li.len(), &*li[0]), (5, "李伟"));
        assert_eq!(found("lw").await, li, "initials alone");
        assert_eq!(found("li").await.len(), 5);
        assert_eq!(found("芳").await, Vec::<String>::new(), "from the beginning");
        assert_eq!(found("12").await, Vec::<String>::new());
        assert_eq!(names(&office.clerk, &format!("{all}&q=李&state=arrived")).await, ["李伟"]);
        assert_eq!(names(&office.clerk, &format!("{all}&q=李&origin=44")).await, Vec::<String>::new());
        let worker = world.client(world.person("周网格", Role::GridWorker, &office.town.grids[2]));
        assert_eq!(names(&worker, &format!("{all}&q=李")).await, Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_sees_the_arrivals_of_their_own_reach_and_the_look_is_entered() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        three(&office).await;
        let all = format!("response={}", office.response);
        let worker = world.client(world.person("周网格", Role::GridWorker, &office.town.grids[0]));
        assert_eq!(names(&worker, &all).await, ["李伟", "王芳"]);
        let outside = worker.get(&format!("/api/v1/arrivals?{all}&area={}", office.town.grids[2].id)).await;
        assert_eq!(outside.code(), "not_found");
        let counts = worker.get(&format!("/api/v1/arrivals/counts?{all}")).await.good();
        assert_eq!((&counts["total"], counts["items"].as_array().unwrap().len()), (&json!(2), 2));
        let log =
            world.client(world.person("冯管理", Role::Admin, &office.town.town)).get("/api/v1/audit").await.good();
        assert!(log.to_string().contains("arrivals.list"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn counts_that_were_tampered_with_are_found_and_counted_anew() {
    static TAMPER: Statement =
        Statement::new("test.tamper", "UPDATE arrival_count SET arrivals = arrivals + 3 WHERE state = 'arrived'");
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        three(&office).await;
        let counted = office.counts().await;
        assert_eq!(world.run(|tx, _| wrong_arrivals(tx)).unwrap(), 0);
        world.run(|tx, _| Ok(tx.exec(&TAMPER, &[])?)).unwrap();
        assert_ne!(office.counts().await, counted);
        assert_eq!(world.run(|tx, _| mend_arrivals(tx)).unwrap(), 2);
        assert_eq!(office.counts().await, counted);
    }
}
