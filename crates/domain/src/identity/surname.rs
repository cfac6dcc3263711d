//! Surnames that are read otherwise than their characters usually are.
//!
//! Readings after the *Xiandai Hanyu Cidian* for characters as surnames. Only those are listed whose usual reading
//! differs or is one of several.

/// Surnames of two characters with a reading of their own.
const DOUBLE: [(&str, [&str; 2]); 5] = [
    ("万俟", ["mo", "qi"]),
    ("单于", ["chan", "yu"]),
    ("尉迟", ["yu", "chi"]),
    ("尉犁", ["yu", "li"]),
    ("澹台", ["tan", "tai"]),
];

/// Surnames of one character.
const SINGLE: [(char, &str); 31] = [
    ('单', "shan"),
    ('曾', "zeng"),
    ('解', "xie"),
    ('仇', "qiu"),
    ('区', "ou"),
    ('查', "zha"),
    ('盖', "ge"),
    ('朴', "piao"),
    ('缪', "miao"),
    ('乐', "yue"),
    ('翟', "zhai"),
    ('种', "chong"),
    ('秘', "bi"),
    ('员', "yun"),
    ('贠', "yun"),
    ('黑', "he"),
    ('折', "she"),
    ('召', "shao"),
    ('覃', "qin"),
    ('佴', "nai"),
    ('祭', "zhai"),
    ('句', "gou"),
    ('郇', "xun"),
    ('隗', "wei"),
    ('薄', "bo"),
    ('卜', "bu"),
    ('洗', "xian"),
    ('繁', "po"),
    ('重', "chong"),
    ('都', "du"),
    ('阚', "kan"),
];

/// The reading of a name's first two characters as a double surname with a reading of its own.
pub(super) fn double_reading(first: char, second: char) -> Option<[&'static str; 2]> {
    DOUBLE.iter().find(|(surname, _)| surname.chars().eq([first, second])).map(|(_, reading)| *reading)
}

/// The reading of a name's first character as a surname, where it is not the usual one.
pub(super) fn single_reading(surname: char) -> Option<&'static str> {
    SINGLE.iter().find(|(listed, _)| *listed == surname).map(|(_, reading)| *reading)
}

#[cfg(test)]
mod tests {
    use super::{DOUBLE, SINGLE};
    use pinyin::ToPinyin;

    #[test]
    fn every_listed_surname_is_read_otherwise_than_its_character() {
        let same: Vec<_> = SINGLE
            .iter()
            .filter(|(surname, reading)| surname.to_pinyin().is_some_and(|usual| usual.plain() == *reading))
            .collect();
        assert!(same.is_empty(), "{same:?}");
        let same: Vec<_> = DOUBLE
            .iter()
            .filter(|(surname, reading)| {
                surname.to_pinyin().flatten().map(pinyin::Pinyin::plain).eq(reading.iter().copied())
            })
            .collect();
        assert!(same.is_empty(), "{same:?}");
    }
}
