//! The doctor finds what is wrong, and mends what can be mended.

use gridward_database::{Db, Engine, Options, Place, Statement, params};
use gridward_server::MIGRATIONS;
use gridward_testkit::both_engines;
use serde_json::Value;

use crate::backup::filled;
use crate::site::{Site, run_in};

fn verdict(told: &Value, name: &str) -> String {
    let checks = told["checks"].as_array().unwrap();
    let check = checks.iter().find(|check| check["name"] == name).unwrap();
    check["verdict"].as_str().unwrap().to_owned()
}

/// Changes rows behind the program's back.
fn tamper(site: &Site, statement: &'static Statement) {
    change(site.place(), statement);
}

fn change(place: &Place, statement: &'static Statement) {
    let db = Db::open(place, &Options { readers: 1, ..Options::default() }, MIGRATIONS).unwrap();
    db.write_blocking("test", move |tx| tx.exec(statement, &params![])).unwrap();
    db.close();
}

#[test]
fn a_sound_jurisdiction_is_good_in_every_respect() {
    for engine in both_engines() {
        let told = filled(engine).run(&["doctor"]).good();
        assert_eq!(told["good"], true, "{told}");
        for check in told["checks"].as_array().unwrap().iter().filter(|check| check["name"] != "disk") {
            assert_eq!(check["verdict"], "good", "{engine:?} {check}");
        }
    }
}

#[test]
fn wrong_counts_are_found_and_mended() {
    static COUNTS: Statement = Statement::new("test.count", "UPDATE grid_count SET residents = residents + 1");
    static COVERAGE: Statement = Statement::new("test.coverage", "UPDATE grid_coverage SET heads = 5");
    for engine in both_engines() {
        let site = filled(engine);
        tamper(&site, &COUNTS);
        tamper(&site, &COVERAGE);
        let told = site.run(&["doctor"]).bad();
        assert_eq!((verdict(&told, "counts"), verdict(&told, "coverage")), ("bad".into(), "bad".into()), "{engine:?}");
        let mended = site.run(&["doctor", "--mend"]).good();
        assert_eq!((verdict(&mended, "counts"), verdict(&mended, "coverage")), ("mended".into(), "mended".into()));
        assert_eq!(verdict(&site.run(&["doctor"]).good(), "counts"), "good");
    }
}

#[test]
fn wrong_figures_of_reach_measures_and_follow_ups_are_found_and_mended_in_the_sample_town() {
    static MEASURES: Statement =
        Statement::new("test.measures", "UPDATE plan_count SET plans = plans + 2 WHERE measure = 'home_monitoring'");
    static FOLLOW_UPS: Statement = Statement::new("test.follow_ups", "DELETE FROM follow_up_count WHERE kind = 'test'");
    static REACH: Statement = Statement::new(
        "test.reach",
        "UPDATE directive_reach SET told = told + 1, within_1h = within_1h + 2
         WHERE grid_ord = (SELECT MIN(grid_ord) FROM directive_reach)",
    );
    let folder = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| run_in(folder.path(), &[&["--json", "--config", "c.toml"], words].concat());
    std::fs::write(folder.path().join("c.toml"), "data_dir = \"town\"\n").unwrap();
    run_in(folder.path(), &["demo", "--fast", "--no-serve", "--dir", "town"]);
    let sound = run(&["doctor"]).good();
    assert_eq!(verdict(&sound, "reach"), "good", "{sound}");
    let place = Place::Sqlite { file: folder.path().join("town/main.sqlite") };
    change(&place, &REACH);
    change(&place, &MEASURES);
    change(&place, &FOLLOW_UPS);
    let each = |told: &Value| ["reach", "measures", "follow_ups"].map(|name| verdict(told, name));
    assert_eq!(each(&run(&["doctor"]).bad()), ["bad"; 3]);
    assert_eq!(each(&run(&["doctor", "--mend"]).good()), ["mended"; 3]);
    assert_eq!(each(&run(&["doctor"]).good()), ["good"; 3]);
}

#[test]
fn an_altered_audit_entry_is_found() {
    static AUDIT: Statement = Statement::new("test.audit", "UPDATE audit SET reason = 'x' WHERE seq = 1");
    for engine in both_engines() {
        let site = filled(engine);
        tamper(&site, &AUDIT);
        assert_eq!(verdict(&site.run(&["doctor"]).bad(), "audit"), "bad", "{engine:?}");
    }
}

#[test]
fn an_index_that_is_gone_is_missed() {
    static DROP: Statement = Statement::new("test.drop", "DROP INDEX resident_by_name");
    for engine in both_engines() {
        let site = filled(engine);
        tamper(&site, &DROP);
        let told = site.run(&["doctor"]).bad();
        assert_eq!(verdict(&told, "indexes"), "bad", "{engine:?}");
        // PostgreSQL reads a ledger of one resident whole anyhow, and rightly.
        let expected = if engine == Engine::Sqlite { "bad" } else { "good" };
        assert_eq!(verdict(&told, "plans"), expected, "{engine:?}: without it a search reads the whole ledger");
    }
}

#[test]
fn a_key_file_of_another_jurisdiction_is_found_out() {
    let (site, other) = (filled(Engine::Sqlite), filled(Engine::Sqlite));
    site.take_key_of(&other);
    assert_eq!(verdict(&site.run(&["doctor"]).bad(), "keys"), "bad");
}

#[test]
fn an_entry_from_the_future_tells_that_the_clock_is_behind() {
    static LATER: Statement = Statement::new("test.later", "UPDATE audit SET at = at + 3600000");
    let site = filled(Engine::Sqlite);
    tamper(&site, &LATER);
    assert_eq!(verdict(&site.run(&["doctor"]).bad(), "clock"), "bad");
}
