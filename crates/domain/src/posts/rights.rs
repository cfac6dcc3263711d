//! Who may appoint whom, and at which level of areas a role is held.

use crate::access::Role;
use crate::areas::Level;

/// The roles that `role` may appoint within its reach: those below it, never its own. Administrators are made at the
/// machine itself. A grid head fills no posts: who is missing in a grid is the village's to mend.
fn below(role: Role) -> &'static [Role] {
    use Role as R;
    match role {
        R::Admin => {
            &[R::Commander, R::Clerk, R::LeadCadre, R::VillageCadre, R::GridHead, R::GridWorker, R::Liaison, R::Auditor]
        }
        R::Commander => &[R::Clerk, R::LeadCadre, R::VillageCadre, R::GridHead, R::GridWorker, R::Liaison, R::Auditor],
        R::Clerk => &[R::LeadCadre, R::VillageCadre, R::GridHead, R::GridWorker, R::Liaison],
        R::LeadCadre => &[R::VillageCadre, R::GridHead, R::GridWorker, R::Liaison],
        R::VillageCadre => &[R::GridHead, R::GridWorker, R::Liaison],
        R::GridHead | R::GridWorker | R::Liaison | R::Auditor => &[],
    }
}

/// Whether a holder of `role` may fill a post of role `other` within his reach.
pub fn may_appoint(role: Role, other: Role) -> bool {
    below(role).contains(&other)
}

/// The roles that may fill a post of `role`, nearest to the doors first: whose task it is to mend a gap.
pub fn appointers(role: Role) -> impl Iterator<Item = Role> {
    Role::ALL.into_iter().rev().filter(move |other| may_appoint(*other, role))
}

/// Whether a post of `role` can be held for an area of `level`.
pub fn fits(role: Role, level: Level) -> bool {
    match role {
        Role::Admin | Role::Commander | Role::Clerk | Role::Auditor => level <= Level::Village,
        Role::LeadCadre => matches!(level, Level::Town | Level::Village),
        Role::VillageCadre => matches!(level, Level::Village | Level::Grid),
        Role::GridHead | Role::GridWorker => matches!(level, Level::Grid | Level::MicroGrid),
        Role::Liaison => level == Level::Grid,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{appointers, fits, may_appoint};
    use crate::access::{Reach, Role, Verb, reach};
    use crate::areas::Level;

    #[rstest]
    #[case(Role::Admin, "commander clerk lead_cadre village_cadre grid_head grid_worker liaison auditor")]
    #[case(Role::Commander, "clerk lead_cadre village_cadre grid_head grid_worker liaison auditor")]
    #[case(Role::Clerk, "lead_cadre village_cadre grid_head grid_worker liaison")]
    #[case(Role::LeadCadre, "village_cadre grid_head grid_worker liaison")]
    #[case(Role::VillageCadre, "grid_head grid_worker liaison")]
    #[case(Role::GridHead, "")]
    #[case(Role::GridWorker, "")]
    #[case(Role::Liaison, "")]
    #[case(Role::Auditor, "")]
    fn a_role_appoints_exactly_these(#[case] role: Role, #[case] expected: &str) {
        let found: Vec<&str> =
            Role::ALL.into_iter().filter(|other| may_appoint(role, *other)).map(Role::name).collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn nobody_appoints_his_own_role_or_whoever_appoints_him() {
        for role in Role::ALL {
            assert!(!may_appoint(role, role));
            for other in Role::ALL {
                assert!(!(may_appoint(role, other) && may_appoint(other, role)), "{role} {other}");
            }
        }
    }

    #[test]
    fn whoever_may_appoint_somebody_has_the_verb_for_it_and_the_other_way_round() {
        for role in Role::ALL {
            let appoints = Role::ALL.into_iter().any(|other| may_appoint(role, other));
            assert_eq!(appoints, reach(role, Verb::PostsAppoint) == Reach::Subtree, "{role}");
        }
    }

    #[test]
    fn a_gap_is_mended_by_the_nearest_above_who_may() {
        let menders: Vec<Role> = appointers(Role::GridHead).collect();
        assert_eq!(menders, [Role::VillageCadre, Role::LeadCadre, Role::Clerk, Role::Commander, Role::Admin]);
    }

    #[test]
    fn every_role_fits_some_level_and_a_liaison_only_a_grid() {
        for role in Role::ALL {
            assert!(Level::ALL.into_iter().any(|level| fits(role, level)), "{role}");
        }
        let levels: Vec<Level> = Level::ALL.into_iter().filter(|level| fits(Role::Liaison, *level)).collect();
        assert_eq!(levels, [Level::Grid]);
    }
}
