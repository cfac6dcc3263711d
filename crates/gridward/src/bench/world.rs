//! Households with a directive that is due at each, and people who may bring receipts.

use gridward_domain::access::Role;
use gridward_domain::directives::{DirectiveText, Priority};
use gridward_domain::{Id, Timestamp};
use gridward_server::directives::{self, Directive, IssueDirective, NewDirective};
use gridward_server::households::Grid;
use gridward_server::households::bulk;
use gridward_server::{App, Ctx, Error, people, posts};

use super::county;
use super::site::Site;
use crate::demo::{Households, Town};
use crate::failure::Failure;
use crate::progress::Step;

const SEED: u64 = 20_260_103;
/// Members of a household of the generator, in hundredths.
const MEMBERS: u64 = 335;

/// A filled county.
pub(super) struct World {
    pub(super) town: Town,
    /// The doors in order: (grid, household).
    pub(super) doors: Vec<(Grid, Id)>,
}

/// A county of so many households, in as many grids as they need.
pub(super) fn fill(site: &Site, households: u64) -> Result<World, Failure> {
    fill_grids(site, households, county::grids_for(households * MEMBERS / 100))
}

/// A county of so many households in so many grids.
pub(super) fn fill_grids(site: &Site, households: u64, grids: u64) -> Result<World, Failure> {
    let step = Step::counted("households", households);
    let (ctx, counter) = (site.app.operator(), step.counter());
    let world = site.app.db().write_blocking("bench.fill", move |tx| {
        let town = county::plant(tx, &ctx, grids)?;
        let today = ctx.zone.date(ctx.now);
        let mut homes = Households::new(&town, households, SEED, (ctx.ids.clone(), today), counter.clone());
        bulk::load(tx, &ctx, &mut homes)?;
        let doors = homes.doors_in_order();
        Ok::<_, Error>(World { town, doors })
    })?;
    step.done(&format!("{} doors", world.doors.len()));
    Ok(world)
}

/// Drafts a directive to an area, to be issued with the revision that is answered.
pub(super) fn draft(app: &App, area: Id) -> Result<Directive, Failure> {
    let ctx = app.operator();
    Ok(app.db().write_blocking("bench.draft", move |tx| directives::draft(tx, &ctx, &new(&ctx, area)))?)
}

/// Issues a draft.
pub(super) fn issue(app: &App, draft: &Directive) -> Result<Directive, Failure> {
    let (ctx, id, rev) = (app.operator(), draft.id, draft.rev);
    Ok(app
        .db()
        .write_blocking("directives.issue", move |tx| directives::issue(tx, &ctx, id, IssueDirective { rev }))?)
}

fn new(ctx: &Ctx, area: Id) -> NewDirective {
    let text = DirectiveText {
        title: "请每户核对人口".to_owned(),
        body: "请每户核对在家人口，有变动的告诉网格员。".to_owned(),
        source_document: String::new(),
        priority: Priority::Normal,
        deadline_at: ctx.now.plus(30 * Timestamp::DAY),
    };
    NewDirective { text, scope: vec![area] }
}

/// Session tokens of so many clerks, who may bring receipts anywhere in the county.
pub(super) fn clerks(app: &App, town: &Town, count: usize) -> Result<Vec<String>, Failure> {
    let (ctx, county) = (app.operator(), town.area.clone());
    Ok(app.db().write_blocking("bench.clerks", move |tx| {
        let mut tokens = Vec::with_capacity(count);
        for _ in 0..count {
            let person = people::plant(tx, &ctx, "测量员")?;
            posts::plant(tx, &ctx, person, Role::Clerk, &county)?;
            tokens.push(people::open_session(tx, &ctx, person)?);
        }
        Ok::<_, Error>(tokens)
    })?)
}
