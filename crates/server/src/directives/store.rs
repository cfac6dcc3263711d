//! The SQL of directives, their versions and scopes.

use std::collections::HashMap;

use gridward_database::{DbError, Param, Row, SetCall, SetStatement, Statement, Tx, params};
use gridward_domain::areas::OrdRange;
use gridward_domain::directives::{DirectiveState, DirectiveText};
use gridward_domain::{Id, Timestamp};

use super::directive::{Directive, ScopeArea};

macro_rules! directive {
    ($rest:literal) => {
        concat!(
            "SELECT id, state, version, title, body, source_document, priority, deadline_at, made_at, issued_at,
       ended_at, rev FROM directive ",
            $rest
        )
    };
}

static FIND: Statement = Statement::new("directives.find", directive!("WHERE id = $1"));
static FIND_SET: SetStatement = SetStatement::new("directives.find_set", directive!("WHERE id IN ("), "?", ")");
static BEFORE: Statement = Statement::new(
    "directives.before",
    directive!("WHERE state = $1 AND (made_at, id) < ($2, $3) ORDER BY made_at DESC, id DESC LIMIT $4"),
);
static SCOPES: SetStatement = SetStatement::new(
    "directives.scopes",
    "SELECT s.directive_id, s.area_id, a.name, a.level, s.ord, s.ord_end FROM directive_scope s
     JOIN area a ON a.id = s.area_id WHERE s.directive_id IN (",
    "?",
    ") ORDER BY s.ord, s.ord_end",
);
static ADD: Statement = Statement::new(
    "directives.add",
    "INSERT INTO directive (id, state, version, title, body, source_document, priority, deadline_at, made_at, made_by,
       issued_at, ended_at, rev) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL, NULL, 1)",
);
static PUT: Statement = Statement::new(
    "directives.put",
    "UPDATE directive SET state = $2, version = $3, title = $4, body = $5, source_document = $6, priority = $7,
       deadline_at = $8, issued_at = CAST($9 AS BIGINT), ended_at = CAST($10 AS BIGINT), rev = $11 WHERE id = $1",
);
static ADD_VERSION: Statement = Statement::new(
    "directives.add_version",
    "INSERT INTO directive_version (directive_id, version, title, body, source_document, priority, deadline_at, reason,
       at, person_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
);
static VERSIONS: Statement = Statement::new(
    "directives.versions",
    "SELECT v.version, v.title, v.body, v.source_document, v.priority, v.deadline_at, v.reason, v.at,
       COALESCE(p.name, '') FROM directive_version v LEFT JOIN person p ON p.id = v.person_id
     WHERE v.directive_id = $1 ORDER BY v.version DESC",
);
static DROP_SCOPE: Statement =
    Statement::new("directives.drop_scope", "DELETE FROM directive_scope WHERE directive_id = $1");
static ADD_SCOPE: SetStatement = SetStatement::new(
    "directives.add_scope",
    "INSERT INTO directive_scope (directive_id, area_id, ord, ord_end) VALUES ",
    "(?, ?, ?, ?)",
    "",
);

pub(super) const STATEMENTS: &[&Statement] = &[&FIND, &BEFORE, &ADD, &PUT, &ADD_VERSION, &VERSIONS, &DROP_SCOPE];
pub(super) const SET_STATEMENTS: &[&SetStatement] = &[&FIND_SET, &SCOPES, &ADD_SCOPE];

pub(super) fn find(tx: &mut Tx<'_>, id: Id) -> Result<Option<Directive>, DbError> {
    let found = tx.opt(&FIND, &params![id.to_string()], directive)?;
    Ok(with_scopes(tx, found.into_iter().collect())?.pop())
}

/// When these directives were issued.
pub(super) fn issues(tx: &mut Tx<'_>, ids: &[Id]) -> Result<HashMap<Id, Timestamp>, DbError> {
    let rows: Vec<[Param<'_>; 1]> = ids.iter().map(|id| params![id.to_string()]).collect();
    let mut found = HashMap::new();
    tx.all_together(&[((), of_ids(&rows))], |(), row| {
        let directive = directive(row)?;
        found.extend(directive.issued_at.map(|at| (directive.id, at)));
        Ok(())
    })?;
    Ok(found)
}

/// The directives of these ids, without their scopes.
pub(super) fn of_ids<'a>(ids: &'a [[Param<'a>; 1]]) -> SetCall<'a> {
    SetCall::new(&FIND_SET, &[], ids)
}

/// The scopes of directives, for [`add_to`].
pub(super) fn scopes_of<'a>(ids: &'a [[Param<'a>; 1]]) -> SetCall<'a> {
    SetCall::new(&SCOPES, &[], ids)
}

/// The directives of a state before one (by when they were drafted), newest first.
pub(super) fn before(
    tx: &mut Tx<'_>,
    state: DirectiveState,
    (made_at, id): (i64, &str),
    limit: i64,
) -> Result<Vec<Directive>, DbError> {
    let found = tx.all(&BEFORE, &params![state.name(), made_at, id, limit], directive)?;
    with_scopes(tx, found)
}

fn with_scopes(tx: &mut Tx<'_>, mut found: Vec<Directive>) -> Result<Vec<Directive>, DbError> {
    let rows: Vec<[Param<'_>; 1]> = found.iter().map(|directive| params![directive.id.to_string()]).collect();
    let mut scopes = HashMap::new();
    tx.all_together(&[((), scopes_of(&rows))], |(), row| add_to(&mut scopes, row))?;
    for directive in &mut found {
        directive.scope = scopes.remove(&directive.id).unwrap_or_default();
    }
    Ok(found)
}

/// Puts an area with the others of its directive's scope.
pub(super) fn add_to(scopes: &mut HashMap<Id, Vec<ScopeArea>>, row: &Row<'_>) -> Result<(), DbError> {
    let range = OrdRange { from: row.get(4)?, to: row.get(5)? };
    let area = ScopeArea { area_id: row.parse(1)?, name: row.get(2)?, level: row.parse(3)?, range };
    scopes.entry(row.parse(0)?).or_default().push(area);
    Ok(())
}

pub(super) fn add(tx: &mut Tx<'_>, directive: &Directive, by: Id) -> Result<(), DbError> {
    let text = &directive.text;
    let values = params![
        directive.id.to_string(),
        directive.state.name(),
        directive.version,
        &text.title,
        &text.body,
        &text.source_document,
        text.priority.name(),
        text.deadline_at.0,
        directive.made_at.0,
        by.to_string()
    ];
    tx.exec(&ADD, &values)?;
    add_scope(tx, directive)
}

pub(super) fn put(tx: &mut Tx<'_>, directive: &Directive) -> Result<(), DbError> {
    let text = &directive.text;
    let values = params![
        directive.id.to_string(),
        directive.state.name(),
        directive.version,
        &text.title,
        &text.body,
        &text.source_document,
        text.priority.name(),
        text.deadline_at.0,
        directive.issued_at.map(|at| at.0),
        directive.ended_at.map(|at| at.0),
        directive.rev
    ];
    tx.exec(&PUT, &values).map(drop)
}

/// Puts the scope of a draft in the place of the one before.
pub(super) fn put_scope(tx: &mut Tx<'_>, directive: &Directive) -> Result<(), DbError> {
    tx.exec(&DROP_SCOPE, &params![directive.id.to_string()])?;
    add_scope(tx, directive)
}

fn add_scope(tx: &mut Tx<'_>, directive: &Directive) -> Result<(), DbError> {
    let id = directive.id.to_string();
    let rows: Vec<[Param<'_>; 4]> = directive
        .scope
        .iter()
        .map(|area| params![id.as_str(), area.area_id.to_string(), area.range.from, area.range.to])
        .collect();
    tx.exec_set(&ADD_SCOPE, &[], &rows).map(drop)
}

/// Keeps the wording that is now in force.
pub(super) fn add_version(
    tx: &mut Tx<'_>,
    directive: &Directive,
    reason: &str,
    (at, by): (Timestamp, Id),
) -> Result<(), DbError> {
    let text = &directive.text;
    let values = params![
        directive.id.to_string(),
        directive.version,
        &text.title,
        &text.body,
        &text.source_document,
        text.priority.name(),
        text.deadline_at.0,
        reason,
        at.0,
        by.to_string()
    ];
    tx.exec(&ADD_VERSION, &values).map(drop)
}

/// A wording that was in force, with its version, why it came, when, and by whom.
pub(super) type KeptVersion = (i64, DirectiveText, String, Timestamp, String);

pub(super) fn versions(tx: &mut Tx<'_>, id: Id) -> Result<Vec<KeptVersion>, DbError> {
    tx.all(&VERSIONS, &params![id.to_string()], |row| {
        Ok((row.get(0)?, text(row, 1)?, row.get(6)?, Timestamp(row.get(7)?), row.get(8)?))
    })
}

/// The five columns of a text, from `at` on.
fn text(row: &Row<'_>, at: usize) -> Result<DirectiveText, DbError> {
    Ok(DirectiveText {
        title: row.get(at)?,
        body: row.get(at + 1)?,
        source_document: row.get(at + 2)?,
        priority: row.parse(at + 3)?,
        deadline_at: Timestamp(row.get(at + 4)?),
    })
}

/// A directive without its scope.
pub(super) fn directive(row: &Row<'_>) -> Result<Directive, DbError> {
    Ok(Directive {
        id: row.parse(0)?,
        state: row.parse(1)?,
        version: row.get(2)?,
        text: text(row, 3)?,
        made_at: Timestamp(row.get(8)?),
        issued_at: row.get::<Option<i64>>(9)?.map(Timestamp),
        ended_at: row.get::<Option<i64>>(10)?.map(Timestamp),
        rev: row.get(11)?,
        scope: Vec::new(),
    })
}
