//! The tiers sign for a directive: town -> village -> grid, each for its own area.

use gridward_database::{Change, DbError, Statement, Tx, params};
use gridward_domain::access::{Role, Verb};
use gridward_domain::directives::{Move, Tier, tier_of};
use gridward_domain::{Id, Timestamp, faults as general};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::directive::{Directive, find};
use super::faults;
use super::reach::{Sheet, SheetCache};
use crate::areas::{self, Area};
use crate::{Authority, Ctx, Error, audit};

static SIGN: Statement = Statement::new(
    "directives.sign",
    "INSERT INTO directive_signature (directive_id, area_id, area_ord, version, at, person_id)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (directive_id, area_id) DO UPDATE SET version = excluded.version, at = excluded.at,
       person_id = excluded.person_id",
);

pub(super) const STATEMENTS: &[&Statement] = &[&SIGN];

/// Which area signs.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignDirective {
    /// The area; the asker holds a post for it.
    pub area_id: Id,
}

/// One area's signature, or the lack of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Signature {
    /// The area.
    pub area_id: Id,
    /// Its name.
    pub area_name: String,
    /// Its tier.
    pub tier: Tier,
    /// The version it signed for last.
    pub signed_version: Option<i64>,
    /// When.
    pub signed_at: Option<Timestamp>,
    /// Who.
    pub signed_by: Option<String>,
    /// By when it should have signed.
    pub due_at: Timestamp,
    /// Whether it has not, and should have.
    pub late: bool,
    /// Whether the asker can sign it now.
    pub mine: bool,
}

/// How many areas of a tier have signed for the version in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TierSigned {
    /// The tier.
    pub tier: Tier,
    /// By when it should have signed.
    pub due_at: Timestamp,
    /// Its areas within reach.
    pub areas: i64,
    /// Those that have signed.
    pub signed: i64,
}

/// The signatures of the tiers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Signatures {
    /// Sums by tier.
    pub tiers: Vec<TierSigned>,
    /// Each area within reach, in tree order.
    pub items: Vec<Signature>,
}

/// A signature that was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Signed {
    /// The area.
    pub area_id: Id,
    /// The version it signed for.
    pub version: i64,
    /// When.
    pub at: Timestamp,
}

/// Who has signed, tier by tier, within the asker's reach.
pub fn signatures(tx: &mut Tx<'_>, ctx: &Ctx, cache: &SheetCache, id: Id) -> Result<Signatures, Error> {
    let sheet = cache.sheet(tx, ctx, id)?;
    let items = items(ctx, &sheet);
    let of_tier = |tier: Tier| items.iter().filter(move |item| item.tier == tier);
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let tiers = Tier::ALL.iter().filter(|tier| of_tier(**tier).next().is_some()).map(|tier| TierSigned {
        tier: *tier,
        due_at: tier.due_at(sheet.issued_at, sheet.directive.text.deadline_at),
        areas: count(of_tier(*tier).count()),
        signed: count(of_tier(*tier).filter(|item| item.signed_version == Some(sheet.directive.version)).count()),
    });
    Ok(Signatures { tiers: tiers.collect(), items })
}

/// The signatures that are the asker's own to give, the given ones included: a phone shows both.
pub fn own_signatures(tx: &mut Tx<'_>, ctx: &Ctx, cache: &SheetCache, id: Id) -> Result<Vec<Signature>, Error> {
    let sheet = cache.sheet(tx, ctx, id)?;
    Ok(items(ctx, &sheet).into_iter().filter(|item| holds_post(ctx, item.area_id)).collect())
}

/// The signatures within the asker's reach, in tree order.
pub(crate) fn items(ctx: &Ctx, sheet: &Sheet) -> Vec<Signature> {
    let reach = ctx.ranges(Verb::DirectivesRead);
    let directive = &sheet.directive;
    let runs = directive.state.after(Move::Sign).is_ok();
    let mut items = Vec::new();
    for node in sheet.nodes.iter().filter(|node| reach.iter().any(|range| range.touches(node.range))) {
        let Some(tier) = tier_of(node.level) else { continue };
        let signed = sheet.signed.get(&node.id);
        let current = signed.is_some_and(|signed| signed.version == directive.version);
        let due_at = tier.due_at(sheet.issued_at, directive.text.deadline_at);
        items.push(Signature {
            area_id: node.id,
            area_name: node.name.clone(),
            tier,
            signed_version: signed.map(|signed| signed.version),
            signed_at: signed.map(|signed| signed.at),
            signed_by: signed.map(|signed| signed.by.clone()),
            due_at,
            late: runs && !current && ctx.now > due_at,
            mine: runs && !current && holds_post(ctx, node.id),
        });
    }
    items
}

/// Signs for an area the asker holds a post for.
pub fn sign(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, input: SignDirective) -> Result<Signed, Error> {
    ctx.may_somewhere(Verb::DirectivesSign)?;
    let directive = find(tx, ctx, id)?;
    let area = areas::find(tx, ctx, input.area_id)?;
    if !holds_post(ctx, area.id) {
        return Err(general::NOT_ALLOWED.at("area_id").into());
    }
    if !signs(&directive, &area) {
        return Err(faults::NOT_A_TIER.at("area_id").into());
    }
    directive.state.after(Move::Sign)?;
    put(tx, ctx, &directive, &area)?;
    Ok(Signed { area_id: area.id, version: directive.version, at: ctx.now })
}

/// Whoever issues has signed for the tiers he holds a post for.
pub(super) fn sign_as_issuer(tx: &mut Tx<'_>, ctx: &Ctx, directive: &Directive) -> Result<(), Error> {
    let Authority::Posts(posts) = &ctx.authority else { return Ok(()) };
    let mut held: Vec<Id> = posts.iter().filter(|post| signs_for(post.role)).map(|post| post.area_id).collect();
    held.sort_unstable();
    held.dedup();
    for area in areas::stored_all(tx, &held)? {
        if area.to_at.is_none() && signs(directive, &area) {
            put(tx, ctx, directive, &area)?;
        }
    }
    Ok(())
}

fn put(tx: &mut Tx<'_>, ctx: &Ctx, directive: &Directive, area: &Area) -> Result<(), Error> {
    store(tx, (directive.id, directive.version), area, (ctx.now, ctx.actor))?;
    let id = directive.id.to_string();
    tx.note_change(Change { area: area.ord, noun: "directives", id, rev: directive.rev, op: "sign" });
    let entry = audit::Entry {
        verb: "directives.sign",
        noun: "directives",
        record: directive.id,
        area_ord: area.ord,
        reason: "",
        detail: json!({ "area": area.id, "version": directive.version }),
    };
    audit::note(tx, ctx, &entry)
}

fn store(
    tx: &mut Tx<'_>,
    (directive, version): (Id, i64),
    area: &Area,
    (at, by): (Timestamp, Id),
) -> Result<(), DbError> {
    let values = params![directive.to_string(), area.id.to_string(), area.ord, version, at.0, by.to_string()];
    tx.exec(&SIGN, &values).map(drop)
}

/// Whether an area signs: it is of a tier, and lies in the scope or above a part of it.
fn signs(directive: &Directive, area: &Area) -> bool {
    let range = area.range();
    let touches = directive.scope.iter().any(|scope| scope.range.touches(range));
    tier_of(area.level).is_some() && touches
}

fn signs_for(role: Role) -> bool {
    gridward_domain::access::reach(role, Verb::DirectivesSign) != gridward_domain::access::Reach::None
}

/// Whether the asker holds a post for that very area that signs.
fn holds_post(ctx: &Ctx, area: Id) -> bool {
    match &ctx.authority {
        Authority::Operator => false,
        Authority::Posts(posts) => posts.iter().any(|post| post.area_id == area && signs_for(post.role)),
    }
}
