//! Identities: UUIDv7, made by whoever creates a record, written as 32 lower-case hex digits.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};
use uuid::Uuid;

/// The identity of a record or of a command (`op_id`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(Uuid);

/// A text that is not an identity: neither 32 hex digits nor the hyphenated form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an identity: 32 hex digits are expected")]
pub struct ParseIdError;

impl Id {
    /// The identity with this number; for tests and samples.
    pub const fn from_number(number: u128) -> Self {
        Self(Uuid::from_u128(number))
    }

    /// The number behind the hex digits.
    pub const fn number(self) -> u128 {
        self.0.as_u128()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_simple().fmt(out)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl FromStr for Id {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        Uuid::try_parse(text).map(Self).map_err(|_| ParseIdError)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl PartialSchema for Id {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some("^[0-9a-f]{32}$"))
            .description(Some("UUIDv7 as 32 hex digits"))
            .into()
    }
}

impl ToSchema for Id {}

/// Where new identities come from.
#[derive(Debug, Clone)]
pub enum Ids {
    /// Random UUIDv7 identities, ordered by time.
    Random,
    /// 1, 2, 3 ...: for tests, so that whole answers become snapshots. Clones share the count.
    Counting(Arc<AtomicU64>),
}

impl Ids {
    /// Identities that count from 1.
    pub fn counting() -> Self {
        Self::Counting(Arc::new(AtomicU64::new(1)))
    }

    /// A new identity.
    pub fn make(&self) -> Id {
        match self {
            Self::Random => {
                #[expect(clippy::disallowed_methods, reason = "the one place where identities are drawn")]
                let drawn = Uuid::now_v7();
                Id(drawn)
            }
            Self::Counting(next) => Id::from_number(u128::from(next.fetch_add(1, Ordering::Relaxed))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Id, Ids};

    #[test]
    fn an_identity_reads_back_as_written() {
        let id = Ids::Random.make();
        assert_eq!(id.to_string().len(), 32);
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn random_identities_are_ordered_by_time() {
        let (first, second) = (Ids::Random.make(), Ids::Random.make());
        assert!(first < second);
    }

    #[test]
    fn a_text_of_another_shape_is_no_identity() {
        assert!("411526109001".parse::<Id>().is_err());
        assert!("".parse::<Id>().is_err());
    }

    #[test]
    fn clones_of_counting_identities_never_repeat() {
        let ids = Ids::counting();
        assert_ne!(ids.clone().make(), ids.make());
    }
}
