mod directory;
mod first_run;
mod invite;
mod operator;
mod second_factor;
mod sessions;
mod sign_in;

use gridward_domain::Id;
use gridward_domain::access::Role;
use gridward_server::areas::Area;
use gridward_testkit::{Reply, World};
use serde_json::json;
use totp_rs::{Builder, Secret};

pub(crate) const PASSWORD: &str = "麦子熟了又熟了一整年";
/// The key of the second factor in these stories.
pub(crate) const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// A person with a post and a log-in.
pub(crate) fn with_log_in(world: &World, name: &str, role: Role, area: &Area, login: &'static str) -> Id {
    let person = world.person(name, role, area);
    let hash = gridward_server::people::hash_password(PASSWORD).unwrap();
    let secret = role.needs_second_factor().then_some(SECRET);
    world.run(move |tx, ctx| gridward_server::people::plant_account(tx, ctx, person, login, &hash, secret)).unwrap();
    person
}

/// Log in with a password.
pub(crate) async fn sign_in(world: &World, login: &str, password: &str) -> Reply {
    world.visitor().post("/api/v1/session", json!({ "login": login, "password": password })).await
}

/// The code an authenticator with this key shows now.
pub(crate) fn code(world: &World, secret: &str) -> String {
    let seconds = u64::try_from(world.clock.now().0 / 1000).unwrap();
    let totp = Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).build().unwrap();
    totp.generate(seconds).to_string()
}
