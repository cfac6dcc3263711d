//! Opening the jurisdictions of a configuration: databases and key files.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use gridward_database::{Db, Options, Place};
use gridward_domain::{Clock, Ids, Zone};
use gridward_server::{App, AppParts, Keys, MIGRATIONS};

use crate::config::{Config, Jurisdiction};
use crate::failure::{Failure, at_file};

/// Where a jurisdiction's database lies.
pub(crate) fn place(config: &Config, jurisdiction: &Jurisdiction) -> Place {
    match &config.database {
        Some(database) => {
            Place::Postgres { url: database.url.clone(), schema: format!("gridward_{}", jurisdiction.key) }
        }
        None => Place::Sqlite { file: config.data_dir.join(format!("{}.sqlite", jurisdiction.key)) },
    }
}

/// Where a jurisdiction's key file lies.
pub(crate) fn key_file(config: &Config, jurisdiction: &Jurisdiction) -> PathBuf {
    config.data_dir.join(format!("{}.key", jurisdiction.key))
}

/// Whether a jurisdiction was ever opened here, so that opening it makes no files.
pub(crate) fn is_set_up(config: &Config, jurisdiction: &Jurisdiction) -> bool {
    let database = match place(config, jurisdiction) {
        Place::Sqlite { file } => file.exists(),
        Place::Postgres { .. } => true,
    };
    database && key_file(config, jurisdiction).exists()
}

/// A jurisdiction's time zone.
pub(crate) fn zone(jurisdiction: &Jurisdiction) -> Result<Zone, Failure> {
    Zone::named(&jurisdiction.zone).ok_or_else(|| {
        Failure::new(format!("jurisdiction `{}`: there is no time zone `{}`", jurisdiction.key, jurisdiction.zone))
    })
}

/// Opens one jurisdiction; a new one gets its tables and a key file.
pub(crate) fn open(config: &Config, jurisdiction: &Jurisdiction) -> Result<App, Failure> {
    fs::create_dir_all(&config.data_dir).map_err(at_file(&config.data_dir))?;
    let keys = keys(&key_file(config, jurisdiction))?;
    let zone = zone(jurisdiction)?;
    let db = Db::open(&place(config, jurisdiction), &Options::default(), MIGRATIONS)?;
    let secure = config.tls.is_some() || config.https_gateway;
    Ok(App::new(AppParts { db, clock: Clock::System, ids: Ids::Random, keys, zone, secure }))
}

/// The jurisdiction a command is meant for: the one named, or the only one.
pub(crate) fn chosen<'a>(config: &'a Config, key: Option<&str>) -> Result<&'a Jurisdiction, Failure> {
    let found = match key {
        Some(key) => config.jurisdiction.iter().find(|jurisdiction| jurisdiction.key == key),
        None if config.jurisdiction.len() == 1 => config.jurisdiction.first(),
        None => None,
    };
    let listed =
        || config.jurisdiction.iter().map(|jurisdiction| jurisdiction.key.as_str()).collect::<Vec<_>>().join(", ");
    found.ok_or_else(|| Failure::new(format!("name one jurisdiction with --jurisdiction: {}", listed())))
}

/// Reads a key file, or makes one.
fn keys(file: &Path) -> Result<Keys, Failure> {
    if !file.exists() {
        write_key_file(file, &Keys::new_text()?)?;
        eprintln!("gridward: made the key file {}. Keep a copy of it apart from the backups.", file.display());
    }
    let text = fs::read_to_string(file).map_err(at_file(file))?;
    Keys::from_text(&text).map_err(|error| Failure::new(format!("{}: {error}", file.display())))
}

/// Writes a new key file that only its owner can read.
pub(crate) fn write_key_file(file: &Path, text: &str) -> Result<(), Failure> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(file).map_err(at_file(file))?;
    out.write_all(format!("{text}\n").as_bytes()).and_then(|()| out.sync_all()).map_err(at_file(file))
}
