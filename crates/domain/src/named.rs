//! Enumerations whose values have one name in storage, in JSON and in the address bar.

/// Declares an enumeration of named values: `ALL`, `name()`, `FromStr`, JSON and the schema all use the same names.
macro_rules! named {
    ($(#[$meta:meta])* $kind:ident { $($(#[$doc:meta])* $value:ident = $name:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
            utoipa::ToSchema)]
        pub enum $kind {
            $($(#[$doc])* #[serde(rename = $name)] $value,)+
        }

        impl $kind {
            /// All values.
            pub const ALL: &[Self] = &[$(Self::$value),+];

            /// The name used in storage and in JSON.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$value => $name),+ }
            }
        }

        impl std::str::FromStr for $kind {
            type Err = $crate::UnknownName;

            fn from_str(text: &str) -> Result<Self, $crate::UnknownName> {
                Self::ALL.iter().copied().find(|value| value.name() == text).ok_or($crate::UnknownName)
            }
        }
    };
}

pub(crate) use named;

/// A text that names no value of an enumeration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such name")]
pub struct UnknownName;
