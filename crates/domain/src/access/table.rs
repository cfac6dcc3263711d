//! The access table: role x verb -> reach.

use super::{Role, Verb};

/// How far a right reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reach {
    /// Not at all.
    None,
    /// The households of the post's own set.
    Households,
    /// The post's area and everything below it.
    Subtree,
}

/// What a role of the office may do in the area of its post and everything below.
fn in_office(role: Role) -> &'static [Verb] {
    use Verb as V;
    match role {
        Role::Admin => {
            &[V::AreasRead, V::AreasEdit, V::PostsRead, V::PostsAppoint, V::ResponsesRead, V::PeopleEdit, V::AuditRead]
        }
        Role::Commander => &[
            V::AreasRead,
            V::HouseholdsRead,
            V::PostsRead,
            V::PostsAppoint,
            V::DirectivesRead,
            V::DirectivesIssue,
            V::DirectivesSign,
            V::DoorsRead,
            V::ReachExport,
            V::ArrivalsRead,
            V::PlansRead,
            V::ResponsesRead,
            V::ResponsesOpen,
            V::RiskListsRead,
            V::RiskListsEdit,
        ],
        Role::Clerk => &[
            V::AreasRead,
            V::AreasEdit,
            V::HouseholdsRead,
            V::HouseholdsSearch,
            V::HouseholdsEdit,
            V::LedgerImport,
            V::NumbersUnmask,
            V::PostsRead,
            V::PostsAppoint,
            V::DirectivesRead,
            V::DirectivesIssue,
            V::DirectivesSign,
            V::DoorsRead,
            V::ReceiptsRecord,
            V::ReachExport,
            V::ResponsesRead,
            V::ResponsesOpen,
            V::RiskListsRead,
            V::RiskListsEdit,
            V::PeopleEdit,
            V::ArrivalsRead,
            V::ArrivalsRegister,
            V::ArrivalsDecide,
            V::PlansRead,
            V::PlansDecide,
            V::FollowUpsRecord,
            V::HelpRequestsAnswer,
        ],
        Role::Auditor => &[
            V::AreasRead,
            V::PostsRead,
            V::DirectivesRead,
            V::ReachExport,
            V::ResponsesRead,
            V::RiskListsRead,
            V::AuditRead,
        ],
        _ => &[],
    }
}

/// What a role of the villages may do in the area of its post and everything below.
fn in_villages(role: Role) -> &'static [Verb] {
    use Verb as V;
    match role {
        Role::LeadCadre => &[
            V::AreasRead,
            V::HouseholdsRead,
            V::HouseholdsSearch,
            V::PostsRead,
            V::PostsAppoint,
            V::DirectivesRead,
            V::DirectivesSign,
            V::DoorsRead,
            V::ReceiptsRecord,
            V::ReachExport,
            V::ArrivalsRead,
            V::PlansRead,
            V::HelpRequestsAnswer,
            V::ResponsesRead,
            V::RiskListsRead,
        ],
        Role::VillageCadre => &[
            V::AreasRead,
            V::HouseholdsRead,
            V::HouseholdsSearch,
            V::HouseholdsEdit,
            V::NumbersUnmask,
            V::PostsRead,
            V::PostsAppoint,
            V::DirectivesRead,
            V::DirectivesSign,
            V::DoorsRead,
            V::ReceiptsRecord,
            V::ArrivalsRead,
            V::ArrivalsRegister,
            V::ArrivalsDecide,
            V::PlansRead,
            V::PlansDecide,
            V::FollowUpsRecord,
            V::HelpRequestsAnswer,
            V::ResponsesRead,
            V::RiskListsRead,
        ],
        Role::GridHead | Role::GridWorker => &[
            V::AreasRead,
            V::HouseholdsRead,
            V::NumbersUnmask,
            V::PostsRead,
            V::DirectivesRead,
            V::DirectivesSign,
            V::DoorsRead,
            V::ReceiptsRecord,
            V::ArrivalsRead,
            V::ArrivalsRegister,
            V::ArrivalsDecide,
            V::PlansRead,
            V::FollowUpsRecord,
            V::HelpRequestsAnswer,
            V::ResponsesRead,
            V::RiskListsRead,
        ],
        Role::Liaison => &[V::AreasRead, V::PostsRead, V::DirectivesRead],
        _ => &[],
    }
}

/// What a role may do for the households of its post's own set.
fn for_own_households(role: Role) -> &'static [Verb] {
    use Verb as V;
    match role {
        Role::Liaison => &[
            V::HouseholdsRead,
            V::NumbersUnmask,
            V::DoorsRead,
            V::ReceiptsRecord,
            V::ResponsesRead,
            V::ArrivalsRegister,
        ],
        _ => &[],
    }
}

/// How far `role` may exercise `verb` from a post.
pub fn reach(role: Role, verb: Verb) -> Reach {
    if in_office(role).contains(&verb) || in_villages(role).contains(&verb) {
        Reach::Subtree
    } else if for_own_households(role).contains(&verb) {
        Reach::Households
    } else {
        Reach::None
    }
}

#[cfg(test)]
mod tests {
    use super::{Reach, reach};
    use crate::access::{Role, Verb};

    #[test]
    fn only_the_administrator_sees_people_without_seeing_a_ledger() {
        assert_eq!(reach(Role::Admin, Verb::PeopleEdit), Reach::Subtree);
        assert_eq!(reach(Role::Admin, Verb::HouseholdsRead), Reach::None);
        assert_eq!(reach(Role::Admin, Verb::NumbersUnmask), Reach::None);
    }

    #[test]
    fn field_roles_have_no_search_over_the_ledger() {
        for role in [Role::GridHead, Role::GridWorker, Role::Liaison] {
            assert_eq!(reach(role, Verb::HouseholdsSearch), Reach::None);
            assert_eq!(reach(role, Verb::ReachExport), Reach::None);
        }
    }

    #[test]
    fn a_liaison_reaches_the_households_of_his_own_set_only() {
        assert_eq!(reach(Role::Liaison, Verb::ReceiptsRecord), Reach::Households);
        assert_eq!(reach(Role::Liaison, Verb::HouseholdsRead), Reach::Households);
    }

    #[test]
    fn a_liaison_registers_for_his_own_households_and_sees_no_arrivals() {
        assert_eq!(reach(Role::Liaison, Verb::ArrivalsRegister), Reach::Households);
        assert_eq!(reach(Role::Liaison, Verb::ArrivalsRead), Reach::None);
    }

    #[test]
    fn responses_are_opened_and_closed_by_commanders_and_clerks_alone() {
        for role in Role::ALL {
            let opens = matches!(role, Role::Commander | Role::Clerk);
            assert_eq!(reach(role, Verb::ResponsesOpen) == Reach::Subtree, opens, "{role}");
            assert_eq!(reach(role, Verb::RiskListsEdit) == Reach::Subtree, opens, "{role}");
            assert_ne!(reach(role, Verb::ResponsesRead), Reach::None, "{role}");
        }
        assert_eq!(reach(Role::Liaison, Verb::ResponsesRead), Reach::Households);
    }

    #[test]
    fn a_measure_is_decided_by_the_village_or_the_clerk_and_followed_up_in_the_grid() {
        for role in [Role::GridHead, Role::GridWorker] {
            assert_eq!(reach(role, Verb::FollowUpsRecord), Reach::Subtree);
            assert_eq!(reach(role, Verb::PlansDecide), Reach::None);
        }
        assert_eq!(reach(Role::Liaison, Verb::PlansRead), Reach::None);
        assert_eq!(reach(Role::Auditor, Verb::PlansRead), Reach::None);
    }

    #[test]
    fn an_auditor_changes_nothing() {
        let changing = [
            Verb::AreasEdit,
            Verb::HouseholdsEdit,
            Verb::PostsAppoint,
            Verb::DirectivesIssue,
            Verb::ReceiptsRecord,
            Verb::ResponsesOpen,
            Verb::RiskListsEdit,
        ];
        assert!(changing.iter().all(|verb| reach(Role::Auditor, *verb) == Reach::None));
    }

    #[test]
    fn every_verb_belongs_to_some_role() {
        for verb in Verb::ALL {
            assert!(Role::ALL.iter().any(|role| reach(*role, verb) != Reach::None), "{verb:?}");
        }
    }
}
