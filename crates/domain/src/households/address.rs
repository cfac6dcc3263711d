//! Villages, groups and doors as ledgers name them, made comparable.

use crate::identity::half_width;

/// Endings of the names of villages and communities, longest first.
const VILLAGE_ENDINGS: [&str; 10] =
    ["村民委员会", "居民委员会", "社区居委会", "村委会", "居委会", "社区村", "行政村", "社区", "村", "居"];
/// A township's name before a village's, and where it ends.
const TOWNSHIP_ENDINGS: [&str; 4] = ["街道办事处", "街道", "镇", "乡"];

/// The bare name of a village: `黄寺岗镇新建村民委员会`, `新建村` and `  新建` are all `新建`.
pub fn village_key(text: &str) -> String {
    let key = place_key(text);
    let mut name = key.as_str();
    for ending in TOWNSHIP_ENDINGS {
        if let Some(at) = name.find(ending) {
            let rest = name.get(at + ending.len()..).unwrap_or_default();
            if at > 0 && !bare_village(rest).is_empty() {
                name = rest;
                break;
            }
        }
    }
    let bare = bare_village(name);
    if bare.is_empty() { name.to_owned() } else { bare.to_owned() }
}

fn bare_village(name: &str) -> &str {
    let mut name = name;
    while let Some(rest) = VILLAGE_ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)) {
        if rest.is_empty() {
            return if name.chars().count() > 1 { "" } else { name };
        }
        name = rest;
    }
    name
}

/// A place's name without blanks, in half-width, for comparison.
pub fn place_key(text: &str) -> String {
    half_width(text).chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// The name of a place in a village without the village's own name before it: of `史寨村民委员会`, the group
/// `史寨村第1村民组` is `第1村民组`.
pub fn within_village(name: &str, village: &str) -> String {
    let key = place_key(name);
    if let Some(rest) = key.strip_prefix(&place_key(village)) {
        return rest.to_owned();
    }
    let Some(rest) = key.strip_prefix(&village_key(village)) else { return key };
    let rest = VILLAGE_ENDINGS.iter().find_map(|ending| rest.strip_prefix(ending)).unwrap_or(rest);
    rest.to_owned()
}

/// The number of a villagers' or residents' group: `7组`, `十组`, `第8村民组`, `3` are 7, 10, 8 and 3. `None` when the
/// text names a group otherwise (`东头组`) or names none.
pub fn group_number(text: &str) -> Option<u32> {
    let key = place_key(text);
    let name = ["村民小组", "居民小组", "村民组", "居民组", "小组", "组", "队", "网格"]
        .iter()
        .find_map(|ending| key.strip_suffix(ending))
        .unwrap_or(&key);
    let digits = arabic(name.strip_prefix('第').unwrap_or(name));
    digits.parse().ok().filter(|number| (1..=999).contains(number))
}

/// A door's address made comparable: blanks and signs away, Chinese numerals and the many words for house, entrance
/// and room made one. `三组 12号` and `3组12号`, `1单元101室` and `1单元101` are the same door. Doing it twice changes nothing.
pub fn address_key(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in arabic(&place_key(text)).chars() {
        match letter {
            '幢' | '座' => plain.push('栋'),
            '#' => plain.push('号'),
            '-' => plain.push('-'),
            other if other.is_alphanumeric() => plain.extend(other.to_lowercase()),
            _ => {}
        }
    }
    let mut key = plain;
    loop {
        let mut next = key.replace("号楼", "栋").replace("号院", "院").replace("房间", "室");
        if let Some(ending) =
            ["室", "户", "号", "-"].iter().find(|ending| next.len() > ending.len() && next.ends_with(**ending))
        {
            next.truncate(next.len() - ending.len());
        }
        if next == key {
            return key;
        }
        key = next;
    }
}

/// Chinese numerals up to 99 made digits where they stand alone; in words (`三里屯`) they change alike in every writing
/// of the word, so that comparison still holds.
fn arabic(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let value = |at: Option<usize>| at.and_then(|at| letters.get(at)).and_then(|letter| numeral(*letter));
    let mut out = String::with_capacity(text.len());
    for (at, letter) in letters.iter().enumerate() {
        if let Some(digit) = numeral(*letter) {
            out.push(digit);
        } else if *letter == '十' {
            match (value(at.checked_sub(1)), value(at.checked_add(1))) {
                (None, None) => out.push_str("10"),
                (None, Some(_)) => out.push('1'),
                (Some(_), None) => out.push('0'),
                (Some(_), Some(_)) => {}
            }
        } else {
            out.push(*letter);
        }
    }
    out
}

fn numeral(letter: char) -> Option<char> {
    "零一二三四五六七八九"
        .chars()
        .position(|digit| digit == letter)
        .and_then(|digit| u32::try_from(digit).ok())
        .and_then(|digit| char::from_digit(digit, 10))
}

#[cfg(test)]
mod tests {
    use super::{address_key, group_number, village_key, within_village};
    use proptest::prelude::*;

    #[test]
    fn a_group_is_called_after_its_village_in_many_ways() {
        for name in ["史寨村第1村民组", "史寨第1村民组", "史寨村民委员会第1村民组", "第1村民组", "史寨村 第1村民组"]
        {
            assert_eq!(within_village(name, "史寨村民委员会"), "第1村民组", "{name}");
        }
        assert_eq!(within_village("黄寺岗社区第9居民组", "黄寺岗社区居民委员会"), "第9居民组");
        assert_eq!(within_village("村头组", "史寨村民委员会"), "村头组");
    }

    #[test]
    fn a_village_is_one_however_it_is_called() {
        for text in ["新建", "  新建", "新建村", "新建村委会", "新建村民委员会", "黄寺岗镇新建村"]
        {
            assert_eq!(village_key(text), "新建", "{text}");
        }
        assert_eq!(village_key("黄寺岗镇黄寺岗社区"), "黄寺岗");
        assert_eq!(village_key("黄寺岗社区居民委员会"), "黄寺岗");
        assert_eq!(village_key("黄寺岗社区居委会"), "黄寺岗");
        assert_eq!(village_key("双柳树镇李寨村"), "李寨");
        assert_eq!(village_key("镇"), "镇");
        assert_eq!(village_key("村"), "村");
    }

    #[test]
    fn groups_are_numbers_where_they_have_one() {
        for (text, number) in
            [("7组", 7), ("十组", 10), ("十一组", 11), ("二十组", 20), ("第8村民组", 8), ("３", 3), ("第1居民组", 1)]
        {
            assert_eq!(group_number(text), Some(number), "{text}");
        }
        assert_eq!(group_number("东头组"), None);
        assert_eq!(group_number(""), None);
        assert_eq!(group_number("0"), None);
    }

    #[test]
    fn a_door_is_one_however_it_is_written() {
        assert_eq!(address_key("三组 12号"), address_key("3组12号"));
        assert_eq!(address_key("１号楼1单元101室"), address_key("1栋1单元101"));
        assert_ne!(address_key("1-11"), address_key("11-1"));
    }

    proptest! {
        #[test]
        fn keys_are_their_own_keys(text in "\\PC{0,40}|[一二三十0-9组号室栋村镇-]{0,16}") {
            let key = address_key(&text);
            prop_assert_eq!(address_key(&key), key);
            let village = village_key(&text);
            prop_assert_eq!(super::place_key(&village), village);
        }
    }
}
