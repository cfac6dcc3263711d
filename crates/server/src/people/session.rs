//! Who is behind a session token, and which posts they hold right now.

use std::collections::HashMap;

use gridward_database::Tx;
use gridward_domain::{Id, Timestamp, faults};
use parking_lot::Mutex;
use tokio::sync::watch;

use super::lifetime::Lifetime;
use super::session_store::{self, StoredSession};
use super::{founder, store};
use crate::keys::{new_token, token_hash};
use crate::{App, Ctx, Error, HeldPost};

/// The name of the session cookie.
pub const SESSION_COOKIE: &str = "gridward_session";

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
    changed: watch::Sender<()>,
}

impl SessionCache {
    /// Forgets all: posts, people or sessions have changed.
    pub fn forget(&self) {
        self.sessions.lock().clear();
        self.changed.send_replace(());
    }

    /// Wakes whenever all was forgotten.
    pub(crate) fn watch(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
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
        app.db().write("people.seen", move |tx| session_store::mark_seen(tx, &seen, now).map_err(Error::from)).await?;
    }
    app.sessions().keep(hash, now, session.clone());
    Ok(session)
}

/// The session of a token, without noting that somebody is there: an open page alone keeps no session alive.
pub(crate) async fn still(app: &App, token: &str) -> Result<Session, Error> {
    let (now, hash) = (app.clock().now(), token_hash(token));
    app.db().read("people.session", move |tx| load(tx, &hash, now)).await.map(|(session, _)| session)
}

fn load(tx: &mut Tx<'_>, hash: &str, now: Timestamp) -> Result<(Session, Timestamp), Error> {
    let stored = find(tx, hash, now)?;
    if stored.waits_for_code {
        return Err(faults::SIGNED_OUT.refuse().into());
    }
    let mut posts = posts_of(tx, stored.person_id, now)?;
    if !stored.second_factor {
        posts.retain(|post| !post.role.needs_second_factor());
    }
    Ok((Session { person_id: stored.person_id, posts }, stored.seen_at))
}

/// A session that has neither ended nor been idle for too long; it may still wait for a code.
pub(super) fn find(tx: &mut Tx<'_>, hash: &str, now: Timestamp) -> Result<StoredSession, Error> {
    let stored = session_store::find(tx, hash, now)?.ok_or_else(|| faults::SIGNED_OUT.refuse())?;
    if now.since(stored.seen_at) >= stored.idle {
        return Err(faults::SIGNED_OUT.refuse().into());
    }
    Ok(stored)
}

/// The posts a person may act from now, with that of the one who starts an installation without areas.
pub(super) fn posts_of(tx: &mut Tx<'_>, person: Id, now: Timestamp) -> Result<Vec<HeldPost>, Error> {
    let mut posts = store::held_posts(tx, person, now)?;
    posts.extend(founder::post_of(tx, person)?);
    Ok(posts)
}

/// How a person has proven who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// A password, and nothing more is asked.
    Password,
    /// A password; a code is still due.
    PasswordBeforeCode,
    /// A password and a code.
    Code(super::second_factor::Checked),
}

/// Opens a session and hands its token over; only the token's hash is stored.
pub(super) fn open(
    tx: &mut Tx<'_>,
    (person, now): (Id, Timestamp),
    proof: Proof,
    lasts: Lifetime,
    device: &str,
) -> Result<String, Error> {
    let token = new_token().map_err(Error::broken)?;
    let session = StoredSession {
        person_id: person,
        second_factor: matches!(proof, Proof::Code(_)),
        waits_for_code: proof == Proof::PasswordBeforeCode,
        seen_at: now,
        idle: lasts.idle,
        ends_at: now.plus(lasts.longest),
        device: device.to_owned(),
    };
    session_store::remove_ended(tx, person, now)?;
    session_store::add(tx, &token_hash(&token), &session)?;
    Ok(token)
}

/// Opens a session for a person without asking for a password: for the operator's own measurements. It has no rights
/// of roles that need a second factor.
pub fn open_session(tx: &mut Tx<'_>, ctx: &Ctx, person: Id) -> Result<String, Error> {
    open(tx, (person, ctx.now), Proof::Password, Lifetime::DESK, "")
}
