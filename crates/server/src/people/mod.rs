//! People: those who hold posts and log in.

mod account_store;
mod change_password;
mod directory_store;
mod edit;
mod end;
mod faults;
mod founder;
mod http;
mod invite;
mod invite_http;
mod invite_store;
mod lifetime;
mod list;
mod me;
mod operator;
mod passwords;
mod person;
mod plant;
mod second_factor;
mod session;
mod session_http;
mod session_store;
mod sign_in;
mod store;
mod tries;

pub use change_password::{NewPassword, PasswordChanged};
pub use edit::{AddPerson, EditPerson, add, edit};
pub use end::{EndPerson, EndedSessions, end, end_sessions};
pub use founder::first_run;
pub use invite::{ChosenLogIn, Invite, Invited, SetLogIn, make as invite};
pub use list::{PeopleQuery, list};
pub use me::{Home, Me, OwnPost, me};
pub use operator::{NewUser, add_user, reset_user};
pub use passwords::hash_password;
pub use person::{HeldNow, Person, PersonAccount};
pub use plant::{NewAccount, plant, plant_account, plant_accounts, plant_all};
pub use second_factor::{Code, Factor};
pub use session::{SESSION_COOKIE, Session, SessionCache, open_session, session};
pub use sign_in::{Next, SignIn, Step};
pub use store::{NewPerson, held_posts};

pub(crate) use founder::take_post as founder_takes_post;
pub(crate) use passwords::Passwords;
pub(crate) use session::still;
pub(crate) use store::in_service;
pub(crate) use store::named;

use gridward_database::{SetStatement, Statement};
use utoipa_axum::router::OpenApiRouter;

use crate::App;

pub(crate) fn routes() -> OpenApiRouter<App> {
    http::routes().merge(session_http::routes()).merge(invite_http::routes())
}

/// Every statement of people.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [
        store::STATEMENTS,
        directory_store::STATEMENTS,
        account_store::STATEMENTS,
        session_store::STATEMENTS,
        invite_store::STATEMENTS,
    ]
    .concat()
}

/// Every set-wise statement of people.
pub(crate) fn set_statements() -> Vec<&'static SetStatement> {
    [store::SET_STATEMENTS, directory_store::SET_STATEMENTS, account_store::SET_STATEMENTS].concat()
}
