use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};
use serde_json::json;

use super::Stream;
use crate::households::li_household;

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_told_of_changes_in_reach_and_of_no_others() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let worker = world.person("周网格", Role::GridWorker, &town.grids[0]);
        let mut stream = Stream::open(&world, &world.token(worker), None).await;
        // Another grid's household first: the stream says nothing of it.
        li_household(&clerk, town.grids[3].id, "9号").await;
        let body = json!({ "grid_id": town.grids[0].id, "door": "1号", "residents": [{ "name": "李伟", "relation": "head" }] });
        let near = clerk.post("/api/v1/households", body).await.good();
        let mut nouns = Vec::new();
        loop {
            let (noun, id, _) = stream.change().await;
            if noun == "households" {
                assert_eq!(id.as_deref(), near["id"].as_str());
                break;
            }
            nouns.push(noun);
        }
        assert!(nouns.iter().all(|noun| noun == "coverage" || noun == "residents" || noun == "areas"), "{nouns:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_one_may_not_know_of_is_told_without_its_identity() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let auditor = world.person("孙督查", Role::Auditor, &town.town);
        let mut stream = Stream::open(&world, &world.token(auditor), None).await;
        li_household(&clerk, town.grids[0].id, "1号").await;
        loop {
            let (noun, id, _) = stream.change().await;
            if noun == "households" {
                assert_eq!(id, None);
                break;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_to_an_area_concerns_those_below_it() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let worker = world.person("周网格", Role::GridWorker, &town.grids[0]);
        let mut stream = Stream::open(&world, &world.token(worker), None).await;
        for area in [&town.villages[1], &town.villages[0]] {
            let path = format!("/api/v1/areas/{}/rename", area.id);
            let body = json!({ "name": format!("{}（新）", area.name), "rev": area.rev });
            clerk.post(&path, body).await.good();
        }
        let (noun, id, _) = stream.change().await;
        assert_eq!((noun.as_str(), id), ("areas", Some(town.villages[0].id.to_string())));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_broke_goes_on_where_it_was_and_reloads_when_that_is_too_far_back() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk_person = world.person("赵文书", Role::Clerk, &town.town);
        let clerk = world.client(clerk_person);
        let token = world.token(clerk_person);
        let mut stream = Stream::open(&world, &token, None).await;
        let add = |name: &str| json!({ "name": name, "work_phone": "", "area_id": town.grids[0].id });
        clerk.post("/api/v1/people", add("李四")).await.good();
        let (_, _, seq) = stream.change().await;
        drop(stream);
        let missed = clerk.post("/api/v1/people", add("王五")).await.good();
        let mut again = Stream::open(&world, &token, Some(seq)).await;
        let (noun, id, next) = again.change().await;
        assert_eq!((noun.as_str(), id.as_deref()), ("people", missed["id"].as_str()));
        assert_eq!(next, seq + 1);
        // A number that this database never reached: it was restored from a backup.
        let mut lost = Stream::open(&world, &token, Some(next + 5_000)).await;
        assert_eq!(lost.next().await.unwrap().0, "reload");
        world
            .run(|tx, _| {
                for place in 0..1_200 {
                    let id = format!("{place:032}");
                    tx.note_change(gridward_database::Change { area: 0, noun: "areas", id, rev: 1, op: "put" });
                }
                Ok(())
            })
            .unwrap();
        assert_eq!(again.next().await.unwrap().0, "reload");
        let mut behind = Stream::open(&world, &token, Some(next)).await;
        let (name, number, _) = behind.next().await.unwrap();
        assert_eq!((name.as_str(), number), ("reload", Some(next + 1_200)));
    }
}
