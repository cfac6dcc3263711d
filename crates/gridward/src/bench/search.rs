//! Search a ledger of a million by everything that can be typed: a name, pinyin, initials, a number, a phone, a door.

use std::collections::BTreeMap;
use std::time::Duration;

use gridward_database::{Param, SetCall, SetStatement, Statement, params};
use gridward_domain::Id;
use gridward_server::households::{self, Search};
use gridward_server::residents::Resident;
use serde_json::{Value, json};

use super::Extent;
use super::site::Site;
use super::start;
use super::watch::{Watch, percentile};
use crate::failure::Failure;
use crate::progress::Step;

const SIZE: u64 = 1_000_000;
/// Persons who are looked for at most, each in every way.
const LOOKED_FOR: i64 = 50;

static PERSONS: Statement = Statement::new(
    "bench.persons",
    "SELECT r.id, r.name, r.pinyin, r.initials, h.lane, h.door FROM resident r JOIN household h ON h.id = r.household_id
     ORDER BY r.id LIMIT $1",
);
/// The raw limit: rows by their key, as many as a page of hits shows.
static BY_KEY: SetStatement =
    SetStatement::new("bench.residents_by_key", "SELECT id, name, phone_sealed FROM resident WHERE id IN (", "?", ")");

pub(super) fn run(extent: &Extent) -> Result<Value, Failure> {
    let site = Site::new(extent.database.as_deref())?;
    let residents = start::fill(&site, extent.size.unwrap_or(SIZE))?;
    let typed = typed(&site)?;
    let step = Step::start("search");
    let mut all = Vec::new();
    let mut slowest: BTreeMap<&str, f64> = BTreeMap::new();
    let mut ids = Vec::new();
    for (way, text) in &typed {
        let (took, found) = look(&site, text)?;
        all.push(took);
        ids.extend(found);
        let worst = slowest.entry(way).or_default();
        *worst = worst.max(super::watch::milliseconds(took));
    }
    step.done(&format!("{} searches", typed.len()));
    let mut raw = raw(&site, &ids)?;
    let (p50, raw) = (percentile(&mut all, 500), percentile(&mut raw, 500));
    Ok(json!({
        "engine": site.engine(), "residents": residents, "searches": all.len(), "p50_ms": p50,
        "p99_ms": percentile(&mut all, 990), "slowest_ms": slowest, "raw_ms": raw, "ratio": super::watch::round(raw / p50, 1_000.0),
    }))
}

/// What is typed, and in which way it finds somebody.
fn typed(site: &Site) -> Result<Vec<(&'static str, String)>, Failure> {
    Ok(site.app.db().read_blocking("bench.typed", |tx| {
        let persons = tx.all(&PERSONS, &params![LOOKED_FOR], |row| {
            let door = format!("{}{}", row.text(4)?, row.text(5)?);
            Ok((row.get::<String>(1)?, row.get::<String>(2)?, row.get::<String>(3)?, door))
        })?;
        let mut typed = Vec::new();
        for (name, pinyin, initials, door) in persons {
            let surname: String = name.chars().take(1).collect();
            typed.extend([("surname", surname), ("name", name), ("pinyin", pinyin)]);
            typed.extend([("initials", initials), ("door", door)]);
        }
        typed.extend([("phone", "15450000001".to_owned()), ("document", "411526199001011234".to_owned())]);
        Ok::<_, gridward_server::Error>(typed)
    })?)
}

fn look(site: &Site, text: &str) -> Result<(Duration, Vec<Id>), Failure> {
    let (ctx, asked) = (site.app.operator(), Search { q: text.to_owned(), cursor: None, limit: None });
    let watch = Watch::start();
    let page = site.app.db().read_blocking("households.search", move |tx| households::search(tx, &ctx, &asked))?;
    let took = watch.elapsed();
    Ok((took, page.items.into_iter().filter_map(|hit| hit.resident.map(|found: Resident| found.id)).collect()))
}

/// How long it takes to read as many residents by their key.
fn raw(site: &Site, ids: &[Id]) -> Result<Vec<Duration>, Failure> {
    let mut times = Vec::new();
    for ids in ids.chunks(20) {
        let keys: Vec<String> = ids.iter().map(Id::to_string).collect();
        let watch = Watch::start();
        site.app.db().read_blocking("bench.by_key", move |tx| {
            let rows: Vec<[Param<'_>; 1]> = keys.iter().map(|key| params![key]).collect();
            tx.all_together(&[((), SetCall::new(&BY_KEY, &[], &rows))], |(), _| Ok(()))
        })?;
        times.push(watch.elapsed());
    }
    Ok(times)
}
