//! The sample town.

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
