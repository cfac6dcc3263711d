//! What can be done: one verb per right.

/// A right that a role may have in the area of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verb {
    /// See the tree of areas and its shapes.
    AreasRead,
    /// Import, create, rename, split, merge and close areas.
    AreasEdit,
    /// See the doors in reach and who lives behind them, masked.
    HouseholdsRead,
    /// Search the ledger by name, number or door.
    HouseholdsSearch,
    /// Change households and residents.
    HouseholdsEdit,
    /// Import a ledger, decide on parked duplicates.
    LedgerImport,
    /// See one number in full, with a reason.
    NumbersUnmask,
    /// See posts, coverage and who answers for a door.
    PostsRead,
    /// Appoint, end, hand over and stand in.
    PostsAppoint,
    /// See directives and their reach as numbers.
    DirectivesRead,
    /// Draft, issue, amend, withdraw and close directives.
    DirectivesIssue,
    /// Sign for a directive on behalf of an area.
    DirectivesSign,
    /// See which doors are left.
    DoorsRead,
    /// Record and correct receipts at doors.
    ReceiptsRecord,
    /// Take figures out as a file.
    ReachExport,
    /// See arrivals, masked, and their counts.
    ArrivalsRead,
    /// Register somebody's return on their behalf.
    ArrivalsRegister,
    /// Correct, verify, route, forward, link and end arrivals; make posters; look at tips.
    ArrivalsDecide,
    /// See plans, what they rest on, and the follow-ups that are due by them.
    PlansRead,
    /// Assess, confirm or reject a possible match, release, end a measure.
    PlansDecide,
    /// Report what came of follow-ups.
    FollowUpsRecord,
    /// See what people under a measure ask for, take it and answer; complaints from the village up.
    HelpRequestsAnswer,
    /// See the responses of one's area and what they say of themselves.
    ResponsesRead,
    /// Open, change and close responses.
    ResponsesOpen,
    /// See risk lists, the places on them and what waits for a person's decision.
    RiskListsRead,
    /// Put risk lists in force, take one back, decide which area a place text means.
    RiskListsEdit,
    /// See and change people and their log-ins.
    PeopleEdit,
    /// Read the audit log.
    AuditRead,
}

impl Verb {
    /// All verbs.
    pub const ALL: [Self; 28] = [
        Self::AreasRead,
        Self::AreasEdit,
        Self::HouseholdsRead,
        Self::HouseholdsSearch,
        Self::HouseholdsEdit,
        Self::LedgerImport,
        Self::NumbersUnmask,
        Self::PostsRead,
        Self::PostsAppoint,
        Self::DirectivesRead,
        Self::DirectivesIssue,
        Self::DirectivesSign,
        Self::DoorsRead,
        Self::ReceiptsRecord,
        Self::ReachExport,
        Self::ArrivalsRead,
        Self::ArrivalsRegister,
        Self::ArrivalsDecide,
        Self::PlansRead,
        Self::PlansDecide,
        Self::FollowUpsRecord,
        Self::HelpRequestsAnswer,
        Self::ResponsesRead,
        Self::ResponsesOpen,
        Self::RiskListsRead,
        Self::RiskListsEdit,
        Self::PeopleEdit,
        Self::AuditRead,
    ];

    /// The name by which pages know it, such as `directives.issue`.
    pub fn name(self) -> &'static str {
        match self {
            Self::AreasRead => "areas.read",
            Self::AreasEdit => "areas.edit",
            Self::HouseholdsRead => "households.read",
            Self::HouseholdsSearch => "households.search",
            Self::HouseholdsEdit => "households.edit",
            Self::LedgerImport => "ledger.import",
            Self::NumbersUnmask => "numbers.unmask",
            Self::PostsRead => "posts.read",
            Self::PostsAppoint => "posts.appoint",
            Self::DirectivesRead => "directives.read",
            Self::DirectivesIssue => "directives.issue",
            Self::DirectivesSign => "directives.sign",
            Self::DoorsRead => "doors.read",
            Self::ReceiptsRecord => "receipts.record",
            Self::ReachExport => "reach.export",
            Self::ArrivalsRead => "arrivals.read",
            Self::ArrivalsRegister => "arrivals.register",
            Self::ArrivalsDecide => "arrivals.decide",
            Self::PlansRead => "plans.read",
            Self::PlansDecide => "plans.decide",
            Self::FollowUpsRecord => "follow_ups.record",
            Self::HelpRequestsAnswer => "help_requests.answer",
            Self::ResponsesRead => "responses.read",
            Self::ResponsesOpen => "responses.open",
            Self::RiskListsRead => "risk_lists.read",
            Self::RiskListsEdit => "risk_lists.edit",
            Self::PeopleEdit => "people.edit",
            Self::AuditRead => "audit.read",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Verb;

    #[test]
    fn no_two_verbs_share_a_name() {
        let mut names: Vec<&str> = Verb::ALL.into_iter().map(Verb::name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Verb::ALL.len());
    }
}
