//! An installation of a test's own: a folder with configuration, databases and keys, and the program that serves it.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex, mpsc};
use std::thread::{self, JoinHandle};

use gridward_database::{Engine, Place};
use gridward_domain::Ids;
use gridward_server::Keys;
use gridward_testkit::World;
use tempfile::TempDir;

/// Configured jurisdictions, gone with the value.
pub(crate) struct Installation {
    folder: TempDir,
    jurisdictions: Vec<(String, Place)>,
    environment: Vec<(&'static str, PathBuf)>,
}

impl Installation {
    /// One jurisdiction per host name; a log as talkative as `level`.
    pub(crate) fn new(engine: Engine, hosts: &[&str], level: &str) -> Self {
        Self::configured(engine, hosts, level, &postgres_url(), "")
    }

    /// The same, with PostgreSQL under another URL and with more lines in the configuration.
    pub(crate) fn configured(engine: Engine, hosts: &[&str], level: &str, url: &str, more: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut text = format!("listen = \"127.0.0.1:0\"\ndata_dir = \"{}\"\n", folder.path().display());
        writeln!(text, "[log]\nlevel = \"{level}\"").unwrap();
        if engine == Engine::Postgres {
            writeln!(text, "[database]\nurl = \"{url}\"").unwrap();
        }
        let mut jurisdictions = Vec::new();
        for host in hosts {
            let key = format!("t{}", Ids::Random.make());
            writeln!(text, "[[jurisdiction]]\nkey = \"{key}\"\nhosts = [\"{host}\"]").unwrap();
            let place = match engine {
                Engine::Sqlite => Place::Sqlite { file: folder.path().join(format!("{key}.sqlite")) },
                Engine::Postgres => Place::Postgres { url: postgres_url(), schema: format!("gridward_{key}") },
            };
            std::fs::write(folder.path().join(format!("{key}.key")), Keys::new_text().unwrap()).unwrap();
            jurisdictions.push((key, place));
        }
        text.push_str(more);
        std::fs::write(folder.path().join("gridward.toml"), text).unwrap();
        Self { folder, jurisdictions, environment: Vec::new() }
    }

    /// The same, with a variable of the environment.
    pub(crate) fn with(mut self, name: &'static str, value: PathBuf) -> Self {
        self.environment.push((name, value));
        self
    }

    /// A jurisdiction, in the order of the host names, as use cases see it, while nobody serves it.
    pub(crate) fn world(&self, at: usize) -> World {
        let (key, place) = &self.jurisdictions[at];
        let text = std::fs::read_to_string(self.folder.path().join(format!("{key}.key"))).unwrap();
        World::lasting(place, Keys::from_text(&text).unwrap())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gridward"));
        command.arg("--config").arg(self.config()).args(arguments).env_remove("GRIDWARD_CONFIG");
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    fn config(&self) -> PathBuf {
        self.folder.path().join("gridward.toml")
    }

    /// Runs a command of the command line to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Starts the server and waits until it says that it serves.
    pub(crate) fn start(&self) -> Server {
        let mut process = self.command(&["serve"]).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let log = Arc::new(Mutex::new(String::new()));
        let (ready, reported) = mpsc::channel();
        let kept = Arc::clone(&log);
        let listener = thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if let Some(address) =
                    line.strip_prefix("gridward: serving on ").and_then(|url| url.split("://").nth(1))
                {
                    let _nobody_waits = ready.send(address.trim_end_matches('/').parse().unwrap()).is_err();
                }
                let mut log = kept.lock().unwrap();
                log.push_str(&line);
                log.push('\n');
            }
        });
        let mut server = Server { process, listener: Some(listener), address: ([127, 0, 0, 1], 0).into(), log };
        let address = reported.recv().ok();
        server.address = address.unwrap_or_else(|| panic!("the server ended before it served: {}", server.kill()));
        server
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        for (_, place) in &self.jurisdictions {
            place.remove().unwrap();
        }
    }
}

/// A server under way; killed with the value.
pub(crate) struct Server {
    process: Child,
    listener: Option<JoinHandle<()>>,
    pub(crate) address: SocketAddr,
    log: Arc<Mutex<String>>,
}

impl Server {
    /// What it has said once a text is among it, which must be soon.
    pub(crate) fn told_with(&self, text: &str) -> String {
        for _ in 0..500 {
            let told = self.log.lock().unwrap().clone();
            if told.contains(text) {
                return told;
            }
            thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("it never said {text}: {}", self.log.lock().unwrap());
    }

    /// Ends the process at once (SIGKILL), without any chance to tidy up; hands over what it logged.
    pub(crate) fn kill(&mut self) -> String {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        if let Some(listener) = self.listener.take() {
            listener.join().unwrap();
        }
        self.log.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The server that `cargo xtask test` starts.
pub(crate) fn postgres_url() -> String {
    std::env::var("GRIDWARD_TEST_POSTGRES")
        .expect("GRIDWARD_TEST_POSTGRES must hold the URL of a PostgreSQL for tests; `cargo xtask test` starts one")
}
