//! One jurisdiction's database: a queue to its writer, a queue to its readers.

use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::{self, JoinHandle};

use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use tokio::sync::{oneshot, watch};

use crate::error::{DbError, OpenError};
use crate::lot::{Lot, Together};
use crate::migrations::{Migration, migrate};
use crate::place::{Engine, Options, Place};
use crate::reader::Reader;
use crate::session::{Purpose, Session, Target};
use crate::tx::Tx;
use crate::unit::{Command, Reply, Unit};
use crate::writer::{Message, Writer};

/// One jurisdiction's database. Clones share the threads; they end with the last clone, or at [`Db::close`].
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    place: Place,
    target: Target,
    version: i64,
    writes: Sender<Message>,
    reads: Sender<Message>,
    readers: usize,
    head: watch::Sender<i64>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Db {
    /// Opens the place, makes what is missing, applies the migrations that are new, starts the threads.
    ///
    /// Blocks until that is done; may be called anywhere.
    pub fn open(place: &Place, options: &Options, migrations: &[Migration]) -> Result<Self, OpenError> {
        let target = Target::of(place)?;
        let (writes, write_queue) = bounded(options.queue.max(1));
        let (reads, read_queue) = bounded(options.queue.max(1));
        let head = watch::Sender::new(0);
        let moving_head = head.clone();
        let mut threads = Vec::new();
        let steps = migrations.to_vec();
        let batch = options.batch.max(1);
        let (version, scribe) = start("gridward-writer", target.clone(), move |target| {
            let mut session = Session::connect(target, Purpose::Write)?;
            let version = migrate(&mut session, &steps)?;
            let newest = Tx::new(&mut session, Purpose::Read).changes_head()?;
            moving_head.send_replace(newest);
            Ok((version, move || Writer { session, queue: write_queue, head: moving_head, batch }.work()))
        })?;
        threads.push(scribe);
        let readers = options.readers.max(1);
        for _ in 0..readers {
            let queue: Receiver<Message> = read_queue.clone();
            let ((), reader) = start("gridward-reader", target.clone(), move |target| {
                let session = Session::connect(target, Purpose::Read)?;
                Ok(((), move || Reader { session, queue }.work()))
            })?;
            threads.push(reader);
        }
        let place = place.clone();
        let threads = Mutex::new(threads);
        Ok(Self { inner: Arc::new(Inner { place, target, version, writes, reads, readers, head, threads }) })
    }

    /// The engine below.
    pub fn engine(&self) -> Engine {
        self.inner.place.engine()
    }

    /// Where the tables lie.
    pub fn place(&self) -> &Place {
        &self.inner.place
    }

    /// The number of the newest applied migration.
    pub fn schema_version(&self) -> i64 {
        self.inner.version
    }

    /// Runs a command on the writer thread and answers after its commit. It may run more than once, and has no effect
    /// but rows; `Err` takes them back. A full queue answers [`DbError::TooBusy`] at once.
    pub async fn write<T, E>(
        &self,
        name: &'static str,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        submit(&self.inner.writes, Command::new(name, work, Reply::Task(reply)))?;
        answered(answer).await
    }

    /// Runs a read on a reader thread, on one consistent snapshot. It may run more than once. A full queue answers
    /// [`DbError::TooBusy`] at once.
    pub async fn read<T, E>(
        &self,
        name: &'static str,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        submit(&self.inner.reads, Command::new(name, work, Reply::Task(reply)))?;
        answered(answer).await
    }

    /// Writes an item of a hot kind, set-wise with the others of its kind that share the batch.
    pub async fn write_together<I, O, E>(&self, kind: &'static Together<I, O, E>, item: I) -> Result<O, E>
    where
        I: Send + 'static,
        O: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        submit(&self.inner.writes, Lot::new(kind, item, Reply::Task(reply)))?;
        answered(answer).await
    }

    /// [`Db::write`] for threads outside of a runtime; waits where the queue is full.
    pub fn write_blocking<T, E>(
        &self,
        name: &'static str,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        wait(&self.inner.writes, name, work)
    }

    /// [`Db::read`] for threads outside of a runtime; waits where the queue is full.
    pub fn read_blocking<T, E>(
        &self,
        name: &'static str,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        wait(&self.inner.reads, name, work)
    }

    /// The number of the newest committed change, woken after each commit of this process that noted changes.
    pub fn head(&self) -> watch::Receiver<i64> {
        self.inner.head.subscribe()
    }

    /// Lets the queued commands and reads finish, then ends the threads and closes the connections. Blocks until that
    /// is done; later calls answer [`DbError::Closed`].
    pub fn close(&self) {
        let threads = std::mem::take(&mut *self.inner.threads.lock().unwrap_or_else(PoisonError::into_inner));
        if threads.is_empty() {
            return;
        }
        // A thread that has ended already takes no message, and needs none.
        let _ended = self.inner.writes.send(Message::Stop).is_err();
        for _ in 0..self.inner.readers {
            let _ended = self.inner.reads.send(Message::Stop).is_err();
        }
        for thread in threads {
            let _panicked = thread.join().is_err();
        }
    }

    /// Runs something on a connection of its own, apart from the queues, and waits for it.
    pub(crate) fn aside<T: Send, E: From<DbError> + Send>(
        &self,
        purpose: Purpose,
        work: impl FnOnce(&mut Session) -> Result<T, E> + Send,
    ) -> Result<T, E> {
        let target = &self.inner.target;
        let running = || work(&mut Session::connect(target, purpose)?);
        // On a thread of its own, because the caller's may be inside a runtime.
        let done = thread::scope(|scope| scope.spawn(running).join());
        done.unwrap_or_else(|_| Err(E::from(DbError::Panicked)))
    }

    /// Tells those who watch the feed that it moved by other means than the writer.
    pub(crate) fn moved_head(&self, head: i64) {
        self.inner.head.send_replace(head);
    }
}

/// Starts a thread that first makes ready and reports, then works. The synchronous PostgreSQL driver has a runtime of
/// its own and so must not be used on a thread of the caller's, who may be inside another.
fn start<A, W>(
    name: &str,
    target: Target,
    ready: impl FnOnce(&Target) -> Result<(A, W), OpenError> + Send + 'static,
) -> Result<(A, JoinHandle<()>), OpenError>
where
    A: Send + 'static,
    W: FnOnce(),
{
    let (report, reported) = mpsc::sync_channel(1);
    let thread = thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || {
            let work = match ready(&target) {
                Ok((answer, work)) => {
                    let _gone = report.send(Ok(answer)).is_err();
                    work
                }
                Err(error) => {
                    let _gone = report.send(Err(error)).is_err();
                    return;
                }
            };
            work();
        })
        .map_err(|error| OpenError::Thread(error.to_string()))?;
    let answer = reported.recv().map_err(|_| OpenError::Connect(DbError::Panicked))??;
    Ok((answer, thread))
}

fn submit(queue: &Sender<Message>, unit: impl Unit) -> Result<(), DbError> {
    queue.try_send(Message::Work(Box::new(unit))).map_err(|refused| match refused {
        TrySendError::Full(_) => DbError::TooBusy,
        TrySendError::Disconnected(_) => DbError::Closed,
    })
}

async fn answered<T, E: From<DbError>>(answer: oneshot::Receiver<Result<T, E>>) -> Result<T, E> {
    answer.await.unwrap_or_else(|_| Err(E::from(DbError::Closed)))
}

fn wait<T, E>(
    queue: &Sender<Message>,
    name: &'static str,
    work: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
) -> Result<T, E>
where
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    let (reply, answer) = mpsc::sync_channel(1);
    let unit = Command::new(name, work, Reply::Thread(reply));
    queue.send(Message::Work(Box::new(unit))).map_err(|_| DbError::Closed)?;
    answer.recv().unwrap_or_else(|_| Err(E::from(DbError::Closed)))
}
