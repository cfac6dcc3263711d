//! Durable receipts over HTTP: every client waits for the answer to its receipt before it sends the next.

use gridward_domain::{Id, Ids};
use serde_json::{Value, json};

use super::http::{Connection, get, post};
use super::load::{Clients, drive};
use super::site::Site;
use super::watch::{percentile, round};
use super::world::{self, World};
use super::{Load, raw_receipts, server};
use crate::failure::Failure;
use crate::progress::Step;

const HOUSEHOLDS: u64 = 100_000;
/// Directives whose receipts come in together.
const DIRECTIVES: usize = 4;

pub(super) fn run(load: &Load) -> Result<Value, Failure> {
    let (clients, seconds) = (load.clients.max(1), load.seconds.max(1));
    let site = Site::new(load.extent.database.as_deref())?;
    let world = world::fill(&site, load.extent.size.unwrap_or(HOUSEHOLDS))?;
    let mut directives = Vec::new();
    for _ in 0..DIRECTIVES {
        let draft = world::draft(&site.app, world.town.area.id)?;
        directives.push(world::issue(&site.app, &draft)?.id);
    }
    let raw = raw_receipts::rate(&site.app, &world, &directives, seconds)?;
    let tokens = world::clerks(&site.app, &world.town, clients)?;
    let address = server::start(&site.app)?;
    let step = Step::start("empty answers");
    let load = Clients { count: clients, seconds, of_connection: usize::MAX };
    let open = |_, _| Connection::open(address);
    let empty = drive(load, open, |_| || get("/"))?;
    step.done(&format!("{:.0} a second", empty.rate));
    let step = Step::start("receipts");
    let work = Work { world: &world, directives: &directives, tokens: &tokens, clients };
    let mut measured = drive(load, open, |client| work.of(client))?;
    step.done(&format!("{:.0} a second", measured.rate));
    Ok(json!({
        "engine": site.engine(), "clients": clients, "acks_per_s": measured.rate.round(),
        "p50_ms": percentile(&mut measured.times, 500), "p99_ms": percentile(&mut measured.times, 990),
        "raw_rows_per_s": raw.round(), "ratio": round(measured.rate / raw, 1_000.0),
        "empty_answers_per_s": empty.rate.round(), "ratio_to_empty": round(measured.rate / empty.rate, 1_000.0),
        "failed": measured.failed,
    }))
}

/// The receipts of each client: its own part of the doors, one directive after another.
struct Work<'a> {
    world: &'a World,
    directives: &'a [Id],
    tokens: &'a [String],
    clients: usize,
}

impl Work<'_> {
    fn of(&self, client: usize) -> impl FnMut() -> Vec<u8> + Send + use<'_> {
        let share = self.world.doors.len().div_ceil(self.clients).max(1);
        let doors = self.world.doors.chunks(share).nth(client).unwrap_or(&self.world.doors);
        let token = self.tokens.get(client).map_or("", String::as_str);
        let mut due = self
            .directives
            .iter()
            .cycle()
            .flat_map(move |directive| doors.iter().map(move |(_, household)| (*directive, *household)));
        move || {
            let (directive, household) = due.next().unwrap_or((Id::from_number(0), Id::from_number(0)));
            let body = format!(
                "{{\"commands\":[{{\"op_id\":\"{}\",\"kind\":\"receipt\",\"input\":{{\"directive_id\":\"{directive}\",\
                 \"household_id\":\"{household}\",\"version\":1,\"state\":\"told\",\"channel\":\"visit\",\
                 \"how_known\":\"seen\",\"device_at\":{}}}}}]}}",
                Ids::Random.make(),
                gridward_domain::Clock::System.now().0
            );
            post("/api/v1/sync", token, &body)
        }
    }
}
