//! Start the binary on a database with many residents: the time to its first answer, and its memory.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use gridward_server::households::bulk;
use serde_json::{Value, json};

use super::Extent;
use super::county;
use super::site::Site;
use super::watch::{Watch, percentile, round};
use crate::config::Config;
use crate::demo::Households;
use crate::failure::{Failure, at_file};
use crate::progress::Step;

const SIZE: u64 = 1_000_000;
const SEED: u64 = 20_260_102;
/// The binary is started so often; the median counts.
const STARTS: usize = 5;
/// A start that takes longer has failed.
const PATIENCE: Duration = Duration::from_mins(1);

pub(super) fn run(extent: &Extent) -> Result<Value, Failure> {
    let wanted = extent.size.unwrap_or(SIZE);
    let site = Site::new(extent.database.as_deref())?;
    let residents = fill(&site, wanted)?;
    site.app.db().close();
    let (mut times, mut memory) = (Vec::new(), Vec::new());
    let mut raw = raw()?;
    let step = Step::start("start");
    for _ in 0..STARTS {
        let port = free_port()?;
        let config = site.file("serve.toml");
        std::fs::write(&config, written(&site.config, port)).map_err(at_file(&config))?;
        let watch = Watch::start();
        let mut server = Server::start(&config)?;
        server.wait_for_answer(port, watch)?;
        times.push(watch.elapsed());
        memory.push(server.resident_megabytes()?);
    }
    step.done(&format!("{STARTS} starts"));
    memory.sort_by(f64::total_cmp);
    let rss = memory.get(STARTS / 2).copied().unwrap_or_default();
    Ok(json!({
        "engine": site.engine(), "residents": residents, "first_answer_ms": percentile(&mut times, 500),
        "slowest_ms": percentile(&mut times, 1_000), "rss_mb": round(rss, 10.0),
        "raw_ms": percentile(&mut raw, 500),
    }))
}

/// A ledger of so many residents.
pub(super) fn fill(site: &Site, wanted: u64) -> Result<i64, Failure> {
    let step = Step::counted("residents", wanted / 3);
    let (ctx, counter) = (site.app.operator(), step.counter());
    let loaded = site.app.db().write_blocking("bench.fill", move |tx| {
        let town = county::plant(tx, &ctx, county::grids_for(wanted))?;
        let today = ctx.zone.date(ctx.now);
        // 3.35 members a household.
        let mut homes = Households::new(&town, wanted * 100 / 335, SEED, (ctx.ids.clone(), today), counter.clone());
        bulk::load(tx, &ctx, &mut homes)
    })?;
    step.done(&format!("{} residents", loaded.residents));
    Ok(loaded.residents)
}

/// The raw limit: how long the binary takes to start and end without doing anything.
fn raw() -> Result<Vec<Duration>, Failure> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let watch = Watch::start();
        Command::new(std::env::current_exe()?).arg("--version").stdout(Stdio::null()).status()?;
        times.push(watch.elapsed());
    }
    Ok(times)
}

/// The configuration of the site, for the binary that is started.
fn written(config: &Config, port: u16) -> String {
    let key = config.jurisdiction.first().map_or("main", |one| one.key.as_str());
    let database =
        config.database.as_ref().map(|database| format!("[database]\nurl = {:?}\n", database.url)).unwrap_or_default();
    format!(
        "listen = \"127.0.0.1:{port}\"\ndata_dir = {}\n{database}[[jurisdiction]]\nkey = {key:?}\n",
        toml::Value::from(config.data_dir.to_string_lossy().as_ref())
    )
}

fn free_port() -> Result<u16, Failure> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// A running binary; it is stopped when this is dropped.
struct Server(Child);

impl Server {
    fn start(config: &Path) -> Result<Self, Failure> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("--config").arg(config).arg("serve").stdout(Stdio::null()).stderr(Stdio::null());
        Ok(Self(command.spawn()?))
    }

    /// Asks until the first good answer, which needs the database.
    fn wait_for_answer(&mut self, port: u16, watch: Watch) -> Result<(), Failure> {
        while watch.elapsed() < PATIENCE {
            if let Ok(Some(status)) = self.0.try_wait() {
                return Err(Failure::new(format!("the binary ended at its start: {status}")));
            }
            if answers(port) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        Err(Failure::new("the binary did not answer within a minute"))
    }

    /// What the process holds in memory.
    fn resident_megabytes(&self) -> Result<f64, Failure> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u32>().ok());
        kilobytes
            .map(|kilobytes| f64::from(kilobytes) / 1_024.0)
            .ok_or_else(|| Failure::new("the memory of the process can't be read on this system"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn answers(port: u16) -> bool {
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let Ok(mut stream) = TcpStream::connect(address) else { return false };
    let asked = stream.write_all(b"GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    let mut answer = String::new();
    asked.is_ok() && stream.read_to_string(&mut answer).is_ok() && answer.starts_with("HTTP/1.1 200")
}
