use axum::Router;
use axum::body::Body;
use axum::http::Request;
use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::Office;
use crate::households::PHONE;

const HEAD: &str = "姓名,出生日期,联系电话,村,村民组,门牌号,来源地,返乡日期";

/// The clerk with a file in hand.
struct Desk {
    router: Router,
    token: String,
}

impl Desk {
    fn new(world: &World, office: &Office) -> Self {
        let clerk = world.person("钱文书", Role::Clerk, &office.town.town);
        Self { router: gridward_server::http::router(&world.app), token: world.token(clerk) }
    }

    async fn send(&self, path: &str, lines: &[&str]) -> (u16, Vec<u8>) {
        let file = [&[HEAD], lines].concat().join("\n");
        let request = Request::post(path).header("x-gridward", "1");
        let request = request.header("cookie", format!("gridward_session={}", self.token)).body(Body::from(file));
        let reply = self.router.clone().oneshot(request.unwrap()).await.unwrap();
        let status = reply.status().as_u16();
        (status, axum::body::to_bytes(reply.into_body(), usize::MAX).await.unwrap().to_vec())
    }

    async fn json(&self, path: &str, lines: &[&str]) -> Value {
        let (status, bytes) = self.send(path, lines).await;
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(status, 200, "{value}");
        value
    }
}

fn query(office: &Office) -> String {
    format!("response={}&area={}", office.response, office.town.town.id)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_roster_registers_what_is_certain_links_what_is_known_and_asks_the_rest() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let desk = Desk::new(&world, &office);
        office.register(office.li()).await;
        let li = format!("李伟,1982-08-19,{PHONE},黄寺岗村,1组,3号,上海市浦东新区,2022-04-15");
        let lines = [
            li.as_str(),
            "王芳,1990-03-02,15471410668,史寨村,2组,8号,广东省深圳市,2022-04-12",
            "张敏,1990-03-02,15471410669,史寨村,,9号,浙江省杭州市,2022-04-20",
            "赵强,1990-03-02,15471410670,史寨村,1组,7号,浙江省杭州市,4月12日",
            "孙丽,1990-03-02,15471410671,桃园村,1组,7号,浙江省杭州市,2022-04-12",
        ];
        let path = format!("/api/v1/arrivals/import?{}", query(&office));
        let tried = desk.json(&format!("{path}&dry_run=true"), &lines).await;
        assert_eq!((&tried["accepted"], &tried["registered"]), (&json!(3), &json!(0)), "{tried}");
        let done = desk.json(&path, &lines).await;
        let sums = ["rows", "registered", "linked", "asked", "refused"].map(|name| done[name].as_u64().unwrap());
        assert_eq!(sums, [5, 2, 1, 2, 0], "{done}");
        assert!(!done.to_string().contains("王芳"));
        let list = office.clerk.get(&format!("/api/v1/arrivals?response={}", office.response)).await.good();
        let find = |name: &str| list["items"].as_array().unwrap().iter().find(|one| one["name"] == name).cloned();
        let (fang, min) = (find("王芳").unwrap(), find("张敏").unwrap());
        assert_eq!((&fang["state"], &fang["channel"]), (&json!("arrived"), &json!("roster")));
        assert_eq!(fang["how_known"], "told_by_someone");
        assert_eq!((&min["state"], &min["gap"]), (&json!("expected"), &json!(true)));
        assert_eq!(find("赵强"), None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pushed_list_is_held_against_our_own_and_the_figures_add_up() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let desk = Desk::new(&world, &office);
        let known = office.register(office.li()).await;
        let mut other = office.li();
        other["people"] = json!([{ "name": "周洁", "phone": "15471410672" }]);
        let ours = office.register(other).await;
        let li = format!("李伟,1982-08-19,{PHONE},黄寺岗村,1组,3号,上海市浦东新区,2022-04-15");
        let lines = [
            li.as_str(),
            "王芳,1990-03-02,15471410668,史寨村,2组,8号,广东省深圳市,2022-04-12",
            "张敏,1990-03-02,15471410669,史寨村,2组,9号,浙江省杭州市,2022-04-20",
            "赵强,1990-03-02,15471410670,史寨村,1组,7号,浙江省杭州市,2022-03-01",
            "孙丽,1990-03-02,15471410671,桃园村,1组,7号,浙江省杭州市,2022-04-12",
            li.as_str(),
        ];
        let report = desk.json(&format!("/api/v1/arrivals/pushed?{}", query(&office)), &lines).await;
        let findings: Vec<&str> =
            report["findings"].as_array().unwrap().iter().map(|row| row["finding"].as_str().unwrap()).collect();
        let expected = ["already_known", "missed", "new", "past_window", "not_living_here", "repeated"];
        assert_eq!(findings, expected, "{report}");
        assert_eq!(report["findings"][0]["arrival_id"], known["id"]);
        assert_eq!(report["ours_only"], json!([ours["id"]]));
        let sum: u64 = report["counts"].as_array().unwrap().iter().map(|one| one["rows"].as_u64().unwrap()).sum();
        assert_eq!(json!(sum), report["rows"]);
        assert_eq!(office.counts().await, [("arrived".to_owned(), 2)]);
        let reply =
            format!("/api/v1/arrivals/pushed/reply?{}&purpose=%E5%9B%9E%E5%A4%8D%E5%8E%BF%E9%87%8C", query(&office));
        let (status, sheet) = desk.send(&reply, &lines).await;
        assert_eq!((status, &sheet[..2]), (200, &b"PK"[..]));
        let (status, _) = desk.send(&format!("/api/v1/arrivals/pushed/reply?{}", query(&office)), &lines).await;
        assert_eq!(status, 422, "a reply asks its purpose");
        let worker = world.client(world.person("周网格", Role::GridWorker, &office.town.grids[0]));
        let refused = worker.post(&format!("/api/v1/arrivals/pushed?{}", query(&office)), json!({})).await;
        assert!(!refused.status.is_success());
    }
}
