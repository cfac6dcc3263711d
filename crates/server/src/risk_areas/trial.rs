//! Try a list before it is put in force: what it would change for those who are here.

use std::collections::HashSet;

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::assessment::RiskArea;
use gridward_domain::risk_areas::{ListedPlace, difference};
use jiff::civil::Date;

use super::put_in_force::placed;
use super::store;
use super::uploads::UploadedList;
use crate::plans::{self, ScreeningTrial};
use crate::responses::taking_whole;
use crate::{Ctx, Error};

/// What an uploaded list would change if it were put in force now; nothing is written.
pub fn trial(tx: &mut Tx<'_>, ctx: &Ctx, upload: &UploadedList) -> Result<ScreeningTrial, Error> {
    let response = taking_whole(tx, ctx, upload.response, Verb::RiskListsEdit)?;
    let on = ctx.zone.date(ctx.now);
    let was: Vec<ListedPlace> = store::listed(tx, response.id)?.into_iter().map(|(_, place)| place).collect();
    let still = |place: &&ListedPlace| place.to.is_none_or(|to| to >= on);
    let places: Vec<ListedPlace> = upload.list.places.iter().filter(still).cloned().collect();
    let changes = difference(&was, &places);
    let moved = || changes.raised.iter().chain(&changes.lowered).map(|change| &change.place);
    let ended: HashSet<String> = changes.removed.iter().chain(moved()).map(ListedPlace::key).collect();
    let begun: Vec<&ListedPlace> = changes.added.iter().chain(moved()).collect();
    let (mut after, mut touching) = (Vec::new(), Vec::new());
    for (key, place) in plans::places(tx, response.id)? {
        if place.to.is_none() && ended.contains(&key) {
            touching.push(place.clone());
            after.push(ending(place, on));
        } else {
            after.push(place);
        }
    }
    for new in placed(tx, ctx, upload, (&begun, on))? {
        let place = RiskArea::of_list(new.place, &new.found, new.from_on);
        after.push(RiskArea { from: new.from_on, ..place.clone() });
        touching.push(place);
    }
    plans::trial(tx, ctx, &response, (after, &touching))
}

fn ending(place: RiskArea, on: Date) -> RiskArea {
    RiskArea { to: Some(on.max(place.from)), ..place }
}
