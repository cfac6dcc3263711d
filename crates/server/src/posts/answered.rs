//! Who answered for this door, or this area, at that instant.

use gridward_database::{DbError, Row, Statement, Tx, params};
use gridward_domain::access::{Role, Verb};
use gridward_domain::areas::{AreaOrd, OrdRange};
use gridward_domain::{Id, Timestamp, faults as general};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::doors;
use crate::areas;
use crate::households::history;
use crate::{Ctx, Error};

macro_rules! holder {
    ($from:literal) => {
        concat!(
            "SELECT p.id, p.person_id, n.name, n.work_phone, p.role, p.area_id, a.name, p.from_at, p.to_at,
       p.stands_in_for, p.area_ord ",
            $from,
            " JOIN person n ON n.id = p.person_id JOIN area a ON a.id = p.area_id
     WHERE p.from_at <= $1 AND (p.to_at IS NULL OR p.to_at > $1) AND "
        )
    };
}

static FOR_DOOR: Statement = Statement::new(
    "posts.answered_for_door",
    concat!(
        holder!("FROM post_household l JOIN post p ON p.id = l.post_id"),
        "l.household_id = $2 AND l.from_at <= $1 AND (l.to_at IS NULL OR l.to_at > $1) UNION ALL ",
        holder!("FROM post p"),
        "p.area_ord IN ($3, $4, $5, $6, $7, $8, $9) AND p.role IN
       ('grid_worker', 'grid_head', 'village_cadre', 'lead_cadre')"
    ),
);
static ABOVE: Statement = Statement::new(
    "posts.answered_for_area",
    concat!(
        holder!("FROM post p"),
        "p.area_ord IN ($2, $3, $4, $5, $6, $7, $8) AND p.role <> 'liaison' AND p.role <> 'auditor'"
    ),
);

pub(super) const STATEMENTS: &[&Statement] = &[&FOR_DOOR, &ABOVE];

/// When.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AtQuery {
    /// The instant asked for; now when absent.
    #[param(value_type = Option<i64>)]
    pub at: Option<Timestamp>,
}

/// Somebody who stood in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct StoodIn {
    /// The post that stood in.
    pub post_id: Id,
    /// Who.
    pub person_id: Id,
    /// The name.
    pub person_name: String,
    /// The number on duty.
    pub work_phone: String,
    /// From when.
    pub from_at: Timestamp,
    /// Until when.
    pub to_at: Option<Timestamp>,
}

/// Somebody who answered, and who stood in then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Answering {
    /// The post.
    pub post_id: Id,
    /// Who.
    pub person_id: Id,
    /// The name.
    pub person_name: String,
    /// The number on duty.
    pub work_phone: String,
    /// What for.
    pub role: Role,
    /// Where.
    pub area_id: Id,
    /// The area's name.
    pub area_name: String,
    /// From when.
    pub from_at: Timestamp,
    /// Until when, if it ended or will end.
    pub to_at: Option<Timestamp>,
    /// Who stood in for the post at that instant, and so acted.
    pub stand_ins: Vec<StoodIn>,
    #[serde(skip)]
    stands_in_for: Option<Id>,
    #[serde(skip)]
    area_ord: i64,
}

/// Who answered, by role, nearest to the door first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Answerers {
    /// 联户人
    pub liaisons: Vec<Answering>,
    /// 网格员
    pub grid_workers: Vec<Answering>,
    /// 网格长
    pub grid_heads: Vec<Answering>,
    /// 包片村干部
    pub village_cadres: Vec<Answering>,
    /// 包村领导
    pub lead_cadres: Vec<Answering>,
}

/// Who answered for a door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DoorAnswered {
    /// The door.
    pub household_id: Id,
    /// The grid it lay in then.
    pub grid_id: Id,
    /// The grid's name.
    pub grid_name: String,
    /// The instant.
    pub at: Timestamp,
    /// Who.
    #[serde(flatten)]
    pub who: Answerers,
}

/// Who answered for an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AreaAnswered {
    /// The area.
    pub area_id: Id,
    /// The instant.
    pub at: Timestamp,
    /// Who; liaisons are asked for by door.
    #[serde(flatten)]
    pub who: Answerers,
}

/// Who answered for a door at an instant, in the grid it lay in then.
pub fn answered_for_door(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, query: AtQuery) -> Result<DoorAnswered, Error> {
    ctx.may_somewhere(Verb::PostsRead)?;
    let (grid_id, ord) = doors::grid_of(tx, id)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    if !ctx.touches(Verb::PostsRead, OrdRange { from: ord, to: ord + 1 }) {
        return Err(general::NOT_FOUND.refuse().into());
    }
    let at = query.at.unwrap_or(ctx.now);
    let grid_id = history::grid_before(tx, ctx, id, at)?.unwrap_or(grid_id);
    let grid = areas::stored(tx, grid_id)?.ok_or_else(|| Error::broken("a household without a grid"))?;
    let [one, two, three, four, five, six, seven] = AreaOrd(grid.ord).lineage();
    let values = params![at.0, id.to_string(), one, two, three, four, five, six, seven];
    let found = tx.all(&FOR_DOOR, &values, answering)?;
    Ok(DoorAnswered { household_id: id, grid_id, grid_name: grid.name, at, who: sorted(found) })
}

/// Who answered for an area at an instant, the posts above it included.
pub fn answered_for_area(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, query: AtQuery) -> Result<AreaAnswered, Error> {
    ctx.may_somewhere(Verb::PostsRead)?;
    let area = areas::find(tx, ctx, id)?;
    let at = query.at.unwrap_or(ctx.now);
    Ok(AreaAnswered { area_id: id, at, who: sorted(above(tx, area.ord, at)?) })
}

/// Everybody who answers for an area with this number, from its own level up, nearest first.
pub(crate) fn above(tx: &mut Tx<'_>, ord: i64, at: Timestamp) -> Result<Vec<Answering>, DbError> {
    let [one, two, three, four, five, six, seven] = AreaOrd(ord).lineage();
    tx.all(&ABOVE, &params![at.0, one, two, three, four, five, six, seven], answering).map(joined)
}

/// Stand-ins go to the posts they stand in for; nearest to the doors first.
pub(super) fn joined(found: Vec<Answering>) -> Vec<Answering> {
    let (standing_in, mut held): (Vec<Answering>, Vec<Answering>) =
        found.into_iter().partition(|answering| answering.stands_in_for.is_some());
    for stand_in in standing_in {
        if let Some(post) = held.iter_mut().find(|post| Some(post.post_id) == stand_in.stands_in_for) {
            post.stand_ins.push(StoodIn {
                post_id: stand_in.post_id,
                person_id: stand_in.person_id,
                person_name: stand_in.person_name,
                work_phone: stand_in.work_phone,
                from_at: stand_in.from_at,
                to_at: stand_in.to_at,
            });
        }
    }
    held.sort_by_key(|post| (std::cmp::Reverse(post.area_ord), post.from_at, post.post_id));
    held
}

fn sorted(found: Vec<Answering>) -> Answerers {
    let mut who = Answerers::default();
    for answering in joined(found) {
        match answering.role {
            Role::Liaison => who.liaisons.push(answering),
            Role::GridWorker => who.grid_workers.push(answering),
            Role::GridHead => who.grid_heads.push(answering),
            Role::VillageCadre => who.village_cadres.push(answering),
            Role::LeadCadre => who.lead_cadres.push(answering),
            Role::Admin | Role::Commander | Role::Clerk | Role::Auditor => {}
        }
    }
    who
}

fn answering(row: &Row<'_>) -> Result<Answering, DbError> {
    Ok(Answering {
        post_id: row.parse(0)?,
        person_id: row.parse(1)?,
        person_name: row.get(2)?,
        work_phone: row.get(3)?,
        role: row.parse(4)?,
        area_id: row.parse(5)?,
        area_name: row.get(6)?,
        from_at: Timestamp(row.get(7)?),
        to_at: row.get::<Option<i64>>(8)?.map(Timestamp),
        stand_ins: Vec::new(),
        stands_in_for: row.parse_opt(9)?,
        area_ord: row.get(10)?,
    })
}
