//! Households and residents: the plain facts of one row of the register, and who may be the same person.

mod address;
mod door_order;
mod duplicate;
mod relation;
mod residency;
mod sex;

pub use address::{address_key, group_number, place_key, village_key, within_village};
pub use door_order::door_order;
pub use duplicate::{PersonKeys, SameBecause, same_person};
pub use relation::Relation;
pub use residency::Residency;
pub use sex::Sex;
