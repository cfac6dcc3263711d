use gridward_domain::access::Role;
use gridward_domain::areas::Level;
use gridward_server::people::{NewUser, add_user, reset_user};
use gridward_server::{Error, settings};
use gridward_testkit::{TOWN_ORD, World, both_engines};
use serde_json::json;

use super::{PASSWORD, SECRET, code, sign_in, with_log_in};

fn code_of(error: &Error) -> &'static str {
    match error {
        Error::Refused(refusal) => refusal.fault.code,
        other => panic!("{other}"),
    }
}

fn new(role: Role, area_code: Option<&str>) -> NewUser {
    NewUser { name: "李四".to_owned(), role, area_code: area_code.map(str::to_owned) }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_enters_somebody_with_a_post_in_the_jurisdictions_own_area() {
    for engine in both_engines() {
        let world = World::new(engine);
        let early = world.run(|tx, ctx| add_user(tx, ctx, &new(Role::Clerk, None)));
        assert_eq!(code_of(&early.err().unwrap()), "people_no_areas");
        let root = world
            .run(|tx, ctx| {
                let root = gridward_server::areas::plant(tx, ctx, "黄寺岗镇", Level::Town, TOWN_ORD)?;
                settings::put(tx, settings::ROOT_AREA, &root.id.to_string())?;
                Ok(root)
            })
            .unwrap();
        let invite = world.run(|tx, ctx| add_user(tx, ctx, &new(Role::Clerk, None))).unwrap();
        let chosen = json!({ "login": "lisi", "password": PASSWORD });
        world.visitor().post(&format!("/api/v1/invites/{}", invite.token), chosen).await.good();
        let clerk = world.holding(sign_in(&world, "lisi", PASSWORD).await.token());
        let me = clerk.get("/api/v1/session").await.good();
        assert_eq!((&me["roles"], &me["home"]["id"]), (&json!(["clerk"]), &json!(root.id)));
        let low = world.run(|tx, ctx| add_user(tx, ctx, &new(Role::GridHead, None)));
        assert_eq!(code_of(&low.err().unwrap()), "people_role_does_not_fit");
        let nowhere = world.run(|tx, ctx| add_user(tx, ctx, &new(Role::Clerk, Some("419999"))));
        assert_eq!(code_of(&nowhere.err().unwrap()), "people_no_such_area");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_who_lost_the_phone_gets_in_again_through_the_operator() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        with_log_in(&world, "钱管理", Role::Admin, &town.town, "admin.qian");
        let waiting = world.holding(sign_in(&world, "admin.qian", PASSWORD).await.token());
        let second = waiting.post("/api/v1/session/code", json!({ "code": code(&world, SECRET) })).await;
        let inside = world.holding(second.token());
        assert_eq!(inside.get("/api/v1/session").await.status.as_u16(), 200);
        let invite = world.run(|tx, ctx| reset_user(tx, ctx, "Admin.Qian", true)).unwrap();
        world.clock.advance(5_000);
        assert_eq!(inside.get("/api/v1/session").await.code(), "signed_out");
        let chosen = json!({ "login": "admin.qian", "password": "一场春雨一场暖和起来" });
        world.visitor().post(&format!("/api/v1/invites/{}", invite.token), chosen).await.good();
        let again = sign_in(&world, "admin.qian", "一场春雨一场暖和起来").await;
        assert_eq!(again.body["next"], "enrol");
        let nobody = world.run(|tx, ctx| reset_user(tx, ctx, "nobody", false));
        assert_eq!(code_of(&nobody.err().unwrap()), "people_no_such_log_in");
    }
}
