//! Measurements say what they promise to say, however small they are run.

use gridward_database::Engine;
use gridward_testkit::both_engines;
use serde_json::Value;

use crate::site::run_in;

fn measured(engine: Engine, words: &[&str]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let url = std::env::var("GRIDWARD_TEST_POSTGRES").expect("the URL of a PostgreSQL for tests");
    let mut all = [&["--json", "bench"], words].concat();
    if engine == Engine::Postgres {
        all.extend(["--database", &url]);
    }
    run_in(folder.path(), &all).good()
}

fn assert_figures(told: &Value, names: &[&str]) {
    for name in names {
        assert!(told[name].as_f64().is_some_and(|figure| figure > 0.0), "{name}: {told}");
    }
}

#[test]
fn receipts_are_counted_beside_the_raw_limit_and_the_empty_answer() {
    for engine in both_engines() {
        let told = measured(engine, &["receipts", "--clients", "2", "--seconds", "1", "--size", "200"]);
        assert_figures(&told, &["acks_per_s", "p50_ms", "p99_ms", "raw_rows_per_s", "ratio", "empty_answers_per_s"]);
        assert_eq!((&told["clients"], &told["failed"]), (&2.into(), &0.into()), "{engine:?} {told}");
    }
}

#[test]
fn registrations_are_counted_beside_the_raw_limit_and_none_is_declined() {
    for engine in both_engines() {
        let told = measured(engine, &["register", "--clients", "2", "--seconds", "1", "--size", "200"]);
        let names = ["registrations_per_s", "p50_ms", "p99_ms", "raw_rows_per_s", "ratio", "proof_of_work_ms"];
        assert_figures(&told, &names);
        assert_eq!((&told["clients"], &told["failed"]), (&2.into(), &0.into()), "{engine:?} {told}");
    }
}

#[test]
fn directives_and_their_reach_are_measured() {
    for engine in both_engines() {
        let told = measured(engine, &["directive", "--size", "300"]);
        assert_figures(&told, &["households", "issue_ms", "one_village_ms", "raw_ms", "ratio"]);
        let told = measured(engine, &["rollup", "--size", "12"]);
        assert_figures(&told, &["grids", "p50_ms", "p99_ms", "raw_ms", "ratio"]);
    }
}

#[test]
fn every_row_of_the_measured_ledger_is_accepted() {
    for engine in both_engines() {
        let told = measured(engine, &["import", "--size", "2000"]);
        assert_figures(&told, &["rows_per_s", "raw_rows_per_s", "ratio"]);
        assert_eq!((&told["rows"], &told["accepted"]), (&2_000.into(), &2_000.into()), "{engine:?} {told}");
    }
}

#[test]
fn assessments_are_measured_as_a_whole_and_for_one_changed_place() {
    let folder = tempfile::tempdir().unwrap();
    let told = run_in(folder.path(), &["--json", "bench", "assess", "--size", "2000"]).good();
    assert_figures(&told, &["full_s", "one_place_ms", "matched", "touched_by_one"]);
    assert_eq!((&told["arrivals"], &told["places"]), (&2_000.into(), &80.into()), "{told}");
}

#[test]
fn a_start_is_measured_until_the_first_answer() {
    for engine in both_engines() {
        let told = measured(engine, &["start", "--size", "500"]);
        assert_figures(&told, &["residents", "first_answer_ms", "rss_mb", "raw_ms"]);
    }
}

#[test]
fn every_way_to_search_is_measured() {
    for engine in both_engines() {
        let told = measured(engine, &["search", "--size", "500"]);
        assert_figures(&told, &["residents", "searches", "p50_ms", "p99_ms", "raw_ms", "ratio"]);
        for way in ["surname", "name", "pinyin", "initials", "door", "phone", "document"] {
            assert!(told["slowest_ms"][way].is_number(), "{way}: {told}");
        }
    }
}
