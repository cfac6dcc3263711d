use gridward_domain::Id;
use gridward_domain::access::Role;
use gridward_server::areas::Area;
use gridward_server::doctor::{wrong_arrivals, wrong_follow_ups, wrong_measures};
use gridward_testkit::{World, both_engines};
use serde_json::{Value, json};

use super::path;
use crate::households::{NUMBER, li_household};
use crate::plans::{Office, ZHANGJIANG};
use crate::posts::doors;

const TODAY: &str = "2022-04-15";

/// Somebody who came from Pudong today and is under a measure.
async fn came(office: &Office, person: Value, destination: Value) -> Value {
    let input = json!({ "response_id": office.response, "channel": "phone_call", "arrived_on": TODAY,
        "destination": destination, "people": [person],
        "stays": [{ "area_code": "310115", "place": "上海市浦东新区", "from_on": "2022-03-01", "to_on": "2022-04-14" }] });
    let made = office.clerk.post("/api/v1/arrivals", input).await.good()["items"][0].clone();
    office.clerk.post(&format!("{}/verify", path(&made)), json!({ "rev": 1, "by": "visit" })).await.good();
    made
}

/// Where an arrival lies: grid, household and place. Its plan and what is due on a day lie in the same grid.
async fn lies(office: &Office, arrival: &Value, day: &str) -> (Value, Value, String) {
    let now = office.clerk.get(&path(arrival)).await.good();
    let due: Vec<Value> = office.due(day).await.into_iter().filter(|due| due["arrival_id"] == arrival["id"]).collect();
    assert!(!due.is_empty() && due.iter().all(|due| due["grid_id"] == now["grid_id"]), "{due:?}");
    let plan = office.plans(arrival).await.remove(0);
    assert_eq!(plan["grid_id"], now["grid_id"]);
    (now["grid_id"].clone(), now["household_id"].clone(), now["place"].as_str().unwrap().to_owned())
}

/// How many counts the doctor finds wrong.
fn wrong(world: &World) -> [usize; 3] {
    world.run(|tx, _| Ok([wrong_arrivals(tx)?, wrong_follow_ups(tx)?, wrong_measures(tx)?])).unwrap()
}

/// How many follow-ups of a day a grid worker of an area finds.
async fn found_by_worker(office: &Office, area: &Value, day: &str) -> usize {
    let area: Area = serde_json::from_value(area.clone()).unwrap();
    let worker = office.world.client(office.world.person("周工", Role::GridWorker, &area));
    worker.get(&format!("/api/v1/follow_ups?on={day}")).await.good()["items"].as_array().unwrap().len()
}

async fn split(office: &Office, parts: Value) -> Value {
    let address = format!("/api/v1/areas/{}/split", office.town.grids[0].id);
    office.clerk.post(&address, json!({ "rev": 1, "reason": "太大", "parts": parts })).await.good()
}

#[tokio::test(flavor = "multi_thread")]
async fn arrivals_of_a_split_grid_go_with_their_household_or_by_their_place_or_back_to_the_village() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let grid = office.town.grids[0].id;
        let homes: Vec<Id> = doors(&office.world, &office.town.grids[0], 2);
        let at_home = came(&office, json!({ "name": "周敏" }), json!({ "household_id": homes[1] })).await;
        let by_lane = came(&office, json!({ "name": "吴刚" }), json!({ "area_id": grid, "place": "东街99号" })).await;
        let unclear = came(&office, json!({ "name": "郑洁" }), json!({ "area_id": grid, "place": "镇宾馆" })).await;
        let parts = json!([{ "name": "东头", "lanes": ["东街"] }, { "name": "西头", "households": [homes[1]] }]);
        let parts = split(&office, parts).await["areas"].clone();
        let (east, west) = (&parts[0]["area"], &parts[1]["area"]);
        let (place, door) = ("东街99号".to_owned(), "东街02号".to_owned());
        assert_eq!(lies(&office, &at_home, TODAY).await, (west["id"].clone(), json!(homes[1]), door));
        assert_eq!(lies(&office, &by_lane, TODAY).await, (east["id"].clone(), Value::Null, place));
        let village = json!(office.town.villages[0].id);
        assert_eq!(lies(&office, &unclear, TODAY).await, (village, Value::Null, "镇宾馆".to_owned()));
        assert_eq!(office.clerk.get(&path(&unclear)).await.good()["gap"], true);
        assert_eq!(wrong(&office.world), [0, 0, 0], "{engine:?}");
        assert_eq!((found_by_worker(&office, east, TODAY).await, found_by_worker(&office, west, TODAY).await), (1, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_no_lane_names_goes_to_the_part_that_keeps_the_name_or_takes_the_rest() {
    for engine in both_engines() {
        for (rest, keeper) in [(false, 0), (true, 1)] {
            let mut office = Office::on(engine).await;
            office.in_force(&[ZHANGJIANG]).await;
            let li = office.li().await;
            let name = &office.town.grids[0].name;
            let parts = json!([{ "name": name, "lanes": ["东街"] }, { "name": "西头", "rest": rest }]);
            let parts = split(&office, parts).await["areas"].clone();
            assert_eq!(lies(&office, &li, TODAY).await.0, parts[keeper]["area"]["id"]);
            assert_eq!(wrong(&office.world), [0, 0, 0], "{engine:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn merged_grids_take_their_arrivals_along_with_what_was_missed_the_day_before() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let li = office.li().await;
        let other = json!({ "area_id": office.town.grids[1].id, "place": "5号" });
        let wu = came(&office, json!({ "name": "吴刚" }), other).await;
        office.next_day().await;
        let grids: Vec<Value> =
            office.town.grids[..2].iter().map(|grid| json!({ "id": grid.id, "rev": grid.rev })).collect();
        let body = json!({ "grids": grids, "name": "大组", "reason": "合并" });
        let merged = office.clerk.post("/api/v1/areas/merge", body).await.good()["area"].clone();
        for day in [TODAY, "2022-04-16"] {
            assert_eq!(lies(&office, &li, day).await.0, merged["id"]);
            assert_eq!(lies(&office, &wu, day).await, (merged["id"].clone(), Value::Null, "5号".to_owned()));
            assert!(found_by_worker(&office, &merged, day).await >= 2);
        }
        assert_eq!(wrong(&office.world), [0, 0, 0], "{engine:?}");
        let history = office.clerk.get(&path(&li)).await.good()["history"].to_string();
        assert!(history.contains("arrivals.move") && history.contains("合并"), "{history}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn arrivals_go_where_their_household_goes_and_stay_at_its_door_when_it_ends() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let (first, second) = (office.town.grids[0].id, office.town.grids[1].id);
        let made = li_household(&office.clerk, first, "1号").await;
        let (id, wife) = (made["id"].as_str().unwrap(), &made["residents"][1]["id"]);
        let home = json!({ "household_id": id });
        let li = came(&office, json!({ "name": "李伟", "document": { "number": NUMBER } }), home.clone()).await;
        let wang = came(&office, json!({ "name": "王秀英" }), home).await;
        let act = async |id: &str, verb: &str, body: Value| {
            let done = office.clerk.post(&format!("/api/v1/households/{id}/{verb}"), body).await.good();
            assert_eq!(wrong(&office.world), [0, 0, 0], "after {verb} on {engine:?}");
            done
        };
        let at = |grid: Id, household: &Value, place: &str| (json!(grid), household.clone(), place.to_owned());

        let moved = act(id, "move", json!({ "rev": made["rev"], "grid_id": second })).await;
        assert_eq!(lies(&office, &li, TODAY).await, at(second, &made["id"], "1号"));
        assert_eq!(lies(&office, &wang, TODAY).await, at(second, &made["id"], "1号"));

        let body =
            json!({ "rev": moved["rev"], "residents": [wife], "household": { "grid_id": first, "door": "2号" } });
        let parted = act(id, "split", body).await;
        let new = &parted["to"]["id"];
        assert_eq!(lies(&office, &li, TODAY).await, at(second, &made["id"], "1号"));
        assert_eq!(lies(&office, &wang, TODAY).await, at(first, new, "2号"));

        let body = json!({ "rev": parted["to"]["rev"], "into": id, "into_rev": parted["from"]["rev"] });
        let merged = act(new.as_str().unwrap(), "merge", body).await;
        assert_eq!(lies(&office, &wang, TODAY).await, at(second, &made["id"], "1号"));

        act(id, "close", json!({ "rev": merged["rev"], "reason": "全家迁出" })).await;
        assert_eq!(lies(&office, &li, TODAY).await, at(second, &Value::Null, "1号"));
        assert_eq!(lies(&office, &wang, TODAY).await, at(second, &Value::Null, "1号"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_area_with_open_arrivals_is_not_closed_until_they_are_elsewhere() {
    for engine in both_engines() {
        let office = Office::on(engine).await;
        let grid = &office.town.grids[0];
        let li = office.register("李伟", ("310115", "上海市浦东新区")).await;
        let (address, close) = (format!("/api/v1/areas/{}/close", grid.id), json!({ "rev": 1, "reason": "并入邻组" }));
        let declined = office.clerk.post(&address, close.clone()).await;
        assert_eq!(declined.code(), "areas_not_empty");
        assert!(declined.body["title"].as_str().unwrap().contains("1 returnees"), "{:?}", declined.body);
        let to = json!({ "rev": li["rev"], "destination": { "area_id": office.town.grids[1].id, "place": "3号" } });
        office.clerk.post(&format!("{}/route", path(&li)), to).await.good();
        assert!(office.clerk.post(&address, close).await.good()["to_at"].is_i64());
    }
}
