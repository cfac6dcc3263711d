//! Who may do what: roles, verbs and how far each reaches, in one table.

mod role;
mod table;
mod verb;

pub use role::{Role, UnknownRole};
pub use table::{Reach, reach};
pub use verb::Verb;
