//! What a decision is made from: the programme's rules, the places of the risk list with their days, and what is known
//! of the person.

use std::borrow::Cow;
use std::collections::BTreeSet;

use gridward_database::{DbError, Row, SetStatement, Statement, Tx, params};
use gridward_domain::Id;
use gridward_domain::areas::AreaOrd;
use gridward_domain::arrivals::Stay as ToldStay;
use gridward_domain::assessment::{AreaCode, Case, RiskArea, RiskIndex, RuleBook, Stay};
use gridward_domain::programmes::{Programme, effective};
use gridward_domain::risk_areas::{ListedPlace, PlaceMatch};
use gridward_domain::rule_tables::{RuleTable, TableName};
use gridward_formats::programmes::shipped_set;
use jiff::civil::Date;

use super::exposures;
use crate::arrivals::{self, ArrivalRecord, ArrivalStay};
use crate::responses::StoredResponse;
use crate::{Ctx, Error, rule_tables};

static ALL: Statement = Statement::new(
    "plans.places",
    "SELECT level, province, city, county, place_text, area_code, within_code, certainty, from_on, to_on
     FROM risk_place WHERE response_id = $1",
);
static WITHIN: Statement = Statement::new(
    "plans.places_within",
    "SELECT level, province, city, county, place_text, area_code, within_code, certainty, from_on, to_on
     FROM risk_place WHERE response_id = $1 AND within_code >= $2 AND within_code < $3",
);
static CODES: SetStatement = SetStatement::new(
    "plans.codes_above",
    "SELECT c.code FROM area a JOIN area_code c ON c.area_id = a.id
     WHERE c.to_on IS NULL AND a.to_at IS NULL AND a.ord IN (",
    "?",
    ")",
);

pub(super) const STATEMENTS: &[&Statement] = &[&ALL, &WITHIN];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&CODES];

/// The rules that a response goes by: those its programme names, for as long as it names them, and those of the table in
/// force.
pub(crate) struct Rules {
    pub(crate) programme: Cow<'static, Programme>,
    pub(crate) book: RuleBook,
}

/// What decisions of one day are made from.
pub(crate) struct Grounds {
    pub(super) rules: Rules,
    pub(super) index: RiskIndex,
    pub(super) on: Date,
}

impl Rules {
    /// The rules of a response at the time of the request; nothing where it names no programme, or one that is not built in.
    pub(crate) fn of(tx: &mut Tx<'_>, ctx: &Ctx, response: &StoredResponse) -> Result<Option<Self>, DbError> {
        let Some(base) = Self::base_of(response) else { return Ok(None) };
        let Some((id, version, table)) = rule_tables::in_force(tx, ctx, response.id)? else { return Ok(Some(base)) };
        Ok(Some(base.with(&table, &rule_tables::name_of(response, id, version))))
    }

    /// The rules of a response's programme, whatever table is in force.
    pub(crate) fn base_of(response: &StoredResponse) -> Option<Self> {
        let (programme, set) = shipped_set(&response.terms.programme)?;
        let book = RuleBook::new(programme.effective(set)?);
        Some(Self { programme: Cow::Borrowed(programme), book })
    }

    /// These rules and those that a table adds.
    pub(crate) fn with(self, table: &RuleTable, name: &TableName) -> Self {
        let base = self.book.set();
        let set = table.as_rule_set(base, name);
        let book = RuleBook::new(effective(base, &set));
        let mut programme = self.programme.into_owned();
        programme.sources.push(table.as_source(name));
        programme.sets.push(set);
        Self { programme: Cow::Owned(programme), book }
    }
}

impl Grounds {
    /// The grounds for one person: the places of the provinces they have been to.
    pub(super) fn near(
        tx: &mut Tx<'_>,
        ctx: &Ctx,
        (response, rules): (&StoredResponse, Rules),
        case: &Case,
    ) -> Result<Self, Error> {
        let provinces: BTreeSet<Option<String>> = case
            .stays
            .iter()
            .map(|stay| stay.area.and_then(|area| area.to_string().get(..2).map(str::to_owned)))
            .collect();
        // A stay in words alone may be anywhere.
        if provinces.contains(&None) {
            return Self::whole(tx, ctx, response, rules);
        }
        let mut places = Vec::new();
        for province in provinces.into_iter().flatten() {
            let past = format!("{province}a");
            places.extend(tx.all(&WITHIN, &params![response.id.to_string(), &province, &past], place)?);
        }
        Ok(Self::with(ctx, rules, places))
    }

    /// The grounds with these places.
    pub(super) fn with(ctx: &Ctx, rules: Rules, places: Vec<RiskArea>) -> Self {
        Self { rules, index: RiskIndex::new(places, &[]), on: ctx.zone.date(ctx.now) }
    }

    /// The grounds for anybody: all places of the response.
    pub(super) fn whole(tx: &mut Tx<'_>, ctx: &Ctx, response: &StoredResponse, rules: Rules) -> Result<Self, Error> {
        let places = tx.all(&ALL, &params![response.id.to_string()], place)?;
        Ok(Self::with(ctx, rules, places))
    }
}

/// All places of a response, each with its name as difference tells places by.
pub(crate) fn places(tx: &mut Tx<'_>, response: Id) -> Result<Vec<(String, RiskArea)>, DbError> {
    tx.all(&ALL, &params![response.to_string()], |row| {
        let parts = [row.text(1)?, row.text(2)?, row.text(3)?];
        let listed = ListedPlace::new(row.parse(0)?, parts, row.text(4)?);
        Ok((listed.key(), place(row)?))
    })
}

/// What is known of a person.
pub(super) fn case(tx: &mut Tx<'_>, record: &ArrivalRecord) -> Result<Case, Error> {
    let stays = arrivals::stays_of(tx, record.id)?;
    Ok(Case {
        home: home(tx, record.destination.grid_ord)?,
        stays: stays.iter().map(stay).collect(),
        exposures: exposures::of_arrival(tx, record.id)?,
        arrival: record.back_on(),
        onset: None,
    })
}

fn stay(told: &ToldStay) -> Stay {
    Stay {
        area: told.area_code.as_deref().and_then(|code| code.parse().ok()),
        text: Some(told.place.as_str()).filter(|place| !place.is_empty()).map(Into::into),
        from: Some(told.from_on),
        to: Some(told.to_on),
        left: told.left_on,
    }
}

/// A stay of a case as it was told; nothing where its days are not known.
pub(super) fn told_stay(stay: &Stay) -> Option<ArrivalStay> {
    Some(ArrivalStay {
        area_code: stay.area.map(|area| area.to_string()),
        place: stay.text.as_deref().unwrap_or_default().to_owned(),
        from_on: stay.from?,
        to_on: stay.to?,
        left_on: stay.left,
    })
}

/// The smallest area above a grid that has an official code.
pub(crate) fn home(tx: &mut Tx<'_>, grid_ord: i64) -> Result<Option<AreaCode>, DbError> {
    let ords = AreaOrd(grid_ord).lineage();
    let rows: Vec<_> = ords.into_iter().filter(|ord| *ord > 0).map(|ord| params![ord]).collect();
    let codes = tx.all_set(&CODES, &[], &rows, |row| row.get::<String>(0))?;
    Ok(codes.iter().filter_map(|code| code.parse::<AreaCode>().ok()).max_by_key(|code| code.level()))
}

/// A place of the list as assessment takes it.
pub(super) fn place(row: &Row<'_>) -> Result<RiskArea, DbError> {
    let code = |at| row.get(at).map(|code: String| Some(code).filter(|code| !code.is_empty()));
    let parts = [row.text(1)?, row.text(2)?, row.text(3)?];
    let from: Date = row.parse(8)?;
    let listed = ListedPlace { to: row.parse_opt(9)?, ..ListedPlace::new(row.parse(0)?, parts, row.text(4)?) };
    let found = PlaceMatch { certainty: row.parse(7)?, code: code(5)?, within: code(6)? };
    Ok(RiskArea::of_list(&listed, &found, from))
}
