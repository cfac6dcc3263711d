use axum::http::Method;
use gridward_database::{Statement, params};
use gridward_domain::Id;
use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};
use serde_json::json;

use super::{doors_of, li_household};

static COUNT: Statement =
    Statement::new("test.grid_count", "SELECT households, residents FROM grid_count WHERE grid_id = $1");

fn counted(world: &World, grid: Id) -> (i64, i64) {
    world
        .run(move |tx, _| {
            let found = tx.opt(&COUNT, &params![grid.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(found.unwrap_or_default())
        })
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_household_is_listed_in_door_order_with_masked_numbers_inside() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let grid = town.grids[0].id;
        let made = li_household(&clerk, grid, "1组10号").await;
        for door in ["1组9号", "1组2号"] {
            clerk.post("/api/v1/households", json!({ "grid_id": grid, "door": door })).await.good();
        }
        assert_eq!(
            doors_of(&clerk, grid).await.iter().map(|(door, _)| door.as_str()).collect::<Vec<_>>(),
            ["1组2号", "1组9号", "1组10号"]
        );
        assert_eq!(counted(&world, grid), (3, 2));
        let detail = clerk.get(&format!("/api/v1/households/{}", made["id"].as_str().unwrap())).await.good();
        assert_eq!(detail["head_name"], "李伟");
        assert_eq!(detail["residents"][0]["document"], "419***********736X");
        assert_eq!(detail["residents"][0]["phone"], "154****0667");
        assert_eq!(detail["residents"][0]["birth_on"], "1982-08-19");
        assert!(!detail.to_string().contains("15471410667"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_follow_one_another_without_a_gap() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        for (at, grid) in town.grids.iter().enumerate() {
            for door in 1..=3 {
                let body = json!({ "grid_id": grid.id, "door": format!("{at}组{door}号") });
                clerk.post("/api/v1/households", body).await.good();
            }
        }
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = clerk.get(&format!("/api/v1/households?limit=5{cursor}")).await.good();
            let items = page["items"].as_array().unwrap();
            seen.extend(items.iter().map(|one| one["door"].as_str().unwrap().to_owned()));
            let Some(next) = page["next"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        let expected: Vec<String> = (0..4).flat_map(|at| (1..=3).map(move |door| format!("{at}组{door}号"))).collect();
        assert_eq!(seen, expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn moving_splitting_merging_and_closing_keep_the_counts() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let (first, second) = (town.grids[0].id, town.grids[1].id);
        let made = li_household(&clerk, first, "1号").await;
        let (id, wife) = (made["id"].as_str().unwrap(), made["residents"][1]["id"].as_str().unwrap());
        let moved = clerk
            .post(&format!("/api/v1/households/{id}/move"), json!({ "rev": made["rev"], "grid_id": second }))
            .await
            .good();
        assert_eq!((counted(&world, first), counted(&world, second)), ((0, 0), (1, 2)));
        let body =
            json!({ "rev": moved["rev"], "residents": [wife], "household": { "grid_id": first, "door": "2号" } });
        let split = clerk.post(&format!("/api/v1/households/{id}/split"), body).await.good();
        assert_eq!((counted(&world, first), counted(&world, second)), ((1, 1), (1, 1)));
        assert_eq!(split["to"]["head_name"], "王秀英");
        let new = split["to"]["id"].as_str().unwrap();
        let body = json!({ "rev": split["to"]["rev"], "into": id, "into_rev": split["from"]["rev"] });
        let merged = clerk.post(&format!("/api/v1/households/{new}/merge"), body).await.good();
        assert_eq!(merged["members"], 2);
        assert_eq!((counted(&world, first), counted(&world, second)), ((0, 0), (1, 2)));
        let body = json!({ "rev": merged["rev"], "reason": "全家迁出" });
        let closed = clerk.post(&format!("/api/v1/households/{id}/close"), body).await.good();
        assert!(closed["to_at"].is_i64());
        assert_eq!(counted(&world, second), (0, 0));
        assert!(doors_of(&clerk, second).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_that_saw_an_older_revision_is_declined() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let made = li_household(&clerk, town.grids[0].id, "1号").await;
        let path = format!("/api/v1/households/{}", made["id"].as_str().unwrap());
        let edit = |note: &str| json!({ "rev": made["rev"], "note": note });
        clerk.send(Method::PATCH, &path, Some(edit("门朝南")), None).await.good();
        let again = clerk.send(Method::PATCH, &path, Some(edit("门朝北")), None).await;
        assert_eq!(again.code(), "changed_meanwhile");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_person_with_the_same_number_is_declined() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let made = li_household(&clerk, town.grids[0].id, "1号").await;
        let resident = json!({ "name": "李玮", "document": { "number": super::NUMBER } });
        let body = json!({ "household_id": made["id"], "resident": resident });
        assert_eq!(clerk.post("/api/v1/residents", body).await.code(), "residents_same_number");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_household_outside_ones_reach_is_not_found() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let made = li_household(&clerk, town.grids[0].id, "1号").await;
        let path = format!("/api/v1/households/{}", made["id"].as_str().unwrap());
        let neighbour = world.client(world.person("王网格", Role::GridWorker, &town.grids[1]));
        assert_eq!(neighbour.get(&path).await.code(), "not_found");
        assert_eq!(neighbour.get(&format!("/api/v1/households?area={}", town.grids[0].id)).await.code(), "not_found");
        let own = world.client(world.person("周网格", Role::GridWorker, &town.grids[0]));
        assert_eq!(own.get(&path).await.good()["members"], 2);
        let auditor = world.client(world.person("孙督查", Role::Auditor, &town.town));
        assert_eq!(auditor.get(&path).await.code(), "not_allowed");
    }
}
