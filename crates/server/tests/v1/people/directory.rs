use axum::http::Method;
use gridward_domain::access::Role;
use gridward_testkit::{Client, World, both_engines};
use serde_json::{Value, json};

use super::{PASSWORD, sign_in, with_log_in};

fn names(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().filter_map(|person| person["name"].as_str()).collect()
}

async fn add(clerk: &Client, name: &str, area: &gridward_server::areas::Area) -> Value {
    let body = json!({ "name": name, "work_phone": "15450000001", "area_id": area.id });
    clerk.post("/api/v1/people", body).await.good()
}

async fn patch(client: &Client, id: &str, body: Value) -> gridward_testkit::Reply {
    client.send(Method::PATCH, &format!("/api/v1/people/{id}"), Some(body), None).await
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_found_by_name_pinyin_and_initials_page_by_page() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        for name in ["欧阳秀英", "王小明", "王大力", "李四"] {
            add(&clerk, name, &town.villages[0]).await;
        }
        let search = async |q: &str| clerk.get(&format!("/api/v1/people?q={q}")).await.good();
        assert_eq!(names(&search("%E7%8E%8B").await), ["王大力", "王小明"]);
        assert_eq!(names(&search("ouyang").await), ["欧阳秀英"]);
        assert_eq!(names(&search("wxm").await), ["王小明"]);
        assert_eq!(names(&search("%25").await).len(), 5, "a sign of the search itself finds nothing special");
        let first = clerk.get("/api/v1/people?limit=3").await.good();
        assert_eq!(names(&first), ["李四", "欧阳秀英", "王大力"]);
        let next = first["next"].as_str().unwrap();
        let second = clerk.get(&format!("/api/v1/people?limit=3&cursor={next}")).await.good();
        assert_eq!((names(&second), &second["next"]), (vec!["王小明", "赵文书"], &Value::Null));
        assert_eq!(clerk.get("/api/v1/people?cursor=nonsense").await.code(), "people_bad_cursor");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_sees_those_who_belong_to_an_area_in_reach_or_hold_a_post_there() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        add(&clerk, "李近", &town.grids[0]).await;
        add(&clerk, "李远", &town.villages[1]).await;
        world.person("周网格", Role::GridWorker, &town.grids[1]);
        let cadre = world.client(world.person("赵村干", Role::VillageCadre, &town.villages[0]));
        let page = cadre.get("/api/v1/people").await.good();
        assert_eq!(names(&page), ["李近", "赵村干", "周网格"]);
        assert!(page["items"].as_array().unwrap().iter().all(|person| person["account"] == Value::Null));
        let worker = world.client(world.person("吴网格", Role::GridWorker, &town.grids[0]));
        assert_eq!(worker.get("/api/v1/people").await.code(), "not_allowed");
        let other = json!({ "name": "王二", "work_phone": "", "area_id": town.grids[0].id });
        assert_eq!(cadre.post("/api/v1/people", other).await.code(), "not_allowed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_loses_posts_and_sessions_at_once_and_stays_on_record() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let person = with_log_in(&world, "周网格", Role::GridWorker, &town.grids[0], "zhou");
        let own = world.holding(sign_in(&world, "zhou", PASSWORD).await.token());
        assert_eq!(own.get("/api/v1/session").await.status.as_u16(), 200);
        world.clock.advance(1000);
        let path = format!("/api/v1/people/{person}/end");
        let silent = clerk.post(&path, json!({ "rev": 1, "reason": " " })).await;
        assert_eq!(silent.code(), "people_reason_missing");
        let stale = clerk.post(&path, json!({ "rev": 7, "reason": "调走" })).await;
        assert_eq!(stale.code(), "changed_meanwhile");
        let ended = clerk.post(&path, json!({ "rev": 1, "reason": "调走" })).await.good();
        assert_eq!((&ended["posts"], &ended["ended_at"]), (&json!([]), &json!(world.clock.now().0)));
        assert_eq!(own.get("/api/v1/session").await.code(), "signed_out");
        assert_eq!(sign_in(&world, "zhou", PASSWORD).await.code(), "people_wrong_log_in");
        assert!(!names(&clerk.get("/api/v1/people").await.good()).contains(&"周网格"));
        assert!(names(&clerk.get("/api/v1/people?ended=true").await.good()).contains(&"周网格"));
        assert_eq!(
            patch(&clerk, &person.to_string(), json!({ "rev": 2, "name": "周二" })).await.code(),
            "people_has_left"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_takes_over_the_log_in_of_one_whose_posts_he_does_not_fill() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let admin = world.person("钱管理", Role::Admin, &town.town);
        let commander = world.person("孙指挥", Role::Commander, &town.town);
        let clerk_person = world.person("赵文书", Role::Clerk, &town.town);
        let cadre = world.person("赵村干", Role::VillageCadre, &town.villages[0]);
        let clerk = world.client(clerk_person);
        for above in [admin, commander, clerk_person] {
            let invite = clerk.post(&format!("/api/v1/people/{above}/invite"), json!({})).await;
            assert_eq!(invite.code(), "people_above_you");
            let out = clerk.send(Method::DELETE, &format!("/api/v1/people/{above}/sessions"), None, None).await;
            assert_eq!(out.code(), "people_above_you");
        }
        let invite = clerk.post(&format!("/api/v1/people/{cadre}/invite"), json!({})).await.good();
        assert_eq!(invite["path"], format!("/console/invite/{}", invite["token"].as_str().unwrap()));
        let by_admin = world.client(admin).post(&format!("/api/v1/people/{commander}/invite"), json!({})).await;
        assert_eq!(by_admin.status.as_u16(), 200);
        let lead = world.client(world.person("孙包村", Role::LeadCadre, &town.villages[0]));
        let unable = lead.post(&format!("/api/v1/people/{cadre}/invite"), json!({})).await;
        assert_eq!(unable.code(), "not_allowed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_sees_log_ins_ends_sessions_and_corrects_people_of_his_own_town_only() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let person = with_log_in(&world, "周网格", Role::GridWorker, &town.grids[0], "zhou");
        let village = world.client(world.person("赵村文书", Role::Clerk, &town.villages[1]));
        let outside = village.post(&format!("/api/v1/people/{person}/invite"), json!({})).await;
        assert_eq!(outside.code(), "not_found");
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        for _ in 0..5 {
            sign_in(&world, "zhou", "wrong password").await;
        }
        let page = clerk.get("/api/v1/people?q=zhouwangge").await.good();
        let account = &page["items"][0]["account"];
        assert_eq!((account["login"].as_str(), account["may_change"].as_bool()), (Some("zhou"), Some(true)));
        assert_eq!(account["locked_until"].as_i64(), Some(world.clock.now().0 + 15 * 60_000));
        let own = world.client(person);
        assert_eq!(own.get("/api/v1/session").await.status.as_u16(), 200);
        let path = format!("/api/v1/people/{person}/sessions");
        assert_eq!(clerk.send(Method::DELETE, &path, None, None).await.good()["ended"], 1);
        assert_eq!(own.get("/api/v1/session").await.code(), "signed_out");
        let moved =
            json!({ "rev": 1, "name": "周网", "work_phone": "０３７６-1234567", "area_id": town.villages[0].id });
        let edited = patch(&clerk, &person.to_string(), moved).await.good();
        assert_eq!((edited["work_phone"].as_str(), edited["rev"].as_i64()), (Some("0376-1234567"), Some(2)));
        let bad = patch(&clerk, &person.to_string(), json!({ "rev": 2, "work_phone": "打我家" })).await;
        assert_eq!(bad.code(), "people_bad_phone");
        let bad = patch(&clerk, &person.to_string(), json!({ "rev": 2, "name": "=1+1" })).await;
        assert_eq!(bad.code(), "people_bad_name");
    }
}
