//! Who is behind a session token, and which posts they hold right now.

use std::collections::HashMap;

use gridward_database::Tx;
use gridward_domain::{Id, Timestamp, faults};
use parking_lot::Mutex;

use super::store;
use crate::keys::token_hash;
use crate::{App, Error, HeldPost};

/// The name of the session cookie.
pub const SESSION_COOKIE: &str = "gridward_session";

/// A session without a request for so long has ended, in milliseconds.
pub(super) const IDLE: i64 = 2 * Timestamp::HOUR;
/// A session ends after so long whatever is done in it, in milliseconds.
pub(super) const LONGEST: i64 = 12 * Timestamp::HOUR;
/// For so long a session is answered from memory: posts that end and sessions that are revoked by another process take
/// effect after it at the latest, in milliseconds.
const REMEMBERED: i64 = 5_000;
/// When the last request of a session is noted again, in milliseconds.
const SEEN_AGAIN: i64 = 60_000;

/// A person who is logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Who.
    pub person_id: Id,
    /// The posts held right now that this log-in may use.
    pub posts: Vec<HeldPost>,
}

/// Sessions remembered for some seconds, by the hash of their token.
#[derive(Debug, Default)]
pub struct SessionCache {
    sessions: Mutex<HashMap<String, (Timestamp, Session)>>,
}

impl SessionCache {
    /// Forgets all: posts, people or sessions have changed.
    pub fn forget(&self) {
        self.sessions.lock().clear();
    }

    fn find(&self, hash: &str, now: Timestamp) -> Option<Session> {
        let sessions = self.sessions.lock();
        let (at, session) = sessions.get(hash)?;
        (0..REMEMBERED).contains(&now.since(*at)).then(|| session.clone())
    }

    fn keep(&self, hash: String, now: Timestamp, session: Session) {
        let mut sessions = self.sessions.lock();
        sessions.retain(|_, (at, _)| now.since(*at) < REMEMBERED);
        sessions.insert(hash, (now, session));
    }
}

/// The session of a token; declines when there is none, or it has ended or been idle for too long.
pub async fn session(app: &App, token: &str) -> Result<Session, Error> {
    let now = app.clock().now();
    let hash = token_hash(token);
    if let Some(session) = app.sessions().find(&hash, now) {
        return Ok(session);
    }
    let asked = hash.clone();
    let (session, seen_at) = app.db().read("people.session", move |tx| load(tx, &asked, now)).await?;
    if now.since(seen_at) >= SEEN_AGAIN {
        let seen = hash.clone();
        app.db().write("people.seen", move |tx| store::mark_seen(tx, &seen, now).map_err(Error::from)).await?;
    }
    app.sessions().keep(hash, now, session.clone());
    Ok(session)
}

fn load(tx: &mut Tx<'_>, hash: &str, now: Timestamp) -> Result<(Session, Timestamp), Error> {
    let stored = store::find_session(tx, hash, now)?.ok_or_else(|| faults::SIGNED_OUT.refuse())?;
    if now.since(stored.seen_at) >= IDLE {
        return Err(faults::SIGNED_OUT.refuse().into());
    }
    let mut posts: Vec<HeldPost> = store::held_posts(tx, stored.person_id, now)?;
    if !stored.second_factor {
        posts.retain(|post| !post.role.needs_second_factor());
    }
    Ok((Session { person_id: stored.person_id, posts }, stored.seen_at))
}
