//! What happened to a household and those who live there, with the values before.

use gridward_database::{Change, DbError, Statement, Tx, params};
use gridward_domain::access::Verb;
use gridward_domain::identity::{mask_document, mask_phone};
use gridward_domain::{Id, Timestamp};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::household::{Household, reached};
use crate::listing::Page;
use crate::{Ctx, Error, areas, audit};

const SEALED_AS: &str = "ledger_event.before";
/// Where the values after stand among those before.
const AFTER: &str = "after";
/// What follows from other events: no change that somebody made by this one.
const FOLLOWS: [&str; 4] = ["household_id", "head_name", "members", "rev"];

static ADD: Statement = Statement::new(
    "households.add_event",
    "INSERT INTO ledger_event (id, household_id, resident_id, verb, at, person_id, before_sealed, reason)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);
static LIST: Statement = Statement::new(
    "households.events",
    "SELECT e.id, e.resident_id, e.verb, e.at, e.person_id, e.before_sealed, e.reason, p.name, r.name FROM ledger_event e
     LEFT JOIN person p ON p.id = e.person_id LEFT JOIN resident r ON r.id = e.resident_id
     WHERE e.household_id = $1 ORDER BY e.at DESC, e.id DESC LIMIT 200",
);

static MOVED_AFTER: Statement = Statement::new(
    "households.moved_after",
    "SELECT before_sealed FROM ledger_event
     WHERE household_id = $1 AND at > $2 AND verb = 'households.move' ORDER BY at, id LIMIT 1",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&ADD, &LIST, &MOVED_AFTER];

/// Something that happened, to be kept with the values before.
#[derive(Debug)]
pub(crate) struct Event<'a> {
    /// The verb with its noun, such as `residents.edit`.
    pub(crate) verb: &'static str,
    /// The resident it happened to; `None` when it is the household.
    pub(crate) resident: Option<Id>,
    /// The values before, of a change made by [`changed`] with those after; `None` when there were none.
    pub(crate) before: Option<Value>,
    /// Why, in the actor's words.
    pub(crate) reason: &'a str,
}

/// The values before a change with the values after it: kept together, the history can tell exactly what was changed.
pub(crate) fn changed(mut before: Value, after: Value) -> Value {
    if let Some(fields) = before.as_object_mut() {
        fields.insert(AFTER.to_owned(), after);
    }
    before
}

/// Keeps an event in the household's history, tells the feed that the household changed, and writes the audit log.
pub(crate) fn record(tx: &mut Tx<'_>, ctx: &Ctx, household: &Household, event: &Event<'_>) -> Result<(), Error> {
    let sealed = match &event.before {
        Some(before) => Some(ctx.keys.seal(SEALED_AS, &before.to_string()).map_err(Error::broken)?),
        None => None,
    };
    tx.exec(
        &ADD,
        &params![
            ctx.ids.make().to_string(),
            household.id.to_string(),
            event.resident.map(|id| id.to_string()),
            event.verb,
            ctx.now.0,
            ctx.actor.to_string(),
            sealed,
            event.reason
        ],
    )?;
    let (noun, op) = event.verb.split_once('.').unwrap_or(("households", event.verb));
    tx.note_change(Change {
        area: household.grid_ord,
        noun: "households",
        id: household.id.to_string(),
        rev: household.rev,
        op,
    });
    let entry = audit::Entry {
        verb: event.verb,
        noun,
        record: event.resident.unwrap_or(household.id),
        area_ord: household.grid_ord,
        reason: event.reason,
        detail: json!({ "household": household.id, "rev": household.rev }),
    };
    audit::note(tx, ctx, &entry)
}

/// The grid a household lay in at an instant, if it has moved since.
pub(crate) fn grid_before(tx: &mut Tx<'_>, ctx: &Ctx, household: Id, at: Timestamp) -> Result<Option<Id>, Error> {
    let sealed = tx.opt(&MOVED_AFTER, &params![household.to_string(), at.0], |row| row.get::<Option<Vec<u8>>>(0))?;
    let Some(sealed) = sealed.flatten() else { return Ok(None) };
    let text = ctx.keys.open(SEALED_AS, &sealed).map_err(Error::broken)?;
    let before: Value = serde_json::from_str(&text)?;
    let grid = before.get("grid_id").and_then(Value::as_str).and_then(|id| id.parse().ok());
    grid.map(Some).ok_or_else(|| Error::broken("a move that does not say from where"))
}

/// An event as it is shown.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PastEvent {
    /// The event.
    pub id: Id,
    /// What happened: `households.move`, `residents.edit` ...
    pub verb: String,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub person_id: Id,
    /// Their name; absent for what the operator did at the machine.
    pub person_name: Option<String>,
    /// To whom it happened; absent for the household itself.
    pub resident_id: Option<Id>,
    /// Their name now.
    pub resident_name: Option<String>,
    /// Why.
    pub reason: String,
    /// The values before, numbers masked.
    #[schema(value_type = Option<Object>)]
    pub before: Option<Value>,
    /// What an edit, a move or a merge changed, numbers masked; empty for other events.
    pub changes: Vec<FieldChange>,
}

/// One field that was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldChange {
    /// The field: `phone`, `door`, `relation` ...; `grid` for the name of the grid.
    pub field: String,
    /// Its value before; null when there was none.
    #[schema(value_type = Option<String>)]
    pub before: Value,
    /// Its value after; null when it was cleared.
    #[schema(value_type = Option<String>)]
    pub after: Value,
}

/// The newest 200 events of a household.
pub fn history(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<Page<PastEvent>, Error> {
    reached(tx, ctx, Verb::HouseholdsRead, id)?;
    let rows = tx.all(&LIST, &params![id.to_string()], |row| {
        let event = PastEvent {
            id: row.parse(0)?,
            resident_id: row.parse_opt(1)?,
            verb: row.get(2)?,
            at: Timestamp(row.get(3)?),
            person_id: row.parse(4)?,
            reason: row.get(6)?,
            person_name: row.get(7)?,
            resident_name: row.get(8)?,
            before: None,
            changes: Vec::new(),
        };
        Ok::<_, DbError>((event, row.get::<Option<Vec<u8>>>(5)?))
    })?;
    let mut items = Vec::with_capacity(rows.len());
    for (mut event, sealed) in rows {
        if let Some(sealed) = sealed {
            let text = ctx.keys.open(SEALED_AS, &sealed).map_err(Error::broken)?;
            open_values(tx, &mut event, serde_json::from_str(&text)?)?;
        }
        items.push(event);
    }
    Ok(Page::whole(items))
}

/// Shows the values kept with an event: those before, and what was changed.
fn open_values(tx: &mut Tx<'_>, event: &mut PastEvent, mut before: Value) -> Result<(), Error> {
    let after = before.as_object_mut().and_then(|fields| fields.remove(AFTER));
    // Compared in full: two numbers may look the same once they are masked.
    event.changes = after.map_or_else(Vec::new, |after| differences(&before, &after));
    for change in &mut event.changes {
        for value in [&mut change.before, &mut change.after] {
            mask(&change.field, value);
            if change.field == "grid_id" {
                *value = grid_name(tx, value)?;
            }
        }
        if change.field == "grid_id" {
            "grid".clone_into(&mut change.field);
        }
    }
    if let Value::Object(fields) = &mut before {
        fields.iter_mut().for_each(|(name, value)| mask(name, value));
    }
    event.before = Some(before);
    Ok(())
}

/// The fields whose values differ; an empty text is no value.
fn differences(before: &Value, after: &Value) -> Vec<FieldChange> {
    let (Value::Object(before), Value::Object(after)) = (before, after) else { return Vec::new() };
    let told = |value: Option<&Value>| value.filter(|value| value.as_str() != Some("")).cloned().unwrap_or_default();
    before
        .keys()
        .filter(|field| !FOLLOWS.contains(&field.as_str()))
        .map(|field| FieldChange {
            field: field.clone(),
            before: told(before.get(field)),
            after: told(after.get(field)),
        })
        .filter(|change| change.before != change.after)
        .collect()
}

/// The name of a grid kept by its identity.
fn grid_name(tx: &mut Tx<'_>, id: &Value) -> Result<Value, Error> {
    let Some(id) = id.as_str().and_then(|id| id.parse().ok()) else { return Ok(Value::Null) };
    Ok(areas::stored(tx, id)?.map_or(Value::Null, |grid| grid.name.into()))
}

/// Numbers are kept in full under seal and shown masked.
fn mask(field: &str, value: &mut Value) {
    let Value::String(number) = value else { return };
    *number = match field {
        "document" => mask_document(number),
        "phone" | "second_phone" => mask_phone(number),
        _ => return,
    };
}
