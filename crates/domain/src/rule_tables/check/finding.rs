//! What can be wrong in a table, in which row, and what to do.

use jiff::civil::Date;

use crate::programmes::Words;

/// Something that a table says wrongly, or that is worth knowing before it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableFinding {
    /// Which row, from 1; nothing where it is the table as a whole.
    pub row: Option<usize>,
    /// What.
    pub kind: TableFindingKind,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $stops:ident $kind:ident $({ $($(#[$field_doc:meta])* $field:ident: $type:ty),+ })?
        = $code:literal, $zh:literal, $en:literal;)+) => {
        /// What can be found in a table.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum TableFindingKind {
            $($(#[$doc])* $kind $({ $($(#[$field_doc])* $field: $type),+ })?,)+
        }

        impl TableFindingKind {
            /// Stable name in snake case.
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$kind { .. } => $code,)+ }
            }

            /// Whether the table can't be put in force before this is mended.
            pub const fn stops(&self) -> bool {
                match self { $(Self::$kind { .. } => kinds!(@ $stops),)+ }
            }

            /// What it is and what to do, in Chinese and in English.
            pub fn sentence(&self) -> Words {
                match self {
                    $(Self::$kind $({ $($field),+ })? => {
                        Words { zh: format!($zh), en: format!($en) }
                    })+
                }
            }
        }
    };
    (@ mend) => { true };
    (@ know) => { false };
}

kinds! {
    /// No title.
    mend TitleMissing = "title_missing", "请写表的名称，2 到 100 个字。", "Give the table a title of 2 to 100 characters.";
    /// No document.
    mend SourceMissing = "source_missing", "请写明依据的文件（发布机关和文号），2 到 200 个字。",
        "Say which document it comes from (who issued it, and its number), in 2 to 200 characters.";
    /// No place in the document.
    mend LocatorMissing = "locator_missing", "请写明在文件的什么地方（第几条、附件几），1 到 200 个字。",
        "Say where in the document (which clause or annex), in 1 to 200 characters.";
    /// No reason.
    mend ReasonMissing = "reason_missing", "下级增加的要求必须写明理由，4 到 200 个字。",
        "What a lower level adds needs its reason, in 4 to 200 characters.";
    /// No row.
    mend NoRow = "no_row", "表里还没有一行，请至少加一行。", "The table has no row yet: add at least one.";
    /// Too many rows.
    mend TooManyRows {
        /// As many as there may be.
        most: usize
    } = "too_many_rows", "一张表最多 {most} 行，请合并或拆成几张。", "A table has {most} rows at most: join some, or make it two.";
    /// Ends before it begins.
    mend EndsBeforeItBegins = "ends_before_it_begins", "结束日早于开始日，请改正。", "The last day lies before the first: correct one of them.";
    /// Its days are over already.
    mend AllBehind = "all_behind", "表的最后一天已经过去，请改结束日。", "The last day of the table is past already: correct it.";
    /// Days to look back are out of range.
    mend LooksBackTooFar {
        /// As many as there may be.
        most: u16
    } = "looks_back_too_far", "追溯天数最多 {most} 天，请改小。", "At most {most} days can be looked back: make it fewer.";
    /// Fewer days to look back than the base.
    mend LooksBackLess {
        /// The base's days.
        base: u16
    } = "looks_back_less", "追溯天数少于上级规定的{base}天；下级只能增加，请改成不少于{base}天，或者留空。",
        "Looks back fewer days than the {base} of the rules it adds to: give at least {base}, or leave it empty.";
    /// Stays count, and nothing says how many days back.
    mend LookBackMissing = "look_back_missing", "有按旅居地判断的行，而上级方案没有追溯天数；请在表里填写追溯天数。",
        "Some rows go by stays and the rules it adds to give no days to look back: give them in the table.";
    /// A class of listed places without levels.
    mend LevelsMissing = "levels_missing", "这类来源按名单判断，请选风险等级。", "This origin goes by listed places: choose their levels.";
    /// Levels where the class has none.
    mend LevelsUnasked = "levels_unasked", "这类来源与名单等级无关，请去掉等级。", "This origin has nothing to do with levels: remove them.";
    /// A level that lists under the base do not have.
    mend LevelUndeclared {
        /// The level in Chinese.
        zh: &'static str,
        /// The level in English.
        en: &'static str
    } = "level_undeclared", "本方案的名单没有“{zh}”这一级，请去掉。", "Lists under these rules have no level \"{en}\": remove it.";
    /// Areas where the class follows from no stay.
    mend AreasUnasked = "areas_unasked", "这类来源不按旅居地判断，请去掉地区。", "This origin does not go by a stay: remove the areas.";
    /// Not the code of an area.
    mend AreaUnknown {
        /// What stands there.
        code: String
    } = "area_unknown", "“{code}”不是区划代码，请重新选地区。", "\"{code}\" is not the code of an area: choose the area again.";
    /// Too many areas.
    mend TooManyAreas {
        /// As many as there may be.
        most: usize
    } = "too_many_areas", "一行最多选 {most} 个地区，请改选上一级地区，或分成几行。",
        "A row has {most} areas at most: choose the one above them, or make it two rows.";
    /// No phase.
    mend NoPhase = "no_phase", "还没有写措施，请至少加一个阶段。", "No measure yet: add a phase.";
    /// Too many phases.
    mend TooManyPhases {
        /// As many as there may be.
        most: usize
    } = "too_many_phases", "一行最多 {most} 个阶段，请合并。", "A row has {most} phases at most: join some.";
    /// Days of a phase are out of range.
    mend WrongDays {
        /// Which phase.
        phase: usize,
        /// As many as there may be.
        most: u16
    } = "wrong_days", "第{phase}个阶段的天数要在 1 到 {most} 之间。", "Phase {phase} takes 1 to {most} days.";
    /// A test outside of its phase.
    mend TestOutside {
        /// Which phase.
        phase: usize,
        /// The test's day.
        day: u16,
        /// The phase's days.
        days: u16
    } = "test_outside", "第{phase}个阶段只有{days}天，却在第{day}天检测；检测日从这个阶段的第1天数起，请改正。",
        "Phase {phase} has {days} days and a test on day {day}: test days count from the phase's own day 1.";
    /// Too many checks a day.
    mend TooManyChecks {
        /// Which phase.
        phase: usize,
        /// As many as there may be.
        most: u8
    } = "too_many_checks", "第{phase}个阶段每天随访次数要在 1 到 {most} 之间，也可以留空。",
        "Phase {phase} has 1 to {most} checks a day, or none written.";
    /// A care-team slot that the programme does not have.
    mend SlotUnknown {
        /// Its name.
        slot: String
    } = "slot_unknown", "方案里没有“{slot}”这个包保岗位，请重新选。", "The programme has no care-team slot \"{slot}\": choose again.";
    /// No number of tests.
    mend WrongTestCount {
        /// As many as there may be.
        most: u16
    } = "wrong_test_count", "检测次数和天数都要在 1 到 {most} 之间；不做检测请去掉这一项。",
        "The number of tests and their days are 1 to {most}; remove them where nobody is tested.";
    /// Tests over more days than the measure has.
    mend TestsOutlast {
        /// Within so many days.
        within: u16,
        /// The measure's days.
        days: u32
    } = "tests_outlast", "检测安排在{within}天内，但措施总共只有{days}天，请改小。",
        "Tests within {within} days, but the measure has only {days}: make it fewer.";
    /// Tests that have no room.
    mend TestsTooClose = "tests_too_close", "这么多次检测按规定的间隔排不下，请改次数、天数或间隔。",
        "So many tests with such a gap have no room in these days: change one of the three.";
    /// Texts that are too long.
    mend TextTooLong {
        /// As many characters as there may be.
        most: usize
    } = "text_too_long", "写给群众的话和解除条件最多 {most} 个字，请改短。",
        "The sentence for residents and the condition of release have {most} characters at most: shorten them.";
    /// Two rows for the same people.
    mend Overlaps {
        /// The other row.
        other: usize
    } = "rows_overlap", "与第{other}行针对同样的人（来源、等级、地区有重合），请合并成一行。",
        "Speaks of the same people as row {other} (origin, level and area in common): make them one.";
    /// The base demands more of the same people, for as long.
    know OutweighedByBase {
        /// The base's rule in Chinese.
        zh: String,
        /// The base's rule in English.
        en: String
    } = "outweighed_by_base", "这一行永远用不上：上级已经要求“{zh}”，不比它宽；下级只能加严。可以删去这一行，或者改得更严。",
        "This row never wins: the higher level demands as much or more already (\"{en}\"), and that stays. Remove the row or make it stricter.";
    /// Another row demands more of the same people, for as long.
    know OutweighedByRow {
        /// The other row.
        other: usize
    } = "outweighed_by_row", "这一行永远用不上：符合它的人也符合更严的第{other}行。可以删去这一行，或者改得更严。",
        "This row never wins: whoever it is for, row {other} is for too, and demands as much or more. Remove the row or make it stricter.";
    /// A stricter rule comes first, and this one goes on after it.
    know OnlyAfterwards {
        /// The stricter rule in Chinese.
        zh: String,
        /// The stricter rule in English.
        en: String
    } = "only_afterwards", "“{zh}”更严，先执行；这一行只在那之后、天数还没满时接着执行。",
        "\"{en}\" demands more and comes first; this row only goes on where its days last longer.";
    /// Origins of which nothing is demanded.
    know Uncovered {
        /// The classes in Chinese.
        zh: String,
        /// The classes in English.
        en: String
    } = "uncovered", "没有规定的来源：{zh}。来自这些地方的人不会有措施；如果文件也没有要求，可以不管。",
        "No rule for: {en}. Nothing follows for people of these origins; leave it where the document demands nothing either.";
    /// Days before it without it.
    know DaysBefore {
        /// The first such day.
        from: Date,
        /// The last such day.
        to: Date
    } = "days_before", "{from}至{to}这张表还不管用，只按上级规定执行。",
        "From {from} to {to} the table does not hold yet: the higher level's rules alone do.";
    /// Days after it without it.
    know DaysAfter {
        /// The first such day.
        from: Date
    } = "days_after", "{from}起这张表不再管用，只按上级规定执行；专项行动没有结束的话，请留意。",
        "From {from} on the table no longer holds: the higher level's rules alone do, for as long as the response goes on.";
}
