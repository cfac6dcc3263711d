//! Areas, ledgers, risk lists and rosters from files.

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

const BULLETIN: &str = "发布日期：2022-04-16 09:40:14\n截至4月15日24时，全国现有2个高风险地区，2个中风险地区：\n\
    高风险地区（2个）：\n北京市朝阳区（1个）：朝阳区酒仙桥街道二街坊。\n河南省信阳市（1个）：潢川县黄寺岗镇全域。\n\
    中风险地区（2个）：\n吉林省吉林市（1个）：经开区雾凇水岸小区。\n境外仍全部为高风险地区。\n";

#[test]
fn a_risk_list_is_shown_with_its_sums_its_areas_and_where_it_does_not_add_up() {
    let site = Site::new(Engine::Sqlite);
    let list = site.write("list.txt", BULLETIN).to_str().unwrap().to_owned();
    let divisions = "code,name,parent_code,level\n411526109000,黄寺岗镇,411526000000,4\n";
    let divisions = site.write("towns.csv", divisions).to_str().unwrap().to_owned();
    let told = site.run(&["import", "risk-list", &list, "--divisions", &divisions, "--dry-run"]).good();
    assert_eq!(told["as_of"], "2022-04-16T00:00:00+08:00");
    assert_eq!((&told["declared"]["high"], &told["declared"]["medium"]), (&json!(2), &json!(2)));
    assert_eq!((&told["listed"]["high"], &told["listed"]["medium"]), (&json!(2), &json!(1)));
    let places = told["places"].as_array().unwrap();
    let short = |at: usize| (places[at]["code"].clone(), places[at]["certainty"].clone());
    assert_eq!(short(0), (json!("110105000000"), json!("certain")));
    assert_eq!(short(1), (json!("411526109000"), json!("possible")));
    assert_eq!(short(2), (json!(null), json!("none")));
    assert_eq!((&places[1]["text"], &places[1]["level"]), (&json!("河南省信阳市潢川县黄寺岗镇全域"), &json!("high")));
    let problem = &told["problems"][0];
    assert_eq!((&problem["where"], &problem["code"]), (&json!("全表"), &json!("sum_differs")), "{told}");
    assert!(!site.has_data());
}

#[test]
fn a_list_or_a_roster_of_another_kind_or_without_a_response_is_refused_with_what_to_do() {
    let site = Site::new(Engine::Sqlite);
    let list = site.write("list.txt", BULLETIN).to_str().unwrap().to_owned();
    let (ledger, missing) = (ledger(&site), site.path("missing.txt").to_str().unwrap().to_owned());
    for (words, part) in [
        (["risk-list", list.as_str()].as_slice(), "--source"),
        (&["risk-list", list.as_str(), "--source", "国务院"], "no response is open"),
        (&["arrivals", &ledger], "no response is open"),
        (&["pushed-list", &ledger], "no response is open"),
        (&["risk-list", &ledger, "--dry-run"], "No risk list"),
        (&["risk-list", &missing, "--dry-run"], "missing.txt"),
        (&["arrivals", &ledger, "--dry-run"], "返乡时间"),
        (&["arrivals", &missing, "--dry-run"], "missing.txt"),
    ] {
        let error = site.run(&[&["import"], words].concat()).bad()["error"].clone();
        let error = error.as_str().unwrap().to_owned();
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn a_roster_is_judged_row_by_row_and_its_numbers_stay_out_of_standard_error() {
    let site = Site::new(Engine::Sqlite);
    let roster = "姓名,身份证号码,联系电话,村（社区）,返乡前所在地,返乡时间\n\
        李伟,419999 20060822 1816,15471410667、15471410668,油坊村,吉林省吉林市昌邑区,2022.3.28\n\
        王秀英,41999919820819736X,1547141066,史寨村,江苏,3月25日\n";
    let file = site.write("roster.csv", roster).to_str().unwrap().to_owned();
    let ran = site.run(&["import", "arrivals", &file, "--dry-run"]);
    let told = ran.good();
    assert_eq!((&told["rows"], &told["accepted"], &told["asked"]), (&json!(2), &json!(1), &json!(1)), "{told}");
    let item = &told["items"][0];
    assert_eq!((&item["row"], &item["state"], &item["name"]), (&json!(2), &json!("accepted"), &json!("李伟")));
    assert_eq!((&item["document"], &item["phone"]), (&json!("419999200608221816"), &json!("15471410667、15471410668")));
    assert_eq!((&item["village"], &item["arrival"]), (&json!("油坊村"), &json!("2022-03-28")));
    assert_eq!(item["origin"], "吉林省吉林市昌邑区");
    let codes: Vec<_> =
        told["items"][1]["problems"].as_array().unwrap().iter().map(|one| one["code"].clone()).collect();
    assert!(codes.contains(&json!("arrival_no_year")) && codes.contains(&json!("phone_length")), "{codes:?}");
    assert!(!ran.errors().contains("419999"));
}
