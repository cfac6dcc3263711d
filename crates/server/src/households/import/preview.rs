//! What an import would do.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::{Id, Language};
use gridward_formats::ledger::Summary;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::file::ImportFile;
use super::gather::NotTaken;
use super::judge::{Judged, judge, judge_alone};
use super::options::ImportOptions;
use super::places::Places;
use crate::areas::{self, Area};
use crate::{Ctx, Error};

/// A villagers' group that has no grid yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MissingGrid {
    /// The village.
    pub village: String,
    /// What the grid would be called.
    pub group: String,
    /// How many rows name it.
    pub rows: usize,
}

/// Rows that hold no resident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct SkippedRows {
    /// Empty rows.
    pub blank: usize,
    /// Repeated heads.
    pub heads: usize,
    /// Sums.
    pub subtotals: usize,
    /// Titles and explanations.
    pub notes: usize,
}

/// The sums of a file; `accepted + asked + refused + duplicates = rows`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Preview {
    /// Rows of residents.
    pub rows: usize,
    /// Those that can go in.
    pub accepted: usize,
    /// Those a person has to say something about.
    pub asked: usize,
    /// Those that can't go in as they are written.
    pub refused: usize,
    /// Those that may be somebody who is there already.
    pub duplicates: usize,
    /// Households in the file.
    pub households: usize,
    /// Rows that hold no resident.
    pub skipped: SkippedRows,
    /// Groups without a grid.
    pub missing_grids: Vec<MissingGrid>,
    /// The first problems: sheet, row, column, code, message.
    #[schema(value_type = Vec<Object>)]
    pub problems: Vec<Value>,
    /// How many there are in all.
    pub problem_count: usize,
}

/// A preview with the rows that would not be taken.
pub struct Previewed {
    /// The sums.
    pub preview: Preview,
    /// The rows, for the workbook.
    pub not_taken: NotTaken,
}

/// Problems shown; the workbook has them all.
const SHOWN: usize = 1_000;

impl Preview {
    pub(super) fn of(summary: &Summary, missing_grids: Vec<MissingGrid>, language: Language) -> Self {
        let skipped = summary.skipped;
        Self {
            rows: summary.rows,
            accepted: summary.accepted,
            asked: summary.asked,
            refused: summary.refused,
            duplicates: summary.duplicates,
            households: summary.households,
            skipped: SkippedRows {
                blank: skipped.blank,
                heads: skipped.heads,
                subtotals: skipped.subtotals,
                notes: skipped.notes,
            },
            missing_grids,
            problems: summary.problems.iter().take(SHOWN).map(|problem| problem.json(language)).collect(),
            problem_count: summary.problem_count,
        }
    }
}

/// The area a ledger is imported into, with its places.
pub(super) fn target(tx: &mut Tx<'_>, ctx: &Ctx, id: Id) -> Result<(Area, Places), Error> {
    ctx.may_somewhere(Verb::LedgerImport)?;
    let area = areas::find(tx, ctx, id)?;
    ctx.may(Verb::LedgerImport, area.range())?;
    let places = Places::load(tx, area.id, area.level, area.range())?;
    Ok((area, places))
}

pub(super) fn missing_grids(judged: &Judged, places: &Places) -> Vec<MissingGrid> {
    let named = |((village, group), rows): (&(Id, String), &usize)| MissingGrid {
        village: places.village_name(*village).to_owned(),
        group: group.clone(),
        rows: *rows,
    };
    judged.missing.iter().map(named).collect()
}

/// Judges every row of a file without writing anything.
pub fn preview(tx: &mut Tx<'_>, ctx: &Ctx, file: &ImportFile, options: &ImportOptions) -> Result<Previewed, Error> {
    ctx.may_somewhere(Verb::LedgerImport)?;
    let Some(id) = options.area_id else { return preview_alone(ctx, file, options) };
    let (_, mut places) = target(tx, ctx, id)?;
    let judged = judge(tx, ctx, file, options, &mut places)?;
    let missing = missing_grids(&judged, &places);
    Ok(Previewed { preview: Preview::of(judged.ledger.summary(), missing, ctx.language), not_taken: judged.not_taken })
}

/// Judges every row of a file by itself, where there is no ledger yet to compare it with and no area to place it in.
pub fn preview_alone(ctx: &Ctx, file: &ImportFile, options: &ImportOptions) -> Result<Previewed, Error> {
    let judged = judge_alone(ctx, file, options)?;
    let preview = Preview::of(judged.ledger.summary(), Vec::new(), ctx.language);
    Ok(Previewed { preview, not_taken: judged.not_taken })
}
