//! The raw limit of registrations: the same rows of the same tables, 100 to a commit, without HTTP, the form and its rules.

use std::time::Duration;

use gridward_database::{Change, Param, SetStatement, Statement, Tx, params};
use gridward_domain::{Id, Ids};
use gridward_server::{App, Ctx, Error};

use super::register::Entrances;
use super::watch::Watch;
use crate::failure::Failure;
use crate::progress::Step;

/// Registrations of a commit.
const TOGETHER: usize = 100;

static COUNT: SetStatement = SetStatement::new(
    "bench.count_arrivals",
    "INSERT INTO arrival_count (response_id, grid_id, grid_ord, state, arrivals) VALUES ",
    "(?, ?, CAST(? AS BIGINT), 'arrived', 1)",
    " ON CONFLICT (response_id, grid_id, state) DO UPDATE SET arrivals = arrival_count.arrivals + excluded.arrivals",
);
static LAST: Statement = Statement::new("bench.last_entry", "SELECT seq FROM audit ORDER BY seq DESC LIMIT 1");

const ARRIVAL: &[&str] = &[
    "id",
    "response_id",
    "state",
    "name",
    "pinyin",
    "initials",
    "document_kind",
    "document_sealed",
    "document_index",
    "phone_sealed",
    "phone_index",
    "place",
    "grid_id",
    "grid_ord",
    "origin",
    "origin_code",
    "arrived_on",
    "channel",
    "how_known",
    "verified_by",
    "registered_at",
    "code_hash",
    "forwarded_to",
    "rev",
];
const STAY: &[&str] = &["id", "response_id", "arrival_id", "area_code", "place", "from_on", "to_on"];
const EVENT: &[&str] = &["id", "response_id", "arrival_id", "verb", "at", "person_id", "how_known", "reason"];
const AUDIT: &[&str] =
    &["seq", "at", "person_id", "verb", "noun", "record_id", "area_ord", "reason", "detail", "previous_hash", "hash"];
const COMMAND: &[&str] = &["op_id", "person_id", "verb", "outcome", "at"];

/// Registrations a second, measured for so many seconds.
pub(super) fn rate(app: &App, entrances: &Entrances, seconds: u64) -> Result<f64, Failure> {
    let step = Step::start("raw limit");
    let grids: Vec<(Id, i64)> = entrances.villages.iter().flat_map(|(_, grids)| grids).copied().collect();
    let response = entrances.response;
    let (until, watch) = (Duration::from_secs(seconds), Watch::start());
    let mut count = 0;
    for turn in 0.. {
        if watch.elapsed() >= until {
            break;
        }
        let due: Vec<Raw> = (0..TOGETHER)
            .filter_map(|place| grids.get((turn * TOGETHER + place) % grids.len().max(1)))
            .map(|grid| Raw { id: Ids::Random.make(), response, grid: *grid })
            .collect();
        count += u64::try_from(due.len()).unwrap_or(0);
        let ctx = app.operator();
        app.db().write_blocking("bench.registrations", move |tx| write(tx, &ctx, &due))?;
    }
    let rate = watch.rate(count);
    step.done(&format!("{rate:.0} a second"));
    Ok(rate)
}

/// A registration without anything to find out about it.
struct Raw {
    id: Id,
    response: Id,
    grid: (Id, i64),
}

fn write(tx: &mut Tx<'_>, ctx: &Ctx, due: &[Raw]) -> Result<(), Error> {
    let sealed = ctx.keys.seal("bench", "419999200608221816").map_err(Error::broken)?;
    tx.bulk("arrival", ARRIVAL, due.iter().map(|raw| raw.arrival(ctx, &sealed)))?;
    tx.bulk("stay", STAY, due.iter().map(Raw::stay))?;
    tx.bulk("arrival_event", EVENT, due.iter().map(|raw| raw.event(ctx)))?;
    let last = tx.opt(&LAST, &[], |row| row.get::<i64>(0))?.unwrap_or(0);
    tx.bulk("audit", AUDIT, (last + 1..).zip(due).map(|(seq, raw)| raw.entry(ctx, seq)))?;
    tx.bulk("command", COMMAND, due.iter().map(|raw| raw.command(ctx)))?;
    let counts: Vec<[Param<'_>; 3]> =
        due.iter().map(|raw| params![raw.response.to_string(), raw.grid.0.to_string(), raw.grid.1]).collect();
    for one in &counts {
        // One statement must not name a row twice, and a hundred may fall into fewer grids.
        tx.exec_set(&COUNT, &[], std::slice::from_ref(one))?;
    }
    for raw in due {
        let id = raw.id.to_string();
        tx.note_change(Change { area: raw.grid.1, noun: "arrivals", id, rev: 1, op: "register_self" });
    }
    Ok(())
}

impl Raw {
    fn arrival(&self, ctx: &Ctx, sealed: &[u8]) -> Vec<Param<'static>> {
        let (id, day) = (self.id.to_string(), ctx.zone.date(ctx.now).to_string());
        Vec::from(params![
            id.clone(),
            self.response.to_string(),
            "arrived",
            "李伟强",
            "liweiqiang",
            "lwq",
            "resident_id",
            sealed.to_vec(),
            id.clone(),
            sealed.to_vec(),
            id.clone(),
            "村口旅馆",
            self.grid.0.to_string(),
            self.grid.1,
            "上海市浦东新区",
            "310115",
            day,
            "self",
            "self_reported",
            "",
            ctx.now.0,
            id,
            "",
            1_i64,
        ])
    }

    fn stay(&self) -> Vec<Param<'static>> {
        let (own, response) = (Ids::Random.make().to_string(), self.response.to_string());
        let place = "上海市浦东新区";
        Vec::from(params![own, response, self.id.to_string(), "310115", place, "2022-04-01", "2022-04-14"])
    }

    fn event(&self, ctx: &Ctx) -> Vec<Param<'static>> {
        let (own, response) = (Ids::Random.make().to_string(), self.response.to_string());
        let (arrival, actor) = (self.id.to_string(), ctx.actor.to_string());
        Vec::from(params![own, response, arrival, "arrivals.register", ctx.now.0, actor, "self_reported", ""])
    }

    fn entry(&self, ctx: &Ctx, seq: i64) -> Vec<Param<'static>> {
        let (actor, id, hash) = (ctx.actor.to_string(), self.id.to_string(), "0".repeat(64));
        let detail = format!("{{\"response\":\"{}\",\"rev\":1}}", self.response);
        let (verb, noun, area) = ("arrivals.register", "arrivals", self.grid.1);
        Vec::from(params![seq, ctx.now.0, actor, verb, noun, id, area, "", detail, hash.clone(), hash])
    }

    fn command(&self, ctx: &Ctx) -> Vec<Param<'static>> {
        let outcome = format!(
            "{{\"registered\":{{\"items\":[{{\"id\":\"{}\",\"state\":\"arrived\",\"grid_id\":\"{}\",\"gap\":false,\"duplicate_of\":null,\"rev\":1}}]}},\"said\":\"{}\"}}",
            self.id,
            self.grid.0,
            "0".repeat(64)
        );
        let (op, actor) = (Ids::Random.make().to_string(), ctx.actor.to_string());
        Vec::from(params![op, actor, "arrivals.register_self", outcome, ctx.now.0])
    }
}
