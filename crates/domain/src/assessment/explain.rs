//! A decision in words: which rule, from which document, until when.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::decision::{Ask, Decision, Match};
use super::{Case, DatedPhase, Plan, RiskIndex, RuleBook};
use crate::programmes::{Duty, ExposureClass, Programme, Rule, Words};
use crate::risk_areas::{Certainty, RiskLevel};

/// A decision told in full, for the resident and for whoever has to answer for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The winner's class.
    pub class: Option<ExposureClass>,
    /// The winner's name.
    pub rule: Option<String>,
    /// How sure it is.
    pub certainty: Certainty,
    /// The rule set it stands in.
    pub set: Option<String>,
    /// The dates.
    pub plan: Option<Plan>,
    /// The document and where in it.
    pub source: Option<Words>,
    /// The other rules that matched.
    pub also_matched: Vec<AlsoMatched>,
    /// What a person has to be asked.
    pub ask: Vec<Ask>,
    /// The day on which to assess again, since another rule runs on after the release.
    pub assess_again_on: Option<Date>,
    /// What has to be done before arrival.
    pub duties: Vec<Words>,
    /// The sentences for the resident.
    pub sentences: Vec<Words>,
}

/// A rule that matched without winning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AlsoMatched {
    /// Its name.
    pub rule: String,
    /// Its class.
    pub class: ExposureClass,
    /// How sure.
    pub certainty: Certainty,
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    pub release: Date,
}

/// What a decision was made from.
#[derive(Debug, Clone, Copy)]
struct Grounds<'a> {
    case: &'a Case,
    index: &'a RiskIndex,
    book: &'a RuleBook,
    programme: &'a Programme,
    on: Date,
}

impl Decision {
    /// The decision in words. The case, list, rules and day must be those it was made from.
    pub fn explain(
        &self,
        case: &Case,
        index: &RiskIndex,
        book: &RuleBook,
        programme: &Programme,
        on: Date,
    ) -> Explanation {
        let grounds = Grounds { case, index, book, programme, on };
        let winner = self.winner().and_then(|winner| Some((winner, book.rule(winner.rule)?)));
        let also = self.matched.iter().skip(1).filter_map(|other| {
            let rule = book.rule(other.rule)?;
            let release = Plan::of(&rule.measure, other.day_one).release;
            Some(AlsoMatched { rule: rule.id.clone(), class: rule.class, certainty: other.certainty, release })
        });
        Explanation {
            class: winner.map(|(_, rule)| rule.class),
            rule: winner.map(|(_, rule)| rule.id.clone()),
            certainty: self.certainty(),
            set: winner.map(|(_, rule)| rule.set.clone()),
            plan: self.plan(book),
            source: winner.map(|(_, rule)| grounds.source(rule)),
            also_matched: also.collect(),
            ask: self.ask.clone(),
            assess_again_on: self.assess_again_on(book),
            duties: book.duties_for(case).map(Duty::sentence).collect(),
            sentences: winner
                .map_or_else(|| vec![nothing(&self.ask)], |(winner, rule)| grounds.sentences(self, winner, rule)),
        }
    }
}

fn words(zh: impl Into<String>, en: impl Into<String>) -> Words {
    Words { zh: zh.into(), en: en.into() }
}

fn nothing(ask: &[Ask]) -> Words {
    if ask.is_empty() {
        return words(
            "按目前的名单和规定，您没有需要遵守的管控措施。",
            "By the present list and rules no measure holds for you.",
        );
    }
    words(
        "您的旅居史还需工作人员向您核实，核实之前没有管控措施。",
        "A member of staff has to ask you about your stays; until then no measure holds for you.",
    )
}

const fn level_words(level: RiskLevel) -> (&'static str, &'static str) {
    match level {
        RiskLevel::Low => ("低风险", "low-risk"),
        RiskLevel::Medium => ("中风险", "medium-risk"),
        RiskLevel::High => ("高风险", "high-risk"),
    }
}

/// The phases with their dates.
fn what(plan: &Plan, rule: &Rule) -> Words {
    let (clock, clock_en) = rule.clock.words();
    let told = |phase: &DatedPhase| {
        let (zh, en) = phase.kind.words();
        words(format!("{}至{}{zh}", phase.from, phase.to), format!("{en} from {} to {}", phase.from, phase.to))
    };
    let phases: Vec<Words> = plan.phases.iter().map(told).collect();
    let zh: Vec<&str> = phases.iter().map(|phase| phase.zh.as_str()).collect();
    let en: Vec<&str> = phases.iter().map(|phase| phase.en.as_str()).collect();
    let day = plan.day_one;
    words(
        format!("从{clock}（{day}，为第1天）算起：{}。", zh.join("，")),
        format!("Counted from {clock_en} ({day} is day 1): {}.", en.join(", ")),
    )
}

impl Grounds<'_> {
    fn source(self, rule: &Rule) -> Words {
        let title = self
            .programme
            .source(&rule.source)
            .map_or_else(|| words(rule.source.clone(), rule.source.clone()), |source| source.title.clone());
        words(format!("{}（{}）", title.zh, rule.locator), format!("{} ({})", title.en, rule.locator))
    }

    fn sentences(self, decision: &Decision, winner: &Match, rule: &Rule) -> Vec<Words> {
        let plan = Plan::of(&rule.measure, winner.day_one);
        let mut told = vec![self.why(winner, rule)];
        if winner.certainty == Certainty::Possible {
            told.push(self.unconfirmed(decision));
        }
        told.push(what(&plan, rule));
        told.extend(self.tests(&plan));
        told.push(words(format!("{}起解除。", plan.release), format!("From {} on you are free of it.", plan.release)));
        told.extend(rule.release.as_ref().map(|release| {
            words(format!("解除条件：{}", release.zh), format!("Condition of release: {}", release.en))
        }));
        let source = self.source(rule);
        told.push(words(format!("依据：{}。", source.zh), format!("By: {}.", source.en)));
        let by = self.programme.set(&rule.set).map_or(&self.book.set().jurisdiction, |set| &set.jurisdiction);
        told.extend(rule.reason.as_ref().map(|reason| {
            let place = &by.name;
            words(
                format!("这是{}增加的要求，理由：{}", place.zh, reason.zh),
                format!("{} added this, because: {}", place.en, reason.en),
            )
        }));
        told
    }

    fn why(self, winner: &Match, rule: &Rule) -> Words {
        let place = winner.place.and_then(|place| self.index.place(place));
        let stay = winner.stay.and_then(|stay| self.case.stays.get(stay));
        let left = stay.map(|stay| stay.ended(self.case.arrival, self.on));
        let (zh, en) = (&rule.words.zh, &rule.words.en);
        match (place, left) {
            (Some(place), Some(left)) => {
                let (level, level_en) = level_words(place.level);
                let listed = place.full_text();
                words(
                    format!("您的旅居史（{left}离开）与{level}名单中的“{listed}”有关，适用规则：{zh}。"),
                    format!("A stay of yours that ended on {left} touches the {level_en} place \"{listed}\": {en}."),
                )
            }
            (None, Some(left)) => words(
                format!("按您的旅居史（{left}离开），适用规则：{zh}。"),
                format!("By a stay of yours that ended on {left}: {en}."),
            ),
            _ => words(format!("适用规则：{zh}。"), format!("The rule: {en}.")),
        }
    }

    fn unconfirmed(self, decision: &Decision) -> Words {
        let holds = decision.until_confirmed().and_then(|other| self.book.rule(other.rule));
        match holds {
            None => words(
                "这只是按地名比对的可能结果，须由工作人员向您核实后才生效。",
                "This is only a possible match by name: it holds after a member of staff has confirmed it with you.",
            ),
            Some(rule) => words(
                format!(
                    "这只是按地名比对的可能结果，须由工作人员向您核实后才生效；核实之前按“{}”执行。",
                    rule.words.zh
                ),
                format!(
                    "This is only a possible match by name: it holds after a member of staff has confirmed it with you. Until then: {}.",
                    rule.words.en
                ),
            ),
        }
    }

    /// The tests that are still to come.
    fn tests(self, plan: &Plan) -> Option<Words> {
        let ahead: Vec<String> = plan.tests.iter().filter(|day| **day >= self.on).map(ToString::to_string).collect();
        (!ahead.is_empty())
            .then(|| words(format!("检测日期：{}。", ahead.join("、")), format!("Tests on {}.", ahead.join(", "))))
    }
}
