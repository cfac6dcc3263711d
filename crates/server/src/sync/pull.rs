//! What a phone holds: the doors its holder answers for, what is asked at them, and whom to call.

use std::collections::{HashMap, HashSet};

use gridward_database::Tx;
use gridward_domain::access::{Role, Verb};
use gridward_domain::areas::{AreaOrd, Level, OrdRange};
use gridward_domain::directives::{Channel, DirectiveText, NotReached, ReceiptState, Tier};
use gridward_domain::households::Relation as Kinship;
use gridward_domain::identity::mask_phone;
use gridward_domain::{Id, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};

use super::store::{self, Holder};
use crate::arrivals::{self, HeldArrival};
use crate::directives::{self, DirectiveQuery, SheetCache, Show, Signature};
use crate::follow_ups::{self, HeldFollowUp};
use crate::help_requests::{self, HelpRequest};
use crate::households::{self, Household};
use crate::plans::{self, HeldScreening};
use crate::residents::PHONE_INDEX;
use crate::responses::{self, HeldResponse};
use crate::{Authority, Ctx, Error};

/// Households a phone holds at most: more is work for the desk.
const MOST: usize = 3_000;
/// Which lists a snapshot has: a phone that read an earlier shape reads all of it again, though nothing changed.
const SHAPE: u8 = 3;

/// How far the phone has read.
#[derive(Debug, Clone, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SyncQuery {
    /// The `cursor` of the answer before; absent at first.
    pub cursor: Option<String>,
}

/// A directive that asks something at the holder's doors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct HeldDirective {
    /// The directive.
    pub id: Id,
    /// The version in force.
    pub version: i64,
    /// What it says.
    #[serde(flatten)]
    pub text: DirectiveText,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// The grids of the holder that lie in its scope: a household is due when it lies in one of them.
    pub grid_ids: Vec<Id>,
}

/// A liaison of a household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct HeldLiaison {
    /// The name.
    pub name: String,
    /// The number on duty.
    pub phone: String,
}

/// A door the holder answers for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct HeldHousehold {
    /// The household.
    pub id: Id,
    /// Its grid.
    pub grid_id: Id,
    /// The grid's name.
    pub grid_name: String,
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
    /// A remark that helps to find or meet them.
    pub note: String,
    /// A phone of the household, masked; the head's where there is one.
    pub phone: Option<String>,
    /// Whose phone it is: the number in full is asked for by the resident.
    pub resident_id: Option<Id>,
    /// Who keeps contact with it.
    pub liaison: Option<HeldLiaison>,
    /// Whether the holder himself goes there, as its liaison or in a grid without one.
    pub mine: bool,
}

/// Where a door stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct HeldDoor {
    /// The directive and the household, with a colon between.
    pub id: String,
    /// The directive.
    pub directive_id: Id,
    /// The household.
    pub household_id: Id,
    /// The version the latest receipt answered.
    pub version: i64,
    /// The strongest state.
    pub state: ReceiptState,
    /// Why nobody was reached.
    pub reason: Option<NotReached>,
    /// The latest receipt's channel.
    pub channel: Channel,
    /// When that was.
    pub at: Timestamp,
    /// The receipt that says so; a correction names it.
    pub receipt_id: Id,
}

/// A signature that is the holder's to give, or that he has given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct HeldSignature {
    /// The directive and the area, with a colon between.
    pub id: String,
    /// The directive.
    pub directive_id: Id,
    /// The area.
    pub area_id: Id,
    /// Its name.
    pub area_name: String,
    /// Its tier.
    pub tier: Tier,
    /// The version it signed for last.
    pub signed_version: Option<i64>,
    /// By when it should have signed.
    pub due_at: Timestamp,
    /// Whether it is late.
    pub late: bool,
}

/// Where somebody stands to the holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Answers for an area above.
    Above,
    /// Answers for the same area.
    Beside,
    /// Answers for a part of it.
    Below,
}

/// Somebody to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Contact {
    /// The post.
    pub id: Id,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The area.
    pub area_name: String,
    /// The number on duty.
    pub phone: String,
    /// Where they stand.
    pub relation: Relation,
}

/// What a phone may hold now.
#[derive(Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Snapshot {
    /// Hand this back next time.
    pub cursor: String,
    /// Whether nothing has changed since the cursor: the lists are then empty and the phone keeps what it has.
    pub unchanged: bool,
    /// When this was so.
    pub at: Timestamp,
    /// Directives in force.
    pub directives: Vec<HeldDirective>,
    /// Doors of the holder.
    pub households: Vec<HeldHousehold>,
    /// Where they stand; a door without an entry has had no report.
    pub doors: Vec<HeldDoor>,
    /// Signatures that are the holder's, given or not.
    pub signatures: Vec<HeldSignature>,
    /// Whom to call.
    pub contacts: Vec<Contact>,
    /// Open responses that concern the holder's grids, with the words that are asked at the door.
    pub responses: Vec<HeldResponse>,
    /// Returnees of the holder's own grids who are expected, or came and are not verified.
    pub arrivals: Vec<HeldArrival>,
    /// Follow-ups of today where the holder goes himself, door by door, and those of yesterday that nobody did.
    pub follow_ups: Vec<HeldFollowUp>,
    /// What people of the holder's own grids asked for and nobody has answered.
    pub help_requests: Vec<HelpRequest>,
    /// What a changed list or changed rules changed in the holder's own grids: sent by the desk, and not acknowledged before
    /// today.
    pub screenings: Vec<HeldScreening>,
    /// Whether the reach is too large for a phone; no household is then listed.
    pub households_omitted: bool,
}

impl Snapshot {
    /// How many of whom it shows, for the audit log; nothing where it shows nobody.
    pub(super) fn people(&self) -> Option<Value> {
        let (households, arrivals) = (self.households.len(), self.arrivals.len());
        let (follow_ups, help_requests) = (self.follow_ups.len(), self.help_requests.len());
        let screened: usize = self.screenings.iter().map(|screening| screening.people.len()).sum();
        let counts = [households, arrivals, follow_ups, help_requests, screened];
        let shown = json!({ "households": households, "arrivals": arrivals, "follow_ups": follow_ups,
            "help_requests": help_requests, "screenings": screened });
        counts.iter().any(|count| *count > 0).then_some(shown)
    }
}

/// Everything the asker's posts let a phone hold, or that nothing has changed since the cursor.
pub fn pull(tx: &mut Tx<'_>, ctx: &Ctx, cache: &SheetCache, asked: &SyncQuery) -> Result<Snapshot, Error> {
    ctx.may_somewhere(Verb::DirectivesRead)?;
    let head = tx.changes_head()?;
    let mut snapshot = Snapshot {
        cursor: cursor(ctx, head),
        unchanged: false,
        at: ctx.now,
        directives: Vec::new(),
        households: Vec::new(),
        doors: Vec::new(),
        signatures: Vec::new(),
        contacts: Vec::new(),
        responses: Vec::new(),
        arrivals: Vec::new(),
        follow_ups: Vec::new(),
        help_requests: Vec::new(),
        screenings: Vec::new(),
        households_omitted: false,
    };
    if is_unchanged(tx, ctx, asked, head)? {
        snapshot.unchanged = true;
        return Ok(snapshot);
    }
    let doors = held_households(tx, ctx)?;
    snapshot.households_omitted = doors.is_none();
    let households = doors.unwrap_or_default();
    fill_directives(tx, ctx, cache, &households, &mut snapshot)?;
    snapshot.contacts = contacts(tx, ctx)?;
    snapshot.responses = responses::held(tx, ctx)?;
    snapshot.arrivals = arrivals::held(tx, ctx, &snapshot.responses)?;
    snapshot.follow_ups = follow_ups::held(tx, ctx)?;
    snapshot.help_requests = help_requests::held(tx, ctx, &snapshot.responses)?;
    snapshot.screenings = plans::held(tx, ctx, &snapshot.responses)?;
    snapshot.households = with_people(tx, ctx, households)?;
    Ok(snapshot)
}

/// How far the feed was read, on which day, and by whom: other posts see other doors, and another day other follow-ups.
fn cursor(ctx: &Ctx, head: i64) -> String {
    let Authority::Posts(posts) = &ctx.authority else { return head.to_string() };
    let by_posts = posts.iter().fold(0_u64, |sum, post| {
        #[expect(clippy::cast_possible_truncation, reason = "the lower half of an identity tells posts apart")]
        let half = post.id.number() as u64;
        sum.wrapping_mul(31).wrapping_add(half)
    });
    format!("{head}.{by_posts:x}.{}.{}.{SHAPE}", ctx.language.tag(), ctx.zone.date(ctx.now))
}

fn is_unchanged(tx: &mut Tx<'_>, ctx: &Ctx, asked: &SyncQuery, head: i64) -> Result<bool, Error> {
    let Some(before) = asked.cursor.as_deref().filter(|cursor| !cursor.is_empty()) else { return Ok(false) };
    let Some(seq) = before.split('.').next().and_then(|seq| seq.parse::<i64>().ok()) else { return Ok(false) };
    if cursor(ctx, seq) != before || seq > head {
        return Ok(false);
    }
    for range in ctx.ranges(Verb::DirectivesRead) {
        if store::has_changed(tx, seq, range)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The doors of the asker in door order; nothing where they are too many for a phone.
fn held_households(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Option<Vec<Household>>, Error> {
    let mut found: Vec<Household> = Vec::new();
    for range in ctx.ranges(Verb::ReceiptsRecord) {
        if range.to.saturating_sub(range.from) > AreaOrd::span(Level::Village) {
            return Ok(None);
        }
        let room = MOST + 1 - found.len();
        found.extend(households::within(tx, range, i64::try_from(room).unwrap_or(1))?);
        if found.len() > MOST {
            return Ok(None);
        }
    }
    for post in ctx.household_posts(Verb::ReceiptsRecord) {
        found.extend(households::of_post(tx, post, ctx.now)?);
    }
    let mut seen = HashSet::with_capacity(found.len());
    found.retain(|household| seen.insert(household.id));
    Ok(Some(found))
}

/// Running directives with the asker's grids in them, where his doors stand, and what is his to sign.
fn fill_directives(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    cache: &SheetCache,
    households: &[Household],
    snapshot: &mut Snapshot,
) -> Result<(), Error> {
    let mut grids: Vec<(i64, Id)> =
        households.iter().map(|household| (household.grid_ord, household.grid_id)).collect();
    grids.sort_unstable();
    grids.dedup();
    let own: HashSet<Id> = households.iter().map(|household| household.id).collect();
    let asked = DirectiveQuery { state: Show::Running, cursor: None, limit: Some(100) };
    for directive in directives::list(tx, ctx, &asked)?.items {
        let due: Vec<(i64, Id)> = grids.iter().copied().filter(|(ord, _)| directive.holds(*ord)).collect();
        for (ord, _) in &due {
            let found = store::doors(tx, directive.id, OrdRange { from: *ord, to: ord + 1 })?;
            snapshot.doors.extend(found.into_iter().filter(|door| own.contains(&door.household_id)));
        }
        let signatures = directives::own_signatures(tx, ctx, cache, directive.id)?;
        snapshot.signatures.extend(signatures.into_iter().map(|signature| held_signature(directive.id, signature)));
        snapshot.directives.push(HeldDirective {
            id: directive.id,
            version: directive.version,
            issued_at: directive.issued_at.unwrap_or_default(),
            text: directive.text,
            grid_ids: due.into_iter().map(|(_, id)| id).collect(),
        });
    }
    Ok(())
}

fn held_signature(directive_id: Id, signature: Signature) -> HeldSignature {
    HeldSignature {
        id: format!("{directive_id}:{}", signature.area_id),
        directive_id,
        area_id: signature.area_id,
        area_name: signature.area_name,
        tier: signature.tier,
        signed_version: signature.signed_version,
        due_at: signature.due_at,
        late: signature.late,
    }
}

/// The doors with a masked phone and their liaisons.
fn with_people(tx: &mut Tx<'_>, ctx: &Ctx, households: Vec<Household>) -> Result<Vec<HeldHousehold>, Error> {
    let ids: Vec<Id> = households.iter().map(|household| household.id).collect();
    let mut phones: HashMap<Id, (Id, String, bool)> = HashMap::new();
    for found in store::phones(tx, &ids)? {
        let head = Kinship::from_code(&found.relation) == Some(Kinship::Head);
        if head || !phones.contains_key(&found.household) {
            let number = ctx.keys.open(PHONE_INDEX, &found.sealed).map_err(Error::broken)?;
            phones.insert(found.household, (found.resident, mask_phone(&number), head));
        }
    }
    let mut grids: Vec<i64> = households.iter().map(|household| household.grid_ord).collect();
    grids.sort_unstable();
    grids.dedup();
    let mut liaisons: HashMap<Id, HeldLiaison> = HashMap::new();
    for ord in grids {
        for (household, name, phone) in store::liaisons(tx, OrdRange { from: ord, to: ord + 1 }, ctx.now)? {
            liaisons.insert(household, HeldLiaison { name, phone });
        }
    }
    let is_liaison = !ctx.household_posts(Verb::ReceiptsRecord).is_empty();
    let held = households.into_iter().map(|household| {
        let phone = phones.remove(&household.id);
        let liaison = liaisons.remove(&household.id);
        HeldHousehold {
            mine: is_liaison || liaison.is_none(),
            id: household.id,
            grid_id: household.grid_id,
            grid_name: household.grid_name,
            number: household.number,
            lane: household.lane,
            door: household.door,
            head_name: household.head_name,
            members: household.members,
            note: household.note,
            resident_id: phone.as_ref().map(|(resident, _, _)| *resident),
            phone: phone.map(|(_, number, _)| number),
            liaison,
        }
    });
    Ok(held.collect())
}

/// Those who answer for the areas above, for the same areas, and (up to the village) for parts of them.
fn contacts(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Vec<Contact>, Error> {
    let Authority::Posts(posts) = &ctx.authority else { return Ok(Vec::new()) };
    let mut ords: Vec<i64> =
        posts.iter().flat_map(|post| AreaOrd(post.range.from).lineage()).filter(|ord| *ord > 0).collect();
    ords.sort_unstable();
    ords.dedup();
    let mut found = store::holders_at(tx, &ords, ctx.now)?;
    for post in posts.iter().filter(|post| !post.role.is_by_households()) {
        if post.range.to.saturating_sub(post.range.from) <= AreaOrd::span(Level::Village) {
            found.extend(store::holders_below(tx, post.range, ctx.now)?);
        }
    }
    let mut contacts: Vec<Contact> =
        found.into_iter().filter(|holder| holder.person != ctx.actor).map(|holder| contact(posts, holder)).collect();
    // A liaison of the same grid is no superior of another one, but he may stand in.
    contacts.sort_by_key(|contact| (contact.relation, contact.id));
    contacts.dedup_by_key(|contact| contact.id);
    Ok(contacts)
}

fn contact(posts: &[crate::HeldPost], holder: Holder) -> Contact {
    let same = posts.iter().any(|post| post.range == holder.range);
    let above = posts.iter().any(|post| holder.range.covers(post.range));
    let own_role = posts.iter().find(|post| post.range == holder.range).map(|post| post.role);
    let relation = match (same, above, own_role) {
        // In one's own grid, heads and workers stand above liaisons.
        (true, _, Some(Role::Liaison)) if holder.role != Role::Liaison => Relation::Above,
        (true, _, Some(own)) if holder.role == Role::Liaison && own != Role::Liaison => Relation::Below,
        (true, _, _) => Relation::Beside,
        (false, true, _) => Relation::Above,
        (false, false, _) => Relation::Below,
    };
    let Holder { post, name, role, area_name, phone, .. } = holder;
    Contact { id: post, name, role, area_name, phone, relation }
}
