//! A response that is over and whose retention runs: a count of who came home, by no programme, so that the verified
//! stayed verified.

use gridward_database::Tx;
use gridward_domain::access::Role;
use gridward_domain::arrivals::{ArrivalChannel, VerifiedBy};
use gridward_domain::responses::ResponseTerms;
use gridward_server::arrivals::{self, ArrivalPerson, Destination, NewArrival, VerifyArrival};
use gridward_server::responses::{self, CloseResponse, NewResponse};
use gridward_server::{Ctx, Error};

use super::{Stage, by, date_of};

/// When it was opened and closed, counted from today.
const OPENED: i64 = -70;
const CLOSED: i64 = -25;
/// Who was registered, and whether somebody verified it.
const NAMES: [(&str, bool); 6] =
    [("黄树根", true), ("史秀英", true), ("马福贵", true), ("肖桂珍", true), ("邓长庆", false), ("高素云", true)];

pub(super) fn plant(tx: &mut Tx<'_>, ctx: &Ctx, stage: &Stage<'_>) -> Result<(), Error> {
    let Some(village) = stage.town.villages.get(2) else { return Ok(()) };
    let clerk = by(ctx, stage.clerk, OPENED, 9 * 60);
    let terms = ResponseTerms {
        name: "返乡人员摸底登记".to_owned(),
        purpose: "了解返乡人数，安排村里的服务。".to_owned(),
        legal_basis: "黄寺岗镇人民政府（示例）通知".to_owned(),
        programme: String::new(),
        from_at: clerk.now,
        retention_days: 60,
        backup_days: 14,
    };
    let opened = responses::open(tx, &clerk, &NewResponse { area_id: village.area.id, terms })?;
    for (number, (name, verified)) in NAMES.into_iter().enumerate() {
        let clerk = by(ctx, stage.clerk, OPENED + 10, 9 * 60);
        let area_id = village.grids.get(number).map_or(village.area.id, |grid| grid.id);
        let input = NewArrival {
            response_id: opened.id,
            channel: ArrivalChannel::PhoneCall,
            how_known: None,
            destination: Destination { area_id: Some(area_id), place: "老宅".to_owned(), household_id: None },
            expected_on: None,
            arrived_on: Some(date_of(ctx, OPENED + 9)),
            people: vec![ArrivalPerson { name: name.to_owned(), document: None, phone: None }],
            stays: Vec::new(),
            origin: "郑州".to_owned(),
        };
        let made = arrivals::register(tx, &clerk, &input)?;
        for one in made.items.iter().filter(|_| verified) {
            let input = VerifyArrival { rev: one.rev, by: VerifiedBy::Phone, arrived_on: None };
            arrivals::verify(tx, &clerk, one.id, input)?;
        }
    }
    let clerk = by(ctx, stage.clerk, CLOSED, 17 * 60);
    let rev = opened.details.map_or(1, |details| details.rev);
    let (reason, witness_id) = ("摸底工作结束".to_owned(), stage.crew.holder(Role::Auditor)?);
    responses::close(tx, &clerk, opened.id, &CloseResponse { rev, reason, witness_id })?;
    Ok(())
}
