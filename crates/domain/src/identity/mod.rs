//! Who a person is on paper: ID numbers and other documents, phones, names, and dates as clerks write them.
//!
//! Everything here reads untidy text and answers with a fact, a question or a reason; nothing is guessed.

mod document;
mod id_number;
mod mask;
mod name;
mod phone;
mod region;
mod surname;
mod text;
mod written_date;

pub use document::{Document, DocumentKind};
pub use id_number::{IdCheck, IdReason, IdVerdict, check_declared, check_document};
pub use mask::{mask_document, mask_phone};
pub use name::{NameDoubt, PersonName, search_key};
pub use phone::{Phone, PhoneDoubt, PhoneKind, PhoneReading, read_phones};
pub use region::{Region, region_of};
pub use text::{half_width, is_blank_word};
pub use written_date::{DateDoubt, DateFault, DateReading, DateUse, from_excel_serial, read_date};
