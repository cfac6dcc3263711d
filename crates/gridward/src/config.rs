//! The configuration file (TOML). Every key is described in docs/OPERATIONS.md; an unknown key is refused.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::failure::Failure;

/// How one installation runs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Config {
    /// The address to listen on.
    pub(crate) listen: SocketAddr,
    /// The folder with the databases and key files.
    pub(crate) data_dir: PathBuf,
    /// A PostgreSQL to use instead of SQLite files.
    pub(crate) database: Option<Database>,
    /// Certificate files, to serve over TLS.
    pub(crate) tls: Option<Tls>,
    /// Whether a gateway in front takes TLS off, so that browsers see `https` though this program does not.
    pub(crate) https_gateway: bool,
    /// What is logged.
    pub(crate) log: Log,
    /// The jurisdictions served; one named `main` when none is listed.
    pub(crate) jurisdiction: Vec<Jurisdiction>,
}

/// A PostgreSQL server.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Database {
    /// Its URL: `postgres://user:password@host/database?sslmode=require`.
    pub(crate) url: String,
}

/// TLS from certificate files.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tls {
    /// The certificate chain, PEM.
    pub(crate) certificate: PathBuf,
    /// The private key, PEM.
    pub(crate) key: PathBuf,
}

/// What is logged.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Log {
    /// A filter such as `info` or `gridward_server=debug`.
    pub(crate) level: String,
    /// `text` or `json`.
    pub(crate) format: LogFormat,
}

/// How a log line looks.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// One jurisdiction.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Jurisdiction {
    /// A short name of lower-case letters, digits and `_`: names the file, the key file and the schema.
    pub(crate) key: String,
    /// The host names whose requests belong to it; the first jurisdiction gets all others.
    #[serde(default)]
    pub(crate) hosts: Vec<String>,
    /// The IANA time zone of its civil dates.
    #[serde(default = "default_zone")]
    pub(crate) zone: String,
}

fn default_zone() -> String {
    "Asia/Shanghai".to_owned()
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            data_dir: PathBuf::from("gridward-data"),
            database: None,
            tls: None,
            https_gateway: false,
            log: Log::default(),
            jurisdiction: Vec::new(),
        }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { level: "info".to_owned(), format: LogFormat::Text }
    }
}

/// Reads the configuration file; without one the defaults hold.
pub(crate) fn read(file: Option<&Path>) -> Result<Config, Failure> {
    let mut config = match file {
        None => Config::default(),
        Some(file) => parse(&std::fs::read_to_string(file).map_err(crate::failure::at_file(file))?)
            .map_err(|why| Failure::new(format!("{}: {why}", file.display())))?,
    };
    if config.jurisdiction.is_empty() {
        let main = Jurisdiction { key: "main".to_owned(), hosts: Vec::new(), zone: default_zone() };
        config.jurisdiction.push(main);
    }
    check(&config)?;
    Ok(config)
}

fn parse(text: &str) -> Result<Config, toml::de::Error> {
    toml::from_str(text)
}

fn check(config: &Config) -> Result<(), Failure> {
    let mut keys: Vec<&str> = Vec::new();
    for jurisdiction in &config.jurisdiction {
        let key = jurisdiction.key.as_str();
        let plain = !key.is_empty() && key.len() <= 40 && key.starts_with(|c: char| c.is_ascii_lowercase());
        if !plain || !key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
            return Err(Failure::new(format!(
                "jurisdiction key `{key}`: use 1 to 40 lower-case letters, digits and `_`, a letter first"
            )));
        }
        if keys.contains(&key) {
            return Err(Failure::new(format!("jurisdiction key `{key}` is listed twice")));
        }
        keys.push(key);
    }
    // Only the first gets what no host name claims: another one without a name would never be reached.
    if let Some(unnamed) = config.jurisdiction.iter().skip(1).find(|other| other.hosts.is_empty()) {
        return Err(Failure::new(format!("jurisdiction `{}`: give it `hosts`, or no request finds it", unnamed.key)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{check, parse};

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        let error = parse("lissten = \"127.0.0.1:80\"").unwrap_err().to_string();
        assert!(error.contains("lissten"), "{error}");
    }

    #[test]
    fn an_empty_file_holds_the_defaults() {
        let config = parse("").unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert!(config.tls.is_none());
    }

    #[test]
    fn a_key_that_would_leave_the_folder_is_refused() {
        let config = parse("[[jurisdiction]]\nkey = \"../x\"").unwrap();
        assert!(check(&config).is_err());
    }

    const TABLES: [(&str, &str); 5] = [
        ("", ""),
        ("[database]", "database."),
        ("[tls]", "tls."),
        ("[log]", "log."),
        ("[[jurisdiction]]", "jurisdiction."),
    ];

    /// The keys of a table, from the answer to one that it does not have.
    fn keys_of((head, path): (&str, &str)) -> Vec<String> {
        let error = parse(&format!("{head}\nno_such_key = 1")).unwrap_err();
        error.message().split('`').skip(3).step_by(2).map(|key| format!("{path}{key}")).collect()
    }

    #[test]
    fn the_page_on_operations_describes_every_key_and_no_other() {
        let page = include_str!("../../../docs/OPERATIONS.md");
        let part = page.split("## Configuration").nth(1).unwrap().split("```toml").next().unwrap();
        let mut described: Vec<String> =
            part.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).map(str::to_owned).collect();
        let is_table = |key: &String| TABLES.iter().any(|(_, path)| path.strip_suffix('.') == Some(key.as_str()));
        let mut known: Vec<String> = TABLES.into_iter().flat_map(keys_of).filter(|key| !is_table(key)).collect();
        described.sort_unstable();
        known.sort_unstable();
        assert!(known.contains(&"jurisdiction.zone".to_owned()), "{known:?}");
        assert_eq!(described, known);
    }

    #[test]
    fn a_second_jurisdiction_needs_a_host_name_to_be_found_by() {
        let text = "[[jurisdiction]]\nkey = \"a\"\n[[jurisdiction]]\nkey = \"b\"";
        assert!(check(&parse(text).unwrap()).is_err());
        assert!(check(&parse(&format!("{text}\nhosts = [\"b.example\"]")).unwrap()).is_ok());
    }

    #[test]
    fn two_jurisdictions_need_two_keys() {
        let config = parse("[[jurisdiction]]\nkey = \"a\"\n[[jurisdiction]]\nkey = \"a\"").unwrap();
        assert!(check(&config).is_err());
    }
}
