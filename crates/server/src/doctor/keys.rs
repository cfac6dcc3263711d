//! Whether the key file is the one that the numbers were sealed with.

use gridward_database::{Statement, Tx, params};

use crate::residents::DOCUMENT_INDEX;
use crate::{Ctx, Error};

static SAMPLE: Statement = Statement::new(
    "doctor.sealed_sample",
    "SELECT document_sealed, document_index FROM resident WHERE document_index IS NOT NULL
     ORDER BY document_index LIMIT 1",
);

pub(super) const STATEMENTS: &[&Statement] = &[&SAMPLE];

/// Opens one sealed number and makes its index again; nothing when no number is stored.
pub fn keys_fit(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Option<bool>, Error> {
    let sample = tx.opt(&SAMPLE, &params![], |row| Ok((row.get::<Option<Vec<u8>>>(0)?, row.get::<String>(1)?)))?;
    let Some((Some(sealed), index)) = sample else { return Ok(None) };
    let opened = ctx.keys.open(DOCUMENT_INDEX, &sealed);
    Ok(Some(opened.is_ok_and(|number| ctx.keys.index(DOCUMENT_INDEX, &number) == index)))
}
