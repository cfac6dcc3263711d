//! Two jurisdictions served by one process, told apart by host name.

use gridward_database::Engine;
use gridward_domain::access::Role;
use gridward_domain::{Id, Ids};
use gridward_testkit::both_engines;
use serde_json::json;

use crate::client::Client;
use crate::installation::{Installation, Server};

const HOSTS: [&str; 2] = ["east.example", "west.example"];

/// A clerk of one of the two, and a grid.
struct Clerk {
    token: String,
    grid: Id,
}

fn clerk(installation: &Installation, at: usize) -> Clerk {
    let world = installation.world(at);
    let town = world.town();
    let person = world.person("赵文书", Role::Clerk, &town.town);
    let token = world.token(person);
    Clerk { token, grid: town.grids[0].id }
}

fn two(engine: Engine) -> (Installation, Clerk, Clerk, Server) {
    let installation = Installation::new(engine, &HOSTS, "warn");
    let (east, west) = (clerk(&installation, 0), clerk(&installation, 1));
    let server = installation.start();
    (installation, east, west, server)
}

#[test]
fn a_request_reaches_the_jurisdiction_of_its_host_name_and_no_other() {
    for engine in both_engines() {
        let (_installation, east, west, server) = two(engine);
        let at = |clerk: &Clerk, host: &str| Client::new(server.address, Some(&clerk.token)).at_host(host);
        let mut in_the_east = at(&east, HOSTS[0]);
        let body = json!({ "grid_id": east.grid, "door": "1号" });
        let made = in_the_east.post("/api/v1/households", &body, Ids::Random.make()).unwrap().good();
        let path = format!("/api/v1/households/{}", made["id"].as_str().unwrap());
        assert_eq!(in_the_east.get(&path).good()["id"], made["id"]);
        let mut in_the_west = at(&west, "West.Example:8080");
        assert_eq!(in_the_west.get(&path).code(), "not_found");
        assert_eq!(in_the_west.get("/api/v1/households").good()["items"], json!([]));
    }
}

#[test]
fn a_session_of_one_host_is_no_session_at_the_other() {
    for engine in both_engines() {
        let (_installation, east, _west, server) = two(engine);
        let at = |host: &str| Client::new(server.address, Some(&east.token)).at_host(host);
        assert_eq!(at(HOSTS[0]).get("/api/v1/session").status, 200);
        assert_eq!(at(HOSTS[1]).get("/api/v1/session").code(), "signed_out");
        assert_eq!(at("elsewhere.example").get("/api/v1/session").status, 200, "the first gets all other names");
    }
}
