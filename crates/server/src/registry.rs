//! Every SQL statement of the server, listed so that tests prepare each on both engines and look at its plan.

use gridward_database::{SetStatement, Statement};

/// Every statement, by noun.
pub fn statements() -> Vec<&'static Statement> {
    [
        &crate::areas::statements(),
        &crate::arrivals::statements(),
        &crate::audit::statements(),
        crate::commands::STATEMENTS,
        &crate::directives::statements(),
        &crate::doctor::statements(),
        &crate::follow_ups::statements(),
        &crate::help_requests::statements(),
        &crate::households::statements(),
        crate::jobs::STATEMENTS,
        &crate::people::statements(),
        &crate::plans::statements(),
        &crate::posts::statements(),
        crate::residents::STATEMENTS,
        &crate::responses::statements(),
        &crate::risk_areas::statements(),
        &crate::rule_tables::statements(),
        crate::settings::STATEMENTS,
        crate::sync::STATEMENTS,
    ]
    .concat()
}

/// Every set-wise statement, by noun.
pub fn set_statements() -> Vec<&'static SetStatement> {
    [
        crate::areas::SET_STATEMENTS,
        &crate::arrivals::set_statements(),
        crate::audit::SET_STATEMENTS,
        &crate::directives::set_statements(),
        crate::follow_ups::SET_STATEMENTS,
        &crate::plans::set_statements(),
        &crate::posts::set_statements(),
        &crate::households::set_statements(),
        &crate::people::set_statements(),
        crate::residents::SET_STATEMENTS,
        &crate::risk_areas::set_statements(),
        crate::sync::SET_STATEMENTS,
    ]
    .concat()
}
