use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};
use serde_json::json;

use super::verbs;
use crate::households::li_household;

#[tokio::test(flavor = "multi_thread")]
async fn every_look_at_people_of_the_ledger_is_one_entry_without_a_name_or_number() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk_person = world.person("赵文书", Role::Clerk, &town.town);
        let clerk = world.client(clerk_person);
        let made = li_household(&clerk, town.grids[0].id, "1号").await;
        let auditor = world.client(world.person("孙督查", Role::Auditor, &town.town));
        let (household, resident) = (made["id"].as_str().unwrap(), made["residents"][0]["id"].as_str().unwrap());
        let looks = [
            (format!("/api/v1/households?area={}", town.grids[0].id), "households.list"),
            (format!("/api/v1/households/{household}"), "households.find"),
            (format!("/api/v1/households/{household}/history"), "households.history"),
            (format!("/api/v1/residents/{resident}"), "residents.find"),
            ("/api/v1/households/duplicates".to_owned(), "duplicates.list"),
            (
                format!("/api/v1/coverage/grids/{}/households?kind=without_liaison", town.grids[0].id),
                "coverage.uncovered",
            ),
            (format!("/api/v1/posts/proposals?grid={}", town.grids[0].id), "posts.propose"),
        ];
        for (path, verb) in &looks {
            let before = verbs(&auditor, "limit=200").await.len();
            clerk.get(path).await.good();
            let after = verbs(&auditor, "limit=200").await;
            assert_eq!((after.len(), after[0].as_str()), (before + 1, *verb), "{path}");
        }
        clerk.post("/api/v1/households/search", json!({ "q": "李" })).await.good();
        let page = auditor.get("/api/v1/audit?limit=200").await.good();
        assert_eq!(page["items"][0]["verb"], "households.search");
        assert_eq!(page["items"][0]["person_id"], clerk_person.to_string());
        assert_eq!(page["items"][0]["detail"]["seen"], json!([resident]));
        let text = page.to_string();
        assert!(!text.contains('李') && !text.contains(crate::households::NUMBER), "{text}");
        let verdict = auditor.get("/api/v1/audit/verdict").await.good();
        assert_eq!(verdict["broken_at"], json!(null));
        assert_eq!(verdict["entries"], page["items"][0]["seq"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn looks_at_once_are_chained_one_after_another() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = std::sync::Arc::new(world.client(world.person("赵文书", Role::Clerk, &town.town)));
        let path = format!("/api/v1/households?area={}", town.grids[0].id);
        let before = world.run(|tx, _| gridward_server::audit::verify(tx)).unwrap().entries;
        let looks: Vec<_> = (0..40)
            .map(|_| {
                let (clerk, path) = (clerk.clone(), path.clone());
                tokio::spawn(async move { clerk.get(&path).await.status.as_u16() })
            })
            .collect();
        for look in looks {
            assert_eq!(look.await.unwrap(), 200);
        }
        let verdict = world.run(|tx, _| gridward_server::audit::verify(tx)).unwrap();
        assert_eq!((verdict.entries, verdict.broken_at), (before + 40, None));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_that_is_declined_shows_nobody_and_is_no_entry() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let made = li_household(&clerk, town.grids[0].id, "1号").await;
        let before = world.run(|tx, _| gridward_server::audit::verify(tx)).unwrap().entries;
        let worker = world.client(world.person("周网格", Role::GridWorker, &town.grids[1]));
        let path = format!("/api/v1/households/{}", made["id"].as_str().unwrap());
        assert_eq!(worker.get(&path).await.code(), "not_found");
        assert_eq!(world.run(|tx, _| gridward_server::audit::verify(tx)).unwrap().entries, before);
    }
}
