//! A private PostgreSQL for the tests: in a folder of its own, on a free loopback port, gone when the tests are.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::Duration;

use crate::debian::is_root;
use crate::failure::{Failure, Outcome};
use crate::repository;
use crate::run::{Run, on_path};

/// The unprivileged user that Debian's package makes; PostgreSQL refuses to run as root.
const SYSTEM_USER: &str = "postgres";
const DATABASE: &str = "gridward_test";
/// A server's folder is called by this and the pid of the task that made it.
const FOLDER_START: &str = "gridward-postgres-";
/// How often to look whether the server answers: 0.1 s apart, so 30 s in all.
const LOOKS: u32 = 300;

/// A running server; it is stopped when this is dropped.
pub(crate) struct PrivateServer {
    child: Child,
    folder: PathBuf,
    url: String,
}

impl PrivateServer {
    /// Makes a cluster and starts it. fsync stays on: the tests are about durability too.
    pub(crate) fn start() -> Outcome<Self> {
        let programs = programs().ok_or_else(|| Failure::new("PostgreSQL's server programs are not found"))?;
        let folder = folder_of_its_own()?;
        let made = initialise(&programs, &folder).and_then(|()| launch(&programs, &folder));
        if made.is_err() {
            remove(&folder);
        }
        made
    }

    /// How to reach the test database.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Asks the server to end its sessions and go (a "fast" shutdown), and kills it only if it does not.
    fn stop(&mut self) {
        let asked = Run::new("sh").args(["-c", &format!("kill -INT {}", self.child.id())]).succeeds();
        for _ in 0..LOOKS {
            if !asked || !matches!(self.child.try_wait(), Ok(None)) {
                break;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        if matches!(self.child.try_wait(), Ok(None)) && self.child.kill().is_ok() {
            // The exit code of a server that had to be killed says nothing more.
            let _ = self.child.wait();
        }
    }
}

impl Drop for PrivateServer {
    fn drop(&mut self) {
        self.stop();
        remove(&self.folder);
    }
}

/// The folder of PostgreSQL's server programs: the newest of Debian's, else where `initdb` is on the search path.
pub(crate) fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = versions
        .map(|entry| entry.path().join("bin"))
        .filter(|bin| bin.join("initdb").is_file() && bin.join("postgres").is_file())
        .max_by_key(|bin| version_in(bin));
    newest.or_else(|| {
        let bin = on_path("initdb")?.canonicalize().ok()?.parent()?.to_path_buf();
        bin.join("postgres").is_file().then_some(bin)
    })
}

/// `/usr/lib/postgresql/15/bin` -> 15
fn version_in(bin: &Path) -> u32 {
    bin.parent().and_then(Path::file_name).and_then(|name| name.to_str()?.parse().ok()).unwrap_or(0)
}

/// A new folder that the server's user can reach: below cargo's target folder, else (a checkout in root's home) in the
/// system's folder for temporary files.
fn folder_of_its_own() -> Outcome<PathBuf> {
    let name = format!("{FOLDER_START}{}", std::process::id());
    let mut refused = String::new();
    for parent in [repository::target().join("xtask"), std::env::temp_dir()] {
        sweep(&parent);
        let folder = parent.join(&name);
        repository::make_folder(&folder)?;
        let usable = Run::new("chmod").args(["700".as_ref(), folder.as_os_str()]).answer().and_then(|_| {
            if is_root() {
                let owner = format!("{SYSTEM_USER}:{SYSTEM_USER}");
                Run::new("chown").args([owner.as_ref(), folder.as_os_str()]).answer()?;
            }
            unprivileged(Path::new("test"), &[]).args(["-w".as_ref(), folder.as_os_str()]).answer()
        });
        match usable {
            Ok(_) => return Ok(folder),
            Err(failure) => refused = failure.to_string(),
        }
        remove(&folder);
    }
    Err(Failure::of("no folder that PostgreSQL's user can write to", refused))
}

/// Removes what tasks left behind that were killed; their servers went with them.
fn sweep(parent: &Path) {
    let processes = Path::new("/proc");
    if !processes.join("self").exists() {
        return;
    }
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let maker = name.to_str().and_then(|name| name.strip_prefix(FOLDER_START)?.parse::<u32>().ok());
        if maker.is_some_and(|pid| !processes.join(pid.to_string()).exists()) {
            remove(&entry.path());
        }
    }
}

/// A program run as the server's user: through `setpriv`, which becomes the program, so that its pid is the child's.
fn unprivileged(program: &Path, privileges: &[&str]) -> Run {
    if is_root() {
        let user = [format!("--reuid={SYSTEM_USER}"), format!("--regid={SYSTEM_USER}"), "--init-groups".into()];
        return Run::new("setpriv").args(user).args(privileges).args([program]).within(Path::new("/"));
    }
    if privileges.is_empty() || on_path("setpriv").is_none() {
        return Run::new(program).within(Path::new("/"));
    }
    Run::new("setpriv").args(privileges).args([program]).within(Path::new("/"))
}

fn initialise(programs: &Path, folder: &Path) -> Outcome {
    unprivileged(&programs.join("initdb"), &[])
        .args(["--username=gridward", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"])
        .args(["-D".as_ref(), folder.join("data").as_os_str()])
        .answer()
        .map(drop)
}

fn launch(programs: &Path, folder: &Path) -> Outcome<PrivateServer> {
    let port = free_port()?;
    let log = folder.join("log");
    let mut command = server_command(programs, folder, port);
    let file = File::create(&log).map_err(|cause| Failure::of(log.display(), cause))?;
    let copy = file.try_clone().map_err(|cause| Failure::of(log.display(), cause))?;
    let child = command.stdin(std::process::Stdio::null()).stdout(file).stderr(copy).spawn();
    let child = child.map_err(|cause| Failure::of("PostgreSQL does not start", cause))?;
    let url = format!("postgres://gridward@127.0.0.1:{port}/{DATABASE}");
    let mut server = PrivateServer { child, folder: folder.to_path_buf(), url };
    let port = port.to_string();
    let reach = ["-h", "127.0.0.1", "-p", port.as_str(), "-U", "gridward"];
    for _ in 0..LOOKS {
        if !matches!(server.child.try_wait(), Ok(None)) {
            break;
        }
        if Run::new(programs.join("pg_isready")).args(reach).succeeds() {
            Run::new(programs.join("createdb")).args(reach).args([DATABASE]).answer()?;
            return Ok(server);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    let said = fs::read_to_string(&log).unwrap_or_default();
    Err(Failure::of("PostgreSQL did not come up", said.trim()))
}

/// The server in the foreground, on loopback only. It goes with us even if we are killed (`--pdeathsig`).
fn server_command(programs: &Path, folder: &Path, port: u16) -> Command {
    let mut run = unprivileged(&programs.join("postgres"), &["--pdeathsig=INT"])
        .args(["-D".as_ref(), folder.join("data").as_os_str()]);
    let settings = [
        "listen_addresses=127.0.0.1".to_owned(),
        format!("port={port}"),
        "unix_socket_directories=".to_owned(),
        // Each test process opens a writer and several readers.
        "max_connections=300".to_owned(),
        "shared_buffers=256MB".to_owned(),
    ];
    for setting in &settings {
        run = run.args(["-c", setting]);
    }
    run.into_command()
}

fn free_port() -> Outcome<u16> {
    let address = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    address.map(|address| address.port()).map_err(|cause| Failure::of("no free loopback port", cause))
}

fn remove(folder: &Path) {
    if let Err(cause) = fs::remove_dir_all(folder) {
        println!("  {} stays behind: {cause}", folder.display());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_folders_of_tasks_that_are_gone_are_swept() {
        let parent = tempfile::tempdir().unwrap();
        let kept = ["other".to_owned(), format!("{FOLDER_START}{}", std::process::id())];
        // Linux gives no pid above 2^22.
        let gone = format!("{FOLDER_START}4194305");
        for name in kept.iter().chain([&gone]) {
            repository::make_folder(&parent.path().join(name).join("data")).unwrap();
        }
        sweep(parent.path());
        assert!(kept.iter().all(|name| parent.path().join(name).is_dir()));
        assert!(!parent.path().join(gone).exists());
    }

    #[test]
    fn the_newest_version_is_by_number_not_by_spelling() {
        let newest = ["/usr/lib/postgresql/9/bin", "/usr/lib/postgresql/15/bin"].map(|bin| version_in(Path::new(bin)));
        assert_eq!(newest, [9, 15]);
        assert_eq!(version_in(Path::new("/opt/postgres/bin")), 0);
    }
}
