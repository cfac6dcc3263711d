//! Look again at those whom a change can touch: who is new, who changes, who is released, whom a person has to look at.

use std::collections::BTreeMap;
use std::sync::Arc;

use gridward_database::{Param, SetStatement, Statement, Tx, params};
use gridward_domain::{Id, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::assess::{Effect, PlanChange, can_be_assessed, judge};
use super::counts::ranges;
use super::grounds::{Grounds, Rules, case};
use super::screening::{self, Open};
use super::send::ScreeningGrid;
use crate::arrivals::{self, ArrivalRecord};
use crate::{App, Ctx, Error, responses};

/// Arrivals that one command looks at: people's own commands come between.
const BATCH: usize = 100;
/// Screenings that are listed.
const LISTED: i64 = 50;

static COUNT: SetStatement = SetStatement::new(
    "screenings.count",
    "INSERT INTO screening_count (screening_id, response_id, grid_id, grid_ord, begun, changed, released, possible) VALUES ",
    "(?, ?, ?, CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT))",
    " ON CONFLICT (screening_id, grid_id) DO UPDATE SET begun = screening_count.begun + excluded.begun,
       changed = screening_count.changed + excluded.changed, released = screening_count.released + excluded.released,
       possible = screening_count.possible + excluded.possible",
);
static LOOKED: Statement =
    Statement::new("screenings.looked", "UPDATE screening SET looked = looked + $2 WHERE id = $1");
static LIST: Statement = Statement::new(
    "screenings.list",
    "SELECT id, cause, asked_at, done_at, looked FROM screening WHERE response_id = $1
     ORDER BY asked_at DESC, id DESC LIMIT $2",
);
static COUNTS: Statement = Statement::new(
    "screenings.counts",
    "SELECT c.grid_id, c.begun, c.changed, c.released, c.possible, c.sent_at, COALESCE(s.name, ''), c.seen_at,
       COALESCE(w.name, '')
     FROM screening_count c LEFT JOIN person s ON s.id = c.sent_by LEFT JOIN person w ON w.id = c.seen_by
     WHERE c.screening_id = $1 AND c.grid_ord >= $2 AND c.grid_ord < $3 ORDER BY c.grid_ord",
);

pub(super) const STATEMENTS: &[&Statement] = &[&LOOKED, &LIST, &COUNTS];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&COUNT];

/// Which screenings are asked for.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ScreeningQuery {
    /// The response.
    #[param(value_type = String)]
    pub response: Id,
    /// The area; all in reach when absent.
    #[param(value_type = Option<String>)]
    pub area: Option<Id>,
}

/// What a screening changes in a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScreeningCount {
    /// The grid; the village, for those whose grid nobody knows yet.
    pub grid_id: Id,
    /// Those who had no measure and have one now.
    pub begun: i64,
    /// Those whose measure is another one now.
    pub changed: i64,
    /// Those from whom nothing is asked any longer.
    pub released: i64,
    /// Those whom a person has to look at.
    pub possible: i64,
}

/// A new look after a change of the list or of the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Screening {
    /// The screening.
    pub id: Id,
    /// `list` (another list), `corrected` (a list or a rule table taken back, a place said to lie elsewhere) or `rules`.
    pub cause: String,
    /// When the change was made.
    pub asked_at: Timestamp,
    /// When all were looked at; absent while it goes on.
    pub done_at: Option<Timestamp>,
    /// How many arrivals were looked at so far.
    pub looked: i64,
    /// By grid, as far as the asker reaches; grids in which nothing changes are left out.
    pub grids: Vec<ScreeningGrid>,
}

/// Screenings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Screenings {
    /// The newest 50, newest first.
    pub items: Vec<Screening>,
}

/// Effects by grid: order number, grid.
pub(super) type Effects = BTreeMap<(i64, Id), [i64; 4]>;

/// The newest screenings of a response, with what they changed in the asker's reach.
pub fn list(tx: &mut Tx<'_>, ctx: &Ctx, asked: ScreeningQuery) -> Result<Screenings, Error> {
    let ranges = ranges(tx, ctx, asked.area)?;
    let mut items = tx.all(&LIST, &params![asked.response.to_string(), LISTED], |row| {
        Ok(Screening {
            id: row.parse(0)?,
            cause: row.get(1)?,
            asked_at: Timestamp(row.get(2)?),
            done_at: row.get::<Option<i64>>(3)?.map(Timestamp),
            looked: row.get(4)?,
            grids: Vec::new(),
        })
    })?;
    for screening in &mut items {
        for range in &ranges {
            let asked = params![screening.id.to_string(), range.from, range.to];
            screening.grids.extend(tx.all(&COUNTS, &asked, ScreeningGrid::of)?);
        }
    }
    Ok(Screenings { items })
}

/// Does the screenings that were asked for, in their order; answers how many arrivals were looked at.
pub(crate) async fn screen_open(app: App) -> Result<usize, Error> {
    let mut looked = 0;
    while let Some(open) = app.db().read("screenings.open", screening::open).await? {
        looked += screen(&app, &open).await?;
        let (ctx, id) = (app.operator(), open.id);
        app.db().write("screenings.done", move |tx| screening::done(tx, &ctx, id).map_err(Error::from)).await?;
    }
    Ok(looked)
}

/// The same within one transaction, where nobody waits.
pub fn screen_within(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<usize, Error> {
    let mut looked = 0;
    while let Some(open) = screening::open(tx)? {
        if let Some(grounds) = grounds_of(tx, ctx, open.response)? {
            let arrivals = screening::touched(tx, open.response, &open.touches)?;
            look(tx, ctx, &grounds, (&open, &arrivals))?;
            looked += arrivals.len();
        }
        screening::done(tx, ctx, open.id)?;
    }
    Ok(looked)
}

async fn screen(app: &App, open: &Open) -> Result<usize, Error> {
    let (ctx, asked) = (app.operator(), open.clone());
    let begin = move |tx: &mut Tx<'_>| {
        let Some(grounds) = grounds_of(tx, &ctx, asked.response)? else { return Ok(None) };
        Ok::<_, Error>(Some((Arc::new(grounds), screening::touched(tx, asked.response, &asked.touches)?)))
    };
    let Some((grounds, arrivals)) = app.db().read("screenings.begin", begin).await? else { return Ok(0) };
    for some in arrivals.chunks(BATCH) {
        let (ctx, grounds, some, open) = (app.operator(), Arc::clone(&grounds), some.to_vec(), open.clone());
        app.db().write("screenings.look", move |tx| look(tx, &ctx, &grounds, (&open, &some))).await?;
    }
    Ok(arrivals.len())
}

/// The grounds for a whole response; nothing where it is closed or goes by no programme.
fn grounds_of(tx: &mut Tx<'_>, ctx: &Ctx, response: Id) -> Result<Option<Grounds>, Error> {
    let response = match responses::running(tx, response) {
        Ok(response) => response,
        Err(Error::Refused(_)) => return Ok(None),
        Err(other) => return Err(other),
    };
    let Some(rules) = Rules::of(tx, ctx, &response)? else { return Ok(None) };
    Grounds::whole(tx, ctx, &response, rules).map(Some)
}

/// Looks at some arrivals and writes what follows.
fn look(tx: &mut Tx<'_>, ctx: &Ctx, grounds: &Grounds, (open, some): (&Open, &[Id])) -> Result<(), Error> {
    let mut effects = Effects::new();
    for id in some {
        let Some(record) = arrivals::stored(tx, ctx, *id)?.filter(|record| can_be_assessed(record.state)) else {
            continue;
        };
        let case = case(tx, &record)?;
        let judged = judge(tx, grounds, &record, case, open.cause)?;
        judged.write(tx, ctx, grounds, &record)?;
        note(&mut effects, &record, judged.effect);
    }
    let (screening, response) = (open.id.to_string(), open.response.to_string());
    let rows: Vec<[Param<'_>; 8]> = effects
        .iter()
        .map(|((ord, grid), [begun, changed, released, possible])| {
            let grid = grid.to_string();
            params![&screening, &response, grid, *ord, *begun, *changed, *released, *possible]
        })
        .collect();
    tx.exec_set(&COUNT, &[], &rows)?;
    tx.exec(&LOOKED, &params![&screening, i64::try_from(some.len()).unwrap_or(i64::MAX)])?;
    Ok(())
}

/// Adds an effect to those of its grid.
pub(super) fn note(effects: &mut Effects, record: &ArrivalRecord, effect: Effect) {
    if effect == Effect::default() {
        return;
    }
    let sums = effects.entry((record.destination.grid_ord, record.destination.grid_id)).or_default();
    let is = |change| effect.plan == Some(change);
    let parts = [is(PlanChange::Begun), is(PlanChange::Changed), is(PlanChange::Released), effect.possible];
    for (sum, part) in sums.iter_mut().zip(parts) {
        *sum += i64::from(part);
    }
}
