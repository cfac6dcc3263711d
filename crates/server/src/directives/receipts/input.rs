//! What a receipt brings, and what becomes of it.

use gridward_domain::directives::{Channel, HowKnown, NotReached, ReceiptFacts, ReceiptState};
use gridward_domain::{Id, Refusal, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Ctx;

/// What is known of one door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptInput {
    /// The directive.
    pub directive_id: Id,
    /// The household.
    pub household_id: Id,
    /// The version that was told.
    pub version: i64,
    /// What is known.
    pub state: ReceiptState,
    /// Why nobody was reached; with `not_reached` only.
    #[serde(default)]
    pub reason: Option<NotReached>,
    /// By which way.
    pub channel: Channel,
    /// How it is known.
    pub how_known: HowKnown,
    /// When the device wrote it, by the device's clock.
    pub device_at: Timestamp,
    /// The op_id of an earlier receipt of the same door that no longer counts.
    #[serde(default)]
    pub corrects: Option<Id>,
    /// A remark of at most 500 characters; for a correction the reason.
    #[serde(default)]
    pub note: String,
}

impl ReceiptInput {
    /// What it says, for the rules.
    pub(super) fn facts(&self) -> ReceiptFacts<'_> {
        ReceiptFacts {
            state: self.state,
            reason: self.reason,
            how_known: self.how_known,
            corrects: self.corrects.is_some(),
            note: &self.note,
            device_at: self.device_at,
        }
    }
}

/// A receipt with the identity of the command that brings it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReceiptCommand {
    /// Made by the client; it becomes the receipt's identity.
    pub op_id: Id,
    /// What is known of the door.
    #[serde(flatten)]
    pub input: ReceiptInput,
}

/// Receipts that one request brings.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// Who brings them.
    pub ctx: Ctx,
    /// The receipts, in the order they were written.
    pub receipts: Vec<ReceiptCommand>,
}

/// What became of one receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// It is kept.
    Done,
    /// It was kept before.
    Repeated,
    /// It was declined.
    Refused(Refusal),
}
