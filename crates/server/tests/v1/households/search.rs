use gridward_database::{Statement, params};
use gridward_domain::access::Role;
use gridward_testkit::{Client, World, both_engines};
use serde_json::{Value, json};

use super::{NUMBER, PHONE, li_household};

static LAST: Statement = Statement::new(
    "test.last_search",
    "SELECT detail FROM audit WHERE verb = 'households.search' ORDER BY seq DESC LIMIT $1",
);

async fn found(client: &Client, typed: &str) -> Vec<(String, String)> {
    let page = client.post("/api/v1/households/search", json!({ "q": typed })).await.good();
    let named = |hit: &Value| {
        let name = hit["resident"]["name"].as_str().or(hit["household"]["door"].as_str()).unwrap();
        (hit["matched"].as_str().unwrap().to_owned(), name.to_owned())
    };
    page["items"].as_array().unwrap().iter().map(named).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_found_by_name_pinyin_initials_numbers_and_door() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        li_household(&clerk, town.grids[0].id, "1组12号").await;
        let li = |by: &str| vec![(by.to_owned(), "李伟".to_owned())];
        assert_eq!(found(&clerk, "李").await, li("name"));
        assert_eq!(found(&clerk, "liwei").await, li("pinyin"));
        assert_eq!(found(&clerk, "Li Wei").await, li("pinyin"));
        assert_eq!(found(&clerk, "lw").await, li("initials"));
        assert_eq!(found(&clerk, NUMBER).await, li("document"));
        assert_eq!(found(&clerk, "４１９９９９19820819736x").await, li("document"));
        assert_eq!(found(&clerk, PHONE).await, li("phone"));
        assert_eq!(found(&clerk, "一组12").await, vec![("door".to_owned(), "1组12号".to_owned())]);
        assert!(found(&clerk, "15471410668").await.is_empty());
        let one_letter = clerk.post("/api/v1/households/search", json!({ "q": "l" })).await;
        assert_eq!(one_letter.code(), "households_nothing_to_search");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_stays_within_reach_and_the_log_keeps_who_was_shown_but_not_what_was_typed() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let made = li_household(&clerk, town.grids[0].id, "1号").await;
        let elsewhere = world.client(world.person("孙村干", Role::VillageCadre, &town.villages[1]));
        assert!(found(&elsewhere, NUMBER).await.is_empty());
        let worker = world.client(world.person("周网格", Role::GridWorker, &town.grids[0]));
        assert_eq!(worker.post("/api/v1/households/search", json!({ "q": "李" })).await.code(), "not_allowed");
        found(&clerk, PHONE).await;
        let detail: String = world.run(|tx, _| Ok(tx.one(&LAST, &params![1_i64], |row| row.get(0))?)).unwrap();
        assert!(detail.contains(made["residents"][0]["id"].as_str().unwrap()));
        assert!(detail.contains("\"phone\"") && !detail.contains(PHONE));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hits_go_on_over_pages_and_nobody_is_shown_twice() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        for (at, grid) in town.grids.iter().enumerate() {
            let people: Vec<Value> =
                ["安娜", "安宁", "艾娜", "阿牛"].iter().map(|name| json!({ "name": name })).collect();
            let body = json!({ "grid_id": grid.id, "door": format!("{at}号"), "residents": people });
            clerk.post("/api/v1/households", body).await.good();
        }
        let (mut seen, mut cursor) = (Vec::new(), Value::Null);
        loop {
            let asked = json!({ "q": "an", "limit": 3, "cursor": cursor });
            let page = clerk.post("/api/v1/households/search", asked).await.good();
            seen.extend(page["items"].as_array().unwrap().iter().map(|hit| hit["resident"]["id"].to_string()));
            cursor = page["next"].clone();
            if cursor.is_null() {
                break;
            }
        }
        let all = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!((all, seen.len()), (16, 16));
    }
}
