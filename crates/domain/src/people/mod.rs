//! People who log in: what a log-in name and a password must be like, and when a log-in is locked.

mod lock_out;
mod log_in;
mod password;

pub use lock_out::{LOCKED_FOR, TRIES, Tries};
pub use log_in::{BadLogIn, log_in_name};
pub use password::{BadPassword, SHORTEST, check_password};
