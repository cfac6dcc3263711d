//! Where a list goes on: the keys of the last row, wrapped so that clients hand them back as they are.

use gridward_domain::Refusal;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::faults;
use crate::Error;
use crate::keys::{hex, unhex};

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Hand this back as `cursor` for the next page; absent on the last.
    pub next: Option<String>,
}

/// Wraps the keys of a row.
pub(super) fn wrap<K: Serialize>(keys: &K) -> Result<String, Error> {
    Ok(hex(serde_json::to_string(keys)?.as_bytes()))
}

/// Unwraps what [`wrap`] made.
pub(super) fn unwrap<K: DeserializeOwned>(cursor: &str) -> Result<K, Refusal> {
    unhex(cursor).and_then(|bytes| serde_json::from_slice(&bytes).ok()).ok_or_else(|| faults::BAD_CURSOR.at("cursor"))
}
