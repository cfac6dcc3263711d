use gridward_domain::access::Role;
use gridward_testkit::both_engines;
use serde_json::{Value, json};

use super::{Office, ZHANGJIANG};

/// The newest screening.
async fn newest(office: &Office) -> Value {
    let path = format!("/api/v1/plans/screenings?response={}", office.response);
    office.clerk.get(&path).await.good()["items"][0].clone()
}

fn path(screening: &Value, verb: &str) -> String {
    format!("/api/v1/plans/screenings/{}/{verb}", screening["id"].as_str().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_changed_list_changed_is_sent_once_and_acknowledged_by_the_grid() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.li().await;
        office.in_force(&[ZHANGJIANG]).await;
        let running = newest(&office).await;
        let early = office.clerk.post(&path(&running, "send"), json!({})).await;
        assert_eq!(early.code(), "plans_still_looking");
        office.run_jobs().await;
        let grid = office.town.grids[0].id;
        let worker = office.world.client(office.world.person("周工", Role::GridWorker, &office.town.grids[0]));
        let ours = json!({ "grid_id": grid });
        assert_eq!(worker.post(&path(&running, "acknowledge"), ours.clone()).await.code(), "plans_not_sent");

        let sent = office.clerk.post(&path(&running, "send"), json!({})).await.good();
        assert_eq!(sent["grids"], 1);
        let again = office.clerk.post(&path(&running, "send"), json!({})).await;
        assert_eq!(again.code(), "plans_nothing_to_send");
        assert_eq!(worker.post(&path(&running, "send"), json!({})).await.code(), "not_allowed");
        let seen = worker.post(&path(&running, "acknowledge"), ours.clone()).await.good();
        office.later(60_000);
        let worker = office.world.client(office.world.person("吴代班", Role::GridWorker, &office.town.grids[0]));
        assert_eq!(worker.post(&path(&running, "acknowledge"), ours).await.good(), seen);
        let told = newest(&office).await["grids"][0].clone();
        assert_eq!((&told["sent_by"], &told["seen_by"]), (&json!("赵文书"), &json!("周工")));
        assert_eq!((&told["begun"], &told["seen_at"]), (&json!(1), &seen["seen_at"]));
        let beside = json!({ "grid_id": office.town.grids[1].id });
        assert_eq!(worker.post(&path(&running, "acknowledge"), beside).await.code(), "not_found");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cadre_sends_to_the_grids_of_the_own_village_alone() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.li().await;
        office.in_force(&[ZHANGJIANG]).await;
        office.run_jobs().await;
        let screening = newest(&office).await;
        let beside = office.world.client(office.world.person("郑干", Role::VillageCadre, &office.town.villages[1]));
        assert_eq!(beside.post(&path(&screening, "send"), json!({})).await.code(), "plans_nothing_to_send");
        let own = office.world.client(office.world.person("孙干", Role::VillageCadre, &office.town.villages[0]));
        assert_eq!(own.post(&path(&screening, "send"), json!({})).await.good()["grids"], 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_of_a_measure_opens_to_those_who_are_under_it() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let (_, wang) = (office.li().await, office.wang().await);
        let names = async |measure: &str| {
            let path = format!("/api/v1/arrivals?response={}&measure={measure}", office.response);
            let page = office.clerk.get(&path).await.good();
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["name"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(names("self_monitoring").await, ["李伟", "王芳"]);
        assert_eq!(names("waits").await.len(), 2);
        office.decide(&office.plan(&wang, "waits").await, "confirm", None).await.good();
        assert_eq!(names("central_quarantine").await, ["王芳"]);
        assert_eq!(names("self_monitoring").await, ["李伟"]);
    }
}
