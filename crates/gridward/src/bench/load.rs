//! Clients at once, each of whom waits for the answer to one request before it sends the next.

use std::io;
use std::time::Duration;

use super::http::Connection;
use super::watch::{Watch, rate};
use crate::failure::Failure;

/// What is measured before the clients have warmed up is left out, in seconds.
const WARM_UP: u64 = 1;

/// What the clients came to.
pub(super) struct Measured {
    pub(super) rate: f64,
    pub(super) times: Vec<Duration>,
    pub(super) failed: usize,
}

/// How many clients ask for how many seconds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clients {
    pub(super) count: usize,
    pub(super) seconds: u64,
    /// Requests of a connection; then the client comes anew.
    pub(super) of_connection: usize,
}

/// Lets each client ask for so long, one request after the other, a thread each. `open` makes the connections of a
/// client, `work` its requests.
pub(super) fn drive<W: FnMut() -> Vec<u8> + Send>(
    clients: Clients,
    open: impl Fn(usize, usize) -> io::Result<Connection> + Sync,
    work: impl Fn(usize) -> W,
) -> Result<Measured, Failure> {
    let watch = Watch::start();
    let (from, until) = (Duration::from_secs(WARM_UP), Duration::from_secs(WARM_UP + clients.seconds));
    let open = &open;
    let outcomes = std::thread::scope(|scope| {
        let running: Vec<_> = (0..clients.count)
            .map(|client| {
                let work = work(client);
                let open = move |turn| open(client, turn);
                scope.spawn(move || ask_until((open, clients.of_connection), work, watch, (from, until)))
            })
            .collect();
        running.into_iter().map(std::thread::ScopedJoinHandle::join).collect::<Vec<_>>()
    });
    let mut all = Measured { rate: 0.0, times: Vec::new(), failed: 0 };
    for outcome in outcomes {
        let (times, failed) = outcome.map_err(|_| Failure::new("a client of the measurement ended early"))??;
        all.times.extend(times);
        all.failed += failed;
    }
    let good = u64::try_from(all.times.len()).unwrap_or(u64::MAX);
    all.rate = rate(good, until.saturating_sub(from));
    Ok(all)
}

/// Asks until the time is over; answers how long each good answer of the measured time took, and how many failed.
fn ask_until(
    (open, of_connection): (impl Fn(usize) -> io::Result<Connection>, usize),
    mut work: impl FnMut() -> Vec<u8>,
    watch: Watch,
    (from, until): (Duration, Duration),
) -> Result<(Vec<Duration>, usize), Failure> {
    let (mut times, mut failed) = (Vec::new(), 0);
    for turn in 0.. {
        let mut connection = open(turn)?;
        for _ in 0..of_connection {
            let request = work();
            let sent = watch.elapsed();
            if sent >= until {
                return Ok((times, failed));
            }
            let (status, body) = connection.ask(&request)?;
            let took = watch.elapsed().saturating_sub(sent);
            if status >= 400 || body.windows(9).any(|part| part == b"\"refused\"") {
                failed += 1;
            } else if sent >= from && sent + took <= until {
                times.push(took);
            }
        }
    }
    Ok((times, failed))
}
