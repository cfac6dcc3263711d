//! Two jurisdictions side by side in one process: nothing of one is visible in the other.

use axum::http::Method;
use gridward_domain::Id;
use gridward_domain::access::Role;
use gridward_testkit::{Client, Fixture, World, both_engines};
use serde_json::{Value, json};

use super::people::sign_in;

/// A town with its administrator and clerk; the fixture's areas have the same codes and names in every world.
struct Town {
    world: World,
    fixture: Fixture,
    clerk: Client,
}

impl Town {
    fn on(engine: gridward_database::Engine) -> Self {
        let world = World::new(engine);
        let fixture = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &fixture.town));
        Self { world, fixture, clerk }
    }

    async fn household(&self, name: &str, door: &str) -> Value {
        let residents = json!([{ "name": name, "relation": "head", "phone": "15471410667" }]);
        let body = json!({ "grid_id": self.fixture.grids[0].id, "door": door, "residents": residents });
        self.clerk.post("/api/v1/households", body).await.good()
    }
}

fn id(of: &Value) -> &str {
    of["id"].as_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_of_one_jurisdiction_does_not_exist_in_the_other() {
    for engine in both_engines() {
        let (here, there) = (Town::on(engine), Town::on(engine));
        let household = here.household("欧阳泊舟", "1号").await;
        let resident = id(&household["residents"][0]);
        let grid = here.fixture.grids[0].id;
        for path in [
            format!("/api/v1/households/{}", id(&household)),
            format!("/api/v1/households/{}/history", id(&household)),
            format!("/api/v1/households/{}/answered?at=0", id(&household)),
            format!("/api/v1/residents/{resident}"),
            format!("/api/v1/areas/{grid}"),
            format!("/api/v1/households?area={grid}"),
        ] {
            assert!(here.clerk.get(&path).await.status.is_success(), "{path}");
            assert_eq!(there.clerk.get(&path).await.code(), "not_found", "{path}");
        }
        let unmask = json!({ "field": "phone", "reason": "核对登记信息" });
        assert_eq!(there.clerk.post(&format!("/api/v1/residents/{resident}/unmask"), unmask).await.code(), "not_found");
        let into_the_other = json!({ "grid_id": grid, "door": "2号" });
        assert!(!there.clerk.post("/api/v1/households", into_the_other).await.status.is_success());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_searches_and_feeds_hold_only_what_is_of_their_own_jurisdiction() {
    for engine in both_engines() {
        let (here, there) = (Town::on(engine), Town::on(engine));
        let feed_before = *there.world.app.db().head().borrow();
        here.household("欧阳泊舟", "1号").await;
        assert_eq!(*there.world.app.db().head().borrow(), feed_before);
        assert_eq!(there.clerk.get("/api/v1/households").await.good()["items"], json!([]));
        for typed in ["欧阳泊舟", "ouyang", "15471410667", "1号"] {
            let asked = json!({ "q": typed });
            let found = here.clerk.post("/api/v1/households/search", asked.clone()).await.good();
            assert_eq!(found["items"].as_array().unwrap().len(), 1, "{typed}");
            assert_eq!(
                there.clerk.post("/api/v1/households/search", asked).await.good()["items"],
                json!([]),
                "{typed}"
            );
        }
        // The same person may live in both ledgers: one is no duplicate of the other.
        there.household("欧阳泊舟", "1号").await;
        assert_eq!(there.clerk.get("/api/v1/households/duplicates").await.good()["items"], json!([]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_of_one_jurisdiction_opens_nothing_in_the_other() {
    for engine in both_engines() {
        let (here, there) = (Town::on(engine), Town::on(engine));
        let person = here.world.person("钱书记", Role::Clerk, &here.fixture.town);
        let token = here.world.token(person);
        assert!(here.world.holding(token.clone()).get("/api/v1/session").await.status.is_success());
        assert_eq!(there.world.holding(token.clone()).get("/api/v1/session").await.code(), "signed_out");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_op_id_is_a_command_of_its_own_in_each_jurisdiction() {
    for engine in both_engines() {
        let (here, there) = (Town::on(engine), Town::on(engine));
        let op: Id = here.world.app.ids().make();
        let mut made = Vec::new();
        for town in [&here, &there] {
            let body = json!({ "grid_id": town.fixture.grids[0].id, "door": "7号" });
            let first = town.clerk.send(Method::POST, "/api/v1/households", Some(body.clone()), Some(op)).await.good();
            let again = town.clerk.send(Method::POST, "/api/v1/households", Some(body), Some(op)).await.good();
            assert_eq!(first, again);
            made.push(id(&first).to_owned());
        }
        assert_ne!(made[0], made[1]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_are_sealed_and_indexed_under_each_jurisdictions_own_key() {
    use gridward_database::Statement;
    static INDEX: Statement = Statement::new("test.phone_index", "SELECT phone_index FROM resident");
    for engine in both_engines() {
        let mut indexes = Vec::new();
        for town in [Town::on(engine), Town::on(engine)] {
            town.household("欧阳泊舟", "1号").await;
            indexes.push(town.world.run(|tx, _| Ok(tx.one(&INDEX, &[], |row| row.get::<String>(0))?)).unwrap());
        }
        assert_ne!(indexes[0], indexes[1], "the same phone must not be found by comparing two ledgers");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_log_in_name_is_two_accounts_and_a_lock_of_one_is_no_lock_of_the_other() {
    for engine in both_engines() {
        let (here, there) = (Town::on(engine), Town::on(engine));
        for (town, password) in [(&here, "麦子熟了又熟了一整年"), (&there, "河水涨了又退了三十里")]
        {
            let person = town.world.person("钱文书", Role::Clerk, &town.fixture.town);
            let hash = gridward_server::people::hash_password(password).unwrap();
            let plant = gridward_server::people::plant_account;
            town.world.run(move |tx, ctx| plant(tx, ctx, person, "qianwenshu", &hash, None)).unwrap();
        }
        for _ in 0..4 {
            let other = sign_in(&there.world, "qianwenshu", "麦子熟了又熟了一整年").await;
            assert_eq!(other.code(), "people_wrong_log_in");
        }
        assert_eq!(sign_in(&there.world, "qianwenshu", "麦子熟了又熟了一整年").await.code(), "people_locked");
        let token = sign_in(&here.world, "qianwenshu", "麦子熟了又熟了一整年").await.token();
        assert!(here.world.holding(token.clone()).get("/api/v1/session").await.status.is_success());
        assert_eq!(there.world.holding(token).get("/api/v1/session").await.code(), "signed_out");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_directive_of_one_jurisdiction_is_unknown_in_the_other_and_takes_no_receipt_there() {
    for engine in both_engines() {
        let (here, there) = (Town::on(engine), Town::on(engine));
        let deadline = here.world.clock.now().plus(gridward_domain::Timestamp::DAY);
        let draft = json!({
            "title": "做好登记", "body": "每户都要通知到。", "source_document": "", "priority": "urgent",
            "deadline_at": deadline, "scope": [here.fixture.town.id],
        });
        let drafted = here.clerk.post("/api/v1/directives", draft).await.good();
        let path = format!("/api/v1/directives/{}", id(&drafted));
        here.clerk.post(&format!("{path}/issue"), json!({ "rev": drafted["rev"] })).await.good();
        assert_eq!(there.clerk.get(&path).await.code(), "not_found");
        assert_eq!(there.clerk.get("/api/v1/directives").await.good()["items"], json!([]));
        let household = there.household("司徒望舒", "3号").await;
        let input = json!({
            "directive_id": id(&drafted), "household_id": id(&household), "version": 1, "state": "told",
            "channel": "visit", "how_known": "seen", "device_at": 0,
        });
        let command = json!({ "op_id": there.world.app.ids().make(), "kind": "receipt", "input": input });
        let answer = there.clerk.post("/api/v1/sync", json!({ "commands": [command] })).await.good();
        assert_eq!(answer["answers"][0]["outcome"], "refused", "{answer}");
        let reach = here.clerk.get(&format!("{path}/reach")).await.good();
        assert_eq!((reach["rows"][0]["due"].as_i64(), reach["rows"][0]["reached"].as_i64()), (Some(0), Some(0)));
        let held = there.clerk.get("/api/v1/sync").await.good();
        assert_eq!(held["directives"], json!([]));
    }
}
