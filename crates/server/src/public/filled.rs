//! The form as somebody filled it in, and what it says.

use gridward_domain::Refusal;
use gridward_domain::arrivals::{ArrivalChannel, Stay};
use gridward_formats::regions;
use jiff::civil::Date;

use super::faults;
use super::typed::Typed;
use crate::Ctx;
use crate::arrivals::{ArrivalPerson, ArrivalRecord, ArrivalStay, Destination, EditArrival, Entrance, NewArrival};
use crate::residents::DocumentInput;

/// As many who travel along.
pub(super) const MOST_COMPANIONS: usize = 9;
/// As many stays as the form shows.
pub(super) const MOST_STAYS: usize = 10;

/// Everything that the form asks, as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Filled {
    pub(super) name: String,
    pub(super) document: String,
    pub(super) phone: String,
    /// The village or group, by its identity.
    pub(super) area: String,
    pub(super) place: String,
    /// `yes` for those who are here already.
    pub(super) here: String,
    /// The day of coming home.
    pub(super) day: String,
    /// Names and documents of those who travel along.
    pub(super) companions: Vec<(String, String)>,
    pub(super) stays: Vec<FilledStay>,
}

/// A stay as it was filled in: an area by steps, the rest in words, two days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct FilledStay {
    pub(super) province: String,
    pub(super) city: String,
    pub(super) county: String,
    pub(super) place: String,
    pub(super) from: String,
    pub(super) to: String,
}

impl Filled {
    /// What was typed.
    pub(super) fn read(typed: &Typed) -> Self {
        let get = |name: &str| typed.get(name).to_owned();
        let companions = (0..MOST_COMPANIONS)
            .take_while(|at| typed.has(&format!("c{at}_name")))
            .map(|at| (get(&format!("c{at}_name")), get(&format!("c{at}_document"))));
        let stays =
            (0..MOST_STAYS).take_while(|at| typed.has(&format!("s{at}_place"))).map(|at| FilledStay::read(typed, at));
        Self {
            name: get("name"),
            document: get("document"),
            phone: get("phone"),
            area: get("area"),
            place: get("place"),
            here: get("here"),
            day: get("day"),
            companions: companions.collect(),
            stays: stays.collect(),
        }
    }

    /// The registration as it stands, to be corrected. Numbers are not shown again: left empty they stay as they are.
    pub(super) fn of(record: &ArrivalRecord, stays: &[Stay]) -> Self {
        Self {
            name: record.name.text.clone(),
            document: String::new(),
            phone: String::new(),
            area: record.destination.grid_id.to_string(),
            place: record.destination.place.clone(),
            here: if record.arrived_on.is_some() { "yes".to_owned() } else { "no".to_owned() },
            day: record.back_on().map_or_else(String::new, |day| day.to_string()),
            companions: Vec::new(),
            stays: stays.iter().map(FilledStay::of).collect(),
        }
    }

    fn days(&self, ctx: &Ctx) -> Result<(Option<Date>, Option<Date>), Refusal> {
        let day: Date = self.day.parse().map_err(|_| faults::NO_DAY.at("day"))?;
        if self.here != "yes" {
            return Ok((Some(day), None));
        }
        if day > today(ctx) {
            return Err(faults::HERE_LATER.at("day"));
        }
        Ok((None, Some(day)))
    }

    fn person(&self) -> Result<ArrivalPerson, Refusal> {
        if self.document.is_empty() && self.phone.is_empty() {
            return Err(faults::WHO.at("document"));
        }
        Ok(ArrivalPerson {
            name: self.name.clone(),
            document: document(&self.document),
            phone: Some(self.phone.clone()).filter(|phone| !phone.is_empty()),
        })
    }

    /// Where they go.
    pub(super) fn destination(&self, entrance: &Entrance) -> Result<Destination, Refusal> {
        if let Some(household) = entrance.household_id {
            return Ok(Destination { household_id: Some(household), area_id: None, place: self.place.clone() });
        }
        let area = self.area.parse().map_err(|_| faults::NO_AREA.at("area"))?;
        Ok(Destination { household_id: None, area_id: Some(area), place: self.place.clone() })
    }

    /// The registration that the form is.
    pub(super) fn arrival(&self, ctx: &Ctx, entrance: &Entrance) -> Result<NewArrival, Refusal> {
        let (expected_on, arrived_on) = self.days(ctx)?;
        let along = self.companions.iter().filter(|(name, number)| !name.is_empty() || !number.is_empty());
        let along =
            along.map(|(name, number)| ArrivalPerson { name: name.clone(), document: document(number), phone: None });
        Ok(NewArrival {
            response_id: entrance.response_id,
            channel: ArrivalChannel::Itself,
            how_known: None,
            destination: self.destination(entrance)?,
            expected_on,
            arrived_on,
            people: std::iter::once(self.person()?).chain(along).collect(),
            stays: self.stays(arrived_on.or(expected_on), today(ctx))?,
            origin: String::new(),
        })
    }

    /// The correction that the form is; numbers that were left empty stay.
    pub(super) fn correction(&self, ctx: &Ctx, record: &ArrivalRecord) -> Result<EditArrival, Refusal> {
        let (expected_on, arrived_on) = self.days(ctx)?;
        let kept =
            record.document.as_ref().map(|kept| DocumentInput { kind: Some(kept.kind), number: kept.number.clone() });
        let phone = Some(self.phone.clone()).filter(|phone| !phone.is_empty());
        let person = ArrivalPerson {
            name: self.name.clone(),
            document: document(&self.document).or(kept),
            phone: phone.or_else(|| record.phone.as_ref().map(|phone| phone.number.clone())),
        };
        Ok(EditArrival {
            rev: 0,
            person: Some(person),
            expected_on,
            arrived_on,
            stays: Some(self.stays(arrived_on.or(expected_on), today(ctx))?),
            reason: ctx.language.pick("本人更正", "corrected by themselves").to_owned(),
        })
    }

    /// The stays that were filled in; those left empty are none.
    fn stays(&self, back_on: Option<Date>, today: Date) -> Result<Vec<ArrivalStay>, Refusal> {
        let filled = self.stays.iter().enumerate().filter(|(_, stay)| **stay != FilledStay::default());
        filled.map(|(at, stay)| stay.stay(at, back_on.unwrap_or(today))).collect()
    }
}

impl FilledStay {
    fn read(typed: &Typed, at: usize) -> Self {
        let get = |name: &str| typed.get(&format!("s{at}_{name}")).to_owned();
        let (province, mut city, mut county) = (get("province"), get("city"), get("county"));
        // Whoever chose another province has not chosen its city yet.
        if province.is_empty() || !city.starts_with(&province) {
            city.clear();
        }
        if city.is_empty() || !county.starts_with(&city) {
            county.clear();
        }
        Self { province, city, county, place: get("place"), from: get("from"), to: get("to") }
    }

    fn of(stay: &Stay) -> Self {
        let code = stay.area_code.as_deref().unwrap_or("");
        let part = |length: usize| code.get(..length).unwrap_or("").to_owned();
        let said = regions::said(code).unwrap_or_default();
        let place = stay.place.strip_prefix(said.as_str()).unwrap_or(&stay.place).to_owned();
        let (from, to) = (stay.from_on.to_string(), stay.to_on.to_string());
        Self { province: part(2), city: part(4), county: part(6), place, from, to }
    }

    /// The smallest area that was chosen; empty for none.
    fn code(&self) -> &str {
        [&self.county, &self.city, &self.province].into_iter().find(|code| !code.is_empty()).map_or("", String::as_str)
    }

    fn stay(&self, at: usize, back_on: Date) -> Result<ArrivalStay, Refusal> {
        let half = |field: &str| faults::STAY_HALF.at(format!("stays[{at}].{field}"));
        let code = self.code();
        let said = regions::said(code).unwrap_or_default();
        if code.is_empty() && self.place.is_empty() {
            return Err(half("place"));
        }
        let from_on: Date = self.from.parse().map_err(|_| half("from_on"))?;
        let to_on = if self.to == STILL { back_on } else { self.to.parse().map_err(|_| half("to_on"))? };
        Ok(ArrivalStay {
            area_code: Some(code.to_owned()).filter(|_| !said.is_empty()),
            place: format!("{said}{}", self.place),
            from_on,
            to_on,
            left_on: None,
        })
    }
}

/// What the last day of a stay says when they are there until they come home.
pub(super) const STILL: &str = "still";

fn document(number: &str) -> Option<DocumentInput> {
    (!number.is_empty()).then(|| DocumentInput { kind: None, number: number.to_owned() })
}

/// The present day.
pub(super) fn today(ctx: &Ctx) -> Date {
    ctx.zone.date(ctx.now)
}

#[cfg(test)]
mod tests {
    use super::{Filled, FilledStay};
    use crate::public::typed::Typed;
    use jiff::civil::date;

    fn read(body: &str) -> Filled {
        Filled::read(&Typed::read(body.as_bytes()))
    }

    #[test]
    fn a_city_of_another_province_is_forgotten() {
        let filled = read("s0_province=31&s0_city=4403&s0_county=440305&s0_place=");
        assert_eq!(filled.stays, [FilledStay { province: "31".to_owned(), ..FilledStay::default() }]);
    }

    #[test]
    fn a_stay_names_its_area_and_lasts_until_the_return_when_they_are_still_there() {
        let filled =
            read("s0_province=31&s0_city=3101&s0_county=310115&s0_place=x&s0_from=2022-04-01&s0_to=still&s1_place=");
        let stays = filled.stays(Some(date(2022, 4, 20)), date(2022, 4, 15)).unwrap();
        assert_eq!(stays.len(), 1);
        assert_eq!(stays[0].place, "上海市浦东新区x");
        assert_eq!((stays[0].area_code.as_deref(), stays[0].to_on), (Some("310115"), date(2022, 4, 20)));
    }

    #[test]
    fn a_stay_that_is_filled_in_by_half_is_asked_for_the_rest() {
        let filled = read("s0_place=上海&s0_from=&s0_to=");
        let declined = filled.stays(None, date(2022, 4, 15)).unwrap_err();
        assert_eq!(declined.at.as_deref(), Some("stays[0].from_on"));
    }
}
