//! A jurisdiction of its own for one measurement; gone afterwards.

use std::path::PathBuf;

use gridward_database::Engine;
use gridward_domain::Ids;
use gridward_server::App;

use crate::config::{self, Config, Database};
use crate::failure::{Failure, at_file};
use crate::installation;

/// An empty jurisdiction, with its folder.
pub(super) struct Site {
    pub(super) app: App,
    pub(super) config: Config,
    folder: PathBuf,
}

impl Site {
    /// A new one on SQLite, or on the PostgreSQL at a URL.
    pub(super) fn new(database: Option<&str>) -> Result<Self, Failure> {
        let name = format!("bench{}", Ids::Random.make());
        let folder = std::env::temp_dir().join(format!("gridward-{name}"));
        std::fs::create_dir_all(&folder).map_err(at_file(&folder))?;
        let mut config = config::read(None)?;
        config.data_dir = folder.join("data");
        config.database = database.map(|url| Database { url: url.to_owned() });
        for jurisdiction in &mut config.jurisdiction {
            jurisdiction.key.clone_from(&name);
        }
        let app = installation::open(&config, installation::chosen(&config, None)?)?;
        Ok(Self { app, config, folder })
    }

    /// A file in the folder.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The engine, as results name it.
    pub(super) fn engine(&self) -> &'static str {
        match self.app.db().engine() {
            Engine::Sqlite => "sqlite",
            Engine::Postgres => "postgres",
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.app.db().close();
        if let Err(error) = self.app.db().place().remove() {
            eprintln!("gridward: the measurement's tables stay behind: {error}");
        }
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            eprintln!("gridward: {} stays behind: {error}", self.folder.display());
        }
    }
}
