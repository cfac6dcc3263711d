//! A killed process loses no acknowledged write, and repeats none.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread;

use gridward_database::Engine;
use gridward_domain::access::Role;
use gridward_domain::{Id, Ids};
use serde_json::{Value, json};

use crate::client::{Client, Reply};
use crate::installation::{Installation, Server};

/// How often the server is killed, per engine.
const KILLS: u64 = 20;
/// Clients that write at the same time.
const WRITERS: usize = 4;
/// The server is killed after at most so many acknowledged writes.
const LATEST: u64 = 40;

/// A command that was sent.
struct Sent {
    op: Id,
    body: Value,
    /// Its answer; nothing when the connection broke before, so that it may have been done or not.
    answer: Option<Reply>,
}

/// A jurisdiction under load.
struct Load {
    installation: Installation,
    grid: Id,
    token: String,
}

impl Load {
    fn on(engine: Engine) -> Self {
        let installation = Installation::new(engine, &["localhost"], "warn");
        let world = installation.world(0);
        let town = world.town();
        let clerk = world.person("赵文书", Role::Clerk, &town.town);
        let token = world.token(clerk);
        drop(world);
        Self { installation, grid: town.grids[0].id, token }
    }

    fn client(&self, address: SocketAddr) -> Client {
        Client::new(address, Some(&self.token))
    }

    /// Writes from all clients until the server is killed after the `moment`-th acknowledged write.
    fn killed(&self, mut server: Server, moment: u64) -> Vec<Sent> {
        let address = server.address;
        thread::scope(|scope| {
            let (acknowledged, heard) = mpsc::channel();
            let writers: Vec<_> = (0..WRITERS)
                .map(|_| {
                    let acknowledged = acknowledged.clone();
                    scope.spawn(move || self.write(address, &acknowledged))
                })
                .collect();
            drop(acknowledged);
            for _ in 0..moment {
                heard.recv().expect("a writer that goes on until the server is killed");
            }
            let log = server.kill();
            assert!(!log.contains("ERROR"), "{log}");
            writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
        })
    }

    fn write(&self, address: SocketAddr, acknowledged: &mpsc::Sender<()>) -> Vec<Sent> {
        let mut client = self.client(address);
        let mut sent = Vec::new();
        loop {
            let op = Ids::Random.make();
            let body = json!({ "grid_id": self.grid, "door": op });
            let answer = client.post("/api/v1/households", &body, op).ok();
            let over = answer.is_none();
            sent.push(Sent { op, body, answer });
            if over {
                return sent;
            }
            // Past its moment nobody counts any more.
            let _uncounted = acknowledged.send(()).is_err();
        }
    }

    /// Sends every command again: what was acknowledged is answered alike, what was not is done now at the latest.
    fn repeat(&self, address: SocketAddr, all: &mut [Sent]) {
        let mut client = self.client(address);
        for sent in all {
            let again = client.post("/api/v1/households", &sent.body, sent.op).unwrap();
            assert_eq!(again.status, 200, "{}: {}", sent.op, again.body);
            let first = sent.answer.get_or_insert_with(|| again.clone());
            assert_eq!(*first, again, "{}", sent.op);
        }
    }

    /// The doors of the grid, as they are.
    fn doors(&self, address: SocketAddr) -> Vec<String> {
        let mut client = self.client(address);
        let mut doors = Vec::new();
        let mut cursor = String::new();
        loop {
            let path = format!("/api/v1/households?area={}&limit=200&cursor={cursor}", self.grid);
            let page = client.get(&path).good();
            let items = page["items"].as_array().unwrap();
            doors.extend(items.iter().map(|one| one["door"].as_str().unwrap().to_owned()));
            match page["next"].as_str() {
                Some(next) => next.clone_into(&mut cursor),
                None => return doors,
            }
        }
    }
}

/// A well-spread number for each round: the moments differ from round to round and are the same in every run.
fn moment(round: u64) -> u64 {
    1 + (round + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23) % LATEST
}

fn nothing_acknowledged_is_lost(engine: Engine) {
    let load = Load::on(engine);
    let mut all: Vec<Sent> = Vec::new();
    for round in 0..KILLS {
        let server = load.installation.start();
        let mut sent = load.killed(server, moment(round));
        let server = load.installation.start();
        load.repeat(server.address, &mut sent);
        all.append(&mut sent);
    }
    let server = load.installation.start();
    load.repeat(server.address, &mut all);
    let doors = load.doors(server.address);
    let once: BTreeSet<String> = all.iter().map(|sent| sent.op.to_string()).collect();
    assert_eq!((doors.len(), doors.into_iter().collect::<BTreeSet<_>>()), (all.len(), once), "each once");
    drop(server);
    let verdict = load.installation.run(&["--json", "audit", "verify"]);
    let verdict: Value = serde_json::from_slice(&verdict.stdout).unwrap();
    assert_eq!(verdict["broken_at"], Value::Null, "{verdict}");
    assert!(verdict["entries"].as_u64() >= u64::try_from(all.len()).ok(), "{verdict}: {} commands", all.len());
}

#[test]
fn a_server_killed_under_load_loses_no_acknowledged_write_on_sqlite() {
    nothing_acknowledged_is_lost(Engine::Sqlite);
}

#[test]
fn a_server_killed_under_load_loses_no_acknowledged_write_on_postgres() {
    nothing_acknowledged_is_lost(Engine::Postgres);
}
