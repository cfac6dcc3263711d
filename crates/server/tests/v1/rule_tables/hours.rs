use gridward_domain::access::Role;
use gridward_testkit::both_engines;
use serde_json::json;

use super::{newest_screening, table};
use crate::plans::{Office, measured};
use crate::responses::traces::traces;

const HOUR: i64 = 3_600_000;

#[tokio::test(flavor = "multi_thread")]
async fn a_table_for_a_later_hour_changes_nothing_until_the_clock_passes_it() {
    for engine in both_engines() {
        let mut office = Office::with_a_code(engine).await;
        let li = office.li().await;
        let draft = office.draft(&table()).await;
        let at = office.world.clock.now().0 + 2 * HOUR;
        let put = office.put_table(&draft, Some(at)).await.good();
        assert_eq!((&put["state"], &put["in_force_at"]), (&json!("scheduled"), &json!(at)));
        office.later(2 * HOUR - 60_000);
        office.run_jobs().await;
        let chen = office.verified("陈强", ("440305", "深圳市南山区")).await;
        assert_eq!(office.measures().await, []);
        office.later(60_000);
        assert_eq!(office.state_of_table(&put).await, "in_force");
        office.run_jobs().await;
        assert_eq!(newest_screening(&office).await, ("rules".to_owned(), [2, 0, 0, 0]));
        assert_eq!(
            (office.state(&li).await, office.state(&chen).await),
            ("under_measure".into(), "under_measure".into())
        );
        office.verified("周晚", ("440305", "深圳市南山区")).await;
        assert_eq!(office.measures().await, measured(&[("home_quarantine", 3)]));
        office.later(60_000);
        office.run_jobs().await;
        assert_eq!(newest_screening(&office).await.1, [2, 0, 0, 0], "it was looked at once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_taken_back_before_its_hour_never_holds() {
    for engine in both_engines() {
        let mut office = Office::with_a_code(engine).await;
        office.li().await;
        let draft = office.draft(&table()).await;
        let put = office.put_table(&draft, Some(office.world.clock.now().0 + HOUR)).await.good();
        assert_eq!(put["can_be_taken_back"], true);
        office.take_table_back(&put).await.good();
        office.later(2 * HOUR);
        office.run_jobs().await;
        assert_eq!((office.measures().await, office.state_of_table(&put).await), (vec![], "taken_back".to_owned()));
        assert_eq!(newest_screening(&office).await, (String::new(), [0; 4]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_goes_with_its_response() {
    for engine in both_engines() {
        let mut office = Office::with_a_code(engine).await;
        office.by_table(&table()).await;
        let witness = office.world.person("孙督查", Role::Auditor, &office.town.town);
        let end = json!({ "rev": 1, "reason": "疫情结束", "witness_id": witness });
        office.clerk.post(&format!("/api/v1/responses/{}/close", office.response), end).await.good();
        let words = ["外省返乡人员管控", "潢防指〔2022〕15号", "近期返乡人员集中"];
        assert!(words.iter().all(|word| !traces(&office.world, &[word]).is_empty()), "{engine:?}");
        for _ in 0..31 {
            office.later(24 * HOUR);
        }
        office.run_jobs().await;
        assert_eq!(traces(&office.world, &words), Vec::<String>::new(), "{engine:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_its_last_day_the_programme_alone_holds_again() {
    for engine in both_engines() {
        let mut office = Office::with_a_code(engine).await;
        let li = office.li().await;
        let mut short = table();
        short["to_on"] = json!("2022-04-16");
        let put = office.by_table(&short).await;
        office.next_day().await;
        assert_eq!((office.state_of_table(&put).await, office.measures().await.len()), ("in_force".to_owned(), 1));
        office.next_day().await;
        assert_eq!(office.state_of_table(&put).await, "over");
        // By the ninth edition's own rule the milder one holds: nothing is asked of them any longer.
        assert_eq!((office.measures().await, office.state(&li).await), (vec![], "released".to_owned()));
    }
}
