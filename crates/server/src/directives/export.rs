//! Take the reach table out as a workbook: with a purpose, a watermark, an end, and an entry in the audit log.

use gridward_database::{Statement, Tx, params};
use gridward_domain::access::Verb;
use gridward_domain::areas::Level;
use gridward_domain::{Id, Language, Timestamp, faults as general};
use gridward_formats::workbook::{TableExport, Value, Watermark, write_xlsx};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::reach::{ReachQuery, ReachRow, SheetCache, reach};
use super::{directive, faults};
use crate::{Ctx, Error, audit};

/// For so long a link works, in milliseconds.
const LINK_WORKS: i64 = 15 * 60_000;
/// For so long a table may be used, in milliseconds.
const TABLE_GOOD: i64 = 7 * Timestamp::DAY;
/// The shortest purpose, in characters.
const LEAST: usize = 4;

static ADD: Statement = Statement::new(
    "exports.add",
    "INSERT INTO export (id, noun, record_id, person_id, purpose, at, ends_at) VALUES ($1, 'directives', $2, $3, $4, $5, $6)",
);
static FIND: Statement = Statement::new(
    "exports.find",
    "SELECT e.record_id, e.purpose, e.at, e.ends_at, COALESCE(p.name, '') FROM export e
     LEFT JOIN person p ON p.id = e.person_id WHERE e.id = $1 AND e.person_id = $2",
);

pub(super) const STATEMENTS: &[&Statement] = &[&ADD, &FIND];

/// What an export is for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportReach {
    /// At least four characters; stands in the watermark and in the audit log.
    pub purpose: String,
}

/// Where the file is fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExportLink {
    /// The address; it works for 15 minutes and only for whoever asked.
    pub url: String,
    /// What to call the file.
    pub name: String,
    /// Until when the link works.
    pub ends_at: Timestamp,
}

/// A file with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportFile {
    /// What to call it.
    pub name: String,
    /// The workbook.
    pub bytes: Vec<u8>,
}

/// Notes an export of the reach table and answers where it is fetched.
pub fn export(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &ExportReach) -> Result<ExportLink, Error> {
    ctx.may_somewhere(Verb::ReachExport)?;
    let directive = directive::find(tx, ctx, id)?;
    let purpose = input.purpose.trim();
    if purpose.chars().count() < LEAST {
        return Err(faults::PURPOSE_MISSING.at("purpose").into());
    }
    let (export, ends_at) = (ctx.ids.make(), ctx.now.plus(LINK_WORKS));
    let values = params![export.to_string(), id.to_string(), ctx.actor.to_string(), purpose, ctx.now.0, ends_at.0];
    tx.exec(&ADD, &values)?;
    let entry = audit::Entry {
        verb: "directives.export",
        noun: "directives",
        record: id,
        area_ord: directive.ranges().first().map_or(0, |range| range.from),
        reason: purpose,
        detail: json!({ "export": export, "columns": columns(ctx.language).len() }),
    };
    audit::note(tx, ctx, &entry)?;
    Ok(ExportLink { url: format!("/api/v1/exports/{export}"), name: name_of(&directive.text.title, ctx), ends_at })
}

/// The file behind a link, as things stand when it is fetched.
pub fn exported(tx: &mut Tx<'_>, ctx: &Ctx, cache: &SheetCache, id: Id) -> Result<ExportFile, Error> {
    ctx.may_somewhere(Verb::ReachExport)?;
    let found = tx.opt(&FIND, &params![id.to_string(), ctx.actor.to_string()], |row| {
        let (at, ends) = (Timestamp(row.get(2)?), Timestamp(row.get(3)?));
        Ok((row.parse::<Id>(0)?, row.get::<String>(1)?, at, ends, row.get::<String>(4)?))
    })?;
    let (directive, purpose, at, ends_at, who) = found.ok_or_else(|| general::NOT_FOUND.refuse())?;
    if ctx.now >= ends_at {
        return Err(faults::EXPORT_OVER.refuse().into());
    }
    let table = reach(tx, ctx, cache, directive, ReachQuery { area: None, down_to: Some(Level::Grid) })?;
    let directive = directive::find(tx, ctx, directive)?;
    let watermark =
        Watermark { who, when: ctx.zone.minute(at), purpose, expires: ctx.zone.date(at.plus(TABLE_GOOD)).to_string() };
    let export = TableExport {
        title: directive.text.title.clone(),
        watermark: Some(watermark),
        columns: columns(ctx.language).into_iter().map(str::to_owned).collect(),
        rows: table.rows.iter().map(|row| cells(row, ctx.language)).collect(),
    };
    let bytes = write_xlsx(&export, ctx.language).map_err(Error::broken)?;
    Ok(ExportFile { name: name_of(&directive.text.title, ctx), bytes })
}

fn name_of(title: &str, ctx: &Ctx) -> String {
    let plain: String = title.chars().filter(|letter| letter.is_alphanumeric()).take(40).collect();
    format!("{plain}-{}.xlsx", ctx.zone.date(ctx.now))
}

fn columns(language: Language) -> [&'static str; 16] {
    match language {
        Language::Chinese => [
            "区划",
            "级别",
            "网格数",
            "未上报网格",
            "应到",
            "已到",
            "已告知",
            "已确认",
            "拒绝",
            "家中无人",
            "电话打不通",
            "不开门",
            "没回音",
            "半数到户（分钟）",
            "九成到户（分钟）",
            "最后一户（分钟）",
        ],
        Language::English => [
            "Area",
            "Level",
            "Grids",
            "Grids without report",
            "Due",
            "Reached",
            "Told",
            "Confirmed",
            "Refused",
            "Nobody home",
            "No answer",
            "Did not open",
            "No word",
            "Half in (minutes)",
            "90 % in (minutes)",
            "Last in (minutes)",
        ],
    }
}

fn cells(row: &ReachRow, language: Language) -> Vec<Value> {
    #[expect(clippy::cast_precision_loss, reason = "households and minutes are far below 2^52")]
    let number = |value: i64| Value::Number(value as f64);
    let minutes = |value: Option<i64>| value.map_or(Value::Empty, |value| number(value / 60_000));
    let reach = &row.reach;
    let counts = [
        row.grids,
        row.grids_silent,
        reach.due,
        reach.reached,
        reach.told,
        reach.confirmed,
        reach.refused,
        reach.nobody_home,
        reach.no_phone,
        reach.refused_to_open,
        reach.unknown,
    ];
    let mut cells = vec![Value::Text(row.name.clone()), Value::Text(level_word(row.level, language).to_owned())];
    cells.extend(counts.map(number));
    cells.extend([row.p50_ms, row.p90_ms, row.last_ms].map(minutes));
    cells
}

fn level_word(level: Level, language: Language) -> &'static str {
    match (language, level) {
        (Language::English, level) => level.name(),
        (Language::Chinese, Level::Province) => "省",
        (Language::Chinese, Level::City) => "市",
        (Language::Chinese, Level::County) => "县",
        (Language::Chinese, Level::Town) => "乡镇",
        (Language::Chinese, Level::Village) => "村",
        (Language::Chinese, Level::Grid) => "网格",
        (Language::Chinese, Level::MicroGrid) => "微网格",
    }
}
