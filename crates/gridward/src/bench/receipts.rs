//! Durable receipts over HTTP: every client waits for the answer to its receipt before it sends the next.

use std::net::SocketAddr;
use std::time::Duration;

use gridward_domain::{Id, Ids};
use serde_json::{Value, json};

use super::http::{Connection, get, post};
use super::site::Site;
use super::watch::{Watch, percentile, rate, round};
use super::world::{self, World};
use super::{Load, raw_receipts, server};
use crate::failure::Failure;
use crate::progress::Step;

const HOUSEHOLDS: u64 = 100_000;
/// Directives whose receipts come in together.
const DIRECTIVES: usize = 4;
/// What is measured before the clients have warmed up is left out, in seconds.
const WARM_UP: u64 = 1;

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
    let empty = drive(address, clients, seconds, |_| || get("/"))?;
    step.done(&format!("{:.0} a second", empty.rate));
    let step = Step::start("receipts");
    let work = Work { world: &world, directives: &directives, tokens: &tokens, clients };
    let mut measured = drive(address, clients, seconds, |client| work.of(client))?;
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

/// What the clients came to.
struct Measured {
    rate: f64,
    times: Vec<Duration>,
    failed: usize,
}

/// Lets each client ask for so long, one request after the other, a thread each.
fn drive<W: FnMut() -> Vec<u8> + Send>(
    address: SocketAddr,
    clients: usize,
    seconds: u64,
    work: impl Fn(usize) -> W,
) -> Result<Measured, Failure> {
    let watch = Watch::start();
    let (from, until) = (Duration::from_secs(WARM_UP), Duration::from_secs(WARM_UP + seconds));
    let outcomes = std::thread::scope(|scope| {
        let running: Vec<_> = (0..clients)
            .map(|client| {
                let work = work(client);
                scope.spawn(move || ask_until(address, work, watch, (from, until)))
            })
            .collect();
        running.into_iter().map(std::thread::ScopedJoinHandle::join).collect::<Vec<_>>()
    });
    let mut all = Measured { rate: 0.0, times: Vec::new(), failed: 0 };
    for outcome in outcomes {
        let (times, failed) = outcome.map_err(|_| Failure::new("a client of the measurement ended early"))??;
        all.times.extend(times);
        all.failed += failed;
    }
    let good = u64::try_from(all.times.len()).unwrap_or(u64::MAX);
    all.rate = rate(good, until.saturating_sub(from));
    Ok(all)
}

/// Asks until the time is over; answers how long each good answer of the measured time took, and how many failed.
fn ask_until(
    address: SocketAddr,
    mut work: impl FnMut() -> Vec<u8>,
    watch: Watch,
    (from, until): (Duration, Duration),
) -> Result<(Vec<Duration>, usize), Failure> {
    let mut connection = Connection::open(address)?;
    let (mut times, mut failed) = (Vec::new(), 0);
    loop {
        let request = work();
        let sent = watch.elapsed();
        if sent >= until {
            return Ok((times, failed));
        }
        let (status, body) = connection.ask(&request)?;
        let took = watch.elapsed().saturating_sub(sent);
        if status >= 400 || body.windows(9).any(|part| part == b"\"refused\"") {
            failed += 1;
        } else if sent >= from && sent + took <= until {
            times.push(took);
        }
    }
}
