//! What a phone holds of screenings: what the desk sent to its holder's grids, and whom it concerns.

use gridward_database::{DbError, Row, Statement, Tx, params};
use gridward_domain::access::Verb;
use gridward_domain::areas::{AreaOrd, Level, OrdRange};
use gridward_domain::{Id, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::screen::ScreeningCount;
use crate::responses::HeldResponse;
use crate::{Ctx, Error};

/// Screenings of grids that a phone holds for a post and a response at most; those that nobody acknowledged come first.
const MOST: i64 = 60;
/// People that are named of a screening in a grid at most; more is work for the desk.
const NAMED: i64 = 30;

static HELD: Statement = Statement::new(
    "screenings.held",
    "SELECT s.id, s.cause, s.asked_at, s.done_at, c.grid_id, c.grid_ord, g.name, c.begun, c.changed, c.released,
       c.possible, c.sent_at, c.seen_at, COALESCE(w.name, '')
     FROM screening s JOIN screening_count c ON c.screening_id = s.id JOIN area g ON g.id = c.grid_id
       LEFT JOIN person w ON w.id = c.seen_by
     WHERE s.response_id = $1 AND s.done_at IS NOT NULL AND c.grid_ord >= $2 AND c.grid_ord < $3
       AND c.sent_at IS NOT NULL AND (c.seen_at IS NULL OR c.seen_at >= $4)
     ORDER BY CASE WHEN c.seen_at IS NULL THEN 0 ELSE 1 END, s.asked_at DESC, s.id DESC, c.grid_ord LIMIT $5",
);
// A match that a person has to confirm has a key, a measure that began by itself has none. All states are named, so
// that the index by state finds the grid.
static CONCERNED: Statement = Statement::new(
    "screenings.concerned",
    "SELECT p.arrival_id, a.name, a.household_id, a.place, CASE WHEN p.match_key <> '' THEN 'possible'
       WHEN EXISTS (SELECT 1 FROM plan b WHERE b.arrival_id = p.arrival_id AND b.superseded_by = p.id) THEN 'changed'
       ELSE 'begun' END
     FROM plan p JOIN arrival a ON a.id = p.arrival_id
     WHERE p.response_id = $1 AND p.state IN ('waits', 'in_force', 'superseded', 'released', 'rejected', 'ended')
       AND p.grid_ord = $2 AND p.decided_at >= $3 AND p.decided_at <= $4
     UNION ALL
     SELECT p.arrival_id, a.name, a.household_id, a.place, 'released'
     FROM plan p JOIN arrival a ON a.id = p.arrival_id
     WHERE p.response_id = $1 AND p.state = 'ended' AND p.grid_ord = $2 AND p.ended_at >= $3 AND p.ended_at <= $4
       AND p.why = 'no_longer_asked'
     ORDER BY 5, 4, 2, 1 LIMIT $5",
);

pub(super) const STATEMENTS: &[&Statement] = &[&HELD, &CONCERNED];

/// What a screening changed for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScreeningChange {
    /// They had no measure and have one now.
    Begun,
    /// Their measure is another one now.
    Changed,
    /// Nothing is asked from them any longer.
    Released,
    /// A person has to look at them.
    Possible,
}

/// Somebody whom a screening concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScreenedPerson {
    /// The arrival.
    pub arrival_id: Id,
    /// The name.
    pub name: String,
    /// Their household, where it is known.
    pub household_id: Option<Id>,
    /// The door, the hotel or the place in words.
    pub place: String,
    /// What it changed for them.
    pub change: ScreeningChange,
}

/// What a screening changed in a grid of the holder: sent, and not acknowledged before today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HeldScreening {
    /// The screening and the grid, with a colon between.
    pub id: String,
    /// The screening.
    pub screening_id: Id,
    /// The response it belongs to.
    pub response_id: Id,
    /// The grid's name.
    pub grid_name: String,
    /// `list` (another list), `corrected` (a list or a rule table taken back, a place said to lie elsewhere) or `rules`.
    pub cause: String,
    /// When the list or the rules changed.
    pub asked_at: Timestamp,
    /// What it changed.
    #[serde(flatten)]
    pub count: ScreeningCount,
    /// When the desk sent it.
    pub sent_at: Timestamp,
    /// When somebody acknowledged it, today; absent while nobody did.
    pub seen_at: Option<Timestamp>,
    /// Who; empty while nobody did.
    pub seen_by: String,
    /// Whom it concerns, 30 at most; whoever was assessed for another reason while it went on is among them. Somebody
    /// who has a measure and waits for a decision, too, is there twice.
    pub people: Vec<ScreenedPerson>,
}

/// Where and when a screening looked.
struct Look {
    response: Id,
    grid_ord: i64,
    from: i64,
    to: i64,
}

/// What was sent to the asker's own grids and not acknowledged before today, by these responses. A post for more than a
/// village works at the desk.
pub(crate) fn held(tx: &mut Tx<'_>, ctx: &Ctx, responses: &[HeldResponse]) -> Result<Vec<HeldScreening>, Error> {
    let today = ctx.zone.start_of(ctx.zone.date(ctx.now)).unwrap_or(ctx.now);
    let own = |range: &OrdRange| range.to.saturating_sub(range.from) <= AreaOrd::span(Level::Village);
    let mut held = Vec::new();
    for range in ctx.ranges(Verb::FollowUpsRecord).into_iter().filter(own) {
        for response in responses {
            let asked = params![response.id.to_string(), range.from, range.to, today.0, MOST];
            for (look, mut screening) in tx.all(&HELD, &asked, |row| screening(row, response.id))? {
                screening.people = concerned(tx, &look)?;
                held.push(screening);
            }
        }
    }
    Ok(held)
}

fn screening(row: &Row<'_>, response_id: Id) -> Result<(Look, HeldScreening), DbError> {
    let (screening_id, grid_id): (Id, Id) = (row.parse(0)?, row.parse(4)?);
    let asked_at = Timestamp(row.get(2)?);
    let look = Look { response: response_id, grid_ord: row.get(5)?, from: asked_at.0, to: row.get(3)? };
    let count = ScreeningCount {
        grid_id,
        begun: row.get(7)?,
        changed: row.get(8)?,
        released: row.get(9)?,
        possible: row.get(10)?,
    };
    let held = HeldScreening {
        id: format!("{screening_id}:{grid_id}"),
        screening_id,
        response_id,
        grid_name: row.get(6)?,
        cause: row.get(1)?,
        asked_at,
        count,
        sent_at: Timestamp(row.get(11)?),
        seen_at: row.get::<Option<i64>>(12)?.map(Timestamp),
        seen_by: row.get(13)?,
        people: Vec::new(),
    };
    Ok((look, held))
}

fn concerned(tx: &mut Tx<'_>, look: &Look) -> Result<Vec<ScreenedPerson>, DbError> {
    let asked = params![look.response.to_string(), look.grid_ord, look.from, look.to, NAMED];
    tx.all(&CONCERNED, &asked, |row| {
        let change = match row.text(4)? {
            "begun" => ScreeningChange::Begun,
            "changed" => ScreeningChange::Changed,
            "released" => ScreeningChange::Released,
            _ => ScreeningChange::Possible,
        };
        let (arrival_id, household_id) = (row.parse(0)?, row.parse_opt(2)?);
        Ok(ScreenedPerson { arrival_id, name: row.get(1)?, household_id, place: row.get(3)?, change })
    })
}
