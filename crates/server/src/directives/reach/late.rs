//! What is overdue, how far up it has climbed, and who must act there.

use std::collections::HashMap;

use gridward_database::{DbError, Param, SetStatement, Tx, params};
use gridward_domain::access::{Role, Verb};
use gridward_domain::areas::{AreaOrd, OrdRange};
use gridward_domain::directives::{DirectiveState, Tier, climbed_to, tier_of};
use gridward_domain::{Id, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::cache::SheetCache;
use super::sheet::Sheet;
use super::store::Node;
use crate::{Ctx, Error};

/// Rows that are shown at most, the longest overdue first.
const MOST: usize = 500;

static ANSWERING: SetStatement = SetStatement::new(
    "directives.answering",
    "SELECT p.area_ord, p.role, n.name, n.work_phone FROM post p JOIN person n ON n.id = p.person_id
     WHERE p.from_at <= $1 AND (p.to_at IS NULL OR p.to_at > $1) AND p.role <> 'liaison' AND p.role <> 'admin'
       AND p.role <> 'auditor' AND p.area_ord IN (",
    "?",
    ")",
);

pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&ANSWERING];

/// What is overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Late {
    /// Doors that are left after the deadline.
    Doors,
    /// A signature that was due.
    Signature,
}

/// Who must act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Responsible {
    /// The name.
    pub name: String,
    /// The number on duty.
    pub phone: String,
}

/// Overdue work of an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LateItem {
    /// The area whose work it is.
    pub area_id: Id,
    /// Its name.
    pub area_name: String,
    /// Its tier.
    pub tier: Tier,
    /// What is overdue.
    pub what: Late,
    /// Doors left; 0 for a signature.
    pub left: i64,
    /// When it was due.
    pub due_at: Timestamp,
    /// For how long it has been overdue, in milliseconds.
    pub since: i64,
    /// The tier that must act on it now; it comes down when somebody does.
    pub climbed_to: Tier,
    /// Who answers there; nothing where nobody does.
    pub who: Option<Responsible>,
    #[serde(skip)]
    act_at: i64,
}

/// The overdue work of a directive in the asker's reach, the longest overdue first.
pub fn late(tx: &mut Tx<'_>, ctx: &Ctx, cache: &SheetCache, id: Id) -> Result<Vec<LateItem>, Error> {
    let sheet = cache.sheet(tx, ctx, id)?;
    if sheet.directive.state != DirectiveState::Issued {
        return Ok(Vec::new());
    }
    let reach = ctx.ranges(Verb::DirectivesRead);
    let mut items: Vec<LateItem> = Vec::new();
    for node in sheet.nodes.iter().filter(|node| reach.iter().any(|range| range.touches(node.range))) {
        let Some(tier) = tier_of(node.level) else { continue };
        items.extend(signature(&sheet, node, tier, ctx.now));
        if tier == Tier::Grid {
            items.extend(doors(&sheet, node, &reach, ctx.now));
        }
    }
    items.sort_by_key(|item| (item.due_at, std::cmp::Reverse(item.left), item.area_id));
    items.truncate(MOST);
    name_responsible(tx, ctx.now, &mut items)?;
    Ok(items)
}

fn signature(sheet: &Sheet, node: &Node, tier: Tier, now: Timestamp) -> Option<LateItem> {
    let due_at = tier.due_at(sheet.issued_at, sheet.directive.text.deadline_at);
    let signed = sheet.signed.get(&node.id).is_some_and(|signed| signed.version == sheet.directive.version);
    if signed || now <= due_at {
        return None;
    }
    Some(item(node, tier, (Late::Signature, 0), (due_at, due_at), now))
}

fn doors(sheet: &Sheet, node: &Node, reach: &[OrdRange], now: Timestamp) -> Option<LateItem> {
    let due_at = sheet.directive.text.deadline_at;
    let figures = sheet.figures(node.range, reach);
    let left = figures.reach.left();
    if left == 0 || now <= due_at {
        return None;
    }
    Some(item(node, Tier::Grid, (Late::Doors, left), (due_at, due_at.max(figures.last_report)), now))
}

/// A row; it climbs from when it fell due or was last acted on.
fn item(
    node: &Node,
    tier: Tier,
    (what, left): (Late, i64),
    (due_at, acted_at): (Timestamp, Timestamp),
    now: Timestamp,
) -> LateItem {
    let climbed_to = climbed_to(tier, acted_at, now);
    let ord = node.range.from;
    LateItem {
        area_id: node.id,
        area_name: node.name.clone(),
        tier,
        what,
        left,
        due_at,
        since: now.since(due_at),
        climbed_to,
        who: None,
        act_at: ord - ord % AreaOrd::span(climbed_to.level()),
    }
}

/// Whoever answers for the area that must act: nearest to the work first.
fn name_responsible(tx: &mut Tx<'_>, now: Timestamp, items: &mut [LateItem]) -> Result<(), DbError> {
    let mut ords: Vec<i64> = items.iter().map(|item| item.act_at).collect();
    ords.sort_unstable();
    ords.dedup();
    let rows: Vec<[Param<'_>; 1]> = ords.iter().map(|ord| params![*ord]).collect();
    let mut holders: HashMap<i64, Vec<(Role, Responsible)>> = HashMap::new();
    let found = tx.all_set(&ANSWERING, &params![now.0], &rows, |row| {
        let responsible = Responsible { name: row.get(2)?, phone: row.get(3)? };
        Ok((row.get::<i64>(0)?, row.parse::<Role>(1)?, responsible))
    })?;
    for (ord, role, responsible) in found {
        holders.entry(ord).or_default().push((role, responsible));
    }
    for item in items {
        let there = holders.get(&item.act_at).into_iter().flatten();
        let nearest = there.min_by_key(|(role, _)| precedence(*role, item.climbed_to));
        item.who = nearest.map(|(_, responsible)| responsible.clone());
    }
    Ok(())
}

/// Who acts first for a tier: the grid head, the lead cadre or a village cadre, the town's clerk.
fn precedence(role: Role, tier: Tier) -> usize {
    let order: &[Role] = match tier {
        Tier::Grid => &[Role::GridHead, Role::GridWorker, Role::VillageCadre],
        Tier::Village => &[Role::VillageCadre, Role::LeadCadre],
        Tier::Town => &[Role::Clerk, Role::Commander, Role::LeadCadre],
    };
    order.iter().position(|other| *other == role).unwrap_or(order.len())
}
