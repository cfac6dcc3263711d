//! Reader threads: each takes the next read from the common queue and gives it a consistent snapshot.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crossbeam_channel::Receiver;
use metrics::histogram;
use tracing::{debug_span, error, warn};

use crate::error::DbError;
use crate::session::{Purpose, Session};
use crate::stopwatch::Stopwatch;
use crate::tx::Tx;
use crate::unit::Unit;
use crate::writer::Message;

/// How often a read is tried when the connection breaks under it.
const ATTEMPTS: u32 = 3;

/// One reader thread's belongings.
pub(crate) struct Reader {
    pub(crate) session: Session,
    pub(crate) queue: Receiver<Message>,
}

impl Reader {
    /// Works until the queue is closed or told to stop.
    pub(crate) fn work(mut self) {
        while let Ok(Message::Work(mut unit)) = self.queue.recv() {
            let watch = Stopwatch::start();
            let name = unit.name();
            self.settle(unit.as_mut());
            // The answer goes out first: nothing can be wrong any more with what was read.
            unit.answer();
            if self.session.rollback().is_err() || self.session.is_broken() {
                self.renew();
            }
            histogram!("gridward_db_read_seconds", "read" => name).record(watch.seconds());
        }
    }

    fn settle(&mut self, unit: &mut dyn Unit) {
        for attempt in 1..=ATTEMPTS {
            let Err(failure) = self.attempt(unit) else { return };
            if attempt == ATTEMPTS || !failure.is_retryable() {
                unit.refuse(0, failure);
                return;
            }
            if self.session.rollback().is_err() || self.session.is_broken() {
                self.renew();
            }
        }
    }

    /// Gives the unit an outcome; `Err` is trouble with the connection or with the snapshot itself.
    fn attempt(&mut self, unit: &mut dyn Unit) -> Result<(), DbError> {
        let _span = debug_span!("read", name = unit.name()).entered();
        self.session.begin_read()?;
        let mut tx = Tx::new(&mut self.session, Purpose::Read);
        let ran = catch_unwind(AssertUnwindSafe(|| unit.run(&mut tx)));
        let failure = tx.failure().cloned();
        match (ran, failure) {
            (_, Some(failure)) if failure.is_retryable() => return Err(failure),
            (Err(_), _) => {
                error!(read = unit.name(), "a read panicked");
                unit.refuse(0, DbError::Panicked);
            }
            // A read that swallowed the engine's refusal would tell half of the truth.
            (Ok(true), Some(failure)) => unit.refuse(0, failure),
            (Ok(_), _) => {}
        }
        Ok(())
    }

    fn renew(&mut self) {
        if let Err(cause) = self.session.reconnect() {
            warn!(error = %cause, "the database does not answer");
        }
    }
}
