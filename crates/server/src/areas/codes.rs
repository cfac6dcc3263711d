//! Official codes of areas, with their validity: they get withdrawn and issued again, so they are no keys.

use gridward_database::{DbError, Row, Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::access::Verb;
use gridward_domain::faults as general;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::change::editable;
use super::{Area, event, faults, find, store};
use crate::{Ctx, Error};

static ADD: Statement = Statement::new(
    "areas.add_code",
    "INSERT INTO area_code (id, area_id, code, from_on, to_on) VALUES ($1, $2, $3, $4, NULL)",
);
static OF_AREA: Statement = Statement::new(
    "areas.codes",
    "SELECT id, code, from_on, to_on, area_id FROM area_code WHERE area_id = $1 ORDER BY from_on DESC, id DESC",
);
static FIND: Statement =
    Statement::new("areas.find_code", "SELECT id, code, from_on, to_on, area_id FROM area_code WHERE id = $1");
static WITHDRAW: Statement = Statement::new("areas.withdraw_code", "UPDATE area_code SET to_on = $2 WHERE id = $1");
static HOLDERS: Statement = Statement::new(
    "areas.code_holders",
    "SELECT area_id FROM area_code WHERE code = $1 AND from_on <= $2 AND (to_on IS NULL OR to_on > $2)",
);

pub(super) const STATEMENTS: &[&Statement] = &[&ADD, &OF_AREA, &FIND, &WITHDRAW, &HOLDERS];

/// An official code of an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AreaCode {
    /// The entry.
    pub id: Id,
    /// The code.
    pub code: String,
    /// The first day it is valid.
    #[schema(value_type = String, format = Date)]
    pub from_on: Date,
    /// The first day it is no longer valid, if it was withdrawn.
    #[schema(value_type = Option<String>, format = Date)]
    pub to_on: Option<Date>,
    #[serde(skip)]
    area_id: Id,
}

/// The codes of an area, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AreaCodes {
    /// The codes.
    pub items: Vec<AreaCode>,
}

/// The areas that have a code on a date: a padded code may stand on two levels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CodeHolders {
    /// The areas, largest first.
    pub items: Vec<Area>,
}

/// A code to issue.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueCode {
    /// 6 to 18 digits.
    pub code: String,
    /// The first day it is valid.
    #[schema(value_type = String, format = Date)]
    pub from_on: Date,
}

/// A code to withdraw.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawCode {
    /// The first day it is no longer valid.
    #[schema(value_type = String, format = Date)]
    pub to_on: Date,
}

/// All codes an area ever had.
pub fn codes(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<AreaCodes, Error> {
    let area = find(tx, ctx, id)?;
    Ok(AreaCodes { items: tx.all(&OF_AREA, &params![area.id.to_string()], code)? })
}

/// The areas within reach that have a code on a date; today when none is given.
pub fn by_code(tx: &mut Tx<'_>, ctx: &Ctx, wanted: &str, on: Option<Date>) -> Result<CodeHolders, Error> {
    ctx.may_somewhere(Verb::AreasRead)?;
    let on = on.unwrap_or_else(|| ctx.zone.date(ctx.now));
    let ids = holders(tx, wanted, on)?;
    let mut items = store::find_all(tx, &ids)?;
    items.retain(|area| ctx.touches(Verb::AreasRead, area.range()));
    items.sort_by_key(|area| (area.level, area.ord));
    Ok(CodeHolders { items })
}

/// Issues a code to an area that has none at that time, nor after it.
pub fn issue(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: &IssueCode) -> Result<AreaCode, Error> {
    let area = changing(tx, ctx, id)?;
    let text = input.code.trim();
    if !(6..=18).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(faults::CODE_SHAPE.at("code").into());
    }
    let own: Vec<AreaCode> = tx.all(&OF_AREA, &params![id.to_string()], code)?;
    if own.iter().any(|other| other.to_on.is_none_or(|to| to > input.from_on)) {
        return Err(faults::HAS_CODE.at("from_on").into());
    }
    let ids = holders(tx, text, input.from_on)?;
    let others = store::find_all(tx, &ids)?;
    if others.iter().any(|other| other.level == area.level) {
        return Err(faults::CODE_IN_USE.at("code").into());
    }
    let issued =
        AreaCode { id: ctx.ids.make(), code: text.to_owned(), from_on: input.from_on, to_on: None, area_id: id };
    tx.exec(&ADD, &params![issued.id.to_string(), id.to_string(), text, issued.from_on.to_string()])?;
    let detail = json!({ "code": issued.code, "from_on": issued.from_on });
    event::tell(tx, ctx, &area, event::CODE_ISSUED, "", detail)?;
    Ok(issued)
}

/// Withdraws a code from a day on; the entry stays.
pub fn withdraw(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, code_id: Id, input: WithdrawCode) -> Result<AreaCode, Error> {
    let area = changing(tx, ctx, id)?;
    let found = tx.opt(&FIND, &params![code_id.to_string()], code)?.filter(|code| code.area_id == id);
    let issued = found.ok_or_else(|| general::NOT_FOUND.at("code_id"))?;
    if issued.to_on.is_some() || input.to_on <= issued.from_on {
        return Err(faults::WITHDRAWAL_DATE.at("to_on").into());
    }
    tx.exec(&WITHDRAW, &params![code_id.to_string(), input.to_on.to_string()])?;
    let detail = json!({ "code": issued.code, "to_on": input.to_on });
    event::tell(tx, ctx, &area, event::CODE_WITHDRAWN, "", detail)?;
    Ok(AreaCode { to_on: Some(input.to_on), ..issued })
}

/// Adds the codes of new areas.
pub(super) fn add_all<'a>(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    codes: impl Iterator<Item = (Id, &'a str)>,
    from_on: Date,
) -> Result<(), DbError> {
    let from_on = from_on.to_string();
    let rows = codes
        .map(|(area, code)| params![ctx.ids.make().to_string(), area.to_string(), code, from_on.as_str()].to_vec());
    tx.bulk("area_code", &["id", "area_id", "code", "from_on"], rows).map(drop)
}

fn changing(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<Area, Error> {
    let rev = store::find(tx, id)?.map_or(0, |area| area.rev);
    editable(tx, ctx, id, rev)
}

/// The areas that have a code on a date.
pub(super) fn holders(tx: &mut Tx<'_>, code: &str, on: Date) -> Result<Vec<Id>, DbError> {
    tx.all(&HOLDERS, &params![code, on.to_string()], |row| row.parse(0))
}

fn code(row: &Row<'_>) -> Result<AreaCode, DbError> {
    Ok(AreaCode {
        id: row.parse(0)?,
        code: row.get(1)?,
        from_on: row.parse(2)?,
        to_on: row.parse_opt(3)?,
        area_id: row.parse(4)?,
    })
}
