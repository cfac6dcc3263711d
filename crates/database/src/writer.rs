//! The one writer of a jurisdiction: takes what has queued, runs it in one transaction, commits once, answers all.
//!
//! There is no timer: while one batch is being committed, the next one queues up by itself.
//!
//! A batch is first run without savepoints, which cost PostgreSQL a round trip per command. Most refusals come before
//! the first write and leave nothing to take back. Where one comes later, the batch is taken back and run again with a
//! savepoint around each command, so that the neighbours keep their rows.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use std::time::Duration;

use crossbeam_channel::Receiver;
use metrics::{counter, gauge, histogram};
use tokio::sync::watch;
use tracing::{debug_span, error, warn};

use crate::error::DbError;
use crate::feed;
use crate::session::{Mark, Purpose, Session};
use crate::stopwatch::Stopwatch;
use crate::tx::Tx;
use crate::unit::Unit;

/// How often a batch is tried when the engine asks for it, or when the connection broke before COMMIT was sent.
const ATTEMPTS: u32 = 6;
/// The pause before the second attempt; it doubles each time: 1.5 s in all, enough for a server that restarts.
const FIRST_PAUSE: Duration = Duration::from_millis(50);

/// What goes through a queue.
pub(crate) enum Message {
    Work(Box<dyn Unit>),
    Stop,
}

/// The writer thread's belongings.
pub(crate) struct Writer {
    pub(crate) session: Session,
    pub(crate) queue: Receiver<Message>,
    pub(crate) head: watch::Sender<i64>,
    /// Commands that share a commit at most.
    pub(crate) batch: usize,
}

/// Whether each command of a batch gets a savepoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Care {
    Swift,
    Marked,
}

/// Why a batch was not kept.
enum Broken {
    /// A command failed after it wrote, and no savepoint was set before it.
    Unmarked,
    /// Nothing was kept and running it again may help.
    Again(DbError),
    /// Running it again would not help, or it may have been kept.
    Final(DbError),
}

impl Writer {
    /// Works until the queue is closed or told to stop.
    pub(crate) fn work(mut self) {
        let mut open = true;
        while open {
            let Ok(Message::Work(first)) = self.queue.recv() else { return };
            let mut units = vec![first];
            open = self.gather(&mut units);
            self.settle(units);
        }
    }

    /// Adds what has queued up to the size of a batch; whether there will be another batch.
    fn gather(&self, units: &mut Vec<Box<dyn Unit>>) -> bool {
        let mut items = 1;
        while items < self.batch {
            match self.queue.try_recv() {
                Ok(Message::Work(unit)) => join(units, unit),
                Ok(Message::Stop) => return false,
                Err(_) => break,
            }
            items += 1;
        }
        #[expect(clippy::cast_precision_loss, reason = "a figure for the operator")]
        gauge!("gridward_db_queue").set(self.queue.len() as f64);
        true
    }

    /// Runs a batch to its end, whatever that is, and answers everybody in it.
    fn settle(&mut self, mut units: Vec<Box<dyn Unit>>) {
        let watch = Stopwatch::start();
        let outcome = self.persist(&mut units);
        counter!("gridward_db_batches").increment(1);
        histogram!("gridward_db_batch_seconds").record(watch.seconds());
        #[expect(clippy::cast_precision_loss, reason = "a figure for the operator")]
        histogram!("gridward_db_batch_size").record(units.iter().map(|unit| unit.len()).sum::<usize>() as f64);
        if let Err(failure) = &outcome {
            error!(error = %failure, "a batch of commands could not be committed");
            for unit in &mut units {
                for item in 0..unit.len() {
                    unit.refuse(item, failure.clone());
                }
            }
        }
        // Before the answers, so that whoever has one finds the feed at its own change or later.
        if let Ok(Some(head)) = outcome {
            self.head.send_replace(head);
        }
        for unit in units {
            unit.answer();
        }
    }

    /// Tries until the batch is kept or repeating is of no use. Answers the feed's new head if it moved.
    fn persist(&mut self, units: &mut [Box<dyn Unit>]) -> Result<Option<i64>, DbError> {
        let mut pause = FIRST_PAUSE;
        let mut care = Care::Swift;
        let mut attempt = 1;
        loop {
            match self.attempt(units, care) {
                Ok(head) => return Ok(head),
                Err(Broken::Unmarked) => {
                    counter!("gridward_db_marked_batches").increment(1);
                    self.recover();
                    care = Care::Marked;
                }
                Err(Broken::Again(cause)) if attempt < ATTEMPTS => {
                    warn!(attempt, error = %cause, "a batch of commands is repeated");
                    counter!("gridward_db_repeats").increment(1);
                    self.recover();
                    if attempt > 1 {
                        thread::sleep(pause);
                        pause *= 2;
                    }
                    attempt += 1;
                }
                Err(Broken::Again(cause) | Broken::Final(cause)) => {
                    self.recover();
                    return Err(cause);
                }
            }
        }
    }

    /// Leaves the connection fit for the next transaction, if that is possible at all.
    fn recover(&mut self) {
        if self.session.rollback().is_err() || self.session.is_broken() {
            // A server that is still away shows at the next BEGIN.
            if let Err(cause) = self.session.reconnect() {
                warn!(error = %cause, "the database does not answer");
            }
        }
    }

    /// One transaction with all units.
    fn attempt(&mut self, units: &mut [Box<dyn Unit>], care: Care) -> Result<Option<i64>, Broken> {
        let alone = matches!(&*units, [unit] if unit.len() == 1);
        self.session.begin_write().map_err(again)?;
        let mut tx = Tx::new(&mut self.session, Purpose::Write);
        if care == Care::Marked {
            tx.session().mark(Mark::Command).map_err(again)?;
        }
        let mut kept = false;
        for unit in units {
            if alone {
                // Its failure takes the whole transaction back, so there is nothing to mark.
                kept = run_item(&mut tx, unit.as_mut(), 0)?;
            } else {
                kept |= run_unit(&mut tx, unit.as_mut(), care)?;
            }
        }
        if !kept {
            tx.session().rollback().map_err(again)?;
            return Ok(None);
        }
        feed::commit(&mut tx).map_err(|error| match error {
            // The server answered that it did not commit; without an answer nobody knows.
            DbError::Contended => Broken::Again(error),
            error => Broken::Final(error),
        })
    }
}

fn again(error: DbError) -> Broken {
    if error.is_retryable() { Broken::Again(error) } else { Broken::Final(error) }
}

/// Puts a unit behind the others, or into the last one where they are of one kind.
fn join(units: &mut Vec<Box<dyn Unit>>, unit: Box<dyn Unit>) {
    let left = match units.last_mut() {
        Some(last) => last.absorb(unit),
        None => Some(unit),
    };
    units.extend(left);
}

/// Runs a unit among others: all its items at once, and where that fails, each alone.
fn run_unit(tx: &mut Tx<'_>, unit: &mut dyn Unit, care: Care) -> Result<bool, Broken> {
    if unit.len() > 1 {
        let noted = tx.start_command();
        let ran = timed(unit.name(), || catch_unwind(AssertUnwindSafe(|| unit.run(tx))).unwrap_or(false));
        check_batch(tx)?;
        if ran && tx.failure().is_none() {
            keep(tx, care)?;
            return Ok(true);
        }
        counter!("gridward_db_lots_split").increment(1);
        take_back(tx, care, noted)?;
    }
    let mut kept = false;
    for item in 0..unit.len() {
        let noted = tx.start_command();
        if run_item(tx, unit, item)? {
            keep(tx, care)?;
            kept = true;
        } else {
            take_back(tx, care, noted)?;
        }
    }
    Ok(kept)
}

/// Keeps what a command did, and leaves a mark for the next one.
fn keep(tx: &mut Tx<'_>, care: Care) -> Result<(), Broken> {
    if care == Care::Marked { tx.session().next_command().map_err(again) } else { Ok(()) }
}

/// Takes back what a command did and noted.
fn take_back(tx: &mut Tx<'_>, care: Care, noted: usize) -> Result<(), Broken> {
    if care == Care::Marked {
        tx.session().undo(Mark::Command).map_err(again)?;
    } else if !tx.is_clean() {
        return Err(Broken::Unmarked);
    }
    tx.forget(noted);
    Ok(())
}

/// Runs one item and sees to it that it has an outcome; whether its rows are to be kept.
fn run_item(tx: &mut Tx<'_>, unit: &mut dyn Unit, item: usize) -> Result<bool, Broken> {
    let ran = timed(unit.name(), || catch_unwind(AssertUnwindSafe(|| unit.run_one(item, tx))));
    check_batch(tx)?;
    let Ok(kept) = ran else {
        error!(command = unit.name(), "a command panicked");
        unit.refuse(item, DbError::Panicked);
        return Ok(false);
    };
    if let Some(failure) = tx.failure().cloned().filter(|_| kept) {
        // The command swallowed the engine's refusal; its rows can't be kept.
        unit.refuse(item, failure);
        return Ok(false);
    }
    Ok(kept)
}

/// Ends the batch where the trouble is not one command's own: a deadlock, a lost connection, a full disk.
fn check_batch(tx: &mut Tx<'_>) -> Result<(), Broken> {
    let standing = tx.session().in_transaction();
    match tx.failure() {
        Some(failure) if failure.is_retryable() => Err(Broken::Again(failure.clone())),
        Some(failure) if !standing => Err(Broken::Final(failure.clone())),
        None if !standing => Err(Broken::Again(DbError::Lost)),
        _ => Ok(()),
    }
}

fn timed<T>(name: &'static str, work: impl FnOnce() -> T) -> T {
    let _span = debug_span!("command", name).entered();
    let watch = Stopwatch::start();
    let answer = work();
    histogram!("gridward_db_command_seconds", "command" => name).record(watch.seconds());
    answer
}
