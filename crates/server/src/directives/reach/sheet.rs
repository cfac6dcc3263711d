//! The sheet of a directive: its tree with the figures of each grid, read once and cut for whoever asks.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use gridward_database::{DbError, Tx};
use gridward_domain::areas::{AreaOrd, Level, OrdRange};
use gridward_domain::{Id, Timestamp};

use super::figures::Figures;
use super::store::{self, Node, Signed};
use crate::Error;
use crate::directives::directive::Directive;

/// Everything a page about reach is made of.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// The directive.
    pub(crate) directive: Directive,
    /// When it was issued.
    pub(crate) issued_at: Timestamp,
    /// The areas of its scope and those above, parents before what lies in them.
    pub(crate) nodes: Arc<[Node]>,
    /// The tiers' signatures by area.
    pub(crate) signed: Arc<HashMap<Id, Signed>>,
    /// Figures by grid, in the order of their numbers.
    grids: Vec<(i64, Figures)>,
}

impl Sheet {
    /// Reads the sheet of a directive that has been issued.
    pub(super) fn read(tx: &mut Tx<'_>, directive: Directive, now: Timestamp) -> Result<Self, Error> {
        let issued_at = directive.issued_at.unwrap_or_default();
        let at = directive.ended_at.unwrap_or(now);
        let (mut nodes, mut figures) = (Vec::new(), BTreeMap::new());
        for range in directive.ranges() {
            nodes.extend(store::areas(tx, range, at)?);
            add_figures(tx, &directive, range, &mut figures)?;
        }
        let above: Vec<i64> = ancestors(&directive);
        nodes.extend(store::above(tx, &above)?.into_iter().filter(|node| node.level < Level::Grid));
        nodes.sort_by_key(|node| (node.range.from, node.level));
        nodes.dedup_by_key(|node| node.id);
        let signed = store::signed(tx, directive.id)?.into_iter().map(|signed| (signed.area, signed)).collect();
        let grids = figures.into_iter().map(|(ord, figures)| (ord, settled(figures))).collect();
        Ok(Self { directive, issued_at, nodes: nodes.into(), signed: Arc::new(signed), grids })
    }

    /// The same sheet with the figures of these grids read again; the households that are due have not changed.
    pub(super) fn with_grids(&self, tx: &mut Tx<'_>, grids: &BTreeSet<i64>) -> Result<Self, DbError> {
        let (directive, nodes, signed) = (self.directive.clone(), self.nodes.clone(), self.signed.clone());
        let mut patched = Self { directive, issued_at: self.issued_at, nodes, signed, grids: self.grids.clone() };
        for ord in grids {
            let mut figures = Figures::default();
            for (_, more, _) in store::reached(tx, patched.directive.id, AreaOrd(*ord).range(Level::Grid))? {
                figures.merge(&more);
            }
            // A grid without a household has no line, and no receipt of its own either.
            if let Ok(place) = patched.grids.binary_search_by_key(ord, |(ord, _)| *ord)
                && let Some((_, old)) = patched.grids.get_mut(place)
            {
                figures.reach.due = old.reach.due;
                *old = settled(figures);
            }
        }
        Ok(patched)
    }

    /// The figures of an area, as far as `reach` goes.
    pub(crate) fn figures(&self, range: OrdRange, reach: &[OrdRange]) -> Figures {
        let mut sum = Figures::default();
        for (_, figures) in self.grids_within(range, reach) {
            sum.merge(figures);
        }
        sum
    }

    /// The grids in a range that `reach` covers.
    pub(crate) fn grids_within<'s>(
        &'s self,
        range: OrdRange,
        reach: &'s [OrdRange],
    ) -> impl Iterator<Item = (i64, &'s Figures)> {
        let from = self.grids.partition_point(|(ord, _)| *ord < range.from);
        let rest = self.grids.get(from..).unwrap_or_default().iter();
        let within = rest.take_while(move |(ord, _)| *ord < range.to);
        within.filter(|(ord, _)| reach.iter().any(|reach| reach.holds(*ord))).map(|(ord, figures)| (*ord, figures))
    }

    /// The highest areas that `reach` covers.
    pub(crate) fn tops(&self, reach: &[OrdRange]) -> Vec<&Node> {
        let mut tops: Vec<&Node> = Vec::new();
        for node in self.nodes.iter() {
            let covered = reach.iter().any(|range| range.covers(node.range));
            if covered && !tops.last().is_some_and(|last| last.range.covers(node.range)) {
                tops.push(node);
            }
        }
        tops
    }

    /// An area of the sheet.
    pub(crate) fn node(&self, id: Id) -> Option<&Node> {
        self.nodes.iter().find(|node| node.id == id)
    }
}

/// The numbers of all that a scope lies in.
fn ancestors(directive: &Directive) -> Vec<i64> {
    let mut ords: Vec<i64> = directive
        .scope
        .iter()
        .flat_map(|area| AreaOrd(area.range.from).lineage().into_iter().filter(|ord| *ord < area.range.from))
        .filter(|ord| *ord > 0)
        .collect();
    ords.sort_unstable();
    ords.dedup();
    ords
}

/// Adds up what lies in each grid of a range; micro-grids count to the grid they lie in.
fn add_figures(
    tx: &mut Tx<'_>,
    directive: &Directive,
    range: OrdRange,
    grids: &mut BTreeMap<i64, Figures>,
) -> Result<(), Error> {
    let grid_of = |ord: i64| ord - ord % AreaOrd::span(Level::Grid);
    if directive.ended_at.is_none() {
        for (ord, households) in store::due(tx, range)? {
            grids.entry(grid_of(ord)).or_default().reach.due += households;
        }
    }
    for (ord, figures, frozen_due) in store::reached(tx, directive.id, range)? {
        let grid = grids.entry(grid_of(ord)).or_default();
        grid.merge(&figures);
        grid.reach.due += frozen_due.filter(|_| directive.ended_at.is_some()).unwrap_or(0);
    }
    Ok(())
}

fn settled(figures: Figures) -> Figures {
    let reach = figures.reach.settled();
    let silent = figures.last_report.0 == 0;
    Figures { reach, grids: 1, grids_silent: i64::from(silent), ..figures }
}
