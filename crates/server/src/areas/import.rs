//! Import the tree from the rows of a divisions file; the same file again changes nothing.

use gridward_database::{Change, Tx};
use gridward_domain::access::Verb;
use gridward_domain::areas::{Above, Division, ImportPlan, KnownArea, Level, RowFault, plan_import};
use gridward_domain::{Id, Language};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{Area, codes, event, faults, jurisdiction, store};
use crate::{Ctx, Error, audit, posts};

/// An area that got another name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Renaming {
    /// The area.
    pub id: Id,
    /// Its code.
    pub code: String,
    /// Its level.
    pub level: Level,
    /// The name before.
    pub from: String,
    /// The name in the file.
    pub to: String,
}

/// An area that the file does not list although it lists its siblings. Nothing is done about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Unlisted {
    /// The area.
    pub id: Id,
    /// Its code.
    pub code: String,
    /// Its level.
    pub level: Level,
    /// Its name.
    pub name: String,
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LineProblem {
    /// The line in the file.
    pub line: u32,
    /// What is wrong, for machines.
    pub code: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// What an import did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ImportReport {
    /// Whether it was only tried.
    pub dry_run: bool,
    /// Rows in the file.
    pub rows: usize,
    /// Rows that say what the tree already says.
    pub unchanged: usize,
    /// New areas.
    pub created: usize,
    /// Areas that got another name.
    pub renamed: Vec<Renaming>,
    /// Areas that the file no longer lists.
    pub missing: Vec<Unlisted>,
    /// Rows left out.
    pub problems: Vec<LineProblem>,
}

/// How to import.
#[derive(Debug, Clone, Copy)]
pub struct ImportOptions {
    /// Whether to try it only.
    pub dry_run: bool,
    /// Since when new codes are valid; today when absent.
    pub codes_from: Option<Date>,
}

/// Brings the tree in line with a divisions file, in one transaction. Every area it creates or renames must lie within
/// the asker's reach.
pub fn import(tx: &mut Tx<'_>, ctx: &Ctx, rows: &[Division], options: ImportOptions) -> Result<ImportReport, Error> {
    ctx.may_somewhere(Verb::AreasEdit)?;
    let today = ctx.zone.date(ctx.now);
    let known = store::known(tx, &today.to_string())?;
    let plan = plan_import(&known, rows);
    within_reach(ctx, &known, &plan)?;
    if !options.dry_run {
        carry_out(tx, ctx, &known, &plan, options.codes_from.unwrap_or(today))?;
        jurisdiction::settle_root(tx, ctx)?;
    }
    Ok(report(ctx.language, &known, &plan, rows.len(), options.dry_run))
}

/// What a divisions file would make where there is no tree yet.
pub fn import_alone(language: Language, rows: &[Division]) -> ImportReport {
    report(language, &[], &plan_import(&[], rows), rows.len(), true)
}

fn within_reach(ctx: &Ctx, known: &[KnownArea], plan: &ImportPlan) -> Result<(), Error> {
    let ranges = ctx.ranges(Verb::AreasEdit);
    let created = plan.created.iter().map(|area| (area.ord.range(area.level), &area.name));
    let renamed = plan.renamed.iter().filter_map(|renamed| {
        let area = known.get(renamed.known)?;
        Some((gridward_domain::areas::AreaOrd(area.ord).range(area.level), &area.name))
    });
    for (range, name) in created.chain(renamed) {
        if !ranges.iter().any(|reach| reach.covers(range)) {
            return Err(faults::OUTSIDE_REACH.at("file").with("name", name).into());
        }
    }
    Ok(())
}

fn carry_out(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    known: &[KnownArea],
    plan: &ImportPlan,
    codes_from: Date,
) -> Result<(), Error> {
    let created = create_all(tx, ctx, plan, codes_from)?;
    for renamed in &plan.renamed {
        let Some(area) = known.get(renamed.known) else { continue };
        store::rename(tx, area.id, &renamed.name)?;
        let area = store::find(tx, area.id)?.ok_or_else(|| Error::broken("a renamed area is gone"))?;
        let detail = json!({ "from": known.get(renamed.known).map(|area| &area.name), "to": area.name });
        event::tell(tx, ctx, &area, event::RENAMED, "", detail)?;
    }
    posts::areas_changed(tx, ctx, &created)?;
    let Some(first) = created.first() else { return Ok(()) };
    let detail = json!({ "created": created.len(), "renamed": plan.renamed.len() });
    let (record, area_ord) = (first.id, first.ord);
    audit::note(tx, ctx, &audit::Entry { verb: "areas.import", noun: "areas", record, area_ord, reason: "", detail })
}

fn create_all(tx: &mut Tx<'_>, ctx: &Ctx, plan: &ImportPlan, codes_from: Date) -> Result<Vec<Area>, Error> {
    let ids: Vec<Id> = plan.created.iter().map(|_| ctx.ids.make()).collect();
    let mut areas = Vec::with_capacity(ids.len());
    for (planned, id) in plan.created.iter().zip(&ids) {
        let parent_id = match planned.above {
            Above::Nothing => None,
            Above::Known(parent) => Some(parent),
            Above::New(place) => ids.get(place).copied(),
        };
        let (level, name, ord) = (planned.level, planned.name.clone(), planned.ord.0);
        areas.push(Area { id: *id, parent_id, level, name, ord, from_at: ctx.now, to_at: None, rev: 1 });
        // Whoever watches a subtree re-reads it once; one note per new area would drown the feed.
        if !matches!(planned.above, Above::New(_)) {
            tx.note_change(Change { area: ord, noun: "areas", id: id.to_string(), rev: 1, op: "import" });
        }
    }
    store::add_all(tx, &areas)?;
    let codes = plan.created.iter().zip(&ids).map(|(planned, id)| (*id, planned.code.as_str()));
    codes::add_all(tx, ctx, codes, codes_from)?;
    let events: Vec<(Id, Id)> = ids.iter().map(|id| (ctx.ids.make(), *id)).collect();
    store::add_events(tx, &events, "imported", (ctx.now, ctx.actor), "{}")?;
    Ok(areas)
}

fn report(language: Language, known: &[KnownArea], plan: &ImportPlan, rows: usize, dry_run: bool) -> ImportReport {
    let renamed = plan.renamed.iter().filter_map(|renamed| {
        let area = known.get(renamed.known)?;
        let (code, from, to) = (area.code.clone().unwrap_or_default(), area.name.clone(), renamed.name.clone());
        Some(Renaming { id: area.id, code, level: area.level, from, to })
    });
    let missing = plan.missing.iter().filter_map(|place| known.get(*place)).map(|area| {
        let code = area.code.clone().unwrap_or_default();
        Unlisted { id: area.id, code, level: area.level, name: area.name.clone() }
    });
    let problems = plan.problems.iter().map(|(line, fault)| {
        let fault = match fault {
            RowFault::UnknownLevel => &faults::ROW_UNKNOWN_LEVEL,
            RowFault::ListedTwice => &faults::ROW_LISTED_TWICE,
            RowFault::ParentMissing => &faults::ROW_PARENT_MISSING,
            RowFault::NoRoom => &faults::NO_ROOM,
        };
        LineProblem { line: *line, code: fault.code.to_owned(), message: fault.refuse().sentence(language) }
    });
    ImportReport {
        dry_run,
        rows,
        unchanged: plan.unchanged,
        created: plan.created.len(),
        renamed: renamed.collect(),
        missing: missing.collect(),
        problems: problems.collect(),
    }
}
