//! What goes into a response from files: rosters, risk lists, pushed lists.

use gridward_database::{Db, Options};
use gridward_domain::responses::ResponseTerms;
use gridward_domain::{Clock, Ids, Zone};
use gridward_server::responses::{self, NewResponse};
use gridward_server::{App, AppParts, Keys, MIGRATIONS, areas};
use gridward_testkit::both_engines;
use serde_json::json;

use crate::site::Site;

const TOWN: &str = "code,name,parent_code,level\n410000000000,河南省,,1\n411500000000,信阳市,410000000000,2\n\
    411526000000,潢川县,411500000000,3\n411526109000,黄寺岗镇,411526000000,4\n\
    411526109202,史寨村民委员会,411526109000,5\n411526109202001,史寨村第1村民组,411526109202,6\n";
/// The county code 419999 was never given out: the numbers belong to nobody.
const ROSTER: &str = "姓名,身份证号码,联系电话,村（社区）,返乡前所在地,返乡时间\n\
    李伟,419999200608221816,15471410667,史寨村,吉林省吉林市昌邑区,2022.3.28\n\
    王秀英,41999919820819736X,1547141066,史寨村,江苏,3月25日\n";
const LIST: &str = "截至2022年4月15日20时，全国现有1个高风险地区，1个中风险地区,,,,\n等级,省,市,县,地点\n\
    高风险,上海市,上海市,浦东新区,张江镇某小区\n中风险,吉林省,吉林市,经开区,九站街道某小区\n";

/// A town with responses of these names.
fn town(site: &Site, names: &[&str]) {
    let file = site.write("town.csv", TOWN);
    site.run(&["import", "areas", file.to_str().unwrap()]).good();
    let db = Db::open(site.place(), &Options { readers: 1, ..Options::default() }, MIGRATIONS).unwrap();
    let keys = Keys::from_text(&std::fs::read_to_string(site.key_file()).unwrap()).unwrap();
    let parts = AppParts { db, clock: Clock::System, ids: Ids::Random, keys, zone: Zone::default(), secure: false };
    let app = App::new(parts);
    let (ctx, names) = (app.operator(), names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
    app.db()
        .write_blocking("test", move |tx| {
            let area_id = areas::by_code(tx, &ctx, "411526109000", None)?.items.remove(0).id;
            for name in &names {
                let terms = ResponseTerms {
                    name: name.clone(),
                    purpose: "核实返乡人员。".to_owned(),
                    legal_basis: "潢防指〔2022〕12号".to_owned(),
                    programme: "covid19/national-ed9".to_owned(),
                    from_at: ctx.now,
                    retention_days: 30,
                    backup_days: 14,
                };
                responses::open(tx, &ctx, &NewResponse { area_id, terms })?;
            }
            Ok::<_, gridward_server::Error>(())
        })
        .unwrap();
    app.db().close();
}

#[test]
fn a_roster_goes_into_the_only_open_response_and_a_second_time_is_linked() {
    for engine in both_engines() {
        let site = Site::new(engine);
        town(&site, &["春季返乡"]);
        let file = site.write("roster.csv", ROSTER).to_str().unwrap().to_owned();
        let told = site.run(&["import", "arrivals", &file]).good();
        assert_eq!((&told["rows"], &told["registered"], &told["asked"]), (&json!(2), &json!(1), &json!(1)), "{told}");
        assert_eq!(told["items"][0]["state"], "registered");
        let again = site.run(&["import", "arrivals", &file, "--response", "春季返乡", "--area", "411526109202"]).good();
        assert_eq!((&again["registered"], &again["linked"]), (&json!(0), &json!(1)), "{engine:?} {again}");
        let pushed = site.run(&["import", "pushed-list", &file]).good();
        assert_eq!(pushed["rows"], 2, "{pushed}");
        let sum: u64 = pushed["counts"].as_array().unwrap().iter().map(|one| one["rows"].as_u64().unwrap()).sum();
        assert_eq!(sum, 2);
        let doctor = site.run(&["doctor"]).good();
        assert_eq!(doctor["good"], true, "{doctor}");
    }
}

#[test]
fn a_risk_list_is_put_in_force_and_the_same_one_again_changes_nothing() {
    for engine in both_engines() {
        let site = Site::new(engine);
        town(&site, &["春季返乡"]);
        let file = site.write("list.csv", LIST).to_str().unwrap().to_owned();
        let words = ["import", "risk-list", &file, "--source", "国务院客户端"];
        let told = site.run(&words).good();
        assert_eq!((&told["list"]["added"], &told["list"]["removed"]), (&json!(2), &json!(0)), "{told}");
        assert_eq!((&told["matches"]["certain"], &told["matches"]["none"]), (&json!(1), &json!(1)), "{told}");
        assert_eq!(site.run(&words).good()["list"]["added"], 0, "{engine:?}");
        let past = site.run(&[&words[..], &["--at", "2022-04-15T21:00"]].concat()).bad();
        assert!(past["error"].as_str().unwrap().contains("(at)"), "{past}");
        let wrong = site.write("wrong.csv", &LIST.replace("1个高", "2个高")).to_str().unwrap().to_owned();
        let words = ["import", "risk-list", &wrong, "--source", "国务院客户端"];
        assert!(site.run(&words).bad()["error"].as_str().unwrap().contains("despite_problems"));
        site.run(&[&words[..], &["--despite-problems"]].concat()).good();
    }
}

#[test]
fn where_several_responses_are_open_one_is_named() {
    for engine in both_engines() {
        let site = Site::new(engine);
        town(&site, &["春季返乡", "学生返乡"]);
        let file = site.write("roster.csv", ROSTER).to_str().unwrap().to_owned();
        let error = site.run(&["import", "arrivals", &file]).bad()["error"].as_str().unwrap().to_owned();
        assert!(error.contains("--response") && error.contains("学生返乡"), "{error}");
        let wrong = site.run(&["import", "arrivals", &file, "--response", "秋季返乡"]).bad()["error"].clone();
        assert!(wrong.as_str().unwrap().contains("秋季返乡"), "{wrong}");
        assert_eq!(site.run(&["import", "arrivals", &file, "--response", "学生返乡"]).good()["registered"], 1);
    }
}

#[test]
fn whoever_reads_only_the_first_lines_ends_the_command_quietly() {
    let site = Site::new(gridward_database::Engine::Sqlite);
    let script = format!("set -o pipefail; {:?} openapi | head -c 10", env!("CARGO_BIN_EXE_gridward"));
    let ran = std::process::Command::new("bash").args(["-c", &script]).current_dir(site.path("")).output().unwrap();
    assert!(ran.status.success(), "{ran:?}");
    assert_eq!(String::from_utf8_lossy(&ran.stderr), "");
}
