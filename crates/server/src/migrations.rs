//! The numbered migrations, one change each, the same text for both engines.

use gridward_database::Migration;

macro_rules! migration {
    ($number:literal, $name:literal) => {
        Migration { number: $number, name: $name, sql: include_str!(concat!("../migrations/", $name, ".sql")) }
    };
}

/// All migrations of a jurisdiction's tables, in order.
pub const MIGRATIONS: &[Migration] = &[
    migration!(1, "0001_commands_and_audit"),
    migration!(2, "0002_people"),
    migration!(3, "0003_areas"),
    migration!(4, "0004_households"),
    migration!(5, "0005_posts"),
    migration!(6, "0006_directives"),
    migration!(7, "0007_log_in"),
    migration!(8, "0008_responses"),
    migration!(9, "0009_arrivals"),
    migration!(10, "0010_plans"),
    migration!(11, "0011_rule_tables"),
    migration!(12, "0012_help_requests"),
    migration!(13, "0013_arrival_names"),
    migration!(14, "0014_boards"),
];
