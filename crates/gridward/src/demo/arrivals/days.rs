//! The days of the response: who registers, who comes, who is visited, and what each night makes of it.

use std::collections::HashMap;

use gridward_database::Tx;
use gridward_domain::Id;
use gridward_domain::arrivals::{ArrivalChannel, ArrivalState, VerifiedBy};
use gridward_domain::assessment::ExposureKind;
use gridward_domain::directives::HowKnown;
use gridward_domain::follow_ups::{FollowUpKind, FollowUpOutcome, FollowUpState};
use gridward_server::arrivals::{
    self, AcceptArrival, ArrivalStanding, ArrivalStay, EndArrival, ForwardArrival, NewArrival, VerifyArrival,
};
use gridward_server::follow_ups::{self, FollowUp, FollowUpQuery, ReportFollowUp};
use gridward_server::plans::{self, AssessArrival, ConfirmPlan, DecidePlan, PlanQuery, ToldExposure};
use gridward_server::{Ctx, Error};

use super::response::{CHANGED, OPENED, change_list};
use super::returnees::{Fate, Manner, Party};
use super::{Stage, by, date_of};
use crate::demo::dice::Dice;

/// What is done today so far, in a hundred follow-ups.
const TODAY: u64 = 45;

struct Days<'a> {
    ctx: &'a Ctx,
    stage: &'a Stage<'a>,
    response: Id,
    seed: u64,
    parties: Vec<(Party, Vec<ArrivalStanding>)>,
    /// Where an arrival stands among the parties.
    known: HashMap<Id, (usize, usize)>,
}

/// Lives through every day up to now; answers how many people were registered.
pub(super) fn live_through(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (stage, response): (&Stage<'_>, Id),
    parties: Vec<Party>,
    seed: u64,
) -> Result<usize, Error> {
    let parties = parties.into_iter().map(|party| (party, Vec::new())).collect();
    let mut days = Days { ctx, stage, response, seed, parties, known: HashMap::new() };
    for day in OPENED..=0 {
        days.begin(tx, day)?;
        for number in 0..days.parties.len() {
            days.party(tx, day, number)?;
        }
        days.report(tx, day)?;
        if day < CHANGED {
            days.decide(tx, day)?;
        }
        if day == CHANGED {
            change_list(tx, ctx, stage, response)?;
        }
    }
    Ok(days.known.len())
}

impl Days<'_> {
    /// What the jobs do after midnight.
    fn begin(&self, tx: &mut Tx<'_>, day: i64) -> Result<(), Error> {
        let night = by(self.ctx, self.ctx.actor, day, 10);
        follow_ups::end_day(tx, &night)?;
        plans::release_over(tx, &night)?;
        Ok(())
    }

    fn party(&mut self, tx: &mut Tx<'_>, day: i64, number: usize) -> Result<(), Error> {
        let Some((party, _)) = self.parties.get(number) else { return Ok(()) };
        if party.told == day {
            let party = party.clone();
            let made = self.register(tx, day, &party)?;
            for (place, one) in made.iter().enumerate() {
                self.known.insert(one.id, (number, place));
            }
            if let Some((_, standings)) = self.parties.get_mut(number) {
                *standings = made;
            }
        }
        let Some((party, standings)) = self.parties.get(number) else { return Ok(()) };
        if party.seen != day || party.back > 0 {
            return Ok(());
        }
        standings.iter().try_for_each(|one| self.see_to(tx, day, party, one))
    }

    fn register(&self, tx: &mut Tx<'_>, day: i64, party: &Party) -> Result<Vec<ArrivalStanding>, Error> {
        let input = self.input(day, party);
        let actor = by(self.ctx, party.worker, day, 8 * 60 + 30);
        if party.channel == ArrivalChannel::Itself {
            let guest = Ctx { actor: self.ctx.actor, ..actor };
            let hash = arrivals::code_hash(&guest, &arrivals::code_of(&guest, self.ctx.ids.make()));
            return Ok(arrivals::register_self(tx, &guest, &input, &hash)?.items);
        }
        Ok(arrivals::register(tx, &actor, &input)?.items)
    }

    fn input(&self, day: i64, party: &Party) -> NewArrival {
        let back_on = date_of(self.ctx, party.back);
        let here = party.back <= day;
        let (code, place) = party.from;
        let stay = ArrivalStay {
            area_code: Some(code.to_owned()).filter(|code| !code.is_empty()),
            place: place.to_owned(),
            from_on: date_of(self.ctx, party.back.min(day) - 40),
            to_on: if here { date_of(self.ctx, party.back - 1) } else { back_on },
            left_on: None,
        };
        NewArrival {
            response_id: self.response,
            channel: party.channel,
            how_known: None,
            destination: party.destination.clone(),
            expected_on: Some(back_on).filter(|_| !here),
            arrived_on: Some(back_on).filter(|_| here),
            people: party.people.clone(),
            stays: vec![stay],
            origin: String::new(),
        }
    }

    /// Somebody sees to an arrival.
    fn see_to(&self, tx: &mut Tx<'_>, day: i64, party: &Party, one: &ArrivalStanding) -> Result<(), Error> {
        let worker = by(self.ctx, party.worker, day, 9 * 60 + 20);
        match party.fate {
            Fate::Unverified => Ok(()),
            Fate::Ends(state) => {
                let (how_known, reason) = reason(state);
                let input = EndArrival { rev: one.rev, state, how_known, reason: reason.to_owned() };
                arrivals::end(tx, &worker, one.id, &input).map(drop)
            }
            Fate::Elsewhere { accepted } => elsewhere(tx, &worker, one, accepted),
            Fate::Twice => {
                self.verify(tx, &worker, party, one)?;
                let again = Party { channel: ArrivalChannel::Desk, ..party.clone() };
                self.register(tx, day, &again).map(drop)
            }
            Fate::Contact => {
                self.verify(tx, &worker, party, one)?;
                let last_on = Some(date_of(self.ctx, party.back - 1));
                let exposures = Some(vec![ToldExposure { kind: ExposureKind::CloseContact, last_on }]);
                let clerk = Ctx { actor: self.stage.clerk, ..worker };
                plans::assess(tx, &clerk, &AssessArrival { arrival_id: one.id, exposures }).map(drop)
            }
            Fate::Followed => self.verify(tx, &worker, party, one),
        }
    }

    fn verify(&self, tx: &mut Tx<'_>, worker: &Ctx, party: &Party, one: &ArrivalStanding) -> Result<(), Error> {
        if one.state == ArrivalState::Duplicate {
            return Ok(());
        }
        let by = if party.seen == party.back { VerifiedBy::Phone } else { VerifiedBy::Visit };
        let arrived_on = (one.state == ArrivalState::Expected).then(|| date_of(self.ctx, party.back));
        arrivals::verify(tx, worker, one.id, VerifyArrival { rev: one.rev, by, arrived_on }).map(drop)
    }

    /// What the workers bring of the follow-ups of a day.
    fn report(&self, tx: &mut Tx<'_>, day: i64) -> Result<(), Error> {
        for due in self.due(tx, day)? {
            let Some((number, place)) = self.known.get(&due.arrival_id).copied() else { continue };
            let Some((party, _)) = self.parties.get(number) else { continue };
            // Each follow-up has a throw of its own, so that their order makes no difference.
            let mut dice = self.dice(number * 16 + place, day, due.kind);
            if day == 0 && !dice.chance(TODAY) {
                continue;
            }
            let Some(report) = outcome(&mut dice, party, day, due.kind) else { continue };
            let worker = by(self.ctx, party.worker, day, dice.between(9 * 60 + 30, 18 * 60));
            let input = ReportFollowUp { device_at: worker.now, ..report };
            // Two of one day: the first may have handed the person over, and the second is not due any more.
            match follow_ups::record(tx, &worker, due.id, &input) {
                Ok(_) | Err(Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn due(&self, tx: &mut Tx<'_>, day: i64) -> Result<Vec<FollowUp>, Error> {
        let evening = by(self.ctx, self.ctx.actor, day, 9 * 60 + 25);
        let mut asked = FollowUpQuery {
            on: None,
            area: None,
            arrival: None,
            response: Some(self.response),
            cursor: None,
            limit: Some(200),
        };
        let mut found = Vec::new();
        loop {
            let page = follow_ups::list(tx, &evening, &asked)?;
            found.extend(page.items.into_iter().filter(|one| one.state == FollowUpState::Due));
            match page.next {
                Some(next) => asked.cursor = Some(next),
                None => return Ok(found),
            }
        }
    }

    /// What the clerk decides of possible matches in the evening; some are left for the sample.
    fn decide(&self, tx: &mut Tx<'_>, day: i64) -> Result<(), Error> {
        let clerk = by(self.ctx, self.stage.clerk, day, 20 * 60);
        let asked = PlanQuery {
            response: self.response,
            state: None,
            area: None,
            arrival: None,
            cursor: None,
            limit: Some(200),
        };
        for plan in plans::list(tx, &clerk, &asked)?.items {
            let Some((number, place)) = self.known.get(&plan.arrival_id).copied() else { continue };
            match self.dice(number * 16 + place, 0, FollowUpKind::Visit).below(10) {
                0..5 if plan.day_one.is_some() => {
                    plans::confirm(tx, &clerk, plan.id, ConfirmPlan { rev: plan.rev })?;
                }
                5..8 => {
                    let reason = "电话核实：住的不是名单上的地方".to_owned();
                    plans::reject(tx, &clerk, plan.id, &DecidePlan { rev: plan.rev, reason })?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn dice(&self, person: usize, day: i64, kind: FollowUpKind) -> Dice {
        let person = u64::try_from(person).unwrap_or(0);
        let day = u64::try_from(day - OPENED).unwrap_or(0);
        Dice::seeded(self.seed + person * 1_000 + day * 4 + u64::from(kind == FollowUpKind::Test))
    }
}

/// They went elsewhere, and the other place has said so or not.
fn elsewhere(tx: &mut Tx<'_>, worker: &Ctx, one: &ArrivalStanding, accepted: bool) -> Result<(), Error> {
    let input = ForwardArrival {
        rev: one.rev,
        to: "信阳市光山县".to_owned(),
        how_known: HowKnown::Called,
        reason: "电话里说去了亲戚家".to_owned(),
    };
    let sent = arrivals::forward(tx, worker, one.id, &input)?;
    if accepted {
        let reason = "光山县来电确认已接收".to_owned();
        arrivals::accept(tx, worker, sent.id, &AcceptArrival { rev: sent.rev, reason })?;
    }
    Ok(())
}

/// How a side exit is known, and why it is one.
fn reason(state: ArrivalState) -> (HowKnown, &'static str) {
    match state {
        ArrivalState::NotComing => (HowKnown::Called, "车票退了，今年不回来"),
        ArrivalState::NotLivingHere => (HowKnown::Seen, "老宅已转给别人，人住县城"),
        ArrivalState::WrongData => (HowKnown::NotReached, "电话是空号，村里没有这个人"),
        _ => (HowKnown::Called, "一个月前就回来了"),
    }
}

/// What comes of a follow-up; nothing where nobody does it.
fn outcome(dice: &mut Dice, party: &Party, day: i64, kind: FollowUpKind) -> Option<ReportFollowUp> {
    use FollowUpOutcome as O;
    let fell_ill = party.manner == Manner::Ill && day - party.seen >= 2;
    let outcome = match (party.manner, dice.below(100), kind) {
        (Manner::Ill, ..) if fell_ill => O::SeenWithFinding,
        (Manner::Elusive, 0..50, _) | (_, 4..6, FollowUpKind::Visit) | (_, 0, FollowUpKind::Test) => O::NotFound,
        (Manner::Elusive, 50..90, _) | (_, 0..2, FollowUpKind::Visit) => return None,
        (_, 2..4, FollowUpKind::Visit) => O::NotAttempted,
        _ => O::SeenWell,
    };
    let how_known = match outcome {
        O::SeenWell | O::SeenWithFinding if kind == FollowUpKind::Test || dice.chance(60) => HowKnown::Seen,
        O::SeenWell | O::SeenWithFinding => HowKnown::Called,
        _ => HowKnown::NotReached,
    };
    let ill = outcome == O::SeenWithFinding;
    Some(ReportFollowUp {
        outcome,
        how_known,
        symptoms: if ill { vec!["fever".to_owned()] } else { Vec::new() },
        finding: if ill { "体温38.2度，已联系卫生院".to_owned() } else { String::new() },
        note: if outcome == O::NotAttempted { "修路过不去，改天再去".to_owned() } else { String::new() },
        device_at: gridward_domain::Timestamp(0),
    })
}
