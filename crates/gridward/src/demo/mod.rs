//! The sample town: real areas, invented people, made in seconds and served on this machine.

mod areas;
mod arrivals;
mod dice;
mod directives;
mod families;
mod ledger;
mod log_ins;
mod names;
mod numbers;
mod people;
mod roster;
mod town;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use gridward_server::App;

pub(crate) use areas::{Town, Village};
pub(crate) use dice::Dice;
pub(crate) use ledger::Households;
pub(crate) use people::People;

use crate::config::{self, Config};
use crate::failure::Failure;
use crate::{installation, serve};

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// The folder of the sample town; it is used again when it is there.
    #[arg(long, value_name = "DIR", default_value = "gridward-demo")]
    dir: PathBuf,
    /// The port to serve on, on this machine only; 0 takes any that is free.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// A twentieth of the people.
    #[arg(long)]
    fast: bool,
    /// Make the town and print its log-ins, but do not serve.
    #[arg(long)]
    no_serve: bool,
}

pub(crate) fn run(demo: &Demo, json: bool) -> Result<ExitCode, Failure> {
    let config = Config {
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, demo.port)),
        data_dir: demo.dir.clone(),
        ..config::read(None)?
    };
    let jurisdiction = installation::chosen(&config, None)?;
    let app = installation::open(&config, jurisdiction)?;
    let log_ins = town::make_or_find(&app, &config, demo.fast)?;
    if demo.no_serve {
        log_ins::print(&log_ins, None, json)?;
        app.db().close();
        return Ok(ExitCode::SUCCESS);
    }
    let apps: Vec<(Vec<String>, App)> = vec![(Vec::new(), app)];
    serve::serve(config.listen, None, apps, move |address| {
        if let Err(failure) = log_ins::print(&log_ins, Some(address), json) {
            eprintln!("gridward: {failure}");
        }
    })?;
    Ok(ExitCode::SUCCESS)
}
