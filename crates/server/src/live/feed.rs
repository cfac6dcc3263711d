//! Reading the feed once for all streams.

use std::sync::Arc;
use std::time::Duration;

use gridward_database::{DbError, StoredChange};
use parking_lot::Mutex;
use tokio::sync::{broadcast, watch};

use crate::App;

/// Changes that are told one by one; more at once are told as one call to re-read everything.
pub(super) const MOST: i64 = 1_000;
/// Rounds of changes that a slow stream may be behind before it has to re-read everything.
const BEHIND: usize = 64;
/// Changes come in bursts: for so long they are gathered.
const PAUSE: Duration = Duration::from_millis(200);
/// Changes that another process made (the command line) are found after so long at the latest.
const ELSEWHERE: Duration = Duration::from_secs(15);

/// What the streams are told.
#[derive(Debug)]
pub(super) enum News {
    /// What changed, in the order of the commits.
    Changes(Vec<StoredChange>),
    /// More than can be told one by one, up to this number.
    Many(i64),
}

type Sender = broadcast::Sender<Arc<News>>;
pub(super) type Receiver = broadcast::Receiver<Arc<News>>;

/// The open streams of a jurisdiction.
#[derive(Debug, Default)]
pub(crate) struct Live {
    sender: Mutex<Option<Sender>>,
    over: watch::Sender<bool>,
}

impl Live {
    /// How many streams are open.
    pub(super) fn open(&self) -> usize {
        self.sender.lock().as_ref().map_or(0, Sender::receiver_count)
    }

    /// Ends all streams: the server stops, and would wait for them in vain.
    pub(crate) fn stop(&self) {
        self.over.send_replace(true);
    }

    /// Turns true, and wakes, when all streams are to end.
    pub(super) fn stopped(&self) -> watch::Receiver<bool> {
        self.over.subscribe()
    }

    /// Follows the feed from now on; the first stream starts the reading, which ends after the last.
    pub(super) fn subscribe(&self, app: &App) -> Receiver {
        let mut sender = self.sender.lock();
        if let Some(sender) = sender.as_ref() {
            return sender.subscribe();
        }
        let (news, receiver) = broadcast::channel(BEHIND);
        *sender = Some(news.clone());
        // Where the reading begins is settled here: the task may start only after the next commit.
        let mut head = app.db().head();
        let seen = *head.borrow_and_update();
        tokio::spawn(read_on(app.clone(), news, head, seen));
        receiver
    }

    /// Whether the last stream has ended; the next one then starts anew.
    fn is_over(&self) -> bool {
        let mut sender = self.sender.lock();
        let over = sender.as_ref().is_none_or(|sender| sender.receiver_count() == 0);
        if over {
            *sender = None;
        }
        over
    }
}

async fn read_on(app: App, news: Sender, mut head: watch::Receiver<i64>, mut seen: i64) {
    while !app.live().is_over() {
        // An error of the channel means that the database has closed, which the next read tells.
        let _moved = tokio::time::timeout(ELSEWHERE, head.changed()).await;
        let newest = *head.borrow_and_update();
        let found = app.db().read("live.changes", move |tx| tx.changes_after(seen, MOST + 1)).await;
        match found {
            Ok(changes) if changes.is_empty() => {}
            Ok(changes) if i64::try_from(changes.len()).unwrap_or(i64::MAX) > MOST => {
                seen = changes.last().map_or(newest, |last| last.seq.max(newest));
                // Without a stream there is nobody to tell.
                let _told = news.send(Arc::new(News::Many(seen)));
            }
            Ok(changes) => {
                seen = changes.last().map_or(seen, |last| last.seq);
                let _told = news.send(Arc::new(News::Changes(changes)));
            }
            Err(DbError::Closed) => break,
            // What could not be read now is read with the next change.
            Err(error) => tracing::warn!(%error, "the feed could not be read for live pages"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}
