//! A place of its own to run the binary in.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use gridward_database::{Engine, Place};
use serde_json::Value;
use tempfile::TempDir;

/// A folder with a configuration for one engine.
pub(crate) struct Site {
    folder: TempDir,
    key: String,
    place: Place,
}

/// What a run of the binary came to.
pub(crate) struct Ran {
    output: Output,
}

impl Site {
    /// An empty place on `engine`.
    ///
    /// # Panics
    /// When the engine can't be used: `GRIDWARD_TEST_POSTGRES` must hold the URL of a PostgreSQL for tests.
    pub(crate) fn new(engine: Engine) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let key = format!("t{}", gridward_domain::Ids::Random.make());
        let data = folder.path().join("data");
        let mut config = format!("data_dir = {data:?}\n[[jurisdiction]]\nkey = {key:?}\n");
        let place = match engine {
            Engine::Sqlite => Place::Sqlite { file: data.join(format!("{key}.sqlite")) },
            Engine::Postgres => {
                let url = std::env::var("GRIDWARD_TEST_POSTGRES")
                    .expect("GRIDWARD_TEST_POSTGRES must hold the URL of a PostgreSQL for tests");
                config.extend(["[database]\nurl = ", &format!("{url:?}"), "\n"]);
                Place::Postgres { url, schema: format!("gridward_{key}") }
            }
        };
        std::fs::write(folder.path().join("gridward.toml"), config).expect("the configuration can be written");
        Self { folder, key, place }
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the folder.
    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).expect("a file of the test can be written");
        path
    }

    /// Whether anything was made in the data folder.
    pub(crate) fn has_data(&self) -> bool {
        self.path("data").exists()
    }

    /// Where the jurisdiction's tables lie.
    pub(crate) fn place(&self) -> &Place {
        &self.place
    }

    /// Copies the key file of another site.
    pub(crate) fn take_key_of(&self, other: &Self) {
        std::fs::create_dir_all(self.path("data")).expect("a folder can be made");
        std::fs::copy(other.key_file(), self.key_file()).expect("the key file can be copied");
    }

    /// The jurisdiction's key file.
    pub(crate) fn key_file(&self) -> PathBuf {
        self.path("data").join(format!("{}.key", self.key))
    }

    /// Runs the binary with the site's configuration and `--json`.
    pub(crate) fn run(&self, words: &[&str]) -> Ran {
        let config = self.path("gridward.toml");
        run_in(self.folder.path(), &[&["--json", "--config", config.to_str().expect("a plain path")], words].concat())
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.place.remove().expect("the test's jurisdiction can be removed");
    }
}

/// Runs the binary in a folder.
pub(crate) fn run_in(folder: &Path, words: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gridward"));
    let output = command.args(words).current_dir(folder).env_remove("GRIDWARD_CONFIG").output();
    Ran { output: output.expect("the binary runs") }
}

impl Ran {
    /// What it printed, when it went well.
    pub(crate) fn good(&self) -> Value {
        assert!(self.output.status.success(), "{}", self.errors());
        self.told()
    }

    /// What it printed, when it did not go well.
    pub(crate) fn bad(&self) -> Value {
        assert!(!self.output.status.success(), "it went well: {}", self.text());
        self.told()
    }

    /// What it printed, as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).expect("the output is UTF-8")
    }

    /// What it printed on standard error.
    pub(crate) fn errors(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }

    fn told(&self) -> Value {
        let text = self.text();
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}\n{}", self.errors()))
    }
}
