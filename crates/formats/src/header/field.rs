//! What a column of a ledger can hold.

use serde::{Deserialize, Serialize};

/// A fact the register takes from a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// 姓名.
    Name,
    /// 与户主关系.
    Relation,
    /// 户主姓名, beside every member of a household.
    HeadName,
    /// 证件类型.
    DocumentKind,
    /// 身份证号 or another document's number.
    Document,
    /// 性别.
    Sex,
    /// 出生日期.
    Birth,
    /// 联系电话; several columns may hold one.
    Phone,
    /// 村, 社区.
    Village,
    /// 村民组.
    Group,
    /// 网格.
    Grid,
    /// 小区, 楼栋.
    Building,
    /// 门牌, 住址.
    Address,
    /// 户号.
    HouseholdNumber,
    /// 人员类型: 常住, 流动.
    Residency,
    /// 户籍地址.
    RegisteredAddress,
    /// 是否已迁出: such a row is not taken.
    MovedOut,
    /// 是否已死亡: such a row is not taken.
    Died,
}

impl Field {
    /// Every field, in the order they are offered in.
    pub const ALL: [Self; 18] = [
        Self::Name,
        Self::Document,
        Self::DocumentKind,
        Self::Sex,
        Self::Birth,
        Self::Phone,
        Self::Relation,
        Self::HeadName,
        Self::HouseholdNumber,
        Self::Village,
        Self::Group,
        Self::Grid,
        Self::Building,
        Self::Address,
        Self::Residency,
        Self::RegisteredAddress,
        Self::MovedOut,
        Self::Died,
    ];

    /// The stable name, as in JSON.
    pub fn code(self) -> &'static str {
        self.names().0
    }

    /// The name a clerk knows.
    pub fn zh(self) -> &'static str {
        self.names().1
    }

    /// The name in English.
    pub fn en(self) -> &'static str {
        self.names().2
    }

    /// Whether several columns may hold it.
    pub fn repeats(self) -> bool {
        self == Self::Phone
    }

    fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Name => ("name", "姓名", "Name"),
            Self::Relation => ("relation", "与户主关系", "Relation to head"),
            Self::HeadName => ("head_name", "户主姓名", "Head of household"),
            Self::DocumentKind => ("document_kind", "证件类型", "Document type"),
            Self::Document => ("document", "身份证号", "ID number"),
            Self::Sex => ("sex", "性别", "Sex"),
            Self::Birth => ("birth", "出生日期", "Date of birth"),
            Self::Phone => ("phone", "联系电话", "Phone"),
            Self::Village => ("village", "村（社区）", "Village"),
            Self::Group => ("group", "村民组", "Group"),
            Self::Grid => ("grid", "网格", "Grid"),
            Self::Building => ("building", "小区/建筑", "Estate or building"),
            Self::Address => ("address", "门牌地址", "Door"),
            Self::HouseholdNumber => ("household_number", "户号", "Household number"),
            Self::Residency => ("residency", "人员类型", "Residency"),
            Self::RegisteredAddress => ("registered_address", "户籍地址", "Registered address"),
            Self::MovedOut => ("moved_out", "是否已迁出", "Moved out"),
            Self::Died => ("died", "是否已死亡", "Died"),
        }
    }
}

/// Why a column is left where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotTaken {
    /// Health: belongs to a response, never to the register.
    Health,
    /// Whereabouts: belongs to a response, never to the register.
    Whereabouts,
    /// A fact the register does not need.
    NotKept,
    /// A running number.
    Sequence,
    /// A column whose name we don't know, or a second one for the same fact.
    Unknown,
}

impl NotTaken {
    /// Why, for a clerk: Chinese and English.
    pub fn sentences(self) -> (&'static str, &'static str) {
        match self {
            Self::Health => (
                "健康信息只属于专项行动，不进入基础台账。",
                "Health belongs to a response; the register never holds it.",
            ),
            Self::Whereabouts => (
                "行踪信息只属于专项行动，不进入基础台账。",
                "Whereabouts belong to a response; the register never holds them.",
            ),
            Self::NotKept => ("台账不需要这一项，不导入。", "The register does not need this; it is not taken."),
            Self::Sequence => ("序号，不导入。", "A running number; it is not taken."),
            Self::Unknown => (
                "不认识这一列，不导入；需要时请手工指定。",
                "An unknown column; it is not taken unless you say what it is.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Field;

    #[test]
    fn the_code_of_every_field_is_its_name_in_json() {
        for field in Field::ALL {
            assert_eq!(serde_json::to_value(field).unwrap(), field.code());
        }
    }
}
