//! Three directives under way: one nearly through, one half-way, one just issued.

use gridward_database::Tx;
use gridward_domain::directives::{Channel, DirectiveText, HowKnown, NotReached, Priority, ReceiptState};
use gridward_domain::{Id, Timestamp};
use gridward_server::directives::{
    self, Delivery, Directive, IssueDirective, NewDirective, ReceiptCommand, ReceiptInput, SignDirective,
};
use gridward_server::households::Grid;
use gridward_server::{Authority, Ctx, Error, people};

use super::areas::Town;
use super::dice::Dice;
use super::ledger::Doors;
use super::roster::{Crew, GridCrew};

const MINUTE: i64 = 60_000;

/// A directive and how far it has come.
struct Story {
    title: &'static str,
    body: &'static str,
    source: &'static str,
    priority: Priority,
    /// How long ago it was issued, in minutes.
    issued: i64,
    /// How long after its issue every door is to be reached, in minutes.
    deadline: i64,
    /// In a hundred villages, in a hundred grids: how many have signed.
    signed: (u64, u64),
    /// In a hundred doors of a grid, how many have a receipt: from the slowest grid to the quickest.
    reported: (i64, i64),
}

/// The documents are invented, like everything else here.
const STORIES: [Story; 3] = [
    Story {
        title: "返乡人员提前三天报备",
        body: "凡从外地返乡的家庭成员，请提前三天向本村网格员报备返乡日期、车次和来处。\
               每户都要告知到人，不在家的打电话告知。",
        source: "黄寺岗镇防控指挥部（示例）第1号",
        priority: Priority::Normal,
        issued: 3 * 24 * 60,
        deadline: 4 * 24 * 60,
        signed: (100, 100),
        reported: (88, 100),
    },
    Story {
        title: "今日起暂停集市和聚餐",
        body: "今日起集市暂停，红白事从简，聚餐不办。已定的宴席请告诉村委会。请网格员、联户人逐户告知。",
        source: "黄寺岗镇防控指挥部（示例）第2号",
        priority: Priority::Urgent,
        issued: 10 * 60,
        deadline: 24 * 60,
        signed: (100, 92),
        reported: (30, 95),
    },
    Story {
        title: "明早六点起全员核酸采样",
        body: "明早六点起到本村采样点采样，带身份证，戴口罩，老人和行动不便的由村里上门。请今晚通知到每一户。",
        source: "黄寺岗镇防控指挥部（示例）第3号",
        priority: Priority::Critical,
        issued: 45,
        deadline: 5 * 60,
        signed: (62, 35),
        reported: (0, 28),
    },
];

/// The grid (by its place in the town) that has reported nothing of the oldest directive: no word is not zero.
const SILENT: usize = 88;

/// Issues the directives and brings the signatures and receipts of the time since. Answers how many receipts.
pub(super) fn plant(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (town, doors, crew): (&Town, &Doors, &Crew),
    seed: u64,
) -> Result<usize, Error> {
    let mut dice = Dice::seeded(seed);
    let mut receipts = 0;
    for (number, story) in STORIES.iter().enumerate() {
        let issued = ctx.now.plus(-story.issued * MINUTE);
        let commander = crew.commander.ok_or_else(|| Error::broken("the sample town has no commander"))?;
        let author = as_person(tx, ctx, commander, issued)?;
        let directive = issue(tx, &author, town, story)?;
        sign(tx, ctx, &mut dice, (crew, story, &directive))?;
        let mut deliveries = Vec::new();
        for (place, grid) in crew.grids.iter().enumerate() {
            let silent = number == 0 && place == SILENT;
            if let Some(delivery) = deliver(ctx, &mut dice, (doors, grid, story, &directive)).filter(|_| !silent) {
                receipts += delivery.receipts.len();
                deliveries.push(delivery);
            }
        }
        directives::record(tx, &deliveries)?;
    }
    Ok(receipts)
}

/// The context of a person at a time, with the posts held then.
fn as_person(tx: &mut Tx<'_>, ctx: &Ctx, person: Id, now: Timestamp) -> Result<Ctx, Error> {
    let authority = Authority::Posts(people::held_posts(tx, person, now)?);
    Ok(Ctx { actor: person, authority, now, ..ctx.clone() })
}

fn issue(tx: &mut Tx<'_>, ctx: &Ctx, town: &Town, story: &Story) -> Result<Directive, Error> {
    let text = DirectiveText {
        title: story.title.to_owned(),
        body: story.body.to_owned(),
        source_document: story.source.to_owned(),
        priority: story.priority,
        deadline_at: ctx.now.plus(story.deadline * MINUTE),
    };
    let draft = directives::draft(tx, ctx, &NewDirective { text, scope: vec![town.area.id] })?;
    directives::issue(tx, ctx, draft.id, IssueDirective { rev: draft.rev })
}

/// Villages sign first, grids after them, in the order of time.
fn sign(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    dice: &mut Dice,
    (crew, story, directive): (&Crew, &Story, &Directive),
) -> Result<(), Error> {
    let issued = directive.issued_at.unwrap_or(ctx.now);
    let (villages, grids) = story.signed;
    let mut signing: Vec<(Timestamp, Id, Id)> = Vec::new();
    let at = |dice: &mut Dice, (from, to)| issued.plus(dice.between(from, to) * MINUTE).min(ctx.now);
    for (area, person) in &crew.villages {
        if dice.chance(villages) {
            signing.push((at(dice, (2, 20)), *area, *person));
        }
    }
    for grid in &crew.grids {
        if let Some(head) = grid.head.filter(|_| dice.chance(grids)) {
            signing.push((at(dice, (10, 90)), grid.area.id, head));
        }
    }
    signing.sort_unstable();
    for (at, area_id, person) in signing {
        let ctx = as_person(tx, ctx, person, at)?;
        directives::sign(tx, &ctx, directive.id, SignDirective { area_id })?;
    }
    Ok(())
}

/// What the worker of a grid has brought since the issue; nothing when that is nothing.
fn deliver(
    ctx: &Ctx,
    dice: &mut Dice,
    (doors, grid, story, directive): (&Doors, &GridCrew, &Story, &Directive),
) -> Option<Delivery> {
    let (slowest, quickest) = story.reported;
    let share = u64::try_from(dice.between(slowest, quickest)).unwrap_or(0);
    let issued = directive.issued_at.unwrap_or(ctx.now);
    let mut receipts = Vec::new();
    for (household, _) in doors.get(&Grid { id: grid.area.id, ord: grid.area.ord })? {
        if dice.chance(share) {
            let input = receipt(dice, directive, *household, issued, ctx.now);
            receipts.push(ReceiptCommand { op_id: ctx.ids.make(), input });
        }
    }
    if receipts.is_empty() {
        return None;
    }
    let last = receipts.iter().map(|receipt| receipt.input.device_at).max().unwrap_or(ctx.now);
    let ctx = Ctx { actor: grid.worker, now: last.plus(MINUTE).min(ctx.now), ..ctx.clone() };
    Some(Delivery { ctx, receipts })
}

fn receipt(dice: &mut Dice, directive: &Directive, household: Id, issued: Timestamp, now: Timestamp) -> ReceiptInput {
    let (state, reason) = match dice.below(100) {
        0..58 => (ReceiptState::Confirmed, None),
        58..90 => (ReceiptState::Told, None),
        90..96 => (ReceiptState::NotReached, Some(NotReached::NobodyHome)),
        96..98 => (ReceiptState::NotReached, Some(NotReached::NoPhone)),
        98 => (ReceiptState::NotReached, Some(NotReached::RefusedToOpen)),
        _ => (ReceiptState::Refused, None),
    };
    let (channel, how_known) = match (state, dice.below(100)) {
        (ReceiptState::NotReached, 0..50) => (Channel::Phone, HowKnown::NotReached),
        (ReceiptState::NotReached, _) => (Channel::Visit, HowKnown::NotReached),
        (_, 0..55) => (Channel::Visit, HowKnown::Seen),
        (_, 55..85) => (Channel::Phone, HowKnown::Called),
        (_, 85..95) => (Channel::Chat, HowKnown::SelfReported),
        _ => (Channel::Loudspeaker, HowKnown::ToldBySomeone),
    };
    // Most doors are told soon: the smaller of two throws.
    let passed = now.since(issued) / MINUTE;
    let after = dice.between(1, passed.max(1)).min(dice.between(1, passed.max(1)));
    ReceiptInput {
        directive_id: directive.id,
        household_id: household,
        version: directive.version,
        state,
        reason,
        channel,
        how_known,
        device_at: issued.plus(after * MINUTE),
        corrects: None,
        note: String::new(),
    }
}
