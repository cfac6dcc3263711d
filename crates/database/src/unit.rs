//! What waits in a queue: a command, a read, or a lot of like items, with whoever waits for the answer.

use std::any::Any;
use std::sync::mpsc;

use tokio::sync::oneshot;

use crate::error::DbError;
use crate::tx::Tx;

/// Work whose types are forgotten, so that one queue takes all kinds.
///
/// A unit is made of one item or more. It keeps the outcome of its latest run until it is told to answer, so that it
/// can be run again when the transaction has to be repeated.
pub(crate) trait Unit: Any + Send {
    /// The name of the command: its label in spans and metrics.
    fn name(&self) -> &'static str;

    /// How many items it is made of.
    fn len(&self) -> usize {
        1
    }

    /// Runs all items at once; whether the rows are to be kept.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;

    /// Runs one item alone; whether its rows are to be kept.
    fn run_one(&mut self, item: usize, tx: &mut Tx<'_>) -> bool;

    /// Puts an error in the place of an item's outcome.
    fn refuse(&mut self, item: usize, error: DbError);

    /// Takes the items of another unit of the same kind, or gives it back.
    fn absorb(&mut self, other: Box<dyn Unit>) -> Option<Box<dyn Unit>> {
        Some(other)
    }

    /// Tells the outcome to whoever waits.
    fn answer(self: Box<Self>);
}

/// The way back to whoever waits.
pub(crate) enum Reply<T> {
    Task(oneshot::Sender<T>),
    Thread(mpsc::SyncSender<T>),
}

impl<T> Reply<T> {
    /// Nobody may be waiting any more; a command that was kept stays kept.
    pub(crate) fn send(self, outcome: T) {
        let _gone = match self {
            Self::Task(sender) => sender.send(outcome).is_err(),
            Self::Thread(sender) => sender.send(outcome).is_err(),
        };
    }
}

/// One closure.
pub(crate) struct Command<T, E, F> {
    name: &'static str,
    work: F,
    outcome: Option<Result<T, E>>,
    reply: Reply<Result<T, E>>,
}

impl<T, E, F> Command<T, E, F> {
    pub(crate) const fn new(name: &'static str, work: F, reply: Reply<Result<T, E>>) -> Self {
        Self { name, work, outcome: None, reply }
    }
}

impl<T, E, F> Unit for Command<T, E, F>
where
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
{
    fn name(&self) -> &'static str {
        self.name
    }

    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let outcome = (self.work)(tx);
        let kept = outcome.is_ok();
        self.outcome = Some(outcome);
        kept
    }

    fn run_one(&mut self, _item: usize, tx: &mut Tx<'_>) -> bool {
        self.run(tx)
    }

    fn refuse(&mut self, _item: usize, error: DbError) {
        self.outcome = Some(Err(E::from(error)));
    }

    fn answer(self: Box<Self>) {
        let outcome = self.outcome.unwrap_or_else(|| Err(E::from(DbError::Closed)));
        self.reply.send(outcome);
    }
}
