use gridward_server::jobs::{JOBS, Timetable, run_due};
use gridward_testkit::both_engines;
use serde_json::json;

use super::{report, reported, with};
use crate::plans::{Office, ZHANGJIANG};
use crate::responses::traces::traces;

/// Words that stand for one returnee's measure only, in this test.
const WORDS: [&str; 5] = ["欧阳泊舟", "county-of-risk-place", "张江镇某小区", "体温三十八度半", "敲门无人应答"];

#[tokio::test(flavor = "multi_thread")]
async fn after_the_retention_nothing_tells_of_a_measure_and_the_counts_stay() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        office.in_force(&[ZHANGJIANG]).await;
        let li = office.verified("欧阳泊舟", ("310115", "浦东新区张江镇")).await;
        let told = json!({ "arrival_id": li["id"], "exposures": [{ "kind": "exposed_job" }] });
        office.clerk.post("/api/v1/plans/assess", told).await.good();
        let due = office.due("2022-04-15").await.remove(0);
        let missed = with(reported(&office, "not_found"), &json!({ "note": WORDS[4] }));
        report(&office, &due, missed).await.good();
        let ill = with(reported(&office, "seen_with_finding"), &json!({ "finding": WORDS[3] }));
        report(&office, &due, ill).await.good();
        assert!(!traces(&office.world, &WORDS).is_empty());
        let counted = office.day("2022-04-15").await;
        let witness = office.world.person("孙见证", gridward_domain::access::Role::Commander, &office.town.town);
        let end = json!({ "rev": 1, "reason": "疫情结束", "witness_id": witness });
        office.clerk.post(&format!("/api/v1/responses/{}/close", office.response), end).await.good();
        office.later(31 * 86_400_000);
        run_due(&office.world.app, &mut Timetable::new(JOBS)).await;
        assert_eq!(traces(&office.world, &WORDS), Vec::<String>::new(), "{engine:?}");
        let after = office.day("2022-04-15").await;
        assert_eq!(after, counted);
    }
}
