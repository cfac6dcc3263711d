//! How lists write the names of areas, and which words only look like one.

/// Names of nodes that stand for a level that is not there.
const GENERIC: [&str; 8] = [
    "市辖区",
    "县",
    "省直辖县级行政区划",
    "自治区直辖县级行政区划",
    "省直辖县级行政单位",
    "自治区直辖县级行政单位",
    "省直辖县",
    "直辖",
];
const PROVINCE_ENDINGS: [&str; 7] = ["壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "特别行政区", "省", "市"];
const CITY_ENDINGS: [&str; 3] = ["市", "地区", "盟"];
const COUNTY_ENDINGS: [&str; 5] = ["自治县", "自治旗", "市", "县", "区"];
/// What ends in 区 without being a district or a zone with an administration of its own.
const ORDINARY: [&str; 22] = [
    "小", "社", "园", "厂", "校", "院", "住", "宅", "活", "属", "舍", "景", "务", "库", "片", "街", "辖", "城", "东",
    "西", "南", "北",
];
/// A zone's name is no longer than this: 威海火炬高技术产业开发区 has twelve characters.
const ZONE_CHARS: usize = 14;

/// Whether the name stands for a level that is not there: 市辖区, 省直辖县级行政区划.
pub(super) fn is_generic(name: &str) -> bool {
    GENERIC.contains(&name)
}

/// A province's name without its kind: 河南, 广西, 内蒙古.
pub(super) fn bare_province(name: &str) -> &str {
    without(name, &PROVINCE_ENDINGS)
}

/// A county's name without its kind, where two characters are left.
pub(super) fn bare_county(name: &str) -> Option<&str> {
    let bare = without(name, &COUNTY_ENDINGS);
    (bare != name && bare.chars().count() >= 2).then_some(bare)
}

/// Whether a list may write a prefecture like this: 信阳, 延边州 for 延边朝鲜族自治州.
pub(super) fn names_city(official: &str, written: &str) -> bool {
    if official == written || bare_city(official) == bare_city(written) {
        return true;
    }
    let Some(official) = official.strip_suffix("自治州") else { return false };
    let bare = written.strip_suffix("自治州").or_else(|| written.strip_suffix('州'));
    bare.is_some_and(|bare| bare.chars().count() >= 2 && official.starts_with(bare))
}

/// A prefecture's name without its kind, where two characters are left.
pub(super) fn bare_city(name: &str) -> &str {
    let bare = without(name, &CITY_ENDINGS);
    if bare.chars().count() < 2 { name } else { bare }
}

fn without<'a>(name: &'a str, endings: &[&str]) -> &'a str {
    endings.iter().find_map(|ending| name.strip_suffix(ending)).filter(|bare| !bare.is_empty()).unwrap_or(name)
}

/// Whether a text begins with the name of a zone or district: 高新区七迳镇, 净月区德容街道. Such a zone is in no list of
/// divisions, and may lie in several counties.
pub(super) fn begins_with_zone(text: &str) -> bool {
    let Some((before, _)) = text.split_once('区') else { return false };
    let count = before.chars().count();
    let Some(last) = before.chars().next_back() else { return false };
    (2..=ZONE_CHARS).contains(&count)
        && !last.is_ascii_alphanumeric()
        && !"一二三四五六七八九十".contains(last)
        && !ORDINARY.iter().any(|word| before.ends_with(word))
        && !before.contains(['(', '（', '、', '路', '号'])
}

#[cfg(test)]
mod tests {
    use super::{bare_county, bare_province, begins_with_zone, names_city};

    #[test]
    fn short_names_are_known() {
        assert_eq!(
            ["河南省", "广西壮族自治区", "内蒙古自治区", "北京市", "广西"].map(bare_province),
            ["河南", "广西", "内蒙古", "北京", "广西"]
        );
        assert!(names_city("信阳市", "信阳") && names_city("延边朝鲜族自治州", "延边州"));
        assert!(names_city("大兴安岭地区", "大兴安岭") && !names_city("海南藏族自治州", "海西州"));
        assert_eq!(
            [bare_county("颍州区"), bare_county("郊区"), bare_county("潢川县")],
            [Some("颍州"), None, Some("潢川")]
        );
    }

    #[test]
    fn zones_are_told_from_estates() {
        for zone in ["经开区九站街道", "净月区德容街道", "威海火炬高技术产业开发区古寨东路145号", "长春新区超越街道"]
        {
            assert!(begins_with_zone(zone), "{zone}");
        }
        for estate in ["阳光100小区一期", "成洲社区", "金座A区", "五一大道351号院内居住区", "颍州学村北区", "李岳小区"]
        {
            assert!(!begins_with_zone(estate), "{estate}");
        }
    }
}
