//! The names columns go by in ledgers, and what each means.

use super::field::{Field, NotTaken};

/// What a column's name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Takes(Field),
    Leaves(NotTaken),
}

/// Whole names with blanks between them, after [`super::heading_key`].
const EXACT: [(Field, &str); 18] = [
    (Field::Name, "姓名 名字 人员姓名 居民姓名 村民姓名 成员姓名 家庭成员 家庭成员姓名 人口姓名 name"),
    (Field::HeadName, "户主姓名 户主 户主名 户主名字 房主姓名 房主 所属户主"),
    (
        Field::Relation,
        "与户主关系 与户主的关系 户主关系 与其他人员关系 家庭关系 关系 成员关系 称谓 亲属关系 \
         与房主关系 与户主之关系 relation",
    ),
    (Field::DocumentKind, "证件类型 证件种类 证件类别 证件名称 身份证件类型"),
    (
        Field::Document,
        "身份证 身份证号 身份证号码 公民身份号码 公民身份证号码 公民身份证号 身份号码 证件号 \
         证件号码 身份证件号码 居民身份证号 居民身份证号码 身份证件 idcard idnumber \
         id",
    ),
    (Field::Sex, "性别 sex gender"),
    (Field::Birth, "出生日期 出生年月日 出生年月 出生时间 生日 出生 birthday birth"),
    (
        Field::Phone,
        "联系电话 电话 电话号码 手机 手机号 手机号码 联系方式 联系号码 移动电话 本人电话 固定电话 \
         备用电话 phone mobile tel",
    ),
    (
        Field::Village,
        "村 社区 村社区 村/社区 村居 村别 村名 村名称 所属村 所在村 行政村 村委会 居委会 \
         所属社区 所在社区 村居名称 所属村居 所属村社区 所属村/社区 村委 village",
    ),
    (
        Field::Group,
        "组 组别 小组 村民组 村民小组 居民组 居民小组 所属组 所在组 村组 队 生产队 自然村 湾组 \
         group",
    ),
    (Field::Grid, "网格 所属网格 所在网格 网格名称 网格编号 网格号 grid"),
    (Field::Building, "小区 小区名称 现住小区/建筑 小区/建筑 所属小区 楼栋 楼号 建筑 现住小区"),
    (
        Field::Address,
        "门牌地址 门牌号 门牌 详细地址 家庭住址 家庭地址 住址 现住址 现住地址 地址 居住地址 \
         现居住地址 常住地址 现居住地 居住地 房号 户址 address",
    ),
    (Field::HouseholdNumber, "户号 户编号 家庭编号 户序号 家庭户号 户口编号 户口本号 户籍号 户次"),
    (Field::Residency, "人员类型 人口类型 人口性质 居住类型 人员性质 人口类别 人员类别"),
    (Field::RegisteredAddress, "户籍地址 户籍所在地 户口所在地 户籍地 户籍住址 户籍"),
    (Field::MovedOut, "是否已迁出 是否迁出 已迁出 迁出"),
    (Field::Died, "是否已死亡 是否死亡 已死亡 死亡 是否去世"),
];

/// Parts of names. Each is looked for in this order, after the whole names.
const HEALTH: &str = "体温 健康 症状 核酸 疫苗 接种 疾病 病史 残疾 发热 隔离 管控 孕 慢性病 慢病 阳性 \
         抗原 血型 精神 就医 就诊 住院 用药 死因 密接 监测";
const WHEREABOUTS: &str = "返乡 行程 旅居 来源 轨迹 途经 途径 实际居住 人户分离 去向 务工 外出 迁往 交通 航班 \
         车次 来自 目的地 出发 抵达 到达 报备 14天 十四天 接触 返回 离开 外省 中高风险 \
         风险地区";
const NOT_KEPT: &str = "民族 政治面貌 婚姻 文化 学历 职业 工作 学习 单位 备注 重点 日期 邮箱 微信 qq 车牌 \
         籍贯 宗教 收入 年龄 age 照片 填报 登记人 登记时间 采集 户籍小区 兵役 低保 贫困 \
         党员 签名 签字 银行 账号";
const SEQUENCE: &str = "序号 编号 no 序 行号 号 # index";
/// Somebody else's name or number stands in such a column.
const OF_OTHERS: &str = "户主 房主 房东 父 母 配偶 监护 紧急 负责 填报 登记 网格员 网格长 联户 包保 联系人 \
         医生 安全员 经办";

/// What a column's name means, after [`super::heading_key`].
pub(super) fn meaning(key: &str) -> Meaning {
    let has = |words: &str| words.split(' ').any(|word| key.contains(word));
    if let Some((field, _)) = EXACT.iter().find(|(_, names)| names.split(' ').any(|name| name == key)) {
        return Meaning::Takes(*field);
    }
    if SEQUENCE.split(' ').any(|name| name == key) || key.is_empty() {
        return Meaning::Leaves(NotTaken::Sequence);
    }
    if let Some(field) = resembling(key).filter(|_| !has(OF_OTHERS)) {
        return Meaning::Takes(field);
    }
    Meaning::Leaves(if has(HEALTH) {
        NotTaken::Health
    } else if has(WHEREABOUTS) {
        NotTaken::Whereabouts
    } else if has(NOT_KEPT) || has(OF_OTHERS) {
        NotTaken::NotKept
    } else {
        NotTaken::Unknown
    })
}

/// Names with something before or behind a known one: 返乡人员姓名, 身份证号码18位, 联系电话1.
fn resembling(key: &str) -> Option<Field> {
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    if key.ends_with("姓名") {
        Some(Field::Name)
    } else if has(&["身份证", "证件号"]) && !has(&["类型", "种类", "地址", "照片", "有效", "期"]) {
        Some(Field::Document)
    } else if has(&["手机", "联系电话", "电话号", "联系方式"])
        || key.trim_end_matches(|c: char| c.is_ascii_digit()) == "电话"
    {
        Some(Field::Phone)
    } else if key.starts_with("与") && key.ends_with("关系") {
        Some(Field::Relation)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::heading_key;
    use super::{Field, Meaning, NotTaken, meaning};

    fn means(name: &str) -> Meaning {
        meaning(&heading_key(name))
    }

    #[test]
    fn names_with_notes_and_blanks_are_known() {
        for (name, field) in [
            ("姓 名", Field::Name),
            ("*姓名（必填）", Field::Name),
            ("返乡人员姓名", Field::Name),
            ("身份证号码\n（18位）", Field::Document),
            ("联系电话1", Field::Phone),
            ("村（社区）", Field::Village),
            ("现住小区/建筑", Field::Building),
            ("与户主关系", Field::Relation),
        ] {
            assert_eq!(means(name), Meaning::Takes(field), "{name}");
        }
    }

    #[test]
    fn health_and_whereabouts_are_left_where_they_are() {
        for name in ["体温", "健康状况", "管控措施", "核酸检测时间", "是否接种疫苗"] {
            assert_eq!(means(name), Meaning::Leaves(NotTaken::Health), "{name}");
        }
        for name in ["返乡前所在地", "返乡时间", "14天行程", "实际居住地", "交通方式", "是否报备"]
        {
            assert_eq!(means(name), Meaning::Leaves(NotTaken::Whereabouts), "{name}");
        }
    }

    #[test]
    fn other_peoples_numbers_are_not_the_residents() {
        for name in ["户主身份证号", "紧急联系人电话", "父亲姓名", "网格员手机"] {
            assert_eq!(means(name), Meaning::Leaves(NotTaken::NotKept), "{name}");
        }
        assert_eq!(means("户主姓名"), Meaning::Takes(Field::HeadName));
        assert_eq!(means("天气"), Meaning::Leaves(NotTaken::Unknown));
        assert_eq!(means("序号"), Meaning::Leaves(NotTaken::Sequence));
    }
}
