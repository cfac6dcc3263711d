//! A change of the list or of the rules asks for a new look at whom it can touch. The change itself stays quick: it only
//! notes what to look at, and a job looks, some arrivals at a time.

use std::collections::BTreeSet;

use gridward_database::{DbError, Row, Statement, Tx, params};
use gridward_domain::assessment::{AreaCode, RiskArea, RuleBook};
use gridward_domain::plans::Cause;
use gridward_domain::programmes::ExposureClass;
use gridward_domain::{Id, Timestamp};

use super::grounds::{self, Rules};
use crate::responses::StoredResponse;
use crate::{Ctx, Error};

static CHANGED: Statement = Statement::new(
    "screenings.changed_places",
    "SELECT level, province, city, county, place_text, area_code, within_code, certainty, from_on, to_on
     FROM risk_place WHERE first_list_id = $1
     UNION ALL
     SELECT level, province, city, county, place_text, area_code, within_code, certainty, from_on, to_on
     FROM risk_place WHERE last_list_id = $1",
);
static OF_TEXT: Statement = Statement::new(
    "screenings.places_of_text",
    "SELECT level, province, city, county, place_text, area_code, within_code, certainty, from_on, to_on
     FROM risk_place WHERE response_id = $1 AND text_key = $2",
);
static TOUCHED: Statement = Statement::new(
    "screenings.touched",
    "SELECT DISTINCT a.id FROM stay s JOIN arrival a ON a.id = s.arrival_id
     WHERE s.response_id = $1 AND s.area_code >= $2 AND s.area_code < $3
       AND a.state IN ('verified', 'assessed', 'under_measure', 'released')",
);
static OF_STATE: Statement =
    Statement::new("screenings.of_state", "SELECT id FROM arrival WHERE response_id = $1 AND state = $2");
static ADD: Statement = Statement::new(
    "screenings.add",
    "INSERT INTO screening (id, response_id, cause, touches, since_at, asked_at, done_at, looked)
     VALUES ($1, $2, $3, $4, CAST($5 AS BIGINT), $6, NULL, 0)",
);
static OPEN: Statement = Statement::new(
    "screenings.open",
    "SELECT id, response_id, cause, touches, since_at FROM screening WHERE done_at IS NULL AND asked_at > 0 ORDER BY asked_at, id LIMIT 1",
);
static DECIDED_SINCE: Statement = Statement::new(
    "screenings.decided_since",
    "SELECT DISTINCT arrival_id FROM plan WHERE response_id = $1 AND (decided_at >= $2 OR ended_at >= $2)",
);
static DONE: Statement = Statement::new("screenings.done", "UPDATE screening SET done_at = $2 WHERE id = $1");

pub(super) const STATEMENTS: &[&Statement] =
    &[&CHANGED, &OF_TEXT, &TOUCHED, &OF_STATE, &ADD, &OPEN, &DECIDED_SINCE, &DONE];

/// What a screening was asked for.
const LIST: &str = "list";
const CORRECTED: &str = "corrected";
const RULES: &str = "rules";

/// States in which a change can touch somebody.
const STATES: [&str; 4] = ["verified", "assessed", "under_measure", "released"];

/// The first and the first one after the codes of stays that are touched.
pub(super) type Codes = (String, String);

/// A screening that was asked for and has not been done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Open {
    pub(super) id: Id,
    pub(super) response: Id,
    pub(super) cause: Cause,
    /// Whom it looks at.
    pub(super) touches: Touches,
}

/// Whom a change can touch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Touches {
    /// Everybody.
    Everybody,
    /// Those with stays in these codes, of which there is at least one.
    Stays(Vec<Codes>),
    /// Those whose plans were decided or ended since then.
    DecidedSince(Timestamp),
}

/// The places that a list brought or took off.
pub(crate) fn places_of_list(tx: &mut Tx<'_>, list: Id) -> Result<Vec<RiskArea>, DbError> {
    tx.all(&CHANGED, &params![list.to_string()], grounds::place)
}

/// The places whose text a person decides on.
pub(crate) fn places_of_text(tx: &mut Tx<'_>, response: Id, text_key: &str) -> Result<Vec<RiskArea>, DbError> {
    tx.all(&OF_TEXT, &params![response.to_string(), text_key], grounds::place)
}

/// Asks for a look at whom changed places can touch: by the transition rule where the list itself changed
/// ([`Cause::List`]), anew where a list was taken back or a place was said to lie elsewhere ([`Cause::Facts`]).
pub(crate) fn places_changed(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    response: &StoredResponse,
    (changed, cause): (&[RiskArea], Cause),
) -> Result<(), Error> {
    let Some(rules) = Rules::of(tx, ctx, response)? else { return Ok(()) };
    let touches = touched_codes(changed, &rules.book);
    if touches.is_empty() {
        return Ok(());
    }
    let cause = if cause == Cause::List { LIST } else { CORRECTED };
    ask(tx, ctx, response.id, (cause, &Touches::Stays(touches)))
}

/// Asks for a look at everybody: the response goes by other rules from now on.
pub(crate) fn rules_changed(tx: &mut Tx<'_>, ctx: &Ctx, response: Id) -> Result<(), Error> {
    ask(tx, ctx, response, (RULES, &Touches::Everybody))
}

/// Asks for a look, anew, at those for whom anything was decided since rules that have been taken back came into force.
pub(crate) fn rules_corrected(tx: &mut Tx<'_>, ctx: &Ctx, response: Id, since: Timestamp) -> Result<(), Error> {
    ask(tx, ctx, response, (CORRECTED, &Touches::DecidedSince(since)))
}

fn ask(tx: &mut Tx<'_>, ctx: &Ctx, response: Id, (cause, touches): (&str, &Touches)) -> Result<(), Error> {
    let (codes, since) = match touches {
        Touches::Everybody => (String::new(), None),
        Touches::Stays(codes) => (serde_json::to_string(codes)?, None),
        Touches::DecidedSince(since) => (String::new(), Some(since.0)),
    };
    let values = params![ctx.ids.make().to_string(), response.to_string(), cause, codes, since, ctx.now.0];
    tx.exec(&ADD, &values)?;
    Ok(())
}

/// The codes of stays that changed places can touch. Stays in words alone can be touched by any place.
pub(super) fn touched_codes(changed: &[RiskArea], book: &RuleBook) -> Vec<Codes> {
    let ranges: BTreeSet<(u64, u64)> =
        changed.iter().flat_map(|place| place.touches(book)).map(|range| (range.start, range.end)).collect();
    let mut codes: BTreeSet<Codes> = ranges.into_iter().filter_map(codes_between).collect();
    let names_places = book.widest().is_some_and(ExposureClass::is_of_list);
    if names_places && changed.iter().any(|place| place.area.is_some()) {
        codes.insert((String::new(), "0".to_owned()));
    }
    codes.into_iter().collect()
}

/// A range of codes as numbers, as texts without the zeros that say nothing: letters come after digits in every order
/// of texts, and `0` follows a code itself.
fn codes_between((start, end): (u64, u64)) -> Option<Codes> {
    let area = AreaCode::from_number(start)?;
    let text = start.to_string();
    if end == start + 1 && area.level() < gridward_domain::areas::Level::Village {
        let digits = if area.level() == gridward_domain::areas::Level::Province { 2 } else { 4 };
        let code = text.get(..digits)?.to_owned();
        return Some((code.clone(), format!("{code}0")));
    }
    let zeros = (end - start).checked_ilog10()?;
    let code = text.get(..text.len().checked_sub(usize::try_from(zeros).ok()?)?)?.to_owned();
    Some((code.clone(), format!("{code}a")))
}

/// The screening that was asked for first and has not been done.
pub(super) fn open(tx: &mut Tx<'_>) -> Result<Option<Open>, Error> {
    let row = |row: &Row<'_>| {
        let since: Option<i64> = row.get(4)?;
        Ok((row.parse(0)?, row.parse(1)?, row.get::<String>(2)?, row.get::<String>(3)?, since.map(Timestamp)))
    };
    let Some((id, response, cause, codes, since)) = tx.opt(&OPEN, &[], row)? else { return Ok(None) };
    let cause = match cause.as_str() {
        RULES => Cause::Rules,
        CORRECTED => Cause::Facts,
        _ => Cause::List,
    };
    let touches = match since {
        Some(since) => Touches::DecidedSince(since),
        None if codes.is_empty() => Touches::Everybody,
        None => Touches::Stays(serde_json::from_str(&codes)?),
    };
    Ok(Some(Open { id, response, cause, touches }))
}

/// Notes that a screening is done.
pub(super) fn done(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<(), DbError> {
    tx.exec(&DONE, &params![id.to_string(), ctx.now.0]).map(drop)
}

/// The arrivals of a response that a change can touch; each once, in order.
pub(super) fn touched(tx: &mut Tx<'_>, response: Id, touches: &Touches) -> Result<Vec<Id>, DbError> {
    let response = response.to_string();
    let mut found: BTreeSet<Id> = BTreeSet::new();
    match touches {
        Touches::Everybody => {
            for state in STATES {
                found.extend(tx.all(&OF_STATE, &params![&response, state], |row| row.parse::<Id>(0))?);
            }
        }
        Touches::Stays(codes) => {
            for (from, to) in codes {
                found.extend(tx.all(&TOUCHED, &params![&response, from, to], |row| row.parse::<Id>(0))?);
            }
        }
        Touches::DecidedSince(since) => {
            found.extend(tx.all(&DECIDED_SINCE, &params![&response, since.0], |row| row.parse::<Id>(0))?);
        }
    }
    Ok(found.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::codes_between;

    fn between(start: u64, end: u64) -> (String, String) {
        codes_between((start, end)).unwrap()
    }

    #[test]
    fn a_county_is_its_prefix_and_a_city_alone_is_itself() {
        let texts = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(between(411_526_000_000, 411_527_000_000), texts("411526", "411526a"));
        assert_eq!(between(410_000_000_000, 420_000_000_000), texts("41", "41a"));
        assert_eq!(between(411_500_000_000, 411_500_000_001), texts("4115", "41150"));
        assert_eq!(between(410_000_000_000, 410_000_000_001), texts("41", "410"));
    }
}
