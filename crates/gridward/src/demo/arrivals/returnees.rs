//! Who comes back to the sample town, from where and when, and what becomes of it.

use gridward_domain::Id;
use gridward_domain::arrivals::{ArrivalChannel, ArrivalState};
use gridward_server::arrivals::{ArrivalPerson, Destination};
use gridward_server::households::Grid;

use super::Stage;
use super::origins::{COUNTY, IN_WORDS, NEAR, ORIGINS, OTHER_PROVINCE, Origin, POSSIBLE};
use crate::demo::dice::Dice;
use crate::demo::people::People;
use crate::demo::roster::GridCrew;

/// The village that has no returnees: nobody came is a figure, too.
const NONE_CAME: usize = 0;
/// The village whose people are shown as log-ins: the cast comes there.
const SHOWN: usize = 1;

/// What becomes of a party's arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is verified, assessed and followed up by the rules.
    Followed,
    /// Nobody has verified it yet.
    Unverified,
    /// It ends by this side exit.
    Ends(ArrivalState),
    /// They went elsewhere; the other place has accepted or not.
    Elsewhere { accepted: bool },
    /// Somebody registers them a second time.
    Twice,
    /// They turn out to be close contacts of a case.
    Contact,
}

/// How follow-ups go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// Met nearly always.
    Steady,
    /// Hardly ever met.
    Elusive,
    /// Falls ill on the third day.
    Ill,
}

/// Somebody who comes back, with those who travel along.
#[derive(Clone)]
pub(super) struct Party {
    pub(super) people: Vec<ArrivalPerson>,
    pub(super) from: Origin,
    pub(super) destination: Destination,
    pub(super) worker: Id,
    pub(super) channel: ArrivalChannel,
    /// The day of return, counted from today.
    pub(super) back: i64,
    /// The day of registration, counted from today.
    pub(super) told: i64,
    /// The day on which somebody sees to it, counted from today.
    pub(super) seen: i64,
    pub(super) fate: Fate,
    pub(super) manner: Manner,
}

/// A fixed part: origin, fate, manner, day of return.
type Cast = (Origin, Fate, Manner, i64);

/// One of each, so that a small town has them all.
const CAST: [Cast; 22] = [
    (OTHER_PROVINCE, Fate::Followed, Manner::Steady, 4),
    (COUNTY, Fate::Followed, Manner::Steady, 1),
    (OTHER_PROVINCE, Fate::Unverified, Manner::Steady, 0),
    (NEAR, Fate::Unverified, Manner::Steady, -1),
    (OTHER_PROVINCE, Fate::Ends(ArrivalState::NotComing), Manner::Steady, -3),
    (OTHER_PROVINCE, Fate::Ends(ArrivalState::NotLivingHere), Manner::Steady, -6),
    (NEAR, Fate::Ends(ArrivalState::WrongData), Manner::Steady, -4),
    (OTHER_PROVINCE, Fate::Ends(ArrivalState::PastWindow), Manner::Steady, -32),
    (OTHER_PROVINCE, Fate::Elsewhere { accepted: false }, Manner::Steady, -2),
    (COUNTY, Fate::Elsewhere { accepted: true }, Manner::Steady, -8),
    (OTHER_PROVINCE, Fate::Twice, Manner::Steady, -2),
    (NEAR, Fate::Contact, Manner::Steady, -4),
    (OTHER_PROVINCE, Fate::Followed, Manner::Ill, -6),
    (OTHER_PROVINCE, Fate::Followed, Manner::Elusive, -5),
    (COUNTY, Fate::Followed, Manner::Elusive, -4),
    (COUNTY, Fate::Followed, Manner::Steady, -5),
    (POSSIBLE[2], Fate::Followed, Manner::Steady, -4),
    (POSSIBLE[0], Fate::Followed, Manner::Steady, -1),
    (IN_WORDS, Fate::Followed, Manner::Steady, -1),
    (NEAR, Fate::Followed, Manner::Steady, -3),
    (("411502", "河南省信阳市浉河区"), Fate::Followed, Manner::Steady, -3),
    (OTHER_PROVINCE, Fate::Followed, Manner::Steady, -16),
];

/// The first day of return among those drawn, counted from today.
const EARLIEST: i64 = -20;
/// The last one.
const LATEST: i64 = 8;

/// Draws parties of so many people in all, or of a few more.
pub(super) fn draw(stage: &Stage<'_>, people: usize, seed: u64) -> Vec<Party> {
    let mut drawn = Drawn { dice: Dice::seeded(seed), people: People::seeded(seed + 1), stage };
    let mut parties: Vec<Party> = CAST.iter().enumerate().map(|(at, cast)| drawn.cast(at, *cast)).collect();
    let mut count: usize = parties.iter().map(|party| party.people.len()).sum();
    while count < people {
        let party = drawn.party();
        count += party.people.len();
        parties.push(party);
    }
    parties
}

struct Drawn<'a> {
    dice: Dice,
    people: People,
    stage: &'a Stage<'a>,
}

impl Drawn<'_> {
    /// One of the cast, in a grid of the shown village, one grid after the other.
    fn cast(&mut self, at: usize, (from, fate, manner, back): Cast) -> Party {
        let grids: Vec<&GridCrew> = self.grids(SHOWN).collect();
        let crew = at.checked_rem(grids.len()).and_then(|place| grids.get(place)).copied().cloned();
        let (destination, worker) = self.at_door(crew.as_ref());
        self.made((from, fate, manner, back), destination, worker, 1)
    }

    fn party(&mut self) -> Party {
        let back = self.dice.between(EARLIEST, LATEST);
        let from = match self.dice.below(100) {
            0..10 => self.dice.pick(&POSSIBLE).copied().unwrap_or(COUNTY),
            10 => IN_WORDS,
            _ => self.dice.pick(&ORIGINS).copied().unwrap_or(COUNTY),
        };
        let fate = match self.dice.below(100) {
            0..3 => Fate::Ends(ArrivalState::NotComing),
            3..5 => Fate::Ends(ArrivalState::NotLivingHere),
            5..7 => Fate::Ends(ArrivalState::WrongData),
            7..9 => Fate::Elsewhere { accepted: back % 2 == 0 },
            9..11 => Fate::Twice,
            11..18 if back > -2 => Fate::Unverified,
            _ => Fate::Followed,
        };
        let manner = if self.dice.chance(4) { Manner::Elusive } else { Manner::Steady };
        let size = usize::try_from(1 + self.dice.below(10) / 7 + self.dice.below(10) / 9).unwrap_or(1);
        let village = 1 + usize::try_from(self.dice.below(self.villages())).unwrap_or(0);
        let grids: Vec<GridCrew> = self.grids(village).cloned().collect();
        let crew = self.dice.pick(&grids).cloned();
        let (destination, worker) = match self.dice.below(100) {
            0..4 => self.in_village(village, crew.as_ref()),
            4..9 => at_hotel(crew.as_ref()),
            _ => self.at_door(crew.as_ref()),
        };
        self.made((from, fate, manner, back), destination, worker, size)
    }

    fn made(&mut self, (from, fate, manner, back): Cast, destination: Destination, worker: Id, size: usize) -> Party {
        use ArrivalChannel as C;
        let channel =
            self.dice.pick(&[C::Itself, C::Itself, C::Itself, C::OnBehalf, C::OnBehalf, C::Desk, C::PhoneCall]);
        let ahead = self.dice.between(0, 3);
        // Whoever does not come was expected: told of before the day, within the days of the response.
        let stays_away = fate == Fate::Ends(ArrivalState::NotComing);
        let (back, ahead) = if stays_away { (back.max(EARLIEST + 1), ahead.max(1)) } else { (back, ahead) };
        // Past ones come to light late: the list that would have asked of them is long over.
        let told = if back < EARLIEST { -2 } else { (back - ahead).clamp(EARLIEST, 0) };
        let seen = told.max(back + self.dice.between(0, 1)).min(0);
        let people = (0..size).map(|_| self.people.draw()).collect();
        Party {
            people,
            from,
            destination,
            worker,
            channel: channel.copied().unwrap_or(C::Desk),
            back,
            told,
            seen,
            fate,
            manner,
        }
    }

    fn villages(&self) -> u64 {
        u64::try_from(self.stage.town.villages.len().saturating_sub(NONE_CAME + 1)).unwrap_or(0)
    }

    fn grids(&self, village: usize) -> impl Iterator<Item = &GridCrew> + use<'_> {
        let grids = self.stage.town.villages.get(village).map_or(&[][..], |village| &village.grids);
        grids.iter().filter_map(|grid| self.stage.crew.grids.iter().find(|crew| crew.area.id == grid.id))
    }

    fn at_door(&mut self, crew: Option<&GridCrew>) -> (Destination, Id) {
        let doors = crew.and_then(|crew| self.stage.doors.get(&Grid { id: crew.area.id, ord: crew.area.ord }));
        match doors.and_then(|doors| self.dice.pick(doors)).zip(crew) {
            Some(((household, _), crew)) => {
                (Destination { household_id: Some(*household), ..Destination::default() }, crew.worker)
            }
            None => at_hotel(crew),
        }
    }

    /// The village alone is known: a gap that somebody of the village closes.
    fn in_village(&self, village: usize, crew: Option<&GridCrew>) -> (Destination, Id) {
        let area = self.stage.town.villages.get(village).map(|village| village.area.id);
        let worker = crew.map_or(self.stage.clerk, |crew| crew.worker);
        (Destination { area_id: area, ..Destination::default() }, worker)
    }
}

fn at_hotel(crew: Option<&GridCrew>) -> (Destination, Id) {
    let destination =
        Destination { area_id: crew.map(|crew| crew.area.id), place: "迎宾旅馆".to_owned(), household_id: None };
    (destination, crew.map_or(Id::from_number(0), |crew| crew.worker))
}
