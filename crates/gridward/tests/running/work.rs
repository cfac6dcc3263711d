//! Work that is sent while the server may die at any moment: receipts from phones, and households from the office.

use std::collections::BTreeSet;
use std::io;

use gridward_database::Statement;
use gridward_domain::{Id, Ids, Timestamp};
use gridward_server::directives::{self, IssueDirective, NewDirective};
use gridward_server::households::{self, HouseholdInput};
use gridward_testkit::{Fixture, World};
use serde_json::{Value, json};

use crate::client::{Client, Reply};

/// Doors that receipts come from.
const DOORS: usize = 12;

static RECEIPTS: Statement = Statement::new("test.receipts", "SELECT id FROM receipt ORDER BY id");

/// A command that was sent.
pub(crate) struct Sent {
    pub(crate) op: Id,
    work: Work,
    /// Its answer; nothing when the connection broke before, so that it may have been done or not.
    pub(crate) answer: Option<Reply>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Work {
    /// A receipt of this door.
    Receipt(usize),
    Household,
}

/// What the work is about: a directive under way, its doors, and a grid for new households.
pub(crate) struct Task {
    grid: Id,
    directive: Id,
    doors: Vec<Id>,
}

impl Task {
    /// Doors in the second grid, and a directive for the town; new households come into the first grid.
    pub(crate) fn in_town(world: &World, town: &Fixture) -> Self {
        let there = town.grids[1].id;
        let doors = (0..DOORS).map(|number| household(world, there, number)).collect();
        let text = json!({
            "title": "做好登记", "body": "每户都要通知到。", "source_document": "", "priority": "urgent",
            "deadline_at": world.clock.now().plus(Timestamp::DAY), "scope": [town.town.id],
        });
        let draft: NewDirective = serde_json::from_value(text).unwrap();
        let directive = world.run(move |tx, ctx| {
            let drafted = directives::draft(tx, ctx, &draft)?;
            directives::issue(tx, ctx, drafted.id, IssueDirective { rev: drafted.rev })
        });
        Self { grid: town.grids[0].id, directive: directive.unwrap().id, doors }
    }

    /// The next command of a writer: three receipts, then a household.
    pub(crate) fn next(&self, number: usize) -> Sent {
        let work = if number % 4 == 3 { Work::Household } else { Work::Receipt(number % self.doors.len()) };
        Sent { op: Ids::Random.make(), work, answer: None }
    }

    /// Sends a command; an error when the connection broke before the answer was there.
    pub(crate) fn send(&self, client: &mut Client, sent: &Sent) -> io::Result<Reply> {
        match sent.work {
            Work::Household => {
                client.post("/api/v1/households", &json!({ "grid_id": self.grid, "door": sent.op }), sent.op)
            }
            Work::Receipt(door) => {
                let input = json!({
                    "directive_id": self.directive, "household_id": self.doors[door], "version": 1, "state": "told",
                    "channel": "visit", "how_known": "seen", "device_at": 0,
                });
                let command = json!({ "op_id": sent.op, "kind": "receipt", "input": input });
                client.send("POST", "/api/v1/sync", Some(&json!({ "commands": [command] })), None)
            }
        }
    }

    /// Sends a command that was sent before. What was acknowledged is answered as it was and not done again; what was
    /// not is done now at the latest.
    pub(crate) fn repeat(&self, client: &mut Client, sent: &mut Sent) {
        let again = self.send(client, sent).unwrap();
        assert_eq!(again.status, 200, "{}: {}", sent.op, again.body);
        match sent.work {
            Work::Household => {
                let first = sent.answer.get_or_insert_with(|| again.clone());
                // The date of the answer is its own.
                assert_eq!((first.status, &first.body), (again.status, &again.body), "{}", sent.op);
            }
            Work::Receipt(_) => {
                let outcome = |reply: &Reply| reply.good()["answers"][0]["outcome"].as_str().unwrap().to_owned();
                let told = outcome(&again);
                assert!(told == "repeated" || (told == "done" && sent.answer.is_none()), "{}: {told}", sent.op);
                sent.answer.get_or_insert(again);
            }
        }
    }

    /// Every command has left its record, once.
    pub(crate) fn check_records(&self, client: &mut Client, all: &[Sent]) {
        let doors = self.new_doors(client);
        let households = all.iter().filter(|sent| sent.work == Work::Household).map(|sent| sent.op.to_string());
        let expected: BTreeSet<String> = households.collect();
        assert_eq!((doors.len(), doors.into_iter().collect::<BTreeSet<_>>()), (expected.len(), expected));
        let told: BTreeSet<usize> = all.iter().filter_map(Sent::door).collect();
        let path = format!("/api/v1/directives/{}/reach", self.directive);
        let town = client.get(&path).good()["rows"][0].clone();
        assert_eq!(town["told"].as_u64(), u64::try_from(told.len()).ok(), "{town}");
    }

    /// The receipts themselves, while nobody serves.
    pub(crate) fn check_receipts(world: &World, all: &[Sent]) {
        let kept: Vec<String> = world.run(|tx, _| Ok(tx.all(&RECEIPTS, &[], |row| row.get(0))?)).unwrap();
        let mut sent: Vec<String> =
            all.iter().filter(|sent| sent.door().is_some()).map(|sent| sent.op.to_string()).collect();
        sent.sort_unstable();
        assert!(!sent.is_empty());
        assert_eq!(kept, sent);
    }

    fn new_doors(&self, client: &mut Client) -> Vec<String> {
        let mut doors = Vec::new();
        let mut cursor = String::new();
        loop {
            let path = format!("/api/v1/households?area={}&limit=200&cursor={cursor}", self.grid);
            let page: Value = client.get(&path).good();
            let items = page["items"].as_array().unwrap();
            doors.extend(items.iter().map(|one| one["door"].as_str().unwrap().to_owned()));
            match page["next"].as_str() {
                Some(next) => next.clone_into(&mut cursor),
                None => return doors,
            }
        }
    }
}

impl Sent {
    fn door(&self) -> Option<usize> {
        match self.work {
            Work::Receipt(door) => Some(door),
            Work::Household => None,
        }
    }
}

fn household(world: &World, grid: Id, number: usize) -> Id {
    let input = json!({ "grid_id": grid, "door": format!("{number}号"), "residents": [] });
    let input: HouseholdInput = serde_json::from_value(input).unwrap();
    world.run(move |tx, ctx| households::create(tx, ctx, &input)).unwrap().household.id
}
