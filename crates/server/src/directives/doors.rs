//! The doors of a directive: those that are left, with what is known of each and who should go.

use std::collections::HashMap;

use gridward_database::{DbError, Param, Row, SetStatement, Statement, Tx, params};
use gridward_domain::access::{Role, Verb};
use gridward_domain::areas::{AreaOrd, Level, OrdRange};
use gridward_domain::directives::{NotReached, ReceiptState};
use gridward_domain::{Id, Timestamp, faults as general};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::reach::{Sheet, SheetCache};
use crate::areas;
use crate::listing::{self, Page};
use crate::{Ctx, Error};

macro_rules! door {
    ($rest:literal) => {
        concat!(
            "SELECT h.id, h.number, h.lane, h.door, h.head_name, h.members, h.grid_ord, h.sort_key, g.name, d.rank,
       d.reason, d.reported_at FROM household h JOIN area g ON g.id = h.grid_id
     LEFT JOIN door d ON d.directive_id = $1 AND d.household_id = h.id ",
            $rest
        )
    };
}

static OF_GRID: Statement = Statement::new(
    "directives.doors_of_grid",
    door!(
        "WHERE (h.grid_ord, h.sort_key, h.id) > ($2, $3, $4) AND h.grid_ord < $5 AND h.to_at IS NULL
       AND ((d.rank IS NULL AND CAST($6 AS BIGINT) = 0) OR (d.rank >= $6 AND d.rank <= $7))
     ORDER BY h.grid_ord, h.sort_key, h.id LIMIT $8"
    ),
);
static OF_POST: Statement = Statement::new(
    "directives.doors_of_post",
    door!(
        "JOIN post_household l ON l.household_id = h.id
     WHERE l.post_id = $2 AND l.from_at <= $3 AND (l.to_at IS NULL OR l.to_at > $3) AND h.to_at IS NULL
     ORDER BY h.grid_ord, h.sort_key, h.id"
    ),
);
static LIAISONS: SetStatement = SetStatement::new(
    "directives.liaisons",
    "SELECT l.household_id, p.id, n.name, p.role, n.work_phone FROM post_household l JOIN post p ON p.id = l.post_id
     JOIN person n ON n.id = p.person_id WHERE l.from_at <= $1 AND (l.to_at IS NULL OR l.to_at > $1)
       AND p.from_at <= $1 AND (p.to_at IS NULL OR p.to_at > $1) AND l.household_id IN (",
    "?",
    ")",
);
static OF_GRIDS: SetStatement = SetStatement::new(
    "directives.grid_posts",
    "SELECT p.area_ord, p.id, n.name, p.role, n.work_phone FROM post p JOIN person n ON n.id = p.person_id
     WHERE p.from_at <= $1 AND (p.to_at IS NULL OR p.to_at > $1) AND p.role IN ('grid_worker', 'grid_head')
       AND p.area_ord IN (",
    "?",
    ") ORDER BY p.role DESC, p.id",
);

pub(super) const STATEMENTS: &[&Statement] = &[&OF_GRID, &OF_POST];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&LIAISONS, &OF_GRIDS];

/// Which doors.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DoorsShown {
    /// Not reached, or no word.
    #[default]
    Left,
    /// They heard it and refuse.
    Refused,
    /// All of the scope.
    All,
}

impl DoorsShown {
    /// The lowest and the highest rank shown; 0 takes doors without a receipt in.
    const fn ranks(self) -> (i64, i64) {
        match self {
            Self::Left => (0, ReceiptState::NotReached.rank()),
            Self::Refused => (ReceiptState::Refused.rank(), ReceiptState::Refused.rank()),
            Self::All => (0, ReceiptState::Confirmed.rank()),
        }
    }
}

/// Which doors are asked for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DoorQuery {
    /// Only below this area.
    #[param(value_type = Option<String>)]
    pub area: Option<Id>,
    /// Which; those left when absent.
    #[serde(default)]
    #[param(inline)]
    pub show: DoorsShown,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Rows of a page: 1 to 200, 50 when absent.
    pub limit: Option<usize>,
}

/// Who should go to a door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Goer {
    /// The post.
    pub post_id: Id,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The number on duty.
    pub phone: String,
}

/// A door with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DirectiveDoor {
    /// The household.
    pub household_id: Id,
    /// The number the ledger gives it.
    pub number: String,
    /// Lane or building.
    pub lane: String,
    /// The door.
    pub door: String,
    /// The name of its head.
    pub head_name: String,
    /// How many live there.
    pub members: i64,
    /// The grid's name.
    pub grid_name: String,
    /// What is known; nothing where there is no receipt.
    pub state: Option<ReceiptState>,
    /// Why nobody was reached.
    pub reason: Option<NotReached>,
    /// When that was.
    pub at: Option<Timestamp>,
    /// Who should go: the liaison, else the grid's worker or head; nobody where there is none.
    pub who: Option<Goer>,
    #[serde(skip)]
    grid_ord: i64,
    #[serde(skip)]
    sort_key: String,
}

type Key = (i64, String, String);

/// The doors of a directive within the asker's reach, in door order.
pub fn doors(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    cache: &SheetCache,
    id: Id,
    asked: &DoorQuery,
) -> Result<Page<DirectiveDoor>, Error> {
    ctx.may_somewhere(Verb::DoorsRead)?;
    let sheet = cache.sheet(tx, ctx, id)?;
    let within = asked.area.map(|area| areas::find(tx, ctx, area)).transpose()?;
    let within = within.map_or(OrdRange::EVERYTHING, |area| area.range());
    let reach = ctx.ranges(Verb::DoorsRead);
    if reach.is_empty() {
        return own_doors(tx, ctx, &sheet, (within, asked.show));
    }
    let limit = asked.limit.unwrap_or(50).clamp(1, 200);
    let after: Key = listing::after(asked.cursor.as_deref())?.unwrap_or_else(|| (-1, String::new(), String::new()));
    let items = page(tx, &sheet, (within, &reach), asked.show, (after, limit + 1))?;
    let mut page =
        Page::cut(items, limit, |last| (last.grid_ord, last.sort_key.clone(), last.household_id.to_string()))?;
    name_goers(tx, ctx.now, &mut page.items)?;
    Ok(page)
}

/// Goes through the grids that have such doors, so that the last few doors of a county are found at once.
fn page(
    tx: &mut Tx<'_>,
    sheet: &Sheet,
    (within, reach): (OrdRange, &[OrdRange]),
    show: DoorsShown,
    (after, limit): (Key, usize),
) -> Result<Vec<DirectiveDoor>, Error> {
    let span = AreaOrd::span(Level::Grid);
    let (low, high) = show.ranks();
    let mut items: Vec<DirectiveDoor> = Vec::new();
    let grids = sheet.grids_within(within, reach).filter(|(ord, figures)| {
        let some = match show {
            DoorsShown::Left => figures.reach.left() > 0,
            DoorsShown::Refused => figures.reach.refused > 0,
            DoorsShown::All => true,
        };
        some && after.0 < ord + span
    });
    for (ord, _) in grids {
        let start = if after.0 >= ord { after.clone() } else { (ord - 1, "\u{10ffff}".to_owned(), String::new()) };
        let room = i64::try_from(limit - items.len()).unwrap_or(1);
        let directive = sheet.directive.id.to_string();
        let asked = params![directive, start.0, &start.1, &start.2, ord + span, low, high, room];
        items.extend(tx.all(&OF_GRID, &asked, door)?);
        if items.len() >= limit {
            break;
        }
    }
    Ok(items)
}

/// The doors of the asker's own household sets, as a liaison.
fn own_doors(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    sheet: &Sheet,
    (within, show): (OrdRange, DoorsShown),
) -> Result<Page<DirectiveDoor>, Error> {
    let mut items = Vec::new();
    for post in ctx.household_posts(Verb::DoorsRead) {
        items.extend(of_post(tx, sheet, post, ctx.now)?);
    }
    let (low, high) = show.ranks();
    items.retain(|door: &DirectiveDoor| {
        let rank = door.state.map_or(0, ReceiptState::rank);
        within.holds(door.grid_ord) && (low..=high).contains(&rank)
    });
    name_goers(tx, ctx.now, &mut items)?;
    Ok(Page::whole(items))
}

/// The doors of a liaison's set that are due, in door order.
pub(super) fn of_post(tx: &mut Tx<'_>, sheet: &Sheet, post: Id, now: Timestamp) -> Result<Vec<DirectiveDoor>, DbError> {
    let mut doors = tx.all(&OF_POST, &params![sheet.directive.id.to_string(), post.to_string(), now.0], door)?;
    doors.retain(|door| sheet.directive.holds(door.grid_ord));
    Ok(doors)
}

/// Names who should go to each door: its liaison, else somebody of its grid.
fn name_goers(tx: &mut Tx<'_>, now: Timestamp, doors: &mut [DirectiveDoor]) -> Result<(), DbError> {
    let rows: Vec<[Param<'_>; 1]> = doors.iter().map(|door| params![door.household_id.to_string()]).collect();
    let liaisons = tx.all_set(&LIAISONS, &params![now.0], &rows, |row| Ok((row.parse::<Id>(0)?, goer(row)?)))?;
    let liaisons: HashMap<Id, Goer> = liaisons.into_iter().collect();
    let span = AreaOrd::span(Level::Grid);
    let mut grids: Vec<i64> = doors
        .iter()
        .filter(|door| !liaisons.contains_key(&door.household_id))
        .flat_map(|door| [door.grid_ord, door.grid_ord - door.grid_ord % span])
        .collect();
    grids.sort_unstable();
    grids.dedup();
    let rows: Vec<[Param<'_>; 1]> = grids.iter().map(|ord| params![*ord]).collect();
    let posts = tx.all_set(&OF_GRIDS, &params![now.0], &rows, |row| Ok((row.get::<i64>(0)?, goer(row)?)))?;
    let mut of_grid: HashMap<i64, Goer> = HashMap::new();
    for (ord, goer) in posts {
        of_grid.entry(ord).or_insert(goer);
    }
    for door in doors {
        let grid = door.grid_ord - door.grid_ord % span;
        let nearest = liaisons.get(&door.household_id).or(of_grid.get(&door.grid_ord)).or(of_grid.get(&grid));
        door.who = nearest.cloned();
    }
    Ok(())
}

fn goer(row: &Row<'_>) -> Result<Goer, DbError> {
    Ok(Goer { post_id: row.parse(1)?, name: row.get(2)?, role: row.parse(3)?, phone: row.get(4)? })
}

fn door(row: &Row<'_>) -> Result<DirectiveDoor, DbError> {
    let state = row.get::<Option<i64>>(9)?.and_then(ReceiptState::of_rank);
    Ok(DirectiveDoor {
        household_id: row.parse(0)?,
        number: row.get(1)?,
        lane: row.get(2)?,
        door: row.get(3)?,
        head_name: row.get(4)?,
        members: row.get(5)?,
        grid_ord: row.get(6)?,
        sort_key: row.get(7)?,
        grid_name: row.get(8)?,
        state,
        reason: row.text_opt(10)?.and_then(|reason| reason.parse().ok()),
        at: row.get::<Option<i64>>(11)?.filter(|_| state.is_some()).map(Timestamp),
        who: None,
    })
}

/// Declines with *not found* unless the asker may read the doors of a post's set.
pub(super) fn may_read_set(ctx: &Ctx, post: Id, ord: i64) -> Result<(), Error> {
    ctx.may_somewhere(Verb::DoorsRead)?;
    let covered = ctx.ranges(Verb::DoorsRead).iter().any(|range| range.holds(ord));
    if covered || ctx.household_posts(Verb::DoorsRead).contains(&post) {
        Ok(())
    } else {
        Err(general::NOT_FOUND.at("post").into())
    }
}
