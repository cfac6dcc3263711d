//! A jurisdiction made for one test.

use gridward_database::{Db, Engine, Options, Place, Statement, Tx, params};
use gridward_domain::{Clock, Id, Ids, Language, Timestamp, Zone};
use gridward_server::{App, AppParts, Ctx, Error, Keys, MIGRATIONS};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use crate::client::Client;

/// 2022-04-15 08:00 in Shanghai, where worlds begin.
const START: Timestamp = Timestamp(1_649_980_800_000);

static OPEN_SESSION: Statement = Statement::new(
    "testkit.open_session",
    "INSERT INTO session (token_hash, person_id, second_factor, waits_for_code, created_at, seen_at, idle, ends_at, device)
     VALUES ($1, $2, TRUE, FALSE, $3, $3, 7200000, $4, '')",
);

/// A jurisdiction of its own: an empty database on one engine, a held clock, new keys.
pub struct World {
    /// The jurisdiction at work.
    pub app: App,
    /// Its clock; in a new world it stands still until it is advanced.
    pub clock: Clock,
    place: Place,
    /// Its folder, for a world that takes its jurisdiction with it.
    folder: Option<TempDir>,
}

impl World {
    /// An empty jurisdiction on `engine`, gone with this world.
    ///
    /// # Panics
    /// When the engine can't be used: `GRIDWARD_TEST_POSTGRES` must hold the URL of a PostgreSQL for tests.
    pub fn new(engine: Engine) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test's database");
        let place = place(engine, &folder);
        let keys = Keys::from_text(&Keys::new_text().expect("random bytes")).expect("new keys are well-formed");
        Self::open(place, keys, Clock::held(START), Some(folder))
    }

    /// The jurisdiction at `place`, on the machine's clock; it stays when this world ends. For tests that afterwards let
    /// a program open it.
    ///
    /// # Panics
    /// When the place can't be opened.
    pub fn lasting(place: &Place, keys: Keys) -> Self {
        Self::open(place.clone(), keys, Clock::System, None)
    }

    fn open(place: Place, keys: Keys, clock: Clock, folder: Option<TempDir>) -> Self {
        let options = Options { readers: 2, ..Options::default() };
        let db = Db::open(&place, &options, MIGRATIONS).expect("the test's database opens");
        let parts = AppParts { db, clock: clock.clone(), ids: Ids::Random, keys, zone: Zone::default(), secure: false };
        Self { app: App::new(parts), clock, place, folder }
    }

    /// Where this world's database lies.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Runs a use case as the operator, in one transaction, and hands its result over.
    pub fn run<T: Send + 'static>(
        &self,
        run: impl FnMut(&mut Tx<'_>, &Ctx) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.run_as(self.app.operator(), run)
    }

    /// Runs a use case in a context, in one transaction.
    pub fn run_as<T: Send + 'static>(
        &self,
        ctx: Ctx,
        mut run: impl FnMut(&mut Tx<'_>, &Ctx) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.app.db().write_blocking("test", move |tx| run(tx, &ctx))
    }

    /// The context of a person, with the posts they hold now.
    ///
    /// # Panics
    /// When the posts can't be read.
    pub fn ctx_of(&self, person: Id) -> Ctx {
        let now = self.clock.now();
        let posts = self
            .app
            .db()
            .read_blocking("test.posts", move |tx| {
                gridward_server::people::held_posts(tx, person, now).map_err(Error::from)
            })
            .expect("posts can be read");
        self.app.ctx(person, gridward_server::Authority::Posts(posts), Language::English)
    }

    /// A client of the real router, logged in as a person (a session is made without asking for a password).
    ///
    /// # Panics
    /// When the session can't be made.
    pub fn client(&self, person: Id) -> Client {
        self.holding(self.token(person))
    }

    /// The token of a new session of a person, with the second factor: only a test can have one without giving a code.
    ///
    /// # Panics
    /// When the session can't be made.
    pub fn token(&self, person: Id) -> String {
        let token = self.app.ids().make().to_string();
        let hash =
            Sha256::digest(token.as_bytes()).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        let open = move |tx: &mut Tx<'_>, ctx: &Ctx| {
            let ends = ctx.now.plus(12 * Timestamp::HOUR);
            Ok(tx.exec(&OPEN_SESSION, &params![&hash, person.to_string(), ctx.now.0, ends.0])?)
        };
        self.run(open).expect("a session can be made");
        token
    }

    /// A client of the real router that carries a session's token.
    pub fn holding(&self, token: String) -> Client {
        Client::new(&self.app, Some(token))
    }

    /// A client of the real router that is not logged in.
    pub fn visitor(&self) -> Client {
        Client::new(&self.app, None)
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.app.db().close();
        if self.folder.is_none() {
            return;
        }
        self.place.remove().expect("the test's jurisdiction can be removed");
    }
}

fn place(engine: Engine, folder: &TempDir) -> Place {
    match engine {
        Engine::Sqlite => Place::Sqlite { file: folder.path().join("test.sqlite") },
        Engine::Postgres => {
            let url = std::env::var("GRIDWARD_TEST_POSTGRES").expect(
                "GRIDWARD_TEST_POSTGRES must hold the URL of a PostgreSQL for tests; `cargo xtask test` starts one",
            );
            Place::Postgres { url, schema: format!("t{}", Ids::Random.make()) }
        }
    }
}
