//! What the person who imports decides.

use gridward_domain::Id;
use gridward_formats::header::ColumnMap;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How a ledger is to be imported.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportOptions {
    /// The area whose ledger this is: a town, a village or a grid. Without one the rows are judged but not placed.
    #[serde(default)]
    pub area_id: Option<Id>,
    /// The corrected columns; as found in the file when absent.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    pub map: Option<ColumnMap>,
    /// Make a grid of each villagers' group that has none yet; otherwise its rows are asked about.
    #[serde(default)]
    pub create_grids: bool,
}

/// What happens to the good rows when others are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The good rows go in, the others come back with their reasons.
    GoodRows,
    /// Nothing goes in unless every row is good; suspected duplicates do not count against it.
    AllOrNothing,
}
