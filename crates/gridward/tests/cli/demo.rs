//! The sample town.

use std::collections::BTreeMap;

use gridward_database::{Db, DbError, Options, Place, Statement, params};
use gridward_domain::arrivals::ArrivalState;
use gridward_domain::follow_ups::FollowUpState;
use gridward_domain::plans::PlanState;
use gridward_server::MIGRATIONS;
use tempfile::TempDir;

use crate::site::run_in;

#[test]
fn the_sample_town_is_made_once_and_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let words = ["--json", "demo", "--fast", "--no-serve", "--dir", "town"];
    let first = run_in(folder.path(), &words).good();
    let names: Vec<&str> =
        first["log_ins"].as_array().unwrap().iter().map(|one| one["login"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        ["admin", "commander", "clerk", "lead", "cadre", "head", "worker", "liaison", "auditor"],
        "one log-in per role"
    );
    assert!(folder.path().join("town/main.sqlite").exists());
    let again = run_in(folder.path(), &words);
    assert_eq!(again.good(), first);
    assert!(again.errors().contains("town"), "{}", again.errors());
}

#[test]
fn the_sample_town_is_not_made_over_another_jurisdiction() {
    let folder = tempfile::tempdir().unwrap();
    let town = folder.path().join("town.csv");
    std::fs::write(&town, "code,name,parent_code,level\n411526109000,黄寺岗镇,,4\n").unwrap();
    run_in(folder.path(), &["--json", "import", "areas", town.to_str().unwrap()]).good();
    let told = run_in(folder.path(), &["--json", "demo", "--no-serve", "--dir", "gridward-data"]).bad();
    assert!(told["error"].as_str().unwrap().contains("--dir"), "{told}");
}

/// The small town, made anew, with its database.
fn town() -> (TempDir, Db) {
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["--json", "demo", "--fast", "--no-serve", "--dir", "town"]).good();
    let place = Place::Sqlite { file: folder.path().join("town/main.sqlite") };
    let db = Db::open(&place, &Options { readers: 1, ..Options::default() }, MIGRATIONS).unwrap();
    (folder, db)
}

/// Names with how many rows have each.
fn counts(db: &Db, statement: &'static Statement) -> BTreeMap<String, i64> {
    let rows = db.read_blocking("test", move |tx| {
        tx.all(statement, &params![], |row| Ok::<_, DbError>((row.get::<String>(0)?, row.get::<i64>(1)?)))
    });
    rows.unwrap().into_iter().collect()
}

#[test]
fn somebody_of_the_sample_town_is_in_every_state_of_an_arrival_a_plan_and_a_follow_up() {
    static ARRIVALS: Statement = Statement::new("test.arrivals", "SELECT state, COUNT(*) FROM arrival GROUP BY state");
    static PLANS: Statement = Statement::new("test.plans", "SELECT state, COUNT(*) FROM plan GROUP BY state");
    static FOLLOW_UPS: Statement =
        Statement::new("test.follow_ups", "SELECT state, COUNT(*) FROM follow_up GROUP BY state");
    static REST: Statement = Statement::new(
        "test.rest",
        "SELECT 'poster', COUNT(*) FROM poster UNION ALL SELECT 'tip', COUNT(*) FROM tip
         UNION ALL SELECT 'list', COUNT(*) FROM risk_list UNION ALL SELECT 'place', COUNT(*) FROM risk_place WHERE waits
         UNION ALL SELECT 'screening', COUNT(*) FROM screening WHERE done_at IS NOT NULL AND looked > 0
         UNION ALL SELECT 'open_screening', COUNT(*) FROM screening WHERE done_at IS NULL
         UNION ALL SELECT response.state, COUNT(*) FROM response GROUP BY state",
    );
    let (_folder, db) = town();
    let (arrivals, plans, visits) = (counts(&db, &ARRIVALS), counts(&db, &PLANS), counts(&db, &FOLLOW_UPS));
    let missing = |found: &BTreeMap<String, i64>, names: Vec<&str>| -> Vec<String> {
        names.into_iter().filter(|name| !found.contains_key(*name)).map(str::to_owned).collect()
    };
    let states = ArrivalState::ALL.iter().map(|state| state.name()).collect();
    assert_eq!(missing(&arrivals, states), [""; 0], "{arrivals:?}");
    let states = PlanState::ALL.iter().map(|state| state.name()).collect();
    assert_eq!(missing(&plans, states), [""; 0], "{plans:?}");
    let states = FollowUpState::ALL.iter().map(|state| state.name()).collect();
    assert_eq!(missing(&visits, states), [""; 0], "{visits:?}");
    assert!(plans["waits"] >= 3 && visits["done"] > visits["missed"], "{plans:?} {visits:?}");
    let rest = counts(&db, &REST);
    assert_eq!((rest["open"], rest["closed"], rest["list"], rest["tip"]), (1, 1, 2, 2), "{rest:?}");
    assert!(rest["poster"] > 10 && rest["place"] > 0, "{rest:?}");
    assert_eq!((rest["screening"], rest["open_screening"]), (1, 0), "{rest:?}");
    db.close();
}

#[test]
fn the_full_town_is_made_with_everybody_in_it() {
    static DOORS: Statement = Statement::new(
        "test.doors",
        "SELECT 'households', COUNT(*) FROM household UNION ALL SELECT 'residents', COUNT(*) FROM resident
         UNION ALL SELECT 'arrivals', COUNT(*) FROM arrival",
    );
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["--json", "demo", "--no-serve", "--dir", "town"]).good();
    let place = Place::Sqlite { file: folder.path().join("town/main.sqlite") };
    let db = Db::open(&place, &Options { readers: 1, ..Options::default() }, MIGRATIONS).unwrap();
    let found = counts(&db, &DOORS);
    db.close();
    assert_eq!(found["households"], 15_000, "{found:?}");
    assert!((48_000..52_000).contains(&found["residents"]) && found["arrivals"] >= 400, "{found:?}");
}

#[test]
fn the_same_town_has_the_same_returnees_and_the_doctor_finds_nothing() {
    static PEOPLE: Statement = Statement::new(
        "test.people",
        "SELECT name || state || origin || COALESCE(arrived_on, expected_on), COUNT(*) FROM arrival
         GROUP BY name, state, origin, arrived_on, expected_on",
    );
    let (folder, one) = town();
    let (_other, other) = town();
    assert_eq!(counts(&one, &PEOPLE), counts(&other, &PEOPLE));
    one.close();
    other.close();
    std::fs::write(folder.path().join("c.toml"), "data_dir = \"town\"\n").unwrap();
    let told = run_in(folder.path(), &["--json", "--config", "c.toml", "doctor"]).good();
    for check in told["checks"].as_array().unwrap().iter().filter(|check| check["name"] != "disk") {
        assert_eq!(check["verdict"], "good", "{check}");
    }
}

#[test]
fn the_sample_town_has_its_planted_gaps_and_three_directives_under_way() {
    static GAPS: Statement = Statement::new(
        "test.gaps",
        "SELECT CAST(SUM(CASE WHEN heads = 0 THEN 1 ELSE 0 END) AS BIGINT),
           CAST(SUM(CASE WHEN heads > 1 THEN 1 ELSE 0 END) AS BIGINT), CAST(SUM(without_liaison) AS BIGINT),
           CAST(SUM(with_several_liaisons) AS BIGINT), CAST(SUM(households) AS BIGINT), COUNT(*) FROM grid_coverage",
    );
    static REACHED: Statement = Statement::new(
        "test.reached",
        "SELECT CAST(SUM(r.told + r.confirmed + r.refused) AS BIGINT),
           (SELECT COUNT(*) FROM directive_signature s WHERE s.directive_id = d.id)
         FROM directive d JOIN directive_reach r ON r.directive_id = d.id WHERE d.state = 'issued'
         GROUP BY d.id, d.issued_at ORDER BY d.issued_at",
    );
    let (_folder, db) = town();
    let numbers = |statement: &'static Statement, count: usize| -> Vec<Vec<i64>> {
        db.read_blocking("test", move |tx| {
            tx.all(statement, &params![], |row| (0..count).map(|at| row.get(at)).collect::<Result<Vec<i64>, DbError>>())
        })
        .unwrap()
    };
    assert_eq!(numbers(&GAPS, 6), [[2, 1, 1, 0, 750, 155]], "no head, two heads, no liaison, several, doors, grids");
    let reached = numbers(&REACHED, 2);
    assert_eq!(reached.len(), 3, "{reached:?}");
    let doors: Vec<i64> = reached.iter().map(|directive| directive[0]).collect();
    assert!(
        doors[0] > 500 && doors[0] < 750 && doors[0] > doors[1] && doors[1] > doors[2] && doors[2] > 0,
        "{doors:?}"
    );
    assert!(reached.iter().all(|directive| directive[1] > 20), "{reached:?}");
    db.close();
}
