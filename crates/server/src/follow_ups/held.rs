//! What a phone holds of follow-ups: those of today where its holder goes himself, and what nobody did the day before.

use gridward_database::{DbError, Statement, Tx, params};
use gridward_domain::access::Verb;
use gridward_domain::areas::OrdRange;
use gridward_domain::arrivals::ArrivalState;
use gridward_domain::assessment::DatedPhase;
use gridward_domain::programmes::PhaseKind;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::follow_up::FollowUp;
use super::store::{follow_up_sql, shown};
use crate::{Ctx, Error, arrivals};

/// Follow-ups of a day that a phone holds for a post at most.
const MOST: i64 = 500;

static OF_DAY: Statement = Statement::new(
    "follow_ups.held",
    follow_up_sql!(
        ", a.name, a.household_id, a.place, a.state, a.phone_sealed, p.day_1, p.release_on, p.phases",
        "JOIN arrival a ON a.id = f.arrival_id JOIN plan p ON p.id = f.plan_id
         WHERE f.due_on = $1 AND f.grid_ord >= $2 AND f.grid_ord < $3 AND f.state <> 'cancelled'
         ORDER BY f.grid_ord, f.door, f.id LIMIT $4"
    ),
);
static LEFT_OVER: Statement = Statement::new(
    "follow_ups.held_left_over",
    follow_up_sql!(
        ", a.name, a.household_id, a.place, a.state, a.phone_sealed, p.day_1, p.release_on, p.phases",
        "JOIN arrival a ON a.id = f.arrival_id JOIN plan p ON p.id = f.plan_id
         WHERE f.due_on = $1 AND f.grid_ord >= $2 AND f.grid_ord < $3 AND f.state IN ('missed', 'escalated')
           AND p.state = 'in_force'
         ORDER BY f.grid_ord, f.door, f.id LIMIT $4"
    ),
);

pub(super) const STATEMENTS: &[&Statement] = &[&OF_DAY, &LEFT_OVER];

/// A follow-up with what somebody at the door has to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HeldFollowUp {
    /// The follow-up.
    #[serde(flatten)]
    pub follow_up: FollowUp,
    /// Where the returnee stands: whoever was handed over to medical care is not visited any more.
    pub arrival_state: ArrivalState,
    /// The phone, masked.
    pub phone: Option<String>,
    /// The kind of measure on its day.
    pub measure: Option<PhaseKind>,
    /// Which day of the measure it is, from 1.
    pub day: Option<i64>,
    /// How many days the measure has.
    pub days: Option<i64>,
}

/// A row before its phone is opened.
type Sealed = (HeldFollowUp, Option<Vec<u8>>);

/// What a phone holds of follow-ups: of today where the asker goes himself, door by door, and those of yesterday that
/// nobody did and that a late report still mends.
pub(crate) fn held(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Vec<HeldFollowUp>, Error> {
    let today = ctx.zone.date(ctx.now);
    let yesterday = today.yesterday().unwrap_or(today);
    let mut found: Vec<Sealed> = Vec::new();
    for range in ctx.ranges(Verb::FollowUpsRecord) {
        found.extend(of_day(tx, &OF_DAY, today, range)?);
        found.extend(of_day(tx, &LEFT_OVER, yesterday, range)?);
    }
    let open = |(mut held, phone): Sealed| {
        held.phone = phone.map(|sealed| arrivals::masked_phone(ctx, &sealed)).transpose()?;
        Ok(held)
    };
    found.into_iter().map(open).collect()
}

fn of_day(tx: &mut Tx<'_>, statement: &'static Statement, on: Date, range: OrdRange) -> Result<Vec<Sealed>, DbError> {
    tx.all(statement, &params![on.to_string(), range.from, range.to, MOST], |row| {
        let follow_up = shown(row)?;
        let (first, release): (Option<Date>, Option<Date>) = (row.parse_opt(22)?, row.parse_opt(23)?);
        let phases: Vec<DatedPhase> =
            serde_json::from_str(row.text(24)?).map_err(|error| DbError::Shape(error.to_string()))?;
        let phase = phases.iter().find(|phase| phase.from <= follow_up.due_on && follow_up.due_on <= phase.to);
        let held = HeldFollowUp {
            arrival_state: row.parse(20)?,
            phone: None,
            measure: phase.map(|phase| phase.kind),
            day: first.map(|first| days_between(first, follow_up.due_on) + 1),
            days: first.zip(release).map(|(first, release)| days_between(first, release)),
            follow_up,
        };
        Ok((held, row.get(21)?))
    })
}

fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}
