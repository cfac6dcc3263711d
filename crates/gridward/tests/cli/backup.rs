//! Backups, restored on both engines.

use gridward_database::Engine;
use gridward_testkit::both_engines;

use crate::site::Site;

const TOWN: &str = "code,name,parent_code,level\n411526109000,黄寺岗镇,,4\n411526109202,史寨村民委员会,411526109000,5\n\
    411526109202001,史寨村第1村民组,411526109202,6\n411526109202002,史寨村第2村民组,411526109202,6\n";
const LEDGER: &str = "姓名,身份证号,村,组,门牌号\n李伟,41999919820819736X,史寨村,1组,1号\n";

pub(crate) fn filled(engine: Engine) -> Site {
    let site = Site::new(engine);
    let (town, ledger) = (site.write("town.csv", TOWN), site.write("ledger.csv", LEDGER));
    site.run(&["import", "areas", town.to_str().unwrap()]).good();
    site.run(&["import", "ledger", ledger.to_str().unwrap()]).good();
    site
}

fn backed_up(site: &Site, more: &[&str]) -> String {
    let file = site.path("town.backup").to_str().unwrap().to_owned();
    let told = site.run(&[&["backup", &file], more].concat()).good();
    assert!(told["rows"].as_i64().unwrap() > 10, "{told}");
    file
}

#[test]
fn a_backup_is_restored_on_either_engine_with_every_row_and_the_keys_that_open_it() {
    for from in both_engines() {
        let old = filled(from);
        let file = backed_up(&old, &[]);
        for to in both_engines() {
            let new = Site::new(to);
            let told = new.run(&["restore", &file]).bad();
            assert!(told["error"].as_str().unwrap().contains(".key"), "the key file is asked for: {told}");
            assert!(!new.has_data());
            new.take_key_of(&old);
            new.run(&["restore", &file]).good();
            let verdict = new.run(&["audit", "verify"]).good();
            assert!(verdict["broken_at"].is_null(), "{from:?} to {to:?}: {verdict}");
            // Whoever is in the ledger is recognised by the blind index of a sealed number.
            let ledger = old.path("ledger.csv");
            let again = new.run(&["import", "ledger", ledger.to_str().unwrap(), "--dry-run"]).good();
            assert_eq!(again["duplicates"], 1, "{from:?} to {to:?}: {again}");
        }
    }
}

#[test]
fn a_backup_with_its_keys_needs_nothing_else_and_never_overwrites() {
    let old = filled(Engine::Sqlite);
    let file = backed_up(&old, &["--with-keys"]);
    assert!(old.run(&["backup", &file]).bad()["error"].as_str().unwrap().contains("town.backup"));
    let new = Site::new(Engine::Sqlite);
    new.run(&["restore", &file]).good();
    let again = new.run(&["restore", &file]).bad();
    assert!(again["error"].as_str().unwrap().contains("not empty"), "{again}");
    assert!(new.run(&["audit", "verify"]).good()["entries"].as_i64().unwrap() >= 3);
}

#[test]
fn a_file_that_is_no_backup_or_a_cut_one_restores_nothing() {
    let site = filled(Engine::Sqlite);
    let file = backed_up(&site, &["--with-keys"]);
    let whole = std::fs::read(&file).unwrap();
    let cut = site.path("cut.backup");
    std::fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    let new = Site::new(Engine::Sqlite);
    assert!(new.run(&["restore", cut.to_str().unwrap()]).bad()["error"].is_string());
    assert!(new.run(&["restore", "gridward.toml"]).bad()["error"].is_string());
    new.run(&["restore", &file]).good();
}

#[test]
fn there_is_nothing_to_back_up_where_nothing_was_set_up() {
    let site = Site::new(Engine::Sqlite);
    assert!(site.run(&["backup", "x.backup"]).bad()["error"].is_string());
    assert!(!site.has_data() && !site.path("x.backup").exists());
}
