//! Where the returnees of the sample town come from, and the lists of risk areas that speak of it. The counties and
//! townships are real, the places on the lists are invented.

use jiff::civil::Date;

/// Where somebody was: the official code down to the county, where it is known, and the place in words.
pub(super) type Origin = (&'static str, &'static str);

/// The frequent ones stand twice.
pub(super) const ORIGINS: [Origin; 26] = [
    ("310115", "上海市浦东新区"),
    ("310112", "上海市闵行区"),
    ("320583", "江苏省苏州市昆山市"),
    ("320583", "江苏省苏州市昆山市"),
    ("320282", "江苏省无锡市宜兴市"),
    ("330106", "浙江省杭州市西湖区"),
    ("330106", "浙江省杭州市西湖区"),
    ("330302", "浙江省温州市鹿城区"),
    ("330302", "浙江省温州市鹿城区"),
    ("440306", "广东省深圳市宝安区"),
    ("440105", "广东省广州市海珠区"),
    ("4419", "广东省东莞市"),
    ("110105", "北京市朝阳区"),
    ("120114", "天津市武清区"),
    ("420106", "湖北省武汉市武昌区"),
    ("420106", "湖北省武汉市武昌区"),
    ("340104", "安徽省合肥市蜀山区"),
    ("410105", "河南省郑州市金水区"),
    ("410105", "河南省郑州市金水区"),
    ("410105", "河南省郑州市金水区"),
    ("411302", "河南省南阳市宛城区"),
    ("411502", "河南省信阳市浉河区"),
    ("411502", "河南省信阳市浉河区"),
    ("411525", "河南省信阳市固始县"),
    ("411525", "河南省信阳市固始县"),
    ("220202", "吉林省吉林市昌邑区"),
];
/// In a township that a list names: a possible match that a person has to look at.
pub(super) const POSSIBLE: [Origin; 3] = [
    ("310115", "上海市浦东新区张江镇"),
    ("320583", "江苏省苏州市昆山市花桥镇"),
    ("440306", "广东省深圳市宝安区西乡街道"),
];
/// Elsewhere in a county of which a list names a place.
pub(super) const COUNTY: Origin = ("310115", "上海市浦东新区");
/// In another province, without a listed place.
pub(super) const OTHER_PROVINCE: Origin = ("330302", "浙江省温州市鹿城区");
/// In the prefecture: nothing is asked of whoever comes from there while no place of it is listed.
pub(super) const NEAR: Origin = ("411525", "河南省信阳市固始县");
/// In words that no list of places explains.
pub(super) const IN_WORDS: Origin = ("", "外地工地，具体地址说不清");

/// The places listed at first.
const FIRST: [&str; 4] = [
    "高风险,上海市,上海市,浦东新区,张江镇示例花园小区",
    "中风险,江苏省,苏州市,昆山市,花桥镇示例家园",
    "中风险,吉林省,吉林市,昌邑区,延江街道示例小区",
    "中风险,吉林省,吉林市,经开区,九站街道示例小区",
];
/// The places listed since last night: one raised, one taken off, three new ones.
const SINCE_LAST_NIGHT: [&str; 6] = [
    "高风险,上海市,上海市,浦东新区,张江镇示例花园小区",
    "高风险,江苏省,苏州市,昆山市,花桥镇示例家园",
    "中风险,吉林省,吉林市,经开区,九站街道示例小区",
    "高风险,广东省,深圳市,宝安区,西乡街道示例新村",
    "中风险,广东省,广州市,海珠区,官洲街道示例小区",
    "中风险,河南省,信阳市,固始县,蓼城街道示例小区",
];

/// The list that holds at first, as a table.
pub(super) fn first_list(on: Date) -> String {
    table(on, &FIRST)
}

/// The list that holds since last night, as a table.
pub(super) fn last_list(on: Date) -> String {
    table(on, &SINCE_LAST_NIGHT)
}

fn table(on: Date, rows: &[&str]) -> String {
    let count = |level: &str| rows.iter().filter(|row| row.starts_with(level)).count();
    let (year, month, day) = (on.year(), on.month(), on.day());
    let (high, medium) = (count("高"), count("中"));
    format!(
        "截至{year}年{month}月{day}日21时，全国现有{high}个高风险地区，{medium}个中风险地区,,,,\n等级,省,市,县,地点\n{}\n",
        rows.join("\n")
    )
}

#[cfg(test)]
mod tests {
    use gridward_domain::Language;
    use gridward_server::risk_areas;
    use jiff::civil::date;

    use super::{first_list, last_list};

    #[test]
    fn both_lists_read_without_a_problem_on_any_day() {
        for on in [date(2026, 1, 9), date(2026, 12, 31)] {
            for (list, places) in [(first_list(on), 4), (last_list(on), 6)] {
                let (read, _) = risk_areas::read("list.csv", list.as_bytes(), Language::English).unwrap();
                assert_eq!((read.places.len(), read.problems.len()), (places, 0), "{:?}", read.problems);
                assert_eq!(read.as_of.map(jiff::civil::DateTime::date), Some(on));
            }
        }
    }
}
