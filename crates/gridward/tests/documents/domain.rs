use gridward_domain::Timestamp;
use gridward_domain::access::{Reach, Role, Verb, reach};
use gridward_domain::areas::Level;
use gridward_domain::arrivals::{
    ArrivalChannel, ArrivalState, Finding, PosterKind, SameArrival, TipOutcome, VerifiedBy,
};
use gridward_domain::assessment::{AskWhy, ExposureKind};
use gridward_domain::directives::{
    CLIMBS_AFTER, Channel, DirectiveState, HowKnown, Move, NotReached, Priority, ReceiptState, Tier,
};
use gridward_domain::follow_ups::{FollowUpKind, FollowUpOutcome, FollowUpState};
use gridward_domain::people::{LOCKED_FOR, SHORTEST, TRIES};
use gridward_domain::plans::{PlanState, WhyEnded};
use gridward_domain::posts::{LEAST, MOST};
use gridward_domain::programmes::{ClockStart, ExposureClass, PhaseKind, TransitionRule};
use gridward_domain::responses::{self, ResponseState};
use gridward_domain::risk_areas::{Certainty, RiskLevel};

const PAGE: &str = include_str!("../../../../docs/DOMAIN.md");

/// The roles of each column of the table of verbs, after the verb and its meaning.
const COLUMNS: [&[Role]; 8] = [
    &[Role::Admin],
    &[Role::Commander],
    &[Role::Clerk],
    &[Role::LeadCadre],
    &[Role::VillageCadre],
    &[Role::GridHead, Role::GridWorker],
    &[Role::Liaison],
    &[Role::Auditor],
];

/// The cells of the row that begins with this code.
fn row(code: &str) -> Vec<&'static str> {
    let start = format!("| `{code}` |");
    let line = PAGE.lines().find(|line| line.starts_with(&start));
    let line = line.unwrap_or_else(|| panic!("docs/DOMAIN.md has no row for `{code}`"));
    line.trim_matches('|').split('|').map(str::trim).collect()
}

fn mark(reach: Reach) -> &'static str {
    match reach {
        Reach::None => "",
        Reach::Households => "○",
        Reach::Subtree => "●",
    }
}

#[test]
fn the_table_of_verbs_says_how_far_each_role_reaches() {
    for verb in Verb::ALL {
        let cells = row(verb.name());
        assert_eq!(cells.len(), COLUMNS.len() + 2, "{}", verb.name());
        for (cell, roles) in cells[2..].iter().zip(COLUMNS) {
            for role in roles {
                assert_eq!(*cell, mark(reach(*role, verb)), "{} for {role}", verb.name());
            }
        }
    }
}

#[test]
fn every_role_is_named_in_both_languages() {
    for role in Role::ALL {
        let (chinese, english) = role.title();
        let words = row(role.name())[1];
        assert!(words.contains(chinese), "{role}: {words}");
        assert!(words.contains(english), "{role}: {words}");
    }
}

#[test]
fn every_state_and_code_has_its_word() {
    let codes = [
        Level::ALL.into_iter().map(Level::name).collect::<Vec<_>>(),
        DirectiveState::ALL.iter().copied().map(DirectiveState::name).collect(),
        Move::ALL.iter().copied().map(Move::name).collect(),
        Priority::ALL.iter().copied().map(Priority::name).collect(),
        Tier::ALL.iter().copied().map(Tier::name).collect(),
        ReceiptState::ALL.iter().copied().map(ReceiptState::name).collect(),
        NotReached::ALL.iter().copied().map(NotReached::name).collect(),
        Channel::ALL.iter().copied().map(Channel::name).collect(),
        HowKnown::ALL.iter().copied().map(HowKnown::name).collect(),
        ExposureClass::ALL.iter().copied().map(ExposureClass::name).collect(),
        ExposureKind::ALL.iter().copied().map(ExposureKind::name).collect(),
        PhaseKind::ALL.iter().copied().map(PhaseKind::name).collect(),
        ClockStart::ALL.iter().copied().map(ClockStart::name).collect(),
        TransitionRule::ALL.iter().copied().map(TransitionRule::name).collect(),
        ArrivalState::ALL.iter().copied().map(ArrivalState::name).collect(),
        ArrivalChannel::ALL.iter().copied().map(ArrivalChannel::name).collect(),
        VerifiedBy::ALL.iter().copied().map(VerifiedBy::name).collect(),
        SameArrival::ALL.iter().copied().map(SameArrival::name).collect(),
        Finding::ALL.iter().copied().map(Finding::name).collect(),
        PosterKind::ALL.iter().copied().map(PosterKind::name).collect(),
        TipOutcome::ALL.iter().copied().map(TipOutcome::name).collect(),
        PlanState::ALL.iter().copied().map(PlanState::name).collect(),
        WhyEnded::ALL.iter().copied().map(WhyEnded::name).collect(),
        FollowUpKind::ALL.iter().copied().map(FollowUpKind::name).collect(),
        FollowUpOutcome::ALL.iter().copied().map(FollowUpOutcome::name).collect(),
        FollowUpState::ALL.iter().copied().map(FollowUpState::name).collect(),
        ResponseState::ALL.iter().copied().map(ResponseState::name).collect(),
        RiskLevel::ALL.iter().copied().map(RiskLevel::name).collect(),
        Certainty::ALL.iter().copied().map(Certainty::name).collect(),
        AskWhy::ALL.iter().copied().map(AskWhy::name).collect(),
        responses::Move::ALL.iter().copied().map(responses::Move::name).collect(),
    ]
    .concat();
    let missing: Vec<&str> = codes.into_iter().filter(|code| !PAGE.contains(&format!("`{code}`"))).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn the_numbers_of_the_rules_are_those_of_the_code() {
    let said = [
        format!("for every {} hours without action", CLIMBS_AFTER / Timestamp::HOUR),
        format!("{TRIES} wrong tries in a row, {} minutes", LOCKED_FOR / 60_000),
        format!("{SHORTEST} characters at least"),
        format!("{LEAST} to {MOST} where the lane allows"),
    ];
    let missing: Vec<String> = said.into_iter().filter(|sentence| !PAGE.contains(sentence.as_str())).collect();
    assert_eq!(missing, Vec::<String>::new());
}
