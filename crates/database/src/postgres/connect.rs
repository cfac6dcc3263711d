//! Finding the server, deciding on TLS, entering the schema.

use std::sync::Arc;
use std::time::Duration;

use futures_util::TryStreamExt;
use futures_util::stream::poll_fn;
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::{Client, Config, Connection, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::error::{DbError, OpenError};

/// How long to wait for the server's first answer unless the address says otherwise.
const CONNECT_WAIT: Duration = Duration::from_secs(5);

/// A server and a schema on it, checked once.
#[derive(Clone)]
pub(crate) struct Address {
    config: Config,
    schema: String,
}

impl Address {
    pub(crate) fn parse(url: &str, schema: &str) -> Result<Self, OpenError> {
        if !is_schema_name(schema) {
            return Err(OpenError::SchemaName(schema.to_owned()));
        }
        let mut config: Config =
            url.parse().map_err(|error: tokio_postgres::Error| OpenError::Address(error.to_string()))?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_WAIT);
        }
        if config.get_application_name().is_none() {
            config.application_name(format!("gridward {schema}"));
        }
        Ok(Self { config, schema: schema.to_owned() })
    }

    pub(crate) fn schema(&self) -> &str {
        &self.schema
    }

    /// A connection that sees this schema and no other, driven by the runtime it is made on.
    pub(crate) async fn connect(&self) -> Result<Client, DbError> {
        let client = if self.config.get_ssl_mode() != SslMode::Require && self.is_near() {
            let (client, connection) = self.config.connect(NoTls).await?;
            drive(connection);
            client
        } else {
            let (client, connection) = self.config.connect(tls()?).await?;
            drive(connection);
            client
        };
        client.batch_execute(&format!("SET search_path TO \"{}\"", self.schema)).await?;
        Ok(client)
    }

    /// Whether the server is on this machine, so that nobody can listen.
    fn is_near(&self) -> bool {
        self.config.get_hosts().iter().all(|host| match host {
            Host::Tcp(name) => {
                name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
            }
            Host::Unix(_) => true,
        })
    }
}

/// Moves the connection's bytes whenever the session waits. Notices are of no interest, and a broken wire shows at the
/// statement that waits for its answer.
fn drive<S, T>(mut connection: Connection<S, T>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    T: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let messages = poll_fn(move |context| connection.poll_message(context));
    tokio::spawn(messages.try_for_each(async |_| Ok(())));
}

/// TLS that trusts what the operating system trusts; an own authority is added there.
fn tls() -> Result<MakeRustlsConnect, DbError> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| DbError::Engine(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

fn is_schema_name(name: &str) -> bool {
    name.len() <= 63
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|part| part.is_ascii_lowercase() || part.is_ascii_digit() || part == '_')
}

/// The number of the advisory lock that makes the writers of a schema serial: its name under FNV-1a, so that every
/// process and every version of the program arrives at the same one.
pub(crate) fn lock_number(schema: &str) -> i64 {
    let hash = schema
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    hash.cast_signed()
}

#[cfg(test)]
mod tests {
    use super::is_schema_name;

    #[test]
    fn a_schema_name_can_carry_no_sql() {
        for good in ["huangsigang", "town_411526", "a"] {
            assert!(is_schema_name(good), "{good}");
        }
        for bad in ["", "9town", "Town", "t\"; DROP SCHEMA x", "a b", &"x".repeat(64), "黄寺岗"] {
            assert!(!is_schema_name(bad), "{bad}");
        }
    }
}
