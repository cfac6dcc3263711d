//! The sample town.

use gridward_database::{Db, DbError, Options, Place, Statement, params};
use gridward_server::MIGRATIONS;

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
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["--json", "demo", "--fast", "--no-serve", "--dir", "town"]).good();
    let place = Place::Sqlite { file: folder.path().join("town/main.sqlite") };
    let db = Db::open(&place, &Options { readers: 1, ..Options::default() }, MIGRATIONS).unwrap();
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
