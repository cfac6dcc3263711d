//! Erase what a response owned, once its retention is over, and write the certificate.
//!
//! First the records go, in small commands between which people's own find room; then the files are rewritten; then, as
//! the last step, the response counts as erased. Whatever is interrupted goes on at the next run.

use gridward_database::Tx;
use gridward_domain::responses::{Move, backups_until};
use gridward_domain::{Id, Timestamp};
use jiff::civil::Date;
use serde_json::json;
use tokio::task::spawn_blocking;

use super::erasers::{Eraser, erasers};
use super::response::StoredResponse;
use super::{certificate_store, store};
use crate::{App, Ctx, Error, audit};

/// Records that go in one command.
const BATCH: i64 = 500;

/// The commands of responses whose kept outcomes show what people wrote.
const OWN_VERBS: &[&str] = &["responses.open", "responses.edit", "responses.close"];

/// A closed response whose day has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) id: Id,
    pub(super) closed_at: Timestamp,
}

/// Erases every response whose day has come; answers how many. One that fails does not hold up the others.
pub async fn erase_due(app: App) -> Result<usize, Error> {
    let ctx = app.operator();
    let today = ctx.zone.date(ctx.now);
    let due = app.db().read("responses.due", move |tx| certificate_store::due(tx, today)).await?;
    let (mut erased, mut failure) = (0, None);
    for response in due {
        match erase(&app, response).await {
            Ok(()) => erased += 1,
            Err(error) => failure = Some(error),
        }
    }
    failure.map_or(Ok(erased), Err)
}

/// What is kept beyond its retention, which the job of a running server never lets happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdue {
    /// How many responses.
    pub responses: usize,
    /// The day on which the first of them should have been erased.
    pub since: Option<Date>,
}

/// The responses whose day of erasing lies behind.
pub fn overdue(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Overdue, Error> {
    let (responses, since) = certificate_store::overdue(tx, ctx.zone.date(ctx.now))?;
    Ok(Overdue { responses: usize::try_from(responses).unwrap_or(usize::MAX), since })
}

async fn erase(app: &App, response: Due) -> Result<(), Error> {
    for eraser in erasers() {
        while app.db().write("responses.erase_some", move |tx| erase_some(tx, response, eraser)).await? {}
    }
    let verbs: Vec<&'static str> = erasers().flat_map(|eraser| eraser.verbs).chain(OWN_VERBS).copied().collect();
    for verb in verbs {
        while app.db().write("responses.forget_some", move |tx| forget_some(tx, response, verb)).await? {}
    }
    app.db().write("responses.blank", move |tx| certificate_store::blank(tx, response.id)).await?;
    let db = app.db().clone();
    let scrubbed = spawn_blocking(move || db.scrub(&tables())).await;
    scrubbed.map_err(|_| Error::broken("the rewriting of the files panicked"))??;
    let ctx = app.operator();
    app.db().write("responses.certify", move |tx| certify(tx, &ctx, response.id)).await
}

/// Erases some records of a kind; whether there may be more.
fn erase_some(tx: &mut Tx<'_>, response: Due, eraser: &Eraser) -> Result<bool, Error> {
    let records = certificate_store::erase(tx, eraser.statement, response.id, BATCH)?;
    certificate_store::count(tx, response.id, eraser.noun, records)?;
    Ok(records >= BATCH)
}

/// Forgets some of what commands were answered while the response was open; whether there may be more.
fn forget_some(tx: &mut Tx<'_>, response: Due, verb: &str) -> Result<bool, Error> {
    Ok(certificate_store::forget_outcomes(tx, verb, response.closed_at, BATCH)? >= BATCH)
}

/// The tables that held something, the kept outcomes among them.
fn tables() -> Vec<&'static str> {
    let mut tables: Vec<&'static str> = erasers().map(|eraser| eraser.table).collect();
    tables.push("command");
    tables.push("response");
    tables.sort_unstable();
    tables.dedup();
    tables
}

/// Writes that nothing is left, and what there was.
fn certify(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<(), Error> {
    let Some(stored) = store::find(tx, id)? else { return Err(Error::broken("a response is gone")) };
    stored.state.after(Move::Erase)?;
    let counts: serde_json::Map<_, _> =
        certificate_store::counts(tx, id)?.into_iter().map(|(noun, records)| (noun, json!(records))).collect();
    let entry = audit::Entry {
        verb: "responses.erase",
        noun: "responses",
        record: id,
        area_ord: stored.range.from,
        reason: "",
        detail: json!({ "erased": counts }),
    };
    let position = audit::enter(tx, ctx, &entry)?;
    let until = backups_until(ctx.zone.date(ctx.now), stored.terms.backup_days);
    certificate_store::add(tx, id, ctx.now, (position.seq, &position.hash), until)?;
    store::note(tx, &StoredResponse { rev: stored.rev + 1, ..stored }, "erase");
    Ok(())
}
