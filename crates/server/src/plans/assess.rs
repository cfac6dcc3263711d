//! Assess an arrival: which rule holds, from which document, until when; and who has to be asked first.

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::arrivals::ArrivalState;
use gridward_domain::assessment::{
    Ask, AskWhy, Case, Decision, Match, Plan as Dates, RiskArea, RuleBook, assess as decide,
};
use gridward_domain::follow_ups::due_checks;
use gridward_domain::plans::{Cause, Course, PlanState, Standing, WhyEnded, course};
use gridward_domain::programmes::{Demand, Transition};
use gridward_domain::risk_areas::Certainty;
use gridward_domain::{Id, Refusal, faults as general};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::exposures::{self, ToldExposure};
use super::grounds::{Grounds, Rules, case};
use super::plan::{DecidedBy, PlanGround, PlanRecord, PlanStanding, Told, tell};
use super::{close, faults, grounds, store};
use crate::arrivals::{self, ArrivalRecord, ArrivalStanding};
use crate::{Ctx, Error, follow_ups, responses};

/// Who is to be assessed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessArrival {
    /// The arrival.
    pub arrival_id: Id,
    /// What they were exposed to, in the place of what was told before; absent where nothing new is told.
    #[serde(default)]
    pub exposures: Option<Vec<ToldExposure>>,
}

/// What an assessment came to; kept with the op_id, so it names nobody.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Assessed {
    /// Where the arrival stands.
    pub arrival: ArrivalStanding,
    /// The plans from which something follows: the one in force, and one that waits for a person.
    pub plans: Vec<PlanStanding>,
}

/// What became of somebody's plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PlanChange {
    /// A plan began where there was none.
    Begun,
    /// Another plan took the place of the one in force.
    Changed,
    /// The plan ended, since nothing asks for it any longer.
    Released,
}

/// What an assessment changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Effect {
    /// What became of the plan; nothing where it stays as it was.
    pub(crate) plan: Option<PlanChange>,
    /// Whether a possible match, or a question, newly waits for a person.
    pub(crate) possible: bool,
}

/// Assesses an arrival by what is known of it now.
pub fn assess(tx: &mut Tx<'_>, ctx: &Ctx, input: &AssessArrival) -> Result<Assessed, Error> {
    let record = arrivals::reached(tx, ctx, Verb::PlansDecide, input.arrival_id)?;
    let response = responses::running(tx, record.response_id)?;
    if Rules::base_of(&response).is_none() {
        return Err(faults::NO_PROGRAMME.refuse().into());
    }
    if !can_be_assessed(record.state) {
        return Err(not_verified(record.state).into());
    }
    if let Some(told) = &input.exposures {
        exposures::put(tx, ctx, &record, told)?;
        arrivals::settle_origin(tx, ctx, &record)?;
    }
    assess_by(tx, ctx, &record, Cause::Facts)?;
    let record = arrivals::stored(tx, ctx, record.id)?.ok_or_else(|| general::NOT_FOUND.refuse())?;
    let plans = store::open_of(tx, record.id)?.iter().map(PlanRecord::standing).collect();
    Ok(Assessed { arrival: record.standing(), plans })
}

fn not_verified(state: ArrivalState) -> Refusal {
    faults::NOT_VERIFIED.refuse().with("state_en", state.name()).with("state", state.title())
}

/// Whether somebody in this state can be assessed.
pub(super) const fn can_be_assessed(state: ArrivalState) -> bool {
    use ArrivalState as S;
    matches!(state, S::Verified | S::Assessed | S::UnderMeasure | S::Released)
}

/// Assesses an arrival where its response goes by a programme and its state allows it.
pub(crate) fn assess_by(tx: &mut Tx<'_>, ctx: &Ctx, record: &ArrivalRecord, cause: Cause) -> Result<Effect, Error> {
    if !can_be_assessed(record.state) {
        return Ok(Effect::default());
    }
    let response = responses::running(tx, record.response_id)?;
    let Some(rules) = Rules::of(tx, ctx, &response)? else { return Ok(Effect::default()) };
    let known = case(tx, record)?;
    let grounds = Grounds::near(tx, ctx, (&response, rules), &known)?;
    let judged = judge(tx, &grounds, record, known, cause)?;
    judged.write(tx, ctx, &grounds, record)?;
    Ok(judged.effect)
}

/// A judgement about one arrival, not written yet.
pub(super) struct Judgement {
    known: Case,
    decision: Decision,
    pub(super) course: Course,
    pub(super) in_force: Option<PlanRecord>,
    waiting: Option<PlanRecord>,
    /// What newly waits: its key, and the match unless it is only a question.
    to_confirm: Option<(String, Option<Match>)>,
    /// Whether what waits no longer does.
    moot: bool,
    pub(super) effect: Effect,
}

/// What follows for an arrival by these grounds; nothing is written.
pub(super) fn judge(
    tx: &mut Tx<'_>,
    grounds: &Grounds,
    record: &ArrivalRecord,
    known: Case,
    cause: Cause,
) -> Result<Judgement, Error> {
    let book = &grounds.rules.book;
    let decision = decide(&known, &grounds.index, book, grounds.on);
    let open = store::open_of(tx, record.id)?;
    let by_state = |state| open.iter().find(|plan: &&PlanRecord| plan.state == state).cloned();
    let (in_force, waiting) = (by_state(PlanState::InForce), by_state(PlanState::Waits));
    let mut course = course(&decision, book, in_force.as_ref().and_then(standing).as_ref(), cause);
    let wanted = key_of(grounds, &course, &known, &decision);
    let (mut to_confirm, mut moot) = (None, false);
    match (wanted, &waiting) {
        (Some((key, found)), Some(before)) if before.match_key == key && asks_the_same(book, before, found) => {}
        (Some((key, found)), _) if !store::is_rejected(tx, record.id, &key)? => {
            to_confirm = Some((key, found));
            moot = true;
        }
        _ => moot = true,
    }
    // Nothing follows for whoever has died.
    if store::has_died(tx, record.id)? {
        course = Course { transition: Transition::Keep, begins: None, waits: None };
        to_confirm = None;
    }
    let plan = match (course.begins, &in_force, course.transition) {
        (Some(_), None, _) => Some(PlanChange::Begun),
        (Some(_), Some(_), _) => Some(PlanChange::Changed),
        (None, Some(_), Transition::Release) => Some(PlanChange::Released),
        _ => None,
    };
    let effect = Effect { plan, possible: to_confirm.is_some() };
    let moot = moot && waiting.is_some();
    Ok(Judgement { known, decision, course, in_force, waiting, to_confirm, moot, effect })
}

/// Whether the match still asks what waits for a person: a rule that was typed in may ask something else by now.
fn asks_the_same(book: &RuleBook, waits: &PlanRecord, found: Option<Match>) -> bool {
    let rule = found.and_then(|found| Some((book.rule(found.rule)?, found.day_one)));
    rule.is_none_or(|(rule, day_one)| waits.is_by(&Dates::of(&rule.measure, day_one)))
}

fn standing(plan: &PlanRecord) -> Option<Standing> {
    let (rule, confirmed) = (plan.by.rule.clone(), plan.confirmed_by.is_some());
    Some(Standing { rule, day_one: plan.day_one?, demand: plan.demand, confirmed })
}

/// What would wait for a person, with the key that tells it from what they decided before.
fn key_of(grounds: &Grounds, course: &Course, case: &Case, decision: &Decision) -> Option<(String, Option<Match>)> {
    if let Some(found) = course.waits {
        let rule = grounds.rules.book.rule(found.rule).map_or("", |rule| rule.id.as_str());
        let place = found.place.and_then(|at| grounds.index.place(at)).map_or_else(String::new, RiskArea::full_text);
        return Some((format!("{rule}|{}|{place}", found.day_one), Some(found)));
    }
    let asked = |ask: &Ask| {
        let stay = case.stays.get(ask.stay);
        let day = stay.and_then(|stay| stay.from).map_or_else(String::new, |day| day.to_string());
        let area = stay.and_then(|stay| stay.area).map_or_else(String::new, |area| area.to_string());
        let text = stay.and_then(|stay| stay.text.as_deref()).unwrap_or("");
        format!("{}|{day}|{area}|{text}", AskWhy::name(ask.why))
    };
    let keys: Vec<String> = decision.ask.iter().map(asked).collect();
    (!keys.is_empty()).then(|| (keys.join(";"), None))
}

impl Judgement {
    /// Writes what follows: plans with their follow-ups, and where the arrival stands.
    pub(super) fn write(
        &self,
        tx: &mut Tx<'_>,
        ctx: &Ctx,
        grounds: &Grounds,
        record: &ArrivalRecord,
    ) -> Result<(), Error> {
        let new = self.to_confirm.as_ref().map(|(key, found)| self.waits(ctx, grounds, record, key, found.as_ref()));
        if let Some(before) = self.waiting.as_ref().filter(|_| self.moot) {
            close::supersede(tx, ctx, before, new.as_ref().map(|plan| plan.id))?;
        }
        if let Some(new) = &new {
            store::add(tx, new)?;
            tell(tx, ctx, new, "plans.ask")?;
        }
        if let Some(begins) = &self.course.begins {
            self.begin(tx, ctx, grounds, record, begins)?;
        } else if let Some(plan) = self.in_force.as_ref().filter(|_| self.is_released()) {
            close::end(tx, ctx, plan, (WhyEnded::NoLongerAsked, ""))?;
        }
        self.advance(tx, ctx, record)
    }

    fn is_released(&self) -> bool {
        self.effect.plan == Some(PlanChange::Released)
    }

    /// The match as a decision of its own: it first, the others behind it.
    fn led_by(&self, found: &Match) -> Decision {
        let others = self.decision.matched.iter().filter(|other| *other != found && other.rule != found.rule);
        Decision { matched: std::iter::once(found).chain(others).copied().collect(), ask: Vec::new() }
    }

    fn waits(
        &self,
        ctx: &Ctx,
        grounds: &Grounds,
        record: &ArrivalRecord,
        key: &str,
        found: Option<&Match>,
    ) -> PlanRecord {
        let Some(found) = found else {
            let nothing = Decision { matched: Vec::new(), ask: self.decision.ask.clone() };
            let said =
                nothing.explain(&self.known, &grounds.index, &grounds.rules.book, &grounds.rules.programme, grounds.on);
            let grounds_of = |ask: &Ask| PlanGround { why: Some(ask.why), ..self.ground(Some(ask.stay), None) };
            let asked = said.ask.iter().map(grounds_of).collect();
            let told = Told { sentences: said.sentences, ask: said.ask, grounds: asked, ..Told::default() };
            let set = grounds.rules.book.set();
            let by = DecidedBy { rule_set: set.id.clone(), ..decided_by(grounds, None) };
            return self.record(ctx, record, key, (by, told), None);
        };
        let mut plan = self.of_match(ctx, grounds, record, found);
        let confirmed = Match { certainty: Certainty::Certain, ..*found };
        plan.told.once_confirmed = self.sentences(grounds, &confirmed).sentences;
        key.clone_into(&mut plan.match_key);
        plan.state = PlanState::Waits;
        plan
    }

    fn sentences(&self, grounds: &Grounds, found: &Match) -> Told {
        let led = self.led_by(found);
        let said = led.explain(&self.known, &grounds.index, &grounds.rules.book, &grounds.rules.programme, grounds.on);
        Told {
            sentences: said.sentences,
            once_confirmed: Vec::new(),
            source: said.source,
            also_matched: said.also_matched,
            ask: Vec::new(),
            grounds: vec![self.ground(found.stay, found.place.and_then(|at| grounds.index.place(at)))],
        }
    }

    /// A stay of the case beside the listed place that it matched.
    fn ground(&self, stay: Option<usize>, place: Option<&RiskArea>) -> PlanGround {
        PlanGround {
            stay: stay.and_then(|at| self.known.stays.get(at)).and_then(grounds::told_stay),
            place: place.map(RiskArea::full_text),
            level: place.map(|place| place.level),
            why: None,
        }
    }

    fn of_match(&self, ctx: &Ctx, grounds: &Grounds, record: &ArrivalRecord, found: &Match) -> PlanRecord {
        let rule = grounds.rules.book.rule(found.rule);
        let dates = rule.map(|rule| (Dates::of(&rule.measure, found.day_one), rule.measure.demand()));
        let told = (decided_by(grounds, Some(found)), self.sentences(grounds, found));
        PlanRecord { certainty: found.certainty, ..self.record(ctx, record, "", told, dates) }
    }

    fn record(
        &self,
        ctx: &Ctx,
        record: &ArrivalRecord,
        key: &str,
        (by, told): (DecidedBy, Told),
        dates: Option<(Dates, Demand)>,
    ) -> PlanRecord {
        let state = if dates.is_some() { PlanState::InForce } else { PlanState::Waits };
        let (plan, demand) = dates.map_or((None, Demand::default()), |(plan, demand)| (Some(plan), demand));
        PlanRecord {
            id: ctx.ids.make(),
            response_id: record.response_id,
            arrival_id: record.id,
            grid_id: record.destination.grid_id,
            grid_ord: record.destination.grid_ord,
            state,
            by,
            certainty: Certainty::None,
            match_key: key.to_owned(),
            day_one: plan.as_ref().map(|plan| plan.day_one),
            release_on: plan.as_ref().map(|plan| plan.release),
            phases: plan.as_ref().map(|plan| plan.phases.clone()).unwrap_or_default(),
            tests: plan.map(|plan| plan.tests).unwrap_or_default(),
            demand,
            told,
            failed: self.in_force.as_ref().map_or(0, |plan| plan.failed),
            decided_at: ctx.now,
            confirmed_by: None,
            ended_at: None,
            superseded_by: None,
            why: None,
            reason: String::new(),
            rev: 1,
        }
    }

    fn begin(
        &self,
        tx: &mut Tx<'_>,
        ctx: &Ctx,
        grounds: &Grounds,
        record: &ArrivalRecord,
        found: &Match,
    ) -> Result<(), Error> {
        let Some(rule) = grounds.rules.book.rule(found.rule) else { return Ok(()) };
        let mut new = self.of_match(ctx, grounds, record, found);
        if found.certainty != Certainty::Certain {
            new.confirmed_by = self.in_force.as_ref().and_then(|plan| plan.confirmed_by);
        }
        let dates = Dates::of(&rule.measure, found.day_one);
        if let Some(before) = &self.in_force {
            close::supersede(tx, ctx, before, Some(new.id))?;
        }
        store::add(tx, &new)?;
        follow_ups::begin(tx, ctx, (&new, record), due_checks(&rule.measure, &dates, grounds.on))?;
        tell(tx, ctx, &new, "plans.begin")
    }

    /// Moves the arrival to where the decision leads.
    fn advance(&self, tx: &mut Tx<'_>, ctx: &Ctx, record: &ArrivalRecord) -> Result<(), Error> {
        use ArrivalState as S;
        let go = |tx: &mut Tx<'_>, next: S, verb| arrivals::advance(tx, ctx, record.id, next, verb).map(drop);
        let waits = self.to_confirm.is_some();
        let begins = self.course.begins.is_some();
        if record.state == S::Verified || (record.state == S::Released && (begins || waits)) {
            go(tx, S::Assessed, "arrivals.assess")?;
        }
        if self.is_released() && record.state == S::UnderMeasure {
            return go(tx, S::Released, "arrivals.release");
        }
        if begins && record.state != S::UnderMeasure {
            go(tx, S::UnderMeasure, "arrivals.measure")?;
        }
        Ok(())
    }
}

fn decided_by(grounds: &Grounds, found: Option<&Match>) -> DecidedBy {
    let rules = &grounds.rules;
    let rule = found.and_then(|found| rules.book.rule(found.rule));
    let set = rule.and_then(|rule| rules.programme.set(&rule.set)).unwrap_or_else(|| rules.book.set());
    DecidedBy {
        programme: rules.programme.id.clone(),
        rule_set: rule.map(|rule| rule.set.clone()).unwrap_or_default(),
        revision: i64::from(set.revision),
        rule: rule.map(|rule| rule.id.clone()).unwrap_or_default(),
        class: rule.map(|rule| rule.class),
    }
}
