//! Imports that were run.

use gridward_database::{Statement, Tx, params};
use gridward_domain::access::Verb;
use gridward_domain::areas::OrdRange;
use gridward_domain::{Id, Timestamp};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::listing::Page;
use crate::{Ctx, Error, audit};

static ADD: Statement = Statement::new(
    "import.add_run",
    "INSERT INTO ledger_import (id, file_name, at, person_id, area_ord, summary) VALUES ($1, $2, $3, $4, $5, $6)",
);
static PUT: Statement = Statement::new("import.put_run", "UPDATE ledger_import SET summary = $2 WHERE id = $1");
static LIST: Statement = Statement::new(
    "import.runs",
    "SELECT id, file_name, at, person_id, summary FROM ledger_import WHERE area_ord >= $1 AND area_ord < $2
     ORDER BY at DESC, id DESC LIMIT 50",
);

pub(super) const STATEMENTS: &[&Statement] = &[&ADD, &PUT, &LIST];

/// An import that was run.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PastImport {
    /// The import.
    pub id: Id,
    /// The file's name.
    pub file_name: String,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub person_id: Id,
    /// Its sums.
    #[schema(value_type = Object)]
    pub summary: Value,
}

/// Starts the record of an import; its summary comes at the end.
pub(super) fn add(tx: &mut Tx<'_>, ctx: &Ctx, id: Id, file_name: &str, area_ord: i64) -> Result<(), Error> {
    tx.exec(&ADD, &params![id.to_string(), file_name, ctx.now.0, ctx.actor.to_string(), area_ord, "{}"])?;
    Ok(())
}

/// Writes the sums of an import.
pub(super) fn finish(tx: &mut Tx<'_>, id: Id, summary: &Value) -> Result<(), Error> {
    tx.exec(&PUT, &params![id.to_string(), summary.to_string()])?;
    Ok(())
}

/// Tells the audit log that somebody took the rows that were not taken out as a file.
pub(super) fn note_download(tx: &mut Tx<'_>, ctx: &Ctx, upload: Id, rows: usize) -> Result<(), Error> {
    ctx.may_somewhere(Verb::LedgerImport)?;
    let detail = json!({ "rows": rows });
    let entry =
        audit::Entry { verb: "import.refused", noun: "import", record: upload, area_ord: 0, reason: "", detail };
    audit::note(tx, ctx, &entry)
}

/// The newest 50 imports in the asker's reach.
pub fn past_imports(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Page<PastImport>, Error> {
    ctx.may_somewhere(Verb::LedgerImport)?;
    let mut items = Vec::new();
    for OrdRange { from, to } in ctx.ranges(Verb::LedgerImport) {
        let found = tx.all(&LIST, &params![from, to], |row| {
            Ok((row.parse(0)?, row.get::<String>(1)?, row.get(2)?, row.parse(3)?, row.get::<String>(4)?))
        })?;
        for (id, file_name, at, person_id, summary) in found {
            let summary = serde_json::from_str(&summary)?;
            items.push(PastImport { id, file_name, at: Timestamp(at), person_id, summary });
        }
    }
    items.sort_by_key(|run| std::cmp::Reverse((run.at, run.id)));
    items.truncate(50);
    Ok(Page::whole(items))
}
