//! A jurisdiction at work: its database, clock, keys and caches, and how a use case runs in it.

use std::sync::Arc;

use gridward_database::{Db, Tx};
use gridward_domain::{Clock, Id, Ids, Language, Zone};
use serde::Serialize;

use crate::audit::{self, Look, Seen};
use crate::commands;
use crate::directives::SheetCache;
use crate::households::import::Uploads;
use crate::http::{Answer, Problem};
use crate::limits::Limits;
use crate::live::Live;
use crate::people::{Passwords, SessionCache};
use crate::public::PublicLimits;
use crate::risk_areas::UploadedLists;
use crate::{Authority, Ctx, Error, Keys};

/// Attempts to log in within one window before an asker has to wait: a whole office may stand behind one address. The
/// lock-out of an account is kept in the database.
const LOG_IN_ATTEMPTS: u32 = 30;
/// The length of that window, in milliseconds.
const LOG_IN_WINDOW: i64 = 60_000;

/// What an [`App`] is made of.
pub struct AppParts {
    /// The jurisdiction's database.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// Where new identities come from.
    pub ids: Ids,
    /// The jurisdiction's keys.
    pub keys: Keys,
    /// The jurisdiction's time zone.
    pub zone: Zone,
    /// Whether pages are served over TLS, so that cookies can be marked `Secure`.
    pub secure: bool,
}

/// A jurisdiction at work. Clones are the same one.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    parts: AppParts,
    sessions: SessionCache,
    log_in_limits: Limits,
    public_limits: PublicLimits,
    passwords: Passwords,
    uploads: Uploads,
    risk_lists: UploadedLists,
    sheets: Arc<SheetCache>,
    live: Live,
}

impl std::fmt::Debug for App {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "App({:?})", self.db().place())
    }
}

impl App {
    /// Puts a jurisdiction to work. Does nothing that takes time.
    pub fn new(parts: AppParts) -> Self {
        let inner = Inner {
            parts,
            sessions: SessionCache::default(),
            log_in_limits: Limits::new(LOG_IN_ATTEMPTS, LOG_IN_WINDOW),
            public_limits: PublicLimits::default(),
            passwords: Passwords::default(),
            uploads: Uploads::default(),
            risk_lists: UploadedLists::default(),
            sheets: Arc::default(),
            live: Live::default(),
        };
        Self { inner: Arc::new(inner) }
    }

    /// The jurisdiction's database.
    pub fn db(&self) -> &Db {
        &self.inner.parts.db
    }

    /// The jurisdiction's clock.
    pub fn clock(&self) -> &Clock {
        &self.inner.parts.clock
    }

    /// Where new identities come from.
    pub fn ids(&self) -> &Ids {
        &self.inner.parts.ids
    }

    /// Who is behind a session token, remembered for some seconds.
    pub(crate) fn sessions(&self) -> &SessionCache {
        &self.inner.sessions
    }

    /// Ends the open streams of live pages, so that a server that was told to stop need not wait for them.
    pub fn stop_streams(&self) {
        self.inner.live.stop();
    }

    /// The open streams of live pages.
    pub(crate) fn live(&self) -> &Live {
        &self.inner.live
    }

    /// Whether pages are served over TLS.
    pub(crate) fn is_secure(&self) -> bool {
        self.inner.parts.secure
    }

    /// How often an address may try to log in.
    pub(crate) fn log_in_limits(&self) -> &Limits {
        &self.inner.log_in_limits
    }

    /// How often an address may register, tell or look without a log-in.
    pub(crate) fn public_limits(&self) -> &PublicLimits {
        &self.inner.public_limits
    }

    /// Hashing of passwords, a few at once.
    pub(crate) fn passwords(&self) -> &Passwords {
        &self.inner.passwords
    }

    /// Reach sheets that were read already.
    pub(crate) fn sheets(&self) -> Arc<SheetCache> {
        self.inner.sheets.clone()
    }

    /// Ledgers that were uploaded and wait to be imported.
    pub(crate) fn uploads(&self) -> &Uploads {
        &self.inner.uploads
    }

    /// Risk lists that were uploaded and wait to be put in force.
    pub(crate) fn risk_lists(&self) -> &UploadedLists {
        &self.inner.risk_lists
    }

    /// Forgets what is kept in memory for a time only and has outlived it.
    pub(crate) fn forget_expired(&self) {
        self.inner.uploads.forget_expired(self.clock().now());
        self.inner.risk_lists.forget_expired(self.clock().now());
    }

    /// A context for `actor` with `authority`, now.
    pub fn ctx(&self, actor: Id, authority: Authority, language: Language) -> Ctx {
        let parts = &self.inner.parts;
        Ctx {
            actor,
            authority,
            now: parts.clock.now(),
            ids: parts.ids.clone(),
            language,
            request: parts.ids.make(),
            op: None,
            zone: parts.zone.clone(),
            keys: parts.keys.clone(),
        }
    }

    /// The context of the operator at the machine itself: the command line, jobs, the demo.
    pub fn operator(&self) -> Ctx {
        self.ctx(Id::from_number(0), Authority::Operator, Language::Chinese)
    }

    /// Runs a command: one transaction, durable before the answer, once per op_id. The outcome is kept with the op_id,
    /// so it must hold no number in full.
    pub async fn command<T: Serialize + 'static>(
        &self,
        verb: &'static str,
        ctx: Ctx,
        mut run: impl FnMut(&mut Tx<'_>, &Ctx) -> Result<T, Error> + Send + 'static,
    ) -> Result<Answer, Problem> {
        let (language, request) = (ctx.language, ctx.request);
        let done = self.db().write(verb, move |tx| commands::once(tx, &ctx, verb, &mut run)).await;
        done.map(Answer).map_err(|error| Problem::of(&error, language, request))
    }

    /// Runs a command that changes who may do what. Sessions are remembered for some seconds together with what they
    /// allow: after it none is.
    pub async fn command_on_access<T: Serialize + 'static>(
        &self,
        verb: &'static str,
        ctx: Ctx,
        run: impl FnMut(&mut Tx<'_>, &Ctx) -> Result<T, Error> + Send + 'static,
    ) -> Result<Answer, Problem> {
        let answer = self.command(verb, ctx, run).await;
        self.sessions().forget();
        answer
    }

    /// Runs a use case that writes (an audit entry, say) but whose answer must not be kept.
    pub async fn disclose<T: Serialize + Send + 'static>(
        &self,
        verb: &'static str,
        ctx: Ctx,
        mut run: impl FnMut(&mut Tx<'_>, &Ctx) -> Result<T, Error> + Send + 'static,
    ) -> Result<Answer, Problem> {
        let (language, request) = (ctx.language, ctx.request);
        let done = self.db().write(verb, move |tx| run(tx, &ctx)).await;
        answered(done, language, request)
    }

    /// Runs a query that shows people of the ledger, and enters in the audit log who was shown what. The entry is
    /// durable before the answer leaves; an answer that can't be entered is not given. One that shows nobody needs no entry.
    pub async fn reveal<T: Serialize + Send + 'static, S: Into<Option<Seen>> + Send + 'static>(
        &self,
        verb: &'static str,
        ctx: Ctx,
        mut run: impl FnMut(&mut Tx<'_>, &Ctx) -> Result<(T, S), Error> + Send + 'static,
    ) -> Result<Answer, Problem> {
        let (language, request, reader) = (ctx.language, ctx.request, ctx.clone());
        let shown = async {
            let (value, seen) = self.db().read(verb, move |tx| run(tx, &reader)).await?;
            if let Some(seen) = seen.into() {
                self.db().write_together(&audit::LOOKS, Look::of(&ctx, verb, seen)).await?;
            }
            Ok(Answer(serde_json::to_string(&value)?))
        };
        shown.await.map_err(|error: Error| Problem::of(&error, language, request))
    }

    /// Runs a query on a reader thread, in one snapshot.
    pub async fn query<T: Serialize + Send + 'static>(
        &self,
        verb: &'static str,
        ctx: Ctx,
        mut run: impl FnMut(&mut Tx<'_>, &Ctx) -> Result<T, Error> + Send + 'static,
    ) -> Result<Answer, Problem> {
        let (language, request) = (ctx.language, ctx.request);
        let done = self.db().read(verb, move |tx| run(tx, &ctx)).await;
        answered(done, language, request)
    }
}

fn answered<T: Serialize>(done: Result<T, Error>, language: Language, request: Id) -> Result<Answer, Problem> {
    done.and_then(|value| Ok(Answer(serde_json::to_string(&value)?)))
        .map_err(|error| Problem::of(&error, language, request))
}
