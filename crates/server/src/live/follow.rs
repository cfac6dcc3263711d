//! One person's stream, from the first event to the end of the session.

use std::time::Duration;

use axum::response::sse::Event;
use gridward_database::StoredChange;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc::Sender;
use tokio::time::{Instant, MissedTickBehavior, interval_at};

use super::feed::{MOST, News, Receiver};
use super::sight::Sight;
use crate::people;
use crate::{App, Authority, Ctx, Error};

/// How often a session is looked at again at least.
const LOOK_AGAIN: Duration = Duration::from_mins(1);

/// Somebody's open stream.
pub(super) struct Follower {
    pub(super) app: App,
    pub(super) ctx: Ctx,
    pub(super) token: String,
    pub(super) events: Sender<Event>,
}

/// The stream is over: the client has gone, or was told that the session ended.
struct Over;

impl Follower {
    /// Tells what changes after `start` until the client goes or the session ends. `last` is the number of the last change that the
    /// client was told of by an earlier stream.
    pub(super) async fn run(self, mut feed: Receiver, start: i64, last: Option<i64>) {
        let mut sight = Sight::of(self.ctx.clone());
        let mut sessions = self.app.sessions().watch();
        let mut stopped = self.app.live().stopped();
        let mut minutes = interval_at(Instant::now() + LOOK_AGAIN, LOOK_AGAIN);
        minutes.set_missed_tick_behavior(MissedTickBehavior::Delay);
        // What ended before these two were watched is seen here; what ends later wakes them.
        if *stopped.borrow() || self.look_again(&mut sight).await.is_err() {
            return;
        }
        let Ok(mut at) = self.catch_up(&sight, start, last).await else { return };
        loop {
            let told = tokio::select! {
                // In this order: whose rights have shrunk is told nothing that changed after that.
                biased;
                () = self.events.closed() => Err(Over),
                _ = stopped.changed() => Err(Over),
                _ = sessions.changed() => self.look_again(&mut sight).await.map(|()| at),
                _ = minutes.tick() => self.look_again(&mut sight).await.map(|()| at),
                news = feed.recv() => match news {
                    Ok(news) => self.tell(&sight, &news, at).await,
                    Err(RecvError::Lagged(_)) => self.reload(self.head()).await,
                    Err(RecvError::Closed) => Err(Over),
                },
            };
            match told {
                Ok(seq) => at = seq,
                Err(Over) => return,
            }
        }
    }

    /// Tells what was missed since an earlier stream; answers the number up to which everything is told.
    async fn catch_up(&self, sight: &Sight, start: i64, last: Option<i64>) -> Result<i64, Over> {
        let Some(last) = last else { return Ok(start) };
        // A number from the future is one of another database: a backup was restored.
        let missed = if last > start { None } else { self.missed(last).await };
        match missed {
            Some(missed) => self.tell_all(sight, &missed, last).await.map(|at| at.max(start)),
            None => self.reload(start).await,
        }
    }

    /// The changes after a number, unless they are too many or can't be read.
    async fn missed(&self, last: i64) -> Option<Vec<StoredChange>> {
        let found = self.app.db().read("live.missed", move |tx| tx.changes_after(last, MOST + 1)).await;
        found.ok().filter(|changes| i64::try_from(changes.len()).is_ok_and(|count| count <= MOST))
    }

    async fn tell(&self, sight: &Sight, news: &News, at: i64) -> Result<i64, Over> {
        match news {
            News::Changes(changes) => self.tell_all(sight, changes, at).await,
            News::Many(seq) => self.reload(*seq).await,
        }
    }

    async fn tell_all(&self, sight: &Sight, changes: &[StoredChange], at: i64) -> Result<i64, Over> {
        for change in changes.iter().filter(|change| change.seq > at) {
            if let Some(told) = sight.told(change) {
                let data = serde_json::to_string(&told).unwrap_or_default();
                self.send(Event::default().event("change").id(change.seq.to_string()).data(data)).await?;
            }
        }
        Ok(changes.last().map_or(at, |last| last.seq.max(at)))
    }

    /// Tells the client to re-read everything; answers the number up to which that counts.
    async fn reload(&self, seq: i64) -> Result<i64, Over> {
        self.send(Event::default().event("reload").id(seq.to_string()).data("{}")).await.map(|()| seq)
    }

    /// Sees whether the session still stands, and how far its posts reach now.
    async fn look_again(&self, sight: &mut Sight) -> Result<(), Over> {
        match people::still(&self.app, &self.token).await {
            Ok(session) => {
                *sight = Sight::of(Ctx { authority: Authority::Posts(session.posts), ..self.ctx.clone() });
                Ok(())
            }
            Err(Error::Refused(_)) => {
                self.send(Event::default().event("end").data("{}")).await?;
                Err(Over)
            }
            // A database that is too busy says nothing about the session; the next look will.
            Err(_) => Ok(()),
        }
    }

    fn head(&self) -> i64 {
        *self.app.db().head().borrow()
    }

    async fn send(&self, event: Event) -> Result<(), Over> {
        self.events.send(event).await.map_err(|_| Over)
    }
}
