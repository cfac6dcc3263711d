use gridward_database::{Statement, params};
use gridward_server::jobs::{JOBS, Timetable, run_due};
use gridward_testkit::both_engines;
use serde_json::json;

use super::Town;
use super::traces::traces;

/// Words that stand in nothing but what a response owns.
const WORDS: [&str; 5] = ["望舒苑三号楼", "欧阳泊舟", "信义里九十九弄", "泊舟结案说明", "答复里的望舒"];

static LIST: Statement = Statement::new(
    "test.list",
    "INSERT INTO risk_list (id, response_id, as_of, source, file_digest, listed_high, listed_medium, listed_low, added,
       raised, lowered, removed, in_force_at, entered_at, entered_by, withdrawn_reason)
     VALUES ($1, $2, '2022-04-15', $3, '', 0, 0, 0, 0, 0, 0, 0, 0, 0, '', '')",
);
static PLACE: Statement = Statement::new(
    "test.place",
    "INSERT INTO risk_place (id, response_id, level, province, city, county, place_text, text_key, area_code, within_code, certainty,
       waits, from_on, to_on, first_list_id, last_list_id)
     VALUES ($1, $2, 'high', '河南省', '信阳市', '潢川县', $3, $3, '', '', 'none', TRUE, '2022-04-15', NULL, '', '')",
);
static MATCH: Statement = Statement::new(
    "test.match",
    "INSERT INTO risk_match (response_id, text_key, area_code, decided_at, decided_by) VALUES ($1, $2, '', 0, '')",
);
static OUTCOME: Statement = Statement::new(
    "test.outcome",
    "INSERT INTO command (op_id, person_id, verb, outcome, at) VALUES ($1, '', 'risk_areas.decide', $2, $3)",
);

/// More records than one command erases, in an order that splits pages of the file.
const PLACES: u32 = 1_200;

fn fill(town: &Town, response: &str) {
    let response = response.to_owned();
    town.world
        .run(move |tx, ctx| {
            tx.exec(&LIST, &params![ctx.ids.make().to_string(), &response, WORDS[1]])?;
            for number in 0..PLACES {
                let id = format!("{:032x}", u128::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15) << 40);
                tx.exec(&PLACE, &params![&id, &response, format!("{}{number}", WORDS[0])])?;
            }
            tx.exec(&MATCH, &params![&response, WORDS[2]])?;
            let outcome = json!({ "place": WORDS[4] }).to_string();
            tx.exec(&OUTCOME, &params![ctx.ids.make().to_string(), &outcome, ctx.now.0])?;
            Ok(())
        })
        .unwrap();
}

async fn ended(town: &Town) -> String {
    let id = town.opened().await;
    fill(town, &id);
    let end = json!({ "rev": 1, "reason": WORDS[3], "witness_id": town.witness });
    town.clerk.post(&format!("/api/v1/responses/{id}/close"), end).await.good();
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_was_erased_is_left_in_any_table_file_or_log() {
    for engine in both_engines() {
        let mut town = Town::on(engine);
        let id = ended(&town).await;
        assert!(WORDS.iter().all(|word| !traces(&town.world, &[word]).is_empty()), "{engine:?}");
        town.days_later(29);
        run_due(&town.world.app, &mut Timetable::new(JOBS)).await;
        let certificate = format!("/api/v1/responses/{id}/certificate");
        assert_eq!(town.clerk.get(&certificate).await.code(), "responses_not_erased");
        assert!(!traces(&town.world, &WORDS).is_empty());
        town.days_later(1);
        let done = run_due(&town.world.app, &mut Timetable::new(JOBS)).await;
        assert!(done.contains(&"responses.erase"), "{done:?}");
        assert_eq!(traces(&town.world, &WORDS), Vec::<String>::new(), "{engine:?}");
        let shown = town.clerk.get(&format!("/api/v1/responses/{id}")).await.good();
        assert_eq!((shown["state"].as_str(), shown["details"]["rev"].as_i64()), (Some("erased"), Some(3)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_certificate_says_what_went_who_closed_who_witnesses_and_where_the_log_proves_it() {
    for engine in both_engines() {
        let mut town = Town::on(engine);
        let id = ended(&town).await;
        town.days_later(31);
        run_due(&town.world.app, &mut Timetable::new(JOBS)).await;
        let shown = town.clerk.get(&format!("/api/v1/responses/{id}/certificate")).await.good();
        let erased = json!([
            { "noun": "risk_lists", "records": 1 }, { "noun": "risk_matches", "records": 1 },
            { "noun": "risk_places", "records": PLACES },
        ]);
        let some = |kind: &&serde_json::Value| kind["records"] != 0;
        let kinds: Vec<&serde_json::Value> = shown["erased"].as_array().unwrap().iter().filter(some).collect();
        assert_eq!(json!(kinds), erased, "{engine:?}");
        let details = &shown["response"]["details"];
        assert_eq!((details["closed_by"].as_str(), details["witness"].as_str()), (Some("李文书"), Some("孙督查")));
        // Erased on 2022-05-16, a day late; backups are kept for 14 days.
        assert_eq!(shown["backups_until"], "2022-05-30");
        let auditor = town.world.client(town.witness);
        let log = auditor.get("/api/v1/audit?noun=responses&limit=200").await.good();
        let entry = log["items"].as_array().unwrap().iter().find(|row| row["verb"] == "responses.erase").unwrap();
        assert_eq!(entry["seq"], shown["chain"]["seq"]);
        assert_eq!(entry["detail"]["erased"]["risk_places"], PLACES);
        let hash = town.world.run(|tx, _| gridward_server::audit::verify(tx)).unwrap();
        assert_eq!(hash.broken_at, None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_response_that_runs_keeps_its_records_when_another_is_erased() {
    for engine in both_engines() {
        let mut town = Town::on(engine);
        ended(&town).await;
        let running = town.opened().await;
        let kept = "仍在用的地点";
        let of_running = running.clone();
        town.world
            .run(move |tx, ctx| Ok(tx.exec(&PLACE, &params![ctx.ids.make().to_string(), &of_running, kept])?))
            .unwrap();
        town.days_later(40);
        run_due(&town.world.app, &mut Timetable::new(JOBS)).await;
        assert!(!traces(&town.world, &[kept]).is_empty(), "{engine:?}");
        assert_eq!(traces(&town.world, &WORDS), Vec::<String>::new(), "{engine:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn erasing_again_does_nothing_and_a_liaison_sees_no_certificate() {
    for engine in both_engines() {
        let mut town = Town::on(engine);
        let id = ended(&town).await;
        town.days_later(31);
        assert_eq!(gridward_server::responses::erase_due(town.world.app.clone()).await.unwrap(), 1);
        assert_eq!(gridward_server::responses::erase_due(town.world.app.clone()).await.unwrap(), 0);
        let liaison = town.someone(gridward_domain::access::Role::Liaison);
        assert_eq!(liaison.get(&format!("/api/v1/responses/{id}/certificate")).await.code(), "not_found");
    }
}
