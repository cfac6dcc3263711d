//! What can be wrong, where, and how to mend it.

use jiff::civil::Date;

use crate::programmes::Words;

/// Where in a programme something is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Spot {
    /// In the programme as a whole.
    Programme,
    /// In a rule set.
    Set(String),
    /// In a rule.
    Rule {
        /// Its set.
        set: String,
        /// Its name.
        rule: String,
    },
    /// In a duty before arrival.
    Duty {
        /// Its set.
        set: String,
        /// Which of the set, from 0.
        place: usize,
    },
}

impl Spot {
    /// A rule set.
    pub fn set(id: &str) -> Self {
        Self::Set(id.to_owned())
    }

    /// A rule of a set.
    pub fn rule(set: &str, rule: &str) -> Self {
        Self::Rule { set: set.to_owned(), rule: rule.to_owned() }
    }
}

/// Something wrong in a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub spot: Spot,
    /// What.
    pub kind: FindingKind,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $({ $($(#[$field_doc:meta])* $field:ident: $type:ty),+ })?
        = $code:literal, $zh:literal, $en:literal;)+) => {
        /// What can be wrong in a programme.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum FindingKind {
            $($(#[$doc])* $kind $({ $($(#[$field_doc])* $field: $type),+ })?,)+
        }

        impl FindingKind {
            /// Stable name in snake case.
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$kind { .. } => $code,)+ }
            }

            /// What is wrong and how to mend it, in Chinese and in English.
            pub fn sentence(&self) -> Words {
                match self {
                    $(Self::$kind $({ $($field),+ })? => {
                        Words { zh: format!($zh), en: format!($en) }
                    })+
                }
            }
        }
    };
}

kinds! {
    /// No rule set at all.
    NoRuleSet = "no_rule_set", "方案包里没有规则文件；请在 programme.toml 的 rule_sets 中列出至少一个。",
        "The programme has no rule set: list at least one under rule_sets in programme.toml.";
    /// A set without rules.
    NoRule = "no_rule", "规则集里没有任何规则；请加上 [[rule]] 或 [vector]。",
        "The rule set has no rule: add a [[rule]] or [vector].";
    /// A validity that ends before it begins.
    EndsBeforeItBegins = "ends_before_it_begins", "有效期的结束日早于开始日；请改正 [valid]。",
        "The set ends before it begins: correct [valid].";
    /// Two sets of a jurisdiction on the same days.
    DatesOverlap {
        /// The other set.
        other: String
    } = "dates_overlap", "有效期与同一辖区的 {other} 重叠；请改前一个的结束日或本规则集的开始日。",
        "Holds on the same days as {other} of the same jurisdiction: end that one earlier or begin this one later.";
    /// Days that no set of a jurisdiction holds on.
    DatesGap {
        /// The earlier set.
        other: String,
        /// The first day.
        from: Date,
        /// The last day.
        to: Date
    } = "dates_gap", "{other} 结束之后到本规则集开始之前（{from}至{to}）没有规则；请延长或提前。",
        "No rules from {from} to {to}, between {other} and this set: move the end of that one or the beginning of this one.";
    /// Stays count, and no look-back days are given.
    LookBackMissing = "look_back_missing", "有按旅居史判断的规则，却没有写追溯天数；请加上 look_back_days。",
        "Rules on stays need a number of days to look back: add look_back_days.";
    /// Two rules of a set have one name.
    RuleRepeated = "rule_repeated", "同一规则集里有两条规则用了这个 id；请改一个。",
        "Two rules of the set have this id: rename one.";
    /// Two rules for the same people.
    Overlaps {
        /// The other rule.
        other: String
    } = "rules_overlap", "与规则 {other} 针对同样的人（类别和风险等级相同）；请合并成一条。",
        "Speaks of the same people as the rule {other} (same class and level): make them one.";
    /// A rule that another always outdoes.
    NeverCounts {
        /// The other rule.
        other: String
    } = "rule_never_counts", "这条规则永远用不上：符合它的人也符合更严的 {other}；请删去，或把它改得更严。",
        "This rule never counts: whoever it matches is matched by {other}, which demands as much or more. Remove it or make it stricter.";
    /// A declared level without a rule.
    LevelWithoutRule {
        /// The level.
        level: &'static str
    } = "level_without_rule", "声明了等级 {level}，却没有一条规则提到它；请加上规则，或从 levels 中去掉。",
        "The level {level} is declared and no rule speaks of it: add a rule or take it out of levels.";
    /// A rule on a level that is not declared.
    LevelUndeclared {
        /// The level.
        level: &'static str
    } = "level_undeclared", "规则提到等级 {level}，但规则集的 levels 没有声明它；请加上或改正。",
        "The rule speaks of the level {level}, which the set does not declare: add it to levels or correct the rule.";
    /// A class of listed places without levels.
    LevelsMissing = "levels_missing", "这一类别针对名单所列地点，请用 levels 写明等级，例如 levels = [\"high\"]。",
        "This class speaks of listed places: say of which levels, such as levels = [\"high\"].";
    /// Levels where the class has none.
    LevelsUnasked = "levels_unasked", "这一类别与名单等级无关，请删去 levels。",
        "This class has nothing to do with levels: remove levels.";
    /// Areas where the class follows from no stay.
    AreasUnasked = "areas_unasked", "这一类别不按旅居地判断，请删去 areas。",
        "This class does not follow from a stay: remove areas.";
    /// A rule without a phase.
    NoPhase = "no_phase", "规则没有写任何措施；请加上 [[rule.phase]]。", "The rule has no phase: add a [[rule.phase]].";
    /// A phase of no days.
    NoDays {
        /// Which.
        phase: usize
    } = "no_days", "第{phase}个阶段的天数是0；请写至少1天，或删去这个阶段。",
        "Phase {phase} has no days: give it at least 1 or remove it.";
    /// A test outside of its phase.
    TestOutside {
        /// Which phase.
        phase: usize,
        /// The test's day.
        day: u16,
        /// The phase's days.
        days: u16
    } = "test_outside", "第{phase}个阶段共{days}天，却在第{day}天检测；检测日从该阶段第1天数起，请改正。",
        "Phase {phase} has {days} days and a test on day {day}: test days count from the phase's own day 1.";
    /// Tests over more days than the measure has.
    TestsOutlast {
        /// Within so many days.
        within: u16,
        /// The measure's days.
        days: u32
    } = "tests_outlast", "检测安排在{within}天内，但措施总共只有{days}天；请改小 within_days。",
        "Tests within {within} days, but the measure has only {days}: make within_days smaller.";
    /// Tests that have no room.
    TestsTooClose = "tests_too_close", "这么多次检测按规定间隔在这些天里排不下；请改 count、within_days 或 gap_hours。",
        "So many tests with such a gap have no room in these days: change count, within_days or gap_hours.";
    /// A source that the programme does not have.
    SourceUnknown {
        /// Its name.
        source: String
    } = "source_unknown", "programme.toml 里没有来源文件“{source}”；请在 [[source]] 中写上它，或改正名称。",
        "programme.toml has no source \"{source}\": add it as a [[source]] or correct the name.";
    /// A care-team slot that the programme does not have.
    SlotUnknown {
        /// Its name.
        slot: String
    } = "slot_unknown", "programme.toml 里没有包保岗位“{slot}”；请在 [[slot]] 中写上它，或改正名称。",
        "programme.toml has no care-team slot \"{slot}\": add it as a [[slot]] or correct the name.";
    /// Grades of an index out of order.
    GradesNotRising = "grades_not_rising", "指数分级没有从低到高排列；请按 from 从小到大写。",
        "The grades of the index do not rise: write them from the lowest from to the highest.";
    /// The base does not exist.
    BaseUnknown {
        /// Its name.
        base: String
    } = "base_unknown", "extends 指向的规则集“{base}”不存在；请改正名称，或把它列入 rule_sets。",
        "There is no rule set \"{base}\" to extend: correct the name or list it under rule_sets.";
    /// A circle of extensions.
    ExtendsItself = "extends_itself", "extends 绕了一圈又回到自己；请去掉一个。",
        "The set extends itself by way of others: remove one extends.";
    /// Valid when the base is not.
    OutlivesBase {
        /// The base.
        base: String
    } = "outlives_base", "有效期超出了上级规则集 {base} 的有效期；请改正 [valid]。",
        "Holds on days on which the set {base} that it extends does not: correct [valid].";
    /// Not below the base's jurisdiction.
    OutsideBase {
        /// The base.
        base: String
    } = "outside_base", "辖区不在上级规则集 {base} 的辖区之内；请核对 [jurisdiction] 的 code。",
        "The jurisdiction does not lie in that of {base}: check the code under [jurisdiction].";
    /// An addition without a reason.
    ReasonMissing = "reason_missing", "下级增加的要求必须写明理由；请加上 reason = {{ zh = \"…\", en = \"…\" }}。",
        "What a lower level adds needs its reason: add reason = {{ zh = \"…\", en = \"…\" }}.";
    /// A rule of the base is dropped.
    Drops = "drops_a_rule", "这条规则顶替了上级同名规则，却不再覆盖原来的所有人；下级只能增加，不能减少。请保留原有类别和等级。",
        "Takes the place of the base's rule with the same id but no longer holds for all its people: a lower level may add, never drop. Keep its class and levels.";
    /// A rule demands less than the base's.
    Weakens {
        /// The base's rule.
        base: String
    } = "weakens_a_rule", "要求低于上级规则 {base}；下级只能加严，不能放宽。请改正，或删去这条。",
        "Demands less than the base's rule {base}: a lower level may make stricter, never weaker. Correct it or remove it.";
    /// Fewer look-back days than the base.
    LooksBackLess {
        /// The base's days.
        base: u16
    } = "looks_back_less", "追溯天数少于上级规则集的{base}天；请改成不少于{base}天。",
        "Looks back fewer days than the {base} of the set it extends: give at least {base}.";
}
