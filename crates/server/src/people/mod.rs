//! People: those who hold posts and log in.

mod http;
mod limits;
mod plant;
mod session;
mod store;

pub use limits::LoginLimits;
pub use plant::{open_session, plant};
pub use session::{SESSION_COOKIE, Session, SessionCache, session};

pub(crate) use http::routes;
pub(crate) use store::STATEMENTS;
pub use store::held_posts;
