//! What a lot of receipts has to be judged by, read set-wise, and how it changes while they are taken one by one.

use std::collections::{HashMap, HashSet};

use gridward_database::Tx;
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
pub(super) struct Lot {
    pub(super) known: HashMap<Id, Origin>,
    pub(super) directives: HashMap<Id, Directive>,
    pub(super) homes: HashMap<Id, Grid>,
    pub(super) doors: HashMap<Key, DoorRow>,
    /// The doors that were written to.
    pub(super) touched: HashSet<Key>,
    /// Receipts of this lot by door, which a correction of the same lot may name.
    pub(super) fresh: HashMap<Key, Vec<Entry>>,
    held: HashSet<(Id, Id)>,
}

impl Lot {
    /// Reads what the receipts of all deliveries need, with a handful of statements for the whole lot.
    pub(super) fn read(tx: &mut Tx<'_>, deliveries: &[Delivery]) -> Result<Self, Error> {
        let receipts = || deliveries.iter().flat_map(|delivery| &delivery.receipts);
        let known = store::known(tx, receipts().map(|receipt| &receipt.op_id))?;
        let wanted: HashSet<Id> = receipts().map(|receipt| receipt.input.directive_id).collect();
        let wanted: Vec<Id> = wanted.into_iter().collect();
        let found = directives::find_set(tx, &wanted)?;
        let directives = found.into_iter().map(|directive| (directive.id, directive)).collect();
        let keys: HashSet<Key> =
            receipts().map(|receipt| (receipt.input.directive_id, receipt.input.household_id)).collect();
        let households: HashSet<Id> = keys.iter().map(|(_, household)| *household).collect();
        let homes = store::homes(tx, households.iter())?;
        let keys: Vec<Key> = keys.into_iter().collect();
        let doors = doors::find_all(tx, &keys)?;
        let held = held(tx, deliveries)?;
        let (touched, fresh) = (HashSet::new(), HashMap::new());
        Ok(Self { known, directives, homes, doors, touched, fresh, held })
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

/// The household sets of those who bring receipts as liaisons: (post, household).
fn held(tx: &mut Tx<'_>, deliveries: &[Delivery]) -> Result<HashSet<(Id, Id)>, Error> {
    let by_liaisons = deliveries.iter().filter(|delivery| !Rights::of(&delivery.ctx).posts.is_empty());
    let mut homes: HashSet<Id> = HashSet::new();
    let mut now = Timestamp(0);
    for delivery in by_liaisons {
        now = now.max(delivery.ctx.now);
        homes.extend(delivery.receipts.iter().map(|receipt| receipt.input.household_id));
    }
    if homes.is_empty() {
        return Ok(HashSet::new());
    }
    Ok(store::held(tx, homes.iter(), now)?.into_iter().collect())
}
