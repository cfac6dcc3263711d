//! Places by their names: possible matches for a person to confirm.

/// How names of townships end, the longer ones first.
const TOWN_ENDINGS: [&str; 8] = ["街道办事处", "民族乡", "街道", "苏木", "地区", "镇", "乡", "办事处"];
/// A name of a single character before the ending, such as 一镇, names nothing.
const SHORTEST_STEM: usize = 2;
const LONGEST_STEM: usize = 8;

/// The township that a listed place's text names, such as 杨柳青镇 in 杨柳青镇锦绣欣居: the words up to the first ending that
/// has a name before it, which the 乡 of 西乡街道 has not. `None` when it names none, or nothing that could be told apart.
pub(super) fn township(text: &str) -> Option<&str> {
    let has_name = |start: &usize| text.get(..*start).is_some_and(|stem| stem.chars().count() >= SHORTEST_STEM);
    let ends = TOWN_ENDINGS.iter().filter_map(|ending| {
        let start = text.match_indices(ending).map(|(start, _)| start).find(has_name)?;
        Some((start, ending.len()))
    });
    let (start, length) = ends.min_by_key(|(start, length)| (*start, usize::MAX - length))?;
    let stem = text.get(..start)?;
    // 旧宫（地区）镇 is known as 旧宫.
    let bare = stem.trim_end_matches(['（', '(']);
    let name = if bare.len() < stem.len() { bare } else { text.get(..start + length)? };
    (SHORTEST_STEM..=LONGEST_STEM).contains(&bare.chars().count()).then_some(name)
}

/// Whether a name is a township's; prefectures may be called 地区 too.
pub(super) fn is_town(name: &str) -> bool {
    !name.ends_with("地区") && TOWN_ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Whether a stay's text names the township: with its ending, or by its stem where that has two characters or more.
pub(super) fn names(text: &str, township: &str) -> bool {
    text.contains(township) || text.contains(stem(township))
}

fn stem(township: &str) -> &str {
    TOWN_ENDINGS.iter().find_map(|ending| township.strip_suffix(ending)).unwrap_or(township)
}

/// All parts of a text of 2 to 8 characters that could be the name of a county.
pub(super) fn parts(text: &str) -> Vec<&str> {
    let edges: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut parts = Vec::new();
    for (place, start) in edges.iter().enumerate() {
        let ends = edges.iter().skip(place + SHORTEST_STEM).take(LONGEST_STEM - 1);
        parts.extend(ends.filter_map(|end| text.get(*start..*end)));
    }
    parts
}

/// A province's or city's name without its kind, as people write it: 河南 for 河南省.
pub(super) fn short(name: &str) -> &str {
    ["壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市", "地区"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .filter(|stem| stem.chars().count() >= SHORTEST_STEM)
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::{names, parts, short, township};

    #[test]
    fn a_listed_place_names_its_township_first() {
        assert_eq!(township("杨柳青镇锦绣欣居"), Some("杨柳青镇"));
        assert_eq!(township("酒仙桥街道二街坊"), Some("酒仙桥街道"));
        assert_eq!(township("黄山街道办事处张山村"), Some("黄山街道办事处"));
        assert_eq!(township("西乡街道示例新村"), Some("西乡街道"));
        assert_eq!(township("东乡镇一组"), Some("东乡镇"));
        assert_eq!(township("旧宫（地区）镇上林苑小区"), Some("旧宫"));
        assert_eq!(township("丰泽区滨海酒店"), None);
        assert_eq!(township("镇海路5号"), None);
        assert_eq!(township(""), None);
    }

    #[test]
    fn a_stay_names_a_township_with_or_without_its_ending() {
        assert!(names("天津市西青区杨柳青镇某小区", "杨柳青镇"));
        assert!(names("西青区杨柳青", "杨柳青镇"));
        assert!(!names("西青区中北镇", "杨柳青镇"));
    }

    #[test]
    fn parts_of_a_text_are_cut_at_characters() {
        assert_eq!(parts("西青区"), ["西青", "西青区", "青区"]);
        assert_eq!(parts("a").len(), 0);
        assert_eq!(short("广西壮族自治区"), "广西");
        assert_eq!(short("吉林市"), "吉林");
    }
}
