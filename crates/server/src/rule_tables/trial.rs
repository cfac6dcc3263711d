//! Try a table before it is put in force: what it would change for those who are here.

use gridward_database::Tx;
use gridward_domain::{Id, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::check::must_be_sound;
use super::put_in_force::within_dates;
use super::record::{name_of, reached};
use super::store;
use crate::plans::{self, Grounds, Rules, ScreeningTrial};
use crate::{App, Ctx, Error};

/// From when on it is thought to hold.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TrialQuery {
    /// The moment at which it would come into force; now when absent.
    #[param(value_type = Option<i64>)]
    pub at: Option<Timestamp>,
}

/// What a table would change if it came into force: everybody who is here is judged by it, some at a time, and nothing is
/// written. Those who change meanwhile are judged as they are when their turn comes.
pub async fn trial(app: &App, ctx: &Ctx, id: Id, asked: TrialQuery) -> Result<ScreeningTrial, Error> {
    // The day is that of the moment asked for; who may ask is decided by the posts held now.
    let at = Ctx { now: asked.at.unwrap_or(ctx.now).max(ctx.now), ..ctx.clone() };
    let (present, then) = (ctx.clone(), at.clone());
    let begin = move |tx: &mut Tx<'_>| begin(tx, &present, &then, id);
    let (grounds, everybody) = app.db().read("rule_tables.try", begin).await?;
    plans::try_rules(app, &at, grounds, everybody).await
}

fn begin(tx: &mut Tx<'_>, ctx: &Ctx, at: &Ctx, id: Id) -> Result<(Grounds, Vec<Id>), Error> {
    let (table, response) = reached(tx, ctx, id)?;
    must_be_sound(ctx, &response, &table.table)?;
    within_dates(ctx, &table.table, at.now)?;
    let (latest, _) = store::latest(tx, response.id)?;
    let name = name_of(&response, id, latest + 1);
    let rules = Rules::base_of(&response).map(|base| base.with(&table.table, &name));
    let rules = rules.ok_or_else(|| Error::broken("a sound table has a base"))?;
    plans::grounds_for_everybody(tx, at, &response, rules)
}
