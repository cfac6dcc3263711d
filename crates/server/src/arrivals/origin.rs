//! How far away somebody comes from, as the day's sentence counts it: by the last stay, and where its code is not known
//! or too coarse, by the words that were said.

use gridward_database::Tx;
use gridward_domain::arrivals::{OriginKind, origin_kind};
use gridward_domain::assessment::AreaCode;
use gridward_formats::risk_lists::counties;

use super::arrival::{ArrivalRecord, Origin};
use super::store;
use crate::{Ctx, Error, plans};

impl Origin {
    /// A place of which nobody has settled yet how far away it is.
    pub(super) fn new(place: String, code: String) -> Self {
        Self { place, code, kind: OriginKind::NotKnown }
    }
}

/// Settles how far away somebody comes from.
pub(super) fn settle(tx: &mut Tx<'_>, record: &mut ArrivalRecord) -> Result<(), Error> {
    let home = plans::home(tx, record.destination.grid_ord)?;
    let abroad = plans::is_told_abroad(tx, record.id)?;
    let by_code = origin_kind(home, record.origin.code.parse().ok(), abroad);
    record.origin.kind = if by_code == OriginKind::NotKnown {
        let said = counties().said_area(&record.origin.place).and_then(|code| code.parse::<AreaCode>().ok());
        origin_kind(home, said, abroad)
    } else {
        by_code
    };
    Ok(())
}

/// Settles it anew after somebody told what an arrival was exposed to.
pub(crate) fn settle_again(tx: &mut Tx<'_>, ctx: &Ctx, record: &ArrivalRecord) -> Result<(), Error> {
    let mut after = record.clone();
    settle(tx, &mut after)?;
    if after.origin.kind == record.origin.kind {
        return Ok(());
    }
    store::put(tx, &ctx.keys, record, &after)
}
