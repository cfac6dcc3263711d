//! A killed process loses no acknowledged write, and repeats none.

use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread;

use gridward_database::Engine;
use gridward_domain::access::Role;
use serde_json::Value;

use crate::client::Client;
use crate::installation::{Installation, Server};
use crate::work::{Sent, Task};

/// How often the server is killed, per engine.
const KILLS: u64 = 20;
/// Clients that write at the same time.
const WRITERS: usize = 4;
/// The server is killed after at most so many acknowledged writes.
const LATEST: u64 = 40;

/// A jurisdiction under load.
struct Load {
    installation: Installation,
    task: Task,
    token: String,
}

impl Load {
    fn on(engine: Engine) -> Self {
        let installation = Installation::new(engine, &["localhost"], "warn");
        let world = installation.world(0);
        let town = world.town();
        let task = Task::in_town(&world, &town);
        let token = world.token(world.person("赵文书", Role::Clerk, &town.town));
        drop(world);
        Self { installation, task, token }
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
                .map(|writer| {
                    let acknowledged = acknowledged.clone();
                    scope.spawn(move || self.write(address, writer, &acknowledged))
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

    fn write(&self, address: SocketAddr, writer: usize, acknowledged: &mpsc::Sender<()>) -> Vec<Sent> {
        let mut client = self.client(address);
        let mut all = Vec::new();
        loop {
            let mut sent = self.task.next(writer + all.len());
            sent.answer = self.task.send(&mut client, &sent).ok();
            let over = sent.answer.is_none();
            all.push(sent);
            if over {
                return all;
            }
            // Past its moment nobody counts any more.
            let _uncounted = acknowledged.send(()).is_err();
        }
    }

    /// Sends every command again.
    fn repeat(&self, address: SocketAddr, all: &mut [Sent]) {
        let mut client = self.client(address);
        for sent in all {
            self.task.repeat(&mut client, sent);
        }
    }

    fn told(&self, words: &[&str]) -> Value {
        let output = self.installation.run(&[&["--json"], words].concat());
        serde_json::from_slice(&output.stdout).unwrap()
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
        let mut sent = load.killed(load.installation.start(), moment(round));
        let server = load.installation.start();
        load.repeat(server.address, &mut sent);
        all.append(&mut sent);
    }
    let server = load.installation.start();
    load.repeat(server.address, &mut all);
    load.task.check_records(&mut load.client(server.address), &all);
    drop(server);
    Task::check_receipts(&load.installation.world(0), &all);
    let verdict = load.told(&["audit", "verify"]);
    assert_eq!(verdict["broken_at"], Value::Null, "{verdict}");
    let doctor = load.told(&["doctor"]);
    let checks = doctor["checks"].as_array().unwrap();
    let bad: Vec<&Value> = checks.iter().filter(|check| check["verdict"] == "bad" && check["name"] != "disk").collect();
    assert!(bad.is_empty(), "{bad:?}");
}

#[test]
fn a_server_killed_under_load_loses_no_acknowledged_write_on_sqlite() {
    nothing_acknowledged_is_lost(Engine::Sqlite);
}

#[test]
fn a_server_killed_under_load_loses_no_acknowledged_write_on_postgres() {
    nothing_acknowledged_is_lost(Engine::Postgres);
}
