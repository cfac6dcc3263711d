use proptest::prelude::*;

use super::{PlaceMatch, match_place};
use crate::areas::Division;
use crate::risk_areas::{AreaIndex, Certainty, CountyRead, ListedPlace, Remembered, RiskLevel};

const ROWS: &str = "110000000000 北京市 - 1|110100000000 市辖区 110000000000 2|110105000000 朝阳区 110100000000 3|\
    110105011000 酒仙桥街道 110105000000 4|110105028000 十八里店地区 110105000000 4|310000000000 上海市 - 1|\
    310100000000 市辖区 310000000000 2|310112000000 闵行区 310100000000 3|310112106000 华漕镇 310112000000 4|\
    220000000000 吉林省 - 1|220200000000 吉林市 220000000000 2|220202000000 昌邑区 220200000000 3|\
    220202010000 延江街道 220202000000 4|220202030000 九站街道 220202000000 4|220204000000 船营区 220200000000 3|\
    220204012000 北山街道 220204000000 4|460000000000 海南省 - 1|469000000000 省直辖县级行政区划 460000000000 2|\
    469006000000 万宁市 469000000000 3|440000000000 广东省 - 1|441900000000 东莞市 440000000000 2|\
    441900000000 东莞市 441900000000 3|441900119000 大朗镇 441900000000 4";

fn index() -> AreaIndex {
    AreaIndex::new(ROWS.split('|').map(|row| {
        let cells: Vec<&str> = row.split(' ').collect();
        let parent_code = (cells[2] != "-").then(|| cells[2].to_owned());
        Division {
            line: 1,
            code: cells[0].into(),
            name: cells[1].into(),
            parent_code,
            level: cells[3].parse().unwrap(),
        }
    }))
}

fn place(parts: [&str; 3], text: &str) -> ListedPlace {
    ListedPlace::new(RiskLevel::High, parts, text)
}

fn matched(parts: [&str; 3], text: &str) -> PlaceMatch {
    match_place(&index(), &Remembered::new(), &place(parts, text))
}

fn short(found: &PlaceMatch) -> (Certainty, Option<&str>, Option<&str>) {
    (found.certainty, found.code.as_deref(), found.within.as_deref())
}

#[test]
fn a_municipality_is_understood_in_both_ways_it_is_listed() {
    for (parts, text) in [
        (["北京市", "朝阳区", "酒仙桥街道"], "二街坊"),
        (["北京市", "北京市", "朝阳区"], "酒仙桥街道二街坊"),
        (["北京市", "", "朝阳区"], "朝阳区酒仙桥街道二街坊"),
        (["北京市", "市辖区", "朝阳区"], "酒仙桥街道二街坊"),
    ] {
        let found = matched(parts, text);
        let told = (Certainty::Possible, Some("110105011000"), Some("110105000000"));
        assert_eq!(short(&found), told, "{parts:?}");
    }
    let found = matched(["上海市", "上海市", "闵行区"], "华漕镇许浦村三队");
    assert_eq!(found.code.as_deref(), Some("310112106000"));
    let found = matched(["北京市", "朝阳区", "十八里店（地区）乡"], "周家庄中路19号院");
    assert_eq!(found.code.as_deref(), Some("110105028000"));
}

#[test]
fn without_a_township_in_the_text_the_county_is_certain() {
    let found = matched(["吉林省", "吉林市", "昌邑区"], "桦皮厂社区");
    assert_eq!(short(&found), (Certainty::Certain, Some("220202000000"), Some("220202000000")));
    let found = matched(["海南省", "省直辖县级行政单位", "万宁市"], "人民路");
    assert_eq!(found.code.as_deref(), Some("469006000000"));
    let found = matched(["吉林", "吉林市", ""], "昌邑区桦皮厂社区");
    assert_eq!(found.code.as_deref(), Some("220202000000"));
}

#[test]
fn a_city_without_districts_is_its_own_county() {
    let found = matched(["广东省", "东莞市", "大朗镇"], "水口村");
    assert_eq!(short(&found), (Certainty::Possible, Some("441900119000"), Some("441900000000")));
    let found = matched(["广东省", "东莞市", "松山湖"], "一号楼");
    assert_eq!(short(&found), (Certainty::Certain, Some("441900000000"), Some("441900000000")));
}

#[test]
fn a_zone_is_asked_about_unless_its_township_has_one_name_in_the_prefecture() {
    let found = matched(["吉林省", "吉林市", "经开区"], "九龙路");
    assert_eq!(short(&found), (Certainty::None, None, Some("220200000000")));
    let found = matched(["吉林省", "吉林市", "经开区"], "九站街道农校社区");
    assert_eq!(short(&found), (Certainty::Possible, Some("220202030000"), Some("220200000000")));
}

#[test]
fn a_carried_county_gives_way_to_a_township_that_lies_elsewhere() {
    let carried = |text| {
        let place = ListedPlace { county_carried: true, ..place(["吉林省", "吉林市", "昌邑区"], text) };
        match_place(&index(), &Remembered::new(), &place)
    };
    assert_eq!(short(&carried("延江街道江山帝景小区")).1, Some("220202010000"));
    let elsewhere = carried("北山街道乐园一区");
    assert_eq!(short(&elsewhere), (Certainty::Possible, Some("220204012000"), Some("220200000000")));
    assert_eq!(short(&carried("桦皮厂社区")).0, Certainty::Certain);
}

#[test]
fn a_text_names_its_county_leaves_it_to_the_place_before_or_may_mean_another() {
    let index = index();
    let read = |text| index.read_county("吉林省", "吉林市", text);
    assert_eq!(read("昌邑区桦皮厂社区"), CountyRead::Named { county: "昌邑区", rest: "桦皮厂社区" });
    for text in ["延江街道江山帝景小区", "昌邑街道", "站前社区"] {
        assert_eq!(read(text), CountyRead::Unnamed, "{text}");
    }
    for text in ["船营小学北区", "经开区九站街道"] {
        assert_eq!(read(text), CountyRead::Other, "{text}");
    }
}

#[test]
fn what_is_not_known_is_left_to_a_person() {
    assert_eq!(short(&matched(["某省", "某市", "某县"], "某村")), (Certainty::None, None, None));
    let found = matched(["吉林省", "吉林市", ""], "江山帝景小区");
    assert_eq!(short(&found), (Certainty::None, None, Some("220200000000")));
}

#[test]
fn what_a_person_confirmed_and_a_code_of_the_list_are_certain() {
    let asked = place(["吉林省", "吉林市", "经开区"], "九龙路");
    let remembered = Remembered::from([(asked.key(), "220202030000".to_owned())]);
    let found = match_place(&index(), &remembered, &asked);
    assert_eq!(short(&found), (Certainty::Certain, Some("220202030000"), Some("220202030000")));
    let coded = ListedPlace { code: Some("220204012000".into()), ..asked.clone() };
    assert_eq!(match_place(&index(), &Remembered::new(), &coded).certainty, Certainty::Certain);
    let unknown = ListedPlace { code: Some("229999000000".into()), ..asked };
    assert_eq!(match_place(&index(), &Remembered::new(), &unknown).certainty, Certainty::None);
}

proptest! {
    #[test]
    fn any_text_gets_an_answer_and_a_code_only_with_some_certainty(
        parts in proptest::array::uniform3("[北京市吉林省昌邑区县镇]{0,6}"), text in "[酒仙桥街道北山乡镇区、（）1-9]{0,20}|\\PC{0,20}"
    ) {
        let found = matched([&parts[0], &parts[1], &parts[2]], &text);
        prop_assert_eq!(found.code.is_none(), found.certainty == Certainty::None);
    }
}
