//! How a resident is related to the head of the household (GB/T 4761, its main groups).

use serde::{Deserialize, Serialize};

use crate::identity::half_width;

/// Relation to the head of the household.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// 户主.
    Head,
    /// 配偶.
    Spouse,
    /// 子, 女, 儿媳, 女婿.
    Child,
    /// 孙子女, 外孙子女.
    Grandchild,
    /// 父母, 岳父母, 公婆.
    Parent,
    /// 祖父母, 外祖父母.
    Grandparent,
    /// 兄弟姐妹.
    Sibling,
    /// 租户.
    Tenant,
    /// 其他: any other relative or nobody's relative.
    Other,
}

/// Words for each relation; the first group that has a word a cell begins or ends with decides.
const WORDS: [(Relation, &[&str]); 8] = [
    (Relation::Head, &["户主", "本人", "房主", "业主"]),
    (Relation::Tenant, &["租户", "承租", "租客", "租住"]),
    (Relation::Grandchild, &["孙子", "孙女", "外孙", "重孙", "曾孙", "孙媳", "孙"]),
    (Relation::Grandparent, &["祖父", "祖母", "爷爷", "奶奶", "外公", "外婆", "姥姥", "姥爷"]),
    (Relation::Sibling, &["兄", "弟", "姐", "妹", "哥"]),
    (Relation::Spouse, &["配偶", "妻", "丈夫", "夫", "老婆", "老公", "爱人"]),
    (Relation::Parent, &["父", "母", "爸", "妈", "公公", "婆婆", "岳"]),
    (Relation::Child, &["子", "女", "儿", "媳", "婿", "养"]),
];

impl Relation {
    /// Every relation, in the order they are offered in.
    pub const ALL: [Self; 9] = [
        Self::Head,
        Self::Spouse,
        Self::Child,
        Self::Grandchild,
        Self::Parent,
        Self::Grandparent,
        Self::Sibling,
        Self::Tenant,
        Self::Other,
    ];

    /// The stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Spouse => "spouse",
            Self::Child => "child",
            Self::Grandchild => "grandchild",
            Self::Parent => "parent",
            Self::Grandparent => "grandparent",
            Self::Sibling => "sibling",
            Self::Tenant => "tenant",
            Self::Other => "other",
        }
    }

    /// The relation with this stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|relation| relation.code() == code)
    }

    /// Reads a ledger's word; `None` when nothing is written. What is written but not known is [`Relation::Other`].
    pub fn read(text: &str) -> Option<Self> {
        let even = half_width(text);
        let text = even.trim();
        if text.is_empty() {
            return None;
        }
        // "户主之妻" names the head only to say whose wife it is.
        let text = text
            .strip_prefix("户主")
            .map(|rest| rest.trim_start_matches(['之', '的']))
            .filter(|rest| !rest.is_empty())
            .unwrap_or(text);
        let known = WORDS.iter().find(|(_, words)| words.iter().any(|word| text.contains(word)));
        Some(known.map_or(Self::Other, |(relation, _)| *relation))
    }
}

#[cfg(test)]
mod tests {
    use super::Relation;

    #[test]
    fn clerks_words_are_grouped() {
        let cases = [
            ("户主", Relation::Head),
            ("本人", Relation::Head),
            ("户主之妻", Relation::Spouse),
            ("配偶", Relation::Spouse),
            ("丈夫", Relation::Spouse),
            ("长子", Relation::Child),
            ("儿媳", Relation::Child),
            ("外孙女", Relation::Grandchild),
            ("外祖母", Relation::Grandparent),
            ("岳母", Relation::Parent),
            ("弟弟", Relation::Sibling),
            ("租户", Relation::Tenant),
            ("保姆", Relation::Other),
        ];
        for (word, relation) in cases {
            assert_eq!(Relation::read(word), Some(relation), "{word}");
        }
        assert_eq!(Relation::read(" "), None);
    }

    #[test]
    fn the_code_of_every_relation_reads_back() {
        for relation in Relation::ALL {
            assert_eq!(Relation::from_code(relation.code()), Some(relation));
        }
    }
}
