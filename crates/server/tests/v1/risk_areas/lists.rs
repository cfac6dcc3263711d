use gridward_domain::Timestamp;
use gridward_domain::access::Role;
use gridward_testkit::both_engines;
use serde_json::json;

use super::{FAR, NEAR, NOWHERE, STREET, Town, table};

const AS_OF: &str = "2022年4月15日20时";

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_looked_at_before_it_holds_and_then_its_places_are_in_force() {
    for engine in both_engines() {
        let town = Town::on(engine).await;
        let preview = town.uploaded(&table(AS_OF, &[NEAR, STREET, FAR, NOWHERE])).await;
        assert_eq!(preview["as_of"], "2022-04-15T20:00:00");
        assert_eq!(preview["declared"], json!({ "high": 2, "medium": 2, "low": null }));
        assert_eq!(preview["listed"], json!({ "high": 2, "medium": 2, "low": 0 }));
        assert_eq!(preview["problems"], json!([]));
        assert_eq!(preview["matches"], json!({ "certain": 2, "possible": 1, "none": 1 }));
        assert_eq!((&preview["difference"]["added"], &preview["difference"]["removed"]), (&json!(4), &json!(0)));
        assert!(town.places().await.is_empty());
        let list = town.put(&preview, json!({})).await.good();
        assert_eq!((&list["added"], &list["entered_by"]), (&json!(4), &json!("李文书")));
        let places = town.places().await;
        let certainties: Vec<(&str, bool)> =
            places.iter().map(|(_, _, known, waits)| (known.as_str(), *waits)).collect();
        assert_eq!(certainties, [("possible", true), ("certain", false), ("certain", false), ("none", true)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_list_shows_what_is_added_raised_lowered_and_removed() {
    for engine in both_engines() {
        let mut town = Town::on(engine).await;
        town.in_force(&[NEAR, STREET, FAR]).await;
        town.later(Timestamp::HOUR);
        let raised = STREET.replace('中', "高");
        let lowered = FAR.replace('高', "中");
        let preview = town.uploaded(&table(AS_OF, &[NOWHERE, &raised, &lowered])).await;
        let changes = preview["difference"]["places"].as_array().unwrap();
        let kinds: Vec<_> = changes.iter().map(|one| one["change"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["added", "raised", "lowered", "removed"]);
        assert_eq!((&changes[1]["before"], &changes[1]["level"]), (&json!("medium"), &json!("high")));
        let list = town.put(&preview, json!({})).await.good();
        assert_eq!(["added", "raised", "lowered", "removed"].map(|kind| list[kind].as_i64().unwrap()), [1, 1, 1, 1]);
        let places = town.places().await;
        let levels: Vec<(&str, &str)> =
            places.iter().map(|(level, text, ..)| (level.as_str(), text.as_str())).collect();
        assert_eq!(
            levels,
            [("medium", "九站街道雾凇水岸小区"), ("high", "弋阳街道光州小区"), ("medium", "延江街道江山帝景小区")]
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_list_again_changes_nothing() {
    for engine in both_engines() {
        let mut town = Town::on(engine).await;
        town.in_force(&[NEAR, FAR]).await;
        let before = town.places().await;
        let again = town.in_force(&[NEAR, FAR]).await;
        assert_eq!(["added", "raised", "lowered", "removed"].map(|kind| again[kind].as_i64().unwrap()), [0; 4]);
        assert_eq!(town.places().await, before, "{engine:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_taken_back_within_the_day_leaves_the_one_before_as_it_was() {
    for engine in both_engines() {
        let mut town = Town::on(engine).await;
        town.in_force(&[NEAR, STREET]).await;
        let before = town.places().await;
        let raised = STREET.replace('中', "高");
        let wrong = town.in_force(&[FAR, &raised]).await;
        let path = format!("/api/v1/risk_areas/lists/{}/withdraw", wrong["id"].as_str().unwrap());
        assert_eq!(town.clerk.post(&path, json!({ "reason": "错" })).await.code(), "risk_areas_reason_missing");
        let back = town.clerk.post(&path, json!({ "reason": "传错了文件" })).await.good();
        assert!(back["withdrawn_at"].is_i64());
        assert_eq!(town.places().await, before, "{engine:?}");
        let again = town.clerk.post(&path, json!({ "reason": "传错了文件" })).await;
        assert_eq!(again.code(), "risk_areas_not_the_newest");
        let lists = town.clerk.get(&format!("/api/v1/risk_areas/lists?response={}", town.response)).await.good();
        assert_eq!(lists["items"].as_array().unwrap().len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_yesterday_or_one_that_is_no_longer_in_force_is_not_taken_back() {
    for engine in both_engines() {
        let mut town = Town::on(engine).await;
        let first = town.in_force(&[NEAR]).await;
        let second = town.in_force(&[FAR]).await;
        let path =
            |list: &serde_json::Value| format!("/api/v1/risk_areas/lists/{}/withdraw", list["id"].as_str().unwrap());
        let reason = json!({ "reason": "传错了文件" });
        assert_eq!(town.clerk.post(&path(&first), reason.clone()).await.code(), "risk_areas_not_the_newest");
        town.later(Timestamp::DAY);
        assert_eq!(town.clerk.post(&path(&second), reason).await.code(), "risk_areas_not_the_newest");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_whose_sums_do_not_tally_holds_only_if_somebody_says_so() {
    for engine in both_engines() {
        let town = Town::on(engine).await;
        let wrong = table(AS_OF, &[NEAR, FAR]).replace("2个高", "3个高");
        let preview = town.uploaded(&wrong).await;
        assert_eq!(preview["problems"][0]["code"], "sum_differs");
        assert_eq!(town.put(&preview, json!({})).await.code(), "risk_areas_problems_left");
        town.put(&preview, json!({ "despite_problems": true })).await.good();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_without_its_moment_asks_for_it_and_one_without_source_is_declined() {
    for engine in both_engines() {
        let town = Town::on(engine).await;
        let untimed = table("4月15日", &[NEAR]);
        let preview = town.uploaded(&untimed).await;
        assert!(preview["as_of"].is_null());
        assert_eq!(town.put(&preview, json!({})).await.code(), "risk_areas_no_time");
        let declined = town.put(&preview, json!({ "as_of": "2022-04-15T15:00", "source": " " })).await;
        assert_eq!(declined.code(), "risk_areas_source_missing");
        let list = town.put(&preview, json!({ "as_of": "2022-04-15T15:00" })).await.good();
        assert_eq!(list["as_of"], "2022-04-15T15:00:00");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_holds_from_a_moment_after_the_one_before_and_not_from_the_future() {
    for engine in both_engines() {
        let mut town = Town::on(engine).await;
        let first = town.in_force(&[NEAR]).await;
        town.later(Timestamp::HOUR);
        let preview = town.uploaded(&table(AS_OF, &[FAR])).await;
        for moment in [first["in_force_at"].as_i64().unwrap(), town.world.clock.now().0 + 1, 0] {
            assert_eq!(town.put(&preview, json!({ "at": moment })).await.code(), "risk_areas_wrong_moment");
        }
        let moment = town.world.clock.now().0 - Timestamp::HOUR / 2;
        assert_eq!(town.put(&preview, json!({ "at": moment })).await.good()["in_force_at"], moment);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_compared_with_another_list_must_be_looked_at_again() {
    for engine in both_engines() {
        let mut town = Town::on(engine).await;
        let other = town.world.client(town.world.person("王文书", Role::Clerk, &town.area));
        let path = format!("/api/v1/risk_areas/uploads?response={}", town.response);
        let seen = other.upload(&path, "名单.csv", table(AS_OF, &[FAR]).as_bytes()).await.good();
        town.in_force(&[NEAR]).await;
        let path = format!("/api/v1/risk_areas/uploads/{}/put-in-force", seen["upload"].as_str().unwrap());
        assert_eq!(other.post(&path, json!({ "source": "国务院客户端" })).await.code(), "risk_areas_list_changed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_list_and_a_response_that_is_over_are_declined() {
    for engine in both_engines() {
        let town = Town::on(engine).await;
        let path = format!("/api/v1/risk_areas/uploads?response={}", town.response);
        let declined = town.clerk.upload(&path, "通知.txt", "今天天气很好".as_bytes()).await;
        assert_eq!(declined.code(), "risk_areas_unreadable");
        assert_eq!(town.clerk.upload(&path, "空.txt", b"").await.code(), "risk_areas_no_file");
        let witness = town.world.person("孙督查", Role::Auditor, &town.area);
        let end = json!({ "rev": 1, "reason": "疫情结束", "witness_id": witness });
        town.clerk.post(&format!("/api/v1/responses/{}/close", town.response), end).await.good();
        let declined = town.clerk.upload(&path, "名单.csv", table(AS_OF, &[NEAR]).as_bytes()).await;
        assert_eq!(declined.code(), "responses_not_open");
    }
}
