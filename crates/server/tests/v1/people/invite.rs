use gridward_domain::Timestamp;
use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};
use serde_json::json;

use super::{PASSWORD, sign_in, with_log_in};

#[tokio::test(flavor = "multi_thread")]
async fn a_link_sets_a_log_in_once_and_ends_the_sessions_from_before() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let person = world.person("赵文书", Role::Clerk, &town.town);
        let before = world.client(person);
        let invite = world.run(move |tx, ctx| gridward_server::people::invite(tx, ctx, person, false)).unwrap();
        assert_eq!(invite.path, format!("/console/invite/{}", invite.token));
        let (visitor, path) = (world.visitor(), format!("/api/v1/invites/{}", invite.token));
        assert_eq!(visitor.get(&path).await.good(), json!({ "name": "赵文书", "login": null }));
        let short = visitor.post(&path, json!({ "login": "zhao", "password": "123456789" })).await;
        assert_eq!((short.code(), short.body["at"].as_str()), ("people_password_length", Some("body.password")));
        let own = visitor.post(&path, json!({ "login": "zhaowenshu", "password": "zhaowenshu1" })).await;
        assert_eq!(own.code(), "people_password_is_log_in");
        let blank = visitor.post(&path, json!({ "login": "zhao wenshu", "password": PASSWORD })).await;
        assert_eq!(blank.code(), "people_log_in_sign");
        let set = visitor.post(&path, json!({ "login": "ZhaoWenshu", "password": PASSWORD })).await.good();
        assert_eq!(set["login"], "zhaowenshu");
        assert_eq!(before.get("/api/v1/session").await.code(), "signed_out");
        assert_eq!(visitor.get(&path).await.code(), "people_invite_over");
        let twice = visitor.post(&path, json!({ "login": "other", "password": PASSWORD })).await;
        assert_eq!(twice.code(), "people_invite_over");
        assert_eq!(sign_in(&world, "zhaowenshu", PASSWORD).await.body["next"], "done");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_taken_is_refused_and_the_link_still_works() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        with_log_in(&world, "赵文书", Role::Clerk, &town.town, "zhao");
        let person = world.person("赵二", Role::Clerk, &town.town);
        let invite = world.run(move |tx, ctx| gridward_server::people::invite(tx, ctx, person, false)).unwrap();
        let path = format!("/api/v1/invites/{}", invite.token);
        let taken = world.visitor().post(&path, json!({ "login": "Zhao", "password": PASSWORD })).await;
        assert_eq!(taken.code(), "people_log_in_taken");
        let other = world.visitor().post(&path, json!({ "login": "zhao2", "password": PASSWORD })).await;
        assert_eq!(other.status.as_u16(), 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_ends_after_three_days_and_when_there_is_a_newer_one() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let person = world.person("赵文书", Role::Clerk, &town.town);
        let make = || world.run(move |tx, ctx| gridward_server::people::invite(tx, ctx, person, false)).unwrap();
        let (first, second) = (make(), make());
        let visitor = world.visitor();
        assert_eq!(visitor.get(&format!("/api/v1/invites/{}", first.token)).await.code(), "people_invite_over");
        world.clock.advance(3 * Timestamp::DAY - 1);
        assert_eq!(visitor.get(&format!("/api/v1/invites/{}", second.token)).await.status.as_u16(), 200);
        world.clock.advance(1);
        assert_eq!(visitor.get(&format!("/api/v1/invites/{}", second.token)).await.code(), "people_invite_over");
    }
}
