use std::path::PathBuf;

use gridward_domain::Language;
use gridward_domain::risk_areas::{Certainty, ListedPlace, Remembered, RiskLevel, difference, match_place};
use jiff::civil::date;
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use super::{RiskList, RiskListError, counties, read};
use crate::divisions::read_divisions;

/// The official texts are nobody's to pass on: where this machine has them, beside the repository or in the folder that
/// the variable names, they are read.
fn shared(folder: &str) -> Vec<(String, Vec<u8>)> {
    let root = std::env::var_os("GRIDWARD_TEST_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let Ok(entries) = std::fs::read_dir(root.join(folder)) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    files.sort();
    let name = |file: &PathBuf| file.file_name().unwrap().to_str().unwrap().to_owned();
    files.iter().map(|file| (name(file), std::fs::read(file).unwrap())).collect()
}

fn codes(list: &RiskList) -> Vec<&'static str> {
    list.problems.iter().map(|problem| problem.code).collect()
}

const BULLETIN: &str = "要闻动态\n发布日期：2022-04-16 09:40:14\n截至4月15日20时，全国现有3个高风险地区，4个中风险地区：\n\
    高风险地区（3个）：\n北京市朝阳区（1个）：朝阳区酒仙桥街道二街坊。\n\
    吉林省吉林市（2个）：昌邑区桦皮厂镇桦皮厂社区，延江街道江山帝景小区。\n中风险地区（4个）：\n\
    安徽省阜阳市（2个）：颍上县谢桥镇全域，颍州学村北区。\n\
    吉林省吉林市（2个）：经开区九站街道雾凇水岸小区，九站街道农校社区。\n境外仍全部为高风险地区。\n关闭\n";

fn named(list: &RiskList) -> Vec<(String, bool)> {
    list.places.iter().map(|place| (place.full_name(), place.county_carried)).collect()
}

#[test]
fn the_daily_text_is_read_with_its_counties_carried_only_where_nothing_else_is_named() {
    let list = read("通报.txt", BULLETIN.as_bytes()).unwrap();
    assert_eq!((codes(&list), list.as_of), (Vec::new(), Some(date(2022, 4, 15).at(20, 0, 0, 0))));
    assert_eq!((list.listed(RiskLevel::High), list.listed(RiskLevel::Medium)), (3, 4));
    let expected = [
        ("北京市朝阳区酒仙桥街道二街坊", false),
        ("吉林省吉林市昌邑区桦皮厂镇桦皮厂社区", false),
        ("吉林省吉林市昌邑区延江街道江山帝景小区", true),
        ("安徽省阜阳市颍上县谢桥镇全域", false),
        ("安徽省阜阳市颍州学村北区", false),
        ("吉林省吉林市经开区九站街道雾凇水岸小区", false),
        ("吉林省吉林市九站街道农校社区", false),
    ];
    assert_eq!(named(&list), expected.map(|(name, carried)| (name.to_owned(), carried)));
    let certainty = |place: &ListedPlace| match_place(counties(), &Remembered::new(), place).certainty;
    let certainties: Vec<Certainty> = list.places.iter().map(certainty).collect();
    let (yes, no) = (Certainty::Certain, Certainty::None);
    assert_eq!(certainties, [yes, yes, yes, yes, no, no, no]);
}

#[test]
fn a_text_that_does_not_add_up_says_where() {
    let text =
        BULLETIN.replace("全国现有3个高", "全国现有5个高").replace("吉林市（2个）：昌邑区", "吉林市（3个）：昌邑区");
    let list = read("x.txt", text.as_bytes()).unwrap();
    assert_eq!(codes(&list), ["totals_disagree", "count_differs", "sum_differs"]);
    let told: Vec<_> = list.problems.iter().map(|problem| problem.at.text(Language::Chinese)).collect();
    assert_eq!(told, ["第4行", "第6行 吉林省吉林市（3个）", "全表"]);
    assert!(list.problems[2].message(Language::English).contains("declares 5 high-risk places and names 3"));
}

#[test]
fn a_text_without_a_year_takes_it_from_the_file_name_or_asks() {
    let text = BULLETIN.replace("发布日期：2022-04-16 09:40:14\n", "");
    assert_eq!(codes(&read("通报.txt", text.as_bytes()).unwrap()), ["as_of_missing"]);
    assert!(read("2022-04-15.txt", text.as_bytes()).unwrap().as_of.is_some());
}

#[test]
fn a_table_is_read_by_its_heads_with_levels_from_a_column_or_a_title() {
    let csv = "全国中高风险地区（截至2022年4月15日20时）,,,,,\n等级,省,市,县,地点,区划代码,划定日期\n\
        高风险,北京市,北京市,朝阳区,酒仙桥街道二街坊,110105011000,2022-04-13\n中,河南省,信阳市,潢川县,黄寺岗镇,,3月5日\n\
        ,河南省,信阳市,潢川县,定城街道,,\n低,河南省,信阳市,,,,\n低,河南省,信阳市,潢川县,卜塔集镇,411526x,\n";
    let list = read("x.csv", csv.as_bytes()).unwrap();
    assert_eq!(list.as_of, Some(date(2022, 4, 15).at(20, 0, 0, 0)));
    assert_eq!(codes(&list), ["date_unclear", "level_unclear", "place_missing", "bad_code"]);
    let told: Vec<_> = list.problems.iter().map(|problem| problem.at.text(Language::Chinese)).collect();
    assert_eq!(told, ["第4行 划定日期", "第5行 等级", "第6行 地点", "第7行 区划代码"]);
    assert_eq!(list.places.iter().map(|place| place.level.name()).collect::<Vec<_>>(), ["high", "medium", "low"]);
    assert_eq!(list.places[0].code.as_deref(), Some("110105011000"));
    assert_eq!(list.places[0].from, Some(date(2022, 4, 13)));

    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        vec!["更新时间：2022-04-15 20时"],
        vec!["省份", "城市", "区县", "风险区域"],
        vec!["高风险地区（1个）"],
        vec!["北京市", "朝阳区", "酒仙桥街道", "二街坊"],
        vec!["中风险地区（2个）"],
        vec!["河南省", "信阳市", "潢川县", "黄寺岗镇"],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    let list = read("x.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(codes(&list), ["sum_differs"]);
    assert_eq!((list.declared.high, list.declared.medium, list.places.len()), (Some(1), Some(2), 2));
    assert_eq!(list.as_of, Some(date(2022, 4, 15).at(20, 0, 0, 0)));
}

#[test]
fn what_is_no_list_is_refused_with_a_sentence_in_both_languages() {
    for bytes in [&b"hello"[..], "姓名,电话\n李伟,1\n".as_bytes(), b"{\"a\":1}", b"{x", b"", b"PK\x03\x04"] {
        let error = read("x", bytes).unwrap_err();
        assert!(error.sentence(Language::Chinese).ends_with('。'), "{error:?}");
        assert!(error.sentence(Language::English).len() > 20 && !error.code().is_empty());
    }
    assert!(matches!(read("x", b"hello"), Err(RiskListError::NotARiskList)));
}

#[test]
fn every_official_text_and_snapshot_adds_up_to_its_own_totals() {
    for folder in ["risk_areas/bulletins_2022-04", "risk_areas/snapshots"] {
        for (name, bytes) in shared(folder) {
            let list = read(&name, &bytes).unwrap();
            assert_eq!(list.problems, [], "{name}");
            assert!(list.declared.high.is_some() && list.declared.medium.is_some(), "{name}");
            for level in RiskLevel::ALL {
                assert_eq!(list.declared.of(*level).unwrap_or(0), list.listed(*level), "{name} {level:?}");
            }
        }
    }
}

#[test]
fn the_official_lists_are_matched_to_their_counties_and_most_texts_name_a_township() {
    let Some((_, divisions)) = shared("divisions").into_iter().find(|(name, _)| name == "cn_1to4_2023.csv.gz") else {
        return;
    };
    let index = super::area_index(read_divisions(&divisions).unwrap().rows);
    let (mut all, mut townships) = (0, 0);
    for folder in ["risk_areas/bulletins_2022-04", "risk_areas/snapshots"] {
        for (name, bytes) in shared(folder) {
            let list = read(&name, &bytes).unwrap();
            let found = list.places.iter().map(|place| match_place(&index, &Remembered::new(), place));
            let found: Vec<Certainty> = found.map(|found| found.certainty).collect();
            let count = |certainty| found.iter().filter(|found| **found == certainty).count();
            assert!(count(Certainty::None) * 10 < found.len(), "{name}");
            all += found.len();
            townships += count(Certainty::Possible);
        }
    }
    // What people counted by hand was 62 of 100.
    assert!(townships * 100 > all * 60, "{townships} of {all}");
}

#[test]
fn one_day_differs_from_the_next_by_what_was_added_raised_lowered_and_removed() {
    let days: Vec<RiskList> =
        shared("risk_areas/bulletins_2022-04").iter().map(|(name, bytes)| read(name, bytes).unwrap()).collect();
    for pair in days.windows(2) {
        let changed = difference(&pair[0].places, &pair[1].places);
        let keys = |list: &RiskList| list.places.iter().map(ListedPlace::key).collect::<std::collections::HashSet<_>>();
        let (before, after) = (keys(&pair[0]), keys(&pair[1]));
        assert_eq!(changed.added.len(), after.difference(&before).count());
        assert_eq!(changed.removed.len(), before.difference(&after).count());
        let stays = changed.unchanged + changed.raised.len() + changed.lowered.len();
        assert_eq!(stays, after.intersection(&before).count());
    }
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in "(高风险地区（[0-9]{1,2}个）：?\n?|[省市区县（）个：，、；。1-3]{0,12}\n|\\PC{0,20}\n|河南省信阳市（2个）：){0,12}") {
        if let Ok(list) = read("x", text.as_bytes()) {
            prop_assert!(list.problems.iter().all(|problem| !problem.code.is_empty()));
        }
    }

    #[test]
    fn no_json_breaks_the_reader(text in "\\{\"highlist\":\\[(\\{\"communitys\":(\\[\"甲\"\\]|\\[1\\]|3)\\},?){0,3}\\]\\}") {
        let _ = read("x", text.as_bytes());
    }
}
