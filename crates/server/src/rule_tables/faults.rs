//! Why a request about rule tables is declined.

use gridward_domain::Fault;

pub(super) static NO_PROGRAMME: Fault = Fault::new(
    "rule_tables_no_programme",
    409,
    "这次专项行动还没有选方案，表没有可以补充的规定。请先在“概况”里选方案。",
    "This response goes by no programme yet, so there is nothing that a table could add to; choose one first.",
);
pub(super) static TOO_LARGE: Fault = Fault::new(
    "rule_tables_too_large",
    422,
    "这张表太大了：最多 {rows} 行、{kilobytes} kB，请拆成几张。",
    "This table is too large: {rows} rows and {kilobytes} kB at most; make it two.",
);
pub(super) static TOO_MANY_DRAFTS: Fault = Fault::new(
    "rule_tables_too_many_drafts",
    422,
    "草稿已经有 {most} 张，请先删掉不用的。",
    "There are {most} drafts already; throw away those that nobody needs.",
);
pub(super) static NOT_A_DRAFT: Fault = Fault::new(
    "rule_tables_not_a_draft",
    409,
    "这张表已经启用过，不能再改；请复制成新表再改。",
    "This table has been put in force and can't be changed any more; copy it into a new one.",
);
pub(super) static FAULTY: Fault = Fault::new(
    "rule_tables_faulty",
    422,
    "表里还有 {count} 处要改，例如：{first}",
    "There are {count} things to mend in the table, such as: {first}",
);
pub(super) static WRONG_MOMENT: Fault = Fault::new(
    "rule_tables_wrong_moment",
    422,
    "启用时刻要在现在到明天24点之间，并且晚于上一张表的启用时刻。",
    "A table comes into force between now and the end of tomorrow, and after the one before it.",
);
pub(super) static OUTSIDE_ITS_DATES: Fault = Fault::new(
    "rule_tables_outside_its_dates",
    422,
    "启用时刻不在这张表的起止日期之内（{from_on}起）。请改时刻，或改表的日期。",
    "At that moment the table does not hold by its own dates (from {from_on} on); choose another moment or correct the dates.",
);
pub(super) static NOT_THE_NEWEST: Fault = Fault::new(
    "rule_tables_not_the_newest",
    409,
    "只能撤回最新启用的那一张表，而且要在启用后 24 小时内。",
    "Only the table put in force last can be taken back, within 24 hours of coming into force.",
);
pub(super) static REASON_MISSING: Fault = Fault::new(
    "rule_tables_reason_missing",
    422,
    "请写明为什么撤回，4 到 200 个字。",
    "Say why it is taken back, in 4 to 200 characters.",
);
