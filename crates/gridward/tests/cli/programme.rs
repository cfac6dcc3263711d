//! Programmes: their files are checked, and their rules can be tried.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::site::run_in;

const STAYS: &str = "person,area_code,place_text,from,to,left_area,arrival,exposure\n";
const LIST: &str = "level,province,city,county,text,code,from,to\n";

fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../programmes")
}

/// A folder with a list and stays, their heads left out.
fn folder(list: &str, stays: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("list.csv"), format!("{LIST}{list}")).unwrap();
    fs::write(folder.path().join("stays.csv"), format!("{STAYS}{stays}")).unwrap();
    folder
}

fn words<'w>(programme: &'w str, on: &'w str) -> Vec<&'w str> {
    vec!["--json", "programme", "assess", programme, "--risk-list", "list.csv", "--stays", "stays.csv", "--on", on]
}

fn assessed(programme: &str, on: &str, list: &str, stays: &str) -> Value {
    run_in(folder(list, stays).path(), &words(programme, on)).good()
}

/// A copy of the shipped programme with a text of one of its files replaced.
fn copy(file: &str, from: &str, to: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("covid19");
    fs::create_dir(&copy).unwrap();
    for entry in fs::read_dir(shipped().join("covid19")).unwrap().map(Result::unwrap) {
        let mut text = fs::read_to_string(entry.path()).unwrap();
        if entry.file_name() == file {
            assert!(text.contains(from), "{from}");
            text = text.replacen(from, to, 1);
        }
        fs::write(copy.join(entry.file_name()), text).unwrap();
    }
    folder
}

#[test]
fn the_shipped_programmes_have_no_fault() {
    let told = run_in(&shipped(), &["--json", "programme", "check", "."]).good();
    assert_eq!(told["faults"], json!([]));
    assert_eq!(told["programmes"].as_array().unwrap().len(), 2);
}

#[test]
fn a_fault_is_told_with_file_and_line_and_fails_the_check() {
    let folder = copy("national-ed9.toml", "from = 2022-06-28", "from = 2022-07-02");
    let told = run_in(folder.path(), &["--json", "programme", "check", "covid19"]).bad();
    let fault = &told["faults"][0];
    assert_eq!((&fault["code"], &fault["line"]), (&"dates_gap".into(), &1.into()), "{told}");
    assert!(fault["file"].as_str().unwrap().ends_with("covid19/national-ed9.toml"), "{told}");
    assert!(fault["words"]["en"].as_str().unwrap().contains("2022-06-28"), "{told}");
}

#[test]
fn a_high_risk_place_is_seven_days_of_central_quarantine_by_the_ninth_edition() {
    let told = assessed(
        "covid19/national-ed9",
        "2022-07-02",
        "high,河南省,信阳市,潢川县,黄寺岗镇全域,411526109000,2022-06-30,\n",
        "张三,411526109,,2022-06-20,2022-07-01,2022-07-01,2022-07-02,\n",
    );
    let person = &told[0];
    assert_eq!((&person["rule"], &person["certainty"]), (&"high-risk-place".into(), &"certain".into()), "{told}");
    assert_eq!(person["phases"], json!([{ "kind": "central_quarantine", "from": "2022-07-01", "to": "2022-07-07" }]));
    let tests = ["2022-07-01", "2022-07-02", "2022-07-03", "2022-07-05", "2022-07-07"];
    assert_eq!((&person["tests"], &person["release"]), (&json!(tests), &"2022-07-08".into()));
    assert_eq!(person["also_matched"][0]["rule"], "county-of-risk-place");
    assert!(person["source"].as_str().unwrap().contains("第九版"));
}

#[test]
fn a_township_by_name_is_possible_and_an_unknown_place_is_asked_about() {
    let told = assessed(
        "covid19/national-ed9",
        "2022-07-02",
        "high,河南省,信阳市,潢川县,黄寺岗镇某小区,,2022-06-30,\n",
        "甲,411526,黄寺岗镇街上,2022-06-20,2022-07-01,,2022-07-02,\n乙,,某地,2022-06-20,2022-07-01,,2022-07-02,\n\
         丙,411527,,2022-06-20,2022-07-01,,2022-07-02,\n",
    );
    assert_eq!((&told[0]["rule"], &told[0]["certainty"]), (&"high-risk-place".into(), &"possible".into()), "{told}");
    assert_eq!((&told[1]["rule"], &told[1]["certainty"]), (&Value::Null, &"none".into()), "{told}");
    assert_eq!(told[1]["ask"], json!([{ "stay": 0, "why": "not_placed" }]));
    assert_eq!((&told[2]["certainty"], &told[2]["ask"]), (&"none".into(), &json!([])));
}

#[test]
fn a_local_set_adds_to_the_national_one_and_keeps_its_rules() {
    let told = assessed(
        "covid19/xinyang-2022-spring",
        "2022-01-20",
        "medium,河南省,郑州市,二七区,,410103000000,2022-01-10,\n",
        "甲,410103,,2022-01-01,2022-01-18,,2022-01-19,\n乙,310112,,2022-01-01,2022-01-18,,2022-01-19,\n\
         丙,,,,,,2022-01-19,close_contact:2022-01-17\n丁,411524,,2022-01-01,2022-01-18,,2022-01-19,\n",
    );
    let rules: Vec<&Value> = told.as_array().unwrap().iter().map(|person| &person["rule"]).collect();
    assert_eq!(rules, [&json!("same-county"), &json!("other-province"), &json!("close-contact"), &Value::Null]);
    assert_eq!(told[0]["phases"][0]["from"], "2022-01-19");
    assert_eq!(told[2]["release"], "2022-02-07");
}

#[test]
fn a_bad_cell_is_told_with_its_row_and_column_and_nobody_is_lost() {
    let folder = folder("", "甲,411526,,2022-13-01,2022-07-01,,,\n乙,4115x,,,,,,fever\n丙,411526,,,2022-07-01,,,\n");
    let told = run_in(folder.path(), &words("covid19/national-ed9", "2022-07-02")).bad();
    assert_eq!(told[0]["problems"][0]["row"], 2, "{told}");
    assert_eq!((&told[0]["problems"][0]["column"], told.as_array().unwrap().len()), (&"from".into(), 3));
    let columns: Vec<&Value> =
        told[1]["problems"].as_array().unwrap().iter().map(|problem| &problem["column"]).collect();
    assert_eq!(columns, ["area_code", "exposure"]);
    assert_eq!(told[2].get("problems"), None);
}

#[test]
fn rules_can_come_from_a_folder_and_those_in_force_on_the_day_are_taken() {
    let changed = copy("national-ed9.toml", "look_back_days = 7", "look_back_days = 10");
    let covid = changed.path().join("covid19");
    let folder = folder(
        "high,河南省,信阳市,潢川县,黄寺岗镇全域,411526109000,2022-06-20,\n",
        "张三,411526109,,2022-06-01,2022-06-22,,2022-07-02,\n",
    );
    let told = run_in(folder.path(), &words(covid.to_str().unwrap(), "2022-07-02")).good();
    assert_eq!(told[0]["rule_set"], "national-ed9", "{told}");
    let told = run_in(folder.path(), &words("covid19/national-ed9", "2022-07-02")).good();
    assert_eq!(told[0]["rule"], Value::Null, "ten days ago is more than seven");
}

#[test]
fn a_programme_that_is_not_there_is_refused_with_those_that_are() {
    let folder = folder("", "");
    let told = run_in(folder.path(), &words("covid19/national-ed7", "2022-07-02")).bad();
    assert!(told["error"].as_str().unwrap().contains("covid19/national-ed9"), "{told}");
}
