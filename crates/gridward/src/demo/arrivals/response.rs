//! Open the response that is under way: its list of risk areas, its posters, a tip.

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::arrivals::{PosterKind, TipOutcome};
use gridward_domain::responses::ResponseTerms;
use gridward_server::arrivals::{self, LookAtTip, NewPoster, TipQuery};
use gridward_server::responses::{self, NewResponse};
use gridward_server::risk_areas::{self, PutInForce};
use gridward_server::{Ctx, Error, plans};

use super::origins::{first_list, last_list};
use super::{MINUTE, Stage, by, date_of};

/// The day on which it was opened, counted from today.
pub(super) const OPENED: i64 = -22;
/// The list changed on the evening of this day.
pub(super) const CHANGED: i64 = -1;
/// At ten minutes past ten.
const LATE: i64 = 22 * 60 + 10;

/// Opens the response with the list that held at first.
pub(super) fn open(tx: &mut Tx<'_>, ctx: &Ctx, stage: &Stage<'_>) -> Result<Id, Error> {
    let clerk = by(ctx, stage.clerk, OPENED, 9 * 60);
    let terms = ResponseTerms {
        name: "返乡人员健康管理".to_owned(),
        purpose: "核实返乡人员，按规定落实健康管理，到期解除。".to_owned(),
        legal_basis: "黄寺岗镇防控指挥部（示例）第1号".to_owned(),
        // A set of 2022 serves as the sample's: a response goes by the set it names, whenever that was valid.
        programme: "covid19/xinyang-2022-spring".to_owned(),
        from_at: clerk.now,
        retention_days: 30,
        backup_days: 14,
    };
    let response = responses::open(tx, &clerk, &NewResponse { area_id: stage.town.area.id, terms })?.id;
    list(tx, &by(ctx, stage.clerk, OPENED, 9 * 60 + 30), response, &first_list(date_of(ctx, OPENED - 1)))?;
    posters(tx, &by(ctx, stage.clerk, OPENED, 10 * 60), stage, response)?;
    tips(tx, ctx, stage, response)?;
    Ok(response)
}

/// The list changes late in the evening, and those whom it touches are looked at again.
pub(super) fn change_list(tx: &mut Tx<'_>, ctx: &Ctx, stage: &Stage<'_>, response: Id) -> Result<(), Error> {
    list(tx, &by(ctx, stage.clerk, CHANGED, LATE), response, &last_list(date_of(ctx, CHANGED)))
}

fn list(tx: &mut Tx<'_>, ctx: &Ctx, response: Id, table: &str) -> Result<(), Error> {
    let read = risk_areas::read("list.csv", table.as_bytes(), ctx.language)?;
    let (_, upload) = risk_areas::preview(tx, ctx, response, read)?;
    let source = "示例名单（编造）".to_owned();
    let input = PutInForce { at: None, source, as_of: None, despite_problems: false };
    risk_areas::put_in_force(tx, ctx, &upload, &input)?;
    plans::screen_within(tx, &Ctx { now: ctx.now.plus(MINUTE), ..ctx.clone() })?;
    Ok(())
}

fn posters(tx: &mut Tx<'_>, ctx: &Ctx, stage: &Stage<'_>, response_id: Id) -> Result<(), Error> {
    let mut make = |kind, area_id, label: &str| {
        let label = label.to_owned();
        arrivals::make_poster(tx, ctx, &NewPoster { response_id, kind, area_id, household_id: None, label })
    };
    make(PosterKind::Checkpoint, stage.town.area.id, "镇南入口")?;
    for village in &stage.town.villages {
        make(PosterKind::Village, village.area.id, "")?;
    }
    Ok(())
}

/// Two tips of yesterday: somebody has looked into the first.
fn tips(tx: &mut Tx<'_>, ctx: &Ctx, stage: &Stage<'_>, response: Id) -> Result<(), Error> {
    let Some(village) = stage.town.villages.get(1) else { return Ok(()) };
    let neighbour = by(ctx, ctx.actor, -1, 19 * 60);
    for told in ["东头空着的院子前天晚上亮了灯，像是有人回来了。", "村口新开了一家小旅馆，住了外地车牌的客人。"]
    {
        arrivals::tell_tip(tx, &neighbour, (ctx.ids.make(), response), &village.area, told)?;
    }
    let found = arrivals::list_tips(tx, ctx, TipQuery { response, area: None })?;
    if let Some(first) = found.items.iter().find(|tip| tip.told.contains("院子")) {
        let clerk = by(ctx, stage.clerk, 0, 8 * 60);
        arrivals::look_at_tip(tx, &clerk, first.id, LookAtTip { outcome: TipOutcome::Registered })?;
    }
    Ok(())
}
