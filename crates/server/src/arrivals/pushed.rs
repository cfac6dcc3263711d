//! A list pushed from above, held against one's own arrivals: each row gets one finding, and the figures add up.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::areas::{AreaOrd, Level};
use gridward_domain::arrivals::{ArrivalKeys, Finding, OwnRow, PushedRow, Window, reconcile};
use gridward_domain::identity::Document;
use gridward_formats::arrivals::RosterRow;
use gridward_formats::ledger::Outcome;
use gridward_formats::workbook::{TableExport, Value, Watermark, write_xlsx};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::arrival::ArrivalRecord;
use super::faults;
use super::roster::list_area;
use super::stays::ASKED_DAYS;
use super::store::{self, Filter};
use crate::areas::Area;
use crate::audit::Seen;
use crate::households::import::Places;
use crate::{Ctx, Error, areas, audit, people};

/// Arrivals read at once.
const AT_ONCE: i64 = 1_000;
/// The shortest purpose, in characters.
const LEAST: usize = 4;
/// For so many days a reply may be used.
const GOOD_FOR: i64 = 7;

/// What was found for a row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PushedFinding {
    /// The sheet; empty in text tables.
    pub sheet: String,
    /// The row's number in the file.
    pub row: u32,
    /// What was found.
    pub finding: Finding,
    /// The arrival of one's own that it is.
    pub arrival_id: Option<Id>,
}

/// How many rows have a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FindingCount {
    /// The finding.
    pub finding: Finding,
    /// How many rows.
    pub rows: usize,
}

/// A pushed list held against one's own arrivals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PushedReport {
    /// Rows of the list: the sum of all findings.
    pub rows: usize,
    /// Each finding with its number of rows.
    pub counts: Vec<FindingCount>,
    /// Row by row.
    pub findings: Vec<PushedFinding>,
    /// Own arrivals of the area that the list does not name.
    pub ours_only: Vec<Id>,
}

/// Holds a pushed list against the arrivals of a response in an area. Nothing is written.
pub fn hold_against(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (response, area): (Id, Id),
    rows: &[RosterRow],
) -> Result<(PushedReport, Seen), Error> {
    let area = list_area(tx, ctx, Verb::ArrivalsDecide, area)?;
    let own = own_arrivals(tx, ctx, response, &area)?;
    let mut places = Places::load(tx, area.id, area.level, area.range())?;
    let mut villages = Vec::with_capacity(rows.len());
    for row in rows {
        villages.push(village_of(tx, &mut places, row)?);
    }
    let list: Vec<PushedRow<'_>> = rows.iter().zip(&villages).map(|(row, village)| pushed(row, *village)).collect();
    let ours: Vec<OwnRow<'_>> = own.iter().map(|record| OwnRow { keys: record.keys(), state: record.state }).collect();
    let today = ctx.zone.date(ctx.now);
    let from_on = today.checked_sub(ASKED_DAYS.days()).unwrap_or(today);
    let found = reconcile(&list, &ours, Window { from_on, as_of: today });
    let id_at = |at: usize| own.get(at).map(|record| record.id);
    let findings = rows.iter().zip(&found.rows).map(|(row, found)| PushedFinding {
        sheet: row.sheet.to_string(),
        row: row.row,
        finding: found.finding,
        arrival_id: found.own.and_then(|(at, _)| id_at(at)),
    });
    let count = |finding: &Finding| FindingCount { finding: *finding, rows: found.count(*finding) };
    let report = PushedReport {
        rows: rows.len(),
        counts: Finding::ALL.iter().map(count).collect(),
        findings: findings.collect(),
        ours_only: found.ours_only.iter().filter_map(|at| id_at(*at)).collect(),
    };
    let detail = json!({ "response": response, "rows": report.rows });
    Ok((report, Seen { noun: "arrivals", record: area.id, area_ord: area.ord, detail }))
}

/// The reply to a pushed list as a workbook: the rows of the list, each with its finding, under a watermark. It is
/// entered in the audit log with its purpose.
pub(super) fn reply(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (response, area): (Id, Id),
    rows: &[RosterRow],
    purpose: &str,
) -> Result<Vec<u8>, Error> {
    let purpose = purpose.trim();
    if purpose.chars().count() < LEAST {
        return Err(faults::PURPOSE_MISSING.at("purpose").into());
    }
    let (report, seen) = hold_against(tx, ctx, (response, area), rows)?;
    let (verb, record, area_ord) = ("arrivals.reply", seen.record, seen.area_ord);
    let entry = audit::Entry { verb, noun: "arrivals", record, area_ord, reason: purpose, detail: seen.detail };
    audit::note(tx, ctx, &entry)?;
    let who = people::named(tx, ctx.actor)?.map_or_else(String::new, |(name, _)| name);
    let today = ctx.zone.date(ctx.now);
    let expires = today.checked_add(GOOD_FOR.days()).unwrap_or(today).to_string();
    let watermark = Watermark { who, when: ctx.zone.minute(ctx.now), purpose: purpose.to_owned(), expires };
    let say = |zh: &str, en: &str| ctx.language.pick(zh, en).to_owned();
    let line = |(row, found): (&RosterRow, &PushedFinding)| {
        let document = row.resident.document.as_ref().map_or_else(String::new, Document::masked);
        let texts = [row.resident.name.text.clone(), document, found.finding.word(ctx.language).to_owned()];
        let number = Value::Number(f64::from(row.row));
        std::iter::once(number).chain(texts.into_iter().map(Value::Text)).collect()
    };
    let mut lines: Vec<Vec<Value>> = rows.iter().zip(&report.findings).map(line).collect();
    lines.extend(report.counts.iter().map(|count| {
        let rows = u32::try_from(count.rows).unwrap_or(u32::MAX);
        let word = format!("{}{}", say("合计：", "sum: "), count.finding.word(ctx.language));
        vec![Value::Number(f64::from(rows)), Value::Empty, Value::Empty, Value::Text(word)]
    }));
    let table = TableExport {
        title: say("推送名单核对回复", "Reply to the pushed list"),
        watermark: Some(watermark),
        columns: vec![say("行号", "Row"), say("姓名", "Name"), say("证件", "Document"), say("核对结果", "Finding")],
        rows: lines,
    };
    write_xlsx(&table, ctx.language).map_err(Error::broken)
}

fn own_arrivals(tx: &mut Tx<'_>, ctx: &Ctx, response: Id, area: &Area) -> Result<Vec<ArrivalRecord>, Error> {
    let filter = Filter { response, state: None, origin: "" };
    let mut own: Vec<ArrivalRecord> = Vec::new();
    let mut after = (-1, String::new());
    loop {
        let page = store::list(tx, &ctx.keys, filter, (area.range(), &after), AT_ONCE)?;
        let Some(last) = page.last() else { return Ok(own) };
        after = (last.destination.grid_ord, last.id.to_string());
        own.extend(page);
    }
}

/// The order number of a row's village; nothing where it names none of the area.
fn village_of(tx: &mut Tx<'_>, places: &mut Places, row: &RosterRow) -> Result<Option<i64>, Error> {
    let area = places.area_of(&row.resident).map(|id| areas::stored(tx, id)).transpose()?.flatten();
    Ok(area.map(|area| area.ord - area.ord % AreaOrd::span(Level::Village)))
}

fn pushed(row: &RosterRow, village: Option<i64>) -> PushedRow<'_> {
    let resident = &row.resident;
    let back_on: Option<Date> = row.arrival;
    PushedRow {
        keys: ArrivalKeys {
            document: resident.document.as_ref().map_or("", |document| &document.number),
            name: &resident.name.text,
            phone: resident.phones.first().map_or("", |phone| &phone.number),
            village,
            back_on,
        },
        readable: row.outcome != Outcome::Refused && !resident.name.text.is_empty(),
        elsewhere: village.is_none() && !resident.village.trim().is_empty(),
    }
}
