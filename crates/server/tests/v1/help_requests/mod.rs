use gridward_database::Engine;
use gridward_domain::access::Role;
use gridward_server::jobs::{JOBS, Timetable, run_due};
use gridward_testkit::{Client, Reply, World, both_engines};
use serde_json::{Value, json};

use crate::arrivals::Office;
use crate::public::{Browser, Seen, li, poster, send};
use crate::responses::traces::traces;

/// A returnee who registered by themselves and holds a code, and the office.
struct Home {
    world: World,
    office: Office,
    browser: Browser,
    code: String,
}

impl Home {
    async fn on(engine: Engine) -> Self {
        let world = World::new(engine);
        let office = Office::new(&world);
        let (browser, page) = (Browser::new(&world), poster(&office).await);
        let code = send(&browser, &page, &li(&office.town.grids[0].id.to_string())).await.code();
        Self { world, office, browser, code }
    }

    async fn ask(&self, kind: &str, told: &str) -> Seen {
        let fields = [("kind", kind.to_owned()), ("told", told.to_owned())];
        send(&self.browser, &format!("/p/r/{}/help", self.code), &fields).await
    }

    async fn page(&self) -> String {
        self.browser.get(&format!("/p/r/{}", self.code)).await.text
    }

    fn worker(&self, grid: usize) -> Client {
        self.world.client(self.world.person("周工", Role::GridWorker, &self.office.town.grids[grid]))
    }

    async fn list(&self, client: &Client, state: &str) -> Vec<Value> {
        let path = format!("/api/v1/help_requests?response={}&state={state}", self.office.response);
        client.get(&path).await.good()["items"].as_array().unwrap().clone()
    }
}

async fn act(client: &Client, request: &Value, verb: &str, body: Value) -> Reply {
    client.post(&format!("/api/v1/help_requests/{}/{verb}", request["id"].as_str().unwrap()), body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_need_is_asked_taken_and_answered_and_the_answer_stands_on_their_page() {
    for engine in both_engines() {
        let home = Home::on(engine).await;
        let sent = home.ask("medicine", "降压药只剩两天了").await;
        assert!(sent.status == 200 && sent.text.contains("已收到"), "{}", sent.text);
        assert!(sent.text.contains("待接"), "{}", sent.text);
        let worker = home.worker(0);
        assert_eq!(home.list(&home.worker(1), "asked").await.len(), 0);
        let asked = home.list(&worker, "asked").await.remove(0);
        assert_eq!(
            (&asked["kind"], &asked["told"], &asked["name"]),
            (&json!("medicine"), &json!("降压药只剩两天了"), &json!("李伟"))
        );
        assert_eq!(asked["phone"], "154****0667");
        let early = act(&worker, &asked, "answer", json!({ "rev": 1, "answer": "下午送到" })).await;
        assert_eq!(early.code(), "help_requests_wrong_move");
        let taken = act(&worker, &asked, "take", json!({ "rev": 1 })).await.good();
        assert_eq!(taken["state"], "taken");
        assert_eq!(home.list(&worker, "taken").await[0]["taken_by"], "周工");
        assert!(home.page().await.contains("办理中"));
        act(&worker, &asked, "answer", json!({ "rev": 2, "answer": "今天下午送到您家" })).await.good();
        let page = home.page().await;
        assert!(page.contains("已答复") && page.contains("今天下午送到您家"), "{page}");
        let late = act(&worker, &asked, "close", json!({ "rev": 3, "answer": "重复" })).await;
        assert_eq!(late.code(), "help_requests_wrong_move");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_goes_past_the_grid_to_the_village_and_the_town() {
    for engine in both_engines() {
        let home = Home::on(engine).await;
        assert_eq!(home.ask("complaint", "不行").await.status, 422);
        let phone = home.worker(0);
        let cursor = phone.get("/api/v1/sync").await.good()["cursor"].as_str().unwrap().to_owned();
        home.ask("complaint", "网格员说话难听").await;
        let after = phone.get(&format!("/api/v1/sync?cursor={cursor}")).await.good();
        assert_eq!(after["unchanged"], true, "nobody in the grid hears that there is one");
        assert_eq!(home.list(&home.worker(0), "asked").await.len(), 0);
        let village = home.office.town.villages[0].clone();
        let cadre = home.world.client(home.world.person("陈村干", Role::VillageCadre, &village));
        let asked = home.list(&cadre, "asked").await.remove(0);
        let hidden = act(&home.worker(0), &asked, "take", json!({ "rev": 1 })).await;
        assert_eq!(hidden.code(), "not_found");
        act(&cadre, &asked, "take", json!({ "rev": 1 })).await.good();
        let closed = act(&home.office.clerk, &asked, "close", json!({ "rev": 2, "answer": "已当面道歉" })).await;
        assert_eq!(closed.good()["state"], "closed");
        assert!(home.page().await.contains("已当面道歉"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_press_asks_once_and_more_than_five_have_to_wait_for_an_answer() {
    for engine in both_engines() {
        let home = Home::on(engine).await;
        let path = format!("/p/r/{}/help", home.code);
        let form = home.browser.get(&path).await;
        let (token, answer) = (form.token(), form.answer());
        for _ in 0..2 {
            let fields = [("kind", "food"), ("told", ""), ("token", token.as_str()), ("answer", answer.as_str())];
            assert_eq!(home.browser.post(&path, &fields).await.status, 200);
        }
        assert_eq!(home.list(&home.office.clerk, "asked").await.len(), 1);
        for _ in 0..4 {
            assert_eq!(home.ask("food", "").await.status, 200);
        }
        let full = home.ask("food", "再要一袋米").await;
        assert!(full.status == 409 && full.text.contains("再要一袋米"), "nothing typed is lost: {}", full.text);
        let trapped = [("kind", "food".to_owned()), ("website", "x".to_owned())];
        assert_eq!(send(&home.browser, &path, &trapped).await.status, 422);
        assert_eq!(home.browser.get("/p/r/AAAA-BBBB-CCCC/help").await.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_in_the_log_what_was_asked() {
    for engine in both_engines() {
        let home = Home::on(engine).await;
        home.ask("doctor", "孩子发烧到三十九度").await;
        home.list(&home.office.clerk, "asked").await;
        let admin = home.world.client(home.world.person("冯管理", Role::Admin, &home.office.town.town));
        let log = admin.get("/api/v1/audit?noun=help_requests").await.good().to_string();
        assert!(log.contains("help_requests.ask") && log.contains("help_requests.list"), "{log}");
        assert!(!log.contains("发烧") && !log.contains("doctor"), "{log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_retention_nothing_tells_of_what_was_asked() {
    const WORDS: [&str; 2] = ["降压药只剩两天了", "今天下午送到您家"];
    for engine in both_engines() {
        let home = Home::on(engine).await;
        home.ask("medicine", WORDS[0]).await;
        let asked = home.list(&home.office.clerk, "asked").await.remove(0);
        act(&home.office.clerk, &asked, "take", json!({ "rev": 1 })).await.good();
        act(&home.office.clerk, &asked, "answer", json!({ "rev": 2, "answer": WORDS[1] })).await.good();
        let town = &home.office.town.town;
        let witness = home.world.person("孙见证", Role::Commander, town);
        let end = json!({ "rev": 1, "reason": "疫情结束", "witness_id": witness });
        home.office.clerk.post(&format!("/api/v1/responses/{}/close", home.office.response), end).await.good();
        assert_eq!(home.ask("food", "").await.status, 409, "a closed response takes nothing more");
        home.world.clock.advance(31 * 86_400_000);
        run_due(&home.world.app, &mut Timetable::new(JOBS)).await;
        assert_eq!(traces(&home.world, &WORDS), Vec::<String>::new(), "{engine:?}");
        let admin = home.world.client(home.world.person("钱文书", Role::Clerk, town));
        let path = format!("/api/v1/help_requests?response={}&state=answered", home.office.response);
        assert_eq!(admin.get(&path).await.good()["items"], json!([]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_holds_what_is_asked_in_its_grid_and_brings_the_answer_once() {
    for engine in both_engines() {
        let home = Home::on(engine).await;
        home.ask("food", "米和面都没有了").await;
        home.ask("complaint", "网格员说话难听").await;
        let phone = home.worker(0);
        let held = phone.get("/api/v1/sync").await.good();
        let requests = held["help_requests"].as_array().unwrap();
        assert_eq!((requests.len(), &requests[0]["kind"]), (1, &json!("food")));
        let id = &requests[0]["id"];
        let command =
            |kind: &str, input: Value| json!({ "op_id": home.world.app.ids().make(), "kind": kind, "input": input });
        let commands = json!({ "commands": [
            command("take_help", json!({ "help_request_id": id, "rev": 1 })),
            command("answer_help", json!({ "help_request_id": id, "rev": 2, "answer": "已送到门口" })),
        ] });
        for outcome in ["done", "repeated"] {
            let answers = phone.post("/api/v1/sync", commands.clone()).await.good();
            assert_eq!(
                (&answers["answers"][0]["outcome"], &answers["answers"][1]["outcome"]),
                (&json!(outcome), &json!(outcome))
            );
        }
        assert!(home.page().await.contains("已送到门口"));
        assert_eq!(phone.get("/api/v1/sync").await.good()["help_requests"], json!([]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_seen_in_the_grid_that_takes_the_persons_grid_over() {
    for engine in both_engines() {
        let home = Home::on(engine).await;
        home.ask("medicine", "降压药只剩两天了").await;
        let grids: Vec<Value> =
            home.office.town.grids[..2].iter().map(|grid| json!({ "id": grid.id, "rev": grid.rev })).collect();
        let body = json!({ "grids": grids, "name": "大组", "reason": "合并" });
        let merged = home.office.clerk.post("/api/v1/areas/merge", body).await.good()["area"].clone();
        let worker = home.world.person("周工", Role::GridWorker, &serde_json::from_value(merged).unwrap());
        assert_eq!(home.list(&home.world.client(worker), "asked").await.len(), 1);
    }
}
