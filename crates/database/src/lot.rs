//! Like items of a batch written together: one multi-row statement instead of hundreds of small ones.

use std::any::Any;

use crate::error::DbError;
use crate::tx::Tx;
use crate::unit::{Reply, Unit};

/// A kind of items that are written set-wise.
pub struct Together<I: 'static, O: 'static, E: 'static> {
    /// The name of the command: its label in spans and metrics.
    pub name: &'static str,
    /// Writes the items and answers once for each, in the same order. An item answered with `Err` must have left no
    /// rows. `Err` for the whole lot, or a panic, takes all rows back, and each item is then tried alone.
    pub run: Run<I, O, E>,
}

/// Writes a slice of items and answers once for each.
type Run<I, O, E> = fn(&mut Tx<'_>, &[I]) -> Result<Vec<Result<O, E>>, E>;

/// Items of one kind that share a batch.
pub(crate) struct Lot<I: 'static, O: 'static, E: 'static> {
    kind: &'static Together<I, O, E>,
    items: Vec<I>,
    slots: Vec<Slot<O, E>>,
}

struct Slot<O, E> {
    outcome: Option<Result<O, E>>,
    reply: Reply<Result<O, E>>,
}

impl<I, O, E> Lot<I, O, E> {
    pub(crate) fn new(kind: &'static Together<I, O, E>, item: I, reply: Reply<Result<O, E>>) -> Self {
        Self { kind, items: vec![item], slots: vec![Slot { outcome: None, reply }] }
    }
}

impl<I, O, E> Unit for Lot<I, O, E>
where
    I: Send + 'static,
    O: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    fn name(&self) -> &'static str {
        self.kind.name
    }

    fn len(&self) -> usize {
        self.items.len()
    }

    /// The rows are kept when there is an answer for each item: an item's own refusal is between `run` and its caller.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let Ok(outcomes) = (self.kind.run)(tx, &self.items) else { return false };
        if outcomes.len() != self.slots.len() {
            return false;
        }
        for (slot, outcome) in self.slots.iter_mut().zip(outcomes) {
            slot.outcome = Some(outcome);
        }
        true
    }

    fn run_one(&mut self, item: usize, tx: &mut Tx<'_>) -> bool {
        let (Some(alone), Some(slot)) = (self.items.get(item), self.slots.get_mut(item)) else { return false };
        let outcome = (self.kind.run)(tx, std::slice::from_ref(alone)).and_then(|mut outcomes| {
            match (outcomes.pop(), outcomes.is_empty()) {
                (Some(outcome), true) => outcome,
                _ => Err(E::from(DbError::Shape(format!("{}: one answer per item is due", self.kind.name)))),
            }
        });
        let kept = outcome.is_ok();
        slot.outcome = Some(outcome);
        kept
    }

    fn refuse(&mut self, item: usize, error: DbError) {
        if let Some(slot) = self.slots.get_mut(item) {
            slot.outcome = Some(Err(E::from(error)));
        }
    }

    fn absorb(&mut self, other: Box<dyn Unit>) -> Option<Box<dyn Unit>> {
        let same = (other.as_ref() as &dyn Any)
            .downcast_ref::<Self>()
            .is_some_and(|other| std::ptr::eq(other.kind, self.kind));
        if !same {
            return Some(other);
        }
        if let Ok(other) = (other as Box<dyn Any>).downcast::<Self>() {
            self.items.extend(other.items);
            self.slots.extend(other.slots);
        }
        None
    }

    fn answer(self: Box<Self>) {
        for slot in self.slots {
            slot.reply.send(slot.outcome.unwrap_or_else(|| Err(E::from(DbError::Closed))));
        }
    }
}
