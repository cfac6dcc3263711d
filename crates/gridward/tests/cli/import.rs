//! Areas and ledgers from files.

use gridward_database::Engine;
use gridward_testkit::both_engines;
use serde_json::json;

use crate::site::Site;

const TOWN: &str = "code,name,parent_code,level\n411526109000,黄寺岗镇,,4\n\
    411526109202,史寨村民委员会,411526109000,5\n411526109202001,史寨村第1村民组,411526109202,6\n\
    411526109203,马大塘村民委员会,411526109000,5\n411526109203001,马大塘村第1村民组,411526109203,6\n";
/// The county code 419999 was never given out: the numbers belong to nobody.
const LEDGER: &str = "姓名,身份证号,村,组,门牌号,与户主关系,联系电话\n\
    李伟,41999919820819736X,史寨村,1组,1号,户主,15471410667\n\
    王秀英,419999200608221816,史寨村,1组,1号,配偶,\n\
    张三,419999200608221815,史寨村,1组,2号,户主,\n";

fn ledger(site: &Site) -> String {
    site.write("ledger.csv", LEDGER).to_str().unwrap().to_owned()
}

fn town(site: &Site) -> String {
    site.write("town.csv", TOWN).to_str().unwrap().to_owned()
}

#[test]
fn a_dry_run_where_nothing_is_set_up_judges_the_rows_and_makes_no_file() {
    for engine in both_engines() {
        let site = Site::new(engine);
        let (ledger, town) = (ledger(&site), town(&site));
        let told = site.run(&["import", "ledger", &ledger, "--dry-run"]).good();
        assert_eq!((&told["rows"], &told["accepted"], &told["refused"]), (&json!(3), &json!(2), &json!(1)), "{told}");
        assert_eq!((&told["asked"], &told["duplicates"]), (&json!(0), &json!(0)));
        let problem = &told["problems"][0];
        assert_eq!((&problem["row"], &problem["code"]), (&json!(4), &json!("id_wrong_check")), "{told}");
        assert_eq!(problem["column"], "身份证号");
        let report = site.run(&["import", "areas", &town, "--dry-run"]).good();
        assert_eq!((&report["created"], &report["problems"]), (&json!(5), &json!([])));
        assert!(!site.has_data(), "{engine:?}");
    }
}

#[test]
fn areas_and_then_a_ledger_go_in_and_the_refused_row_comes_back_in_a_workbook() {
    for engine in both_engines() {
        let site = Site::new(engine);
        let (ledger, town) = (ledger(&site), town(&site));
        assert_eq!(site.run(&["import", "areas", &town]).good()["created"], 5);
        assert_eq!(site.run(&["import", "areas", &town]).good()["unchanged"], 5);
        let refused = site.path("refused.xlsx");
        let told = site.run(&["import", "ledger", &ledger, "--refused", refused.to_str().unwrap()]).good();
        assert_eq!((&told["imported"], &told["households"], &told["residents"]), (&json!(true), &json!(1), &json!(2)));
        assert!(std::fs::read(&refused).unwrap().starts_with(b"PK"));
        let again = site.run(&["import", "ledger", &ledger, "--dry-run"]).good();
        assert_eq!((&again["accepted"], &again["duplicates"]), (&json!(0), &json!(2)), "{again}");
    }
}

#[test]
fn all_or_nothing_imports_nothing_while_a_row_is_bad_and_fails() {
    let site = Site::new(Engine::Sqlite);
    let (ledger, town) = (ledger(&site), town(&site));
    site.run(&["import", "areas", &town]).good();
    let told = site.run(&["import", "ledger", &ledger, "--all-or-nothing"]).bad();
    assert_eq!((&told["imported"], &told["residents"]), (&json!(false), &json!(0)));
}

#[test]
fn a_saved_map_names_columns_that_are_not_known() {
    let site = Site::new(Engine::Sqlite);
    let file = site.write("odd.csv", "甲,乙,丙\n李伟,41999919820819736X,史寨村\n");
    let map = json!({ "columns": [
        { "header": "甲", "field": "name" }, { "header": "乙", "field": "document" }, { "header": "丙", "field": "village" },
    ] });
    let map = site.write("map.json", &map.to_string());
    let words = ["import", "ledger", file.to_str().unwrap(), "--dry-run"];
    assert!(site.run(&words).bad()["error"].is_string());
    let told = site.run(&[&words[..], &["--map", map.to_str().unwrap()]].concat()).good();
    assert_eq!(told["accepted"], 1, "{told}");
}

#[test]
fn a_file_that_is_not_there_is_told_by_its_name() {
    let site = Site::new(Engine::Sqlite);
    let told = site.run(&["import", "ledger", "nowhere.csv"]).bad();
    assert!(told["error"].as_str().unwrap().contains("nowhere.csv"), "{told}");
    assert!(!site.has_data());
}
