//! What a lot of receipts has to be judged by, read set-wise, and how it changes while they are taken one by one.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use gridward_database::{Param, Tx, params};
use gridward_domain::access::Verb;
use gridward_domain::areas::OrdRange;
use gridward_domain::directives::Entry;
use gridward_domain::{Id, Timestamp};

use super::doors::{self, DoorRow, Key};
use super::input::Delivery;
use super::store::{self, Origin};
use crate::directives::directive::Directive;
use crate::directives::store as directives;
use crate::households::Grid;
use crate::{Ctx, Error};

/// The state of the world as far as a lot of receipts touches it.
#[derive(Default)]
pub(super) struct Lot {
    pub(super) known: HashMap<Id, Origin>,
    pub(super) directives: HashMap<Id, Directive>,
    pub(super) homes: HashMap<Id, Grid>,
    pub(super) doors: HashMap<Key, DoorRow>,
    /// The doors that were written to.
    pub(super) touched: HashSet<Key>,
    /// Receipts of this lot by door, which a correction of the same lot may name.
    pub(super) fresh: HashMap<Key, Vec<Entry>>,
    /// The household sets of those who bring receipts as liaisons: (post, household).
    held: HashSet<(Id, Id)>,
}

/// What the rows of the common round trip answer.
#[derive(Clone, Copy)]
enum Question {
    Known,
    Directive,
    Scope,
    Home,
    Held,
    Door,
}

impl Lot {
    /// Reads what the receipts of all deliveries need: one round trip for the whole lot.
    pub(super) fn read(tx: &mut Tx<'_>, deliveries: &[Delivery]) -> Result<Self, Error> {
        let wanted = Wanted::by(deliveries);
        let mut questions = vec![
            (Question::Known, store::known(&wanted.ops)),
            (Question::Directive, directives::of_ids(&wanted.directives)),
            (Question::Scope, directives::scopes_of(&wanted.directives)),
            (Question::Home, store::homes(&wanted.households)),
            (Question::Held, store::held(&wanted.now, &wanted.liaisons_households)),
        ];
        let doors = wanted.doors.iter().map(|(directive, at)| (Question::Door, doors::of_directive(directive, at)));
        questions.extend(doors);
        let (mut lot, mut scopes) = (Self::default(), HashMap::new());
        tx.all_together(&questions, |question, row| {
            match question {
                Question::Known => lot.known.extend([store::origin(row)?]),
                Question::Directive => lot.directives.extend([directives::directive(row)?].map(|one| (one.id, one))),
                Question::Scope => directives::add_to(&mut scopes, row)?,
                Question::Home => lot.homes.extend([store::home(row)?]),
                Question::Held => lot.held.extend([store::hold(row)?]),
                Question::Door => {
                    lot.doors.extend([doors::door(row)?].map(|one| ((one.directive, one.household), one)));
                }
            }
            Ok(())
        })?;
        for directive in lot.directives.values_mut() {
            directive.scope = scopes.remove(&directive.id).unwrap_or_default();
        }
        Ok(lot)
    }

    /// Whether the asker's posts let him bring receipts for a household in a grid.
    pub(super) fn reaches(&self, rights: &Rights, household: Id, grid: Grid) -> bool {
        rights.ranges.iter().any(|range| range.holds(grid.ord))
            || rights.posts.iter().any(|post| self.held.contains(&(*post, household)))
    }
}

/// How far an asker may bring receipts.
pub(super) struct Rights {
    ranges: Vec<OrdRange>,
    posts: Vec<Id>,
}

impl Rights {
    pub(super) fn of(ctx: &Ctx) -> Self {
        Self { ranges: ctx.ranges(Verb::ReceiptsRecord), posts: ctx.household_posts(Verb::ReceiptsRecord) }
    }
}

/// What a lot asks for, each thing once.
struct Wanted<'d> {
    ops: Vec<[Param<'d>; 1]>,
    directives: Vec<[Param<'d>; 1]>,
    households: Vec<[Param<'d>; 1]>,
    /// The households by directive.
    doors: Vec<([Param<'d>; 1], Vec<[Param<'d>; 1]>)>,
    /// The households of those who bring receipts as liaisons, and the latest moment of theirs.
    liaisons_households: Vec<[Param<'d>; 1]>,
    now: [Param<'d>; 1],
}

impl Wanted<'_> {
    fn by(deliveries: &[Delivery]) -> Self {
        let receipts = || deliveries.iter().flat_map(|delivery| &delivery.receipts);
        let mut doors: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
        for receipt in receipts() {
            doors.entry(receipt.input.directive_id).or_default().insert(receipt.input.household_id);
        }
        let (mut liaisons_households, mut now) = (BTreeSet::new(), Timestamp(0));
        for delivery in deliveries.iter().filter(|delivery| !Rights::of(&delivery.ctx).posts.is_empty()) {
            now = now.max(delivery.ctx.now);
            liaisons_households.extend(delivery.receipts.iter().map(|receipt| receipt.input.household_id));
        }
        let households: BTreeSet<Id> = doors.values().flatten().copied().collect();
        Self {
            ops: receipts().map(|receipt| params![receipt.op_id.to_string()]).collect(),
            directives: rows(doors.keys()),
            households: rows(&households),
            doors: doors.iter().map(|(directive, at)| (params![directive.to_string()], rows(at))).collect(),
            liaisons_households: rows(&liaisons_households),
            now: params![now.0],
        }
    }
}

fn rows<'i, 'p>(ids: impl IntoIterator<Item = &'i Id>) -> Vec<[Param<'p>; 1]> {
    ids.into_iter().map(|id| params![id.to_string()]).collect()
}
