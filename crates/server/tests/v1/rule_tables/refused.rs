use gridward_domain::access::Role;
use gridward_testkit::both_engines;
use serde_json::json;

use super::table;
use crate::plans::Office;

const DAY: i64 = 86_400_000;

#[tokio::test(flavor = "multi_thread")]
async fn a_table_with_faults_can_be_kept_as_a_draft_and_neither_tried_nor_put_in_force() {
    for engine in both_engines() {
        let office = Office::on(engine).await;
        let mut faulty = table();
        faulty["rows"][0]["phases"][0]["days"] = json!(0);
        let draft = office.draft(&faulty).await;
        for refused in [office.try_table(&draft).await, office.put_table(&draft, None).await] {
            assert_eq!((refused.code(), refused.body["at"].as_str()), ("rule_tables_faulty", Some("rows.1")));
        }
        let path = format!("/api/v1/rule_tables/{}", draft["id"].as_str().unwrap());
        let mended = office.put_json(&path, json!({ "rev": 1, "table": table() })).await.good();
        assert_eq!(mended["rev"], 2);
        let stale = office.put_json(&path, json!({ "rev": 1, "table": faulty })).await;
        assert_eq!(stale.code(), "changed_meanwhile");
        let discard = format!("{path}/discard");
        office.clerk.post(&discard, json!({ "rev": 2 })).await.good();
        assert_eq!(office.clerk.get(&path).await.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_comes_into_force_between_now_and_tomorrow_night_within_its_dates_and_after_the_one_before() {
    for engine in both_engines() {
        let mut office = Office::on(engine).await;
        let (draft, now) = (office.draft(&table()).await, office.world.clock.now().0);
        for at in [now - 1, now + 3 * DAY] {
            assert_eq!(office.put_table(&draft, Some(at)).await.code(), "rule_tables_wrong_moment");
        }
        let mut later = table();
        later["from_on"] = json!("2022-04-16");
        let tomorrow = office.draft(&later).await;
        assert_eq!(office.put_table(&tomorrow, None).await.code(), "rule_tables_outside_its_dates");
        let scheduled = office.put_table(&tomorrow, Some(now + DAY)).await.good();
        assert_eq!(office.put_table(&draft, None).await.code(), "rule_tables_wrong_moment");
        assert_eq!(office.put_table(&scheduled, None).await.code(), "rule_tables_not_a_draft");
        office.later(2 * DAY);
        assert_eq!(office.take_table_back(&scheduled).await.code(), "rule_tables_not_the_newest");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_whoever_sets_the_terms_of_the_whole_response_types_tables_in() {
    for engine in both_engines() {
        let office = Office::on(engine).await;
        let draft = office.draft(&table()).await;
        let cadre = office.world.client(office.world.person("钱干部", Role::VillageCadre, &office.town.villages[0]));
        let path = format!("/api/v1/rule_tables/{}", draft["id"].as_str().unwrap());
        assert_eq!(cadre.get(&path).await.good()["table"]["title"], "外省返乡人员管控");
        let input = json!({ "response_id": office.response, "table": table() });
        assert_eq!(cadre.post("/api/v1/rule_tables", input).await.status, 403);
        assert_eq!(cadre.post(&format!("{path}/put-in-force"), json!({ "rev": 1 })).await.status, 403);
        assert_eq!(cadre.get(&format!("{path}/trial")).await.status, 403);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_table_is_refused_with_the_field() {
    for engine in both_engines() {
        let office = Office::on(engine).await;
        let mut endless = table();
        endless["rows"] = json!(vec![table()["rows"][0].clone(); 201]);
        let mut unknown = table();
        unknown["rows"][0]["class"] = json!("from_the_moon");
        let mut negative = table();
        negative["rows"][0]["phases"][0]["days"] = json!(-3);
        for (typed, code) in [(endless, "rule_tables_too_large"), (unknown, "bad_request"), (negative, "bad_request")] {
            let input = json!({ "response_id": office.response, "table": typed });
            let refused = office.clerk.post("/api/v1/rule_tables", input).await;
            assert_eq!(refused.code(), code, "{:?}", refused.body);
        }
    }
}
