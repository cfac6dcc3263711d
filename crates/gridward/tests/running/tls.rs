//! TLS on both sides: towards browsers, and towards a PostgreSQL that is not on this machine.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use gridward_database::Engine;
use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio_rustls::TlsAcceptor;

use crate::client::Client;
use crate::installation::{Installation, postgres_url};

/// What a client of PostgreSQL sends to ask for TLS: its length, and a number that is no version.
const TLS_WANTED: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// A certificate for `localhost` that nobody but this test trusts, as files.
struct Certificate {
    folder: TempDir,
    made: CertifiedKey<KeyPair>,
}

impl Certificate {
    fn new() -> Self {
        let made = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("chain.pem"), made.cert.pem()).unwrap();
        std::fs::write(folder.path().join("key.pem"), made.signing_key.serialize_pem()).unwrap();
        Self { folder, made }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn der(&self) -> CertificateDer<'static> {
        self.made.cert.der().clone()
    }

    /// The server's side.
    fn shown(&self) -> ServerConfig {
        let key = PrivateKeyDer::try_from(self.made.signing_key.serialize_der()).unwrap();
        ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![self.der()], key)
            .unwrap()
    }

    /// The client's side.
    fn trusted(&self) -> ClientConfig {
        let mut roots = RootCertStore::empty();
        roots.add(self.der()).unwrap();
        ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth()
    }
}

/// A PostgreSQL that is reached over TLS alone: takes TLS off and hands everything on to the server of the tests.
struct FarPostgres {
    address: SocketAddr,
    _runtime: Runtime,
}

impl FarPostgres {
    fn behind(certificate: &Certificate) -> Self {
        let acceptor = TlsAcceptor::from(Arc::new(certificate.shown()));
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let behind = host_of(&postgres_url()).to_owned();
        runtime.spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(pass_on(client, acceptor.clone(), behind.clone()));
            }
        });
        Self { address, _runtime: runtime }
    }

    /// The URL of the tests' server with this one's address in it.
    fn url(&self) -> String {
        let plain = postgres_url();
        let url = plain.replacen(host_of(&plain), &format!("localhost:{}", self.address.port()), 1);
        format!("{url}?sslmode=require")
    }
}

async fn pass_on(mut client: TcpStream, acceptor: TlsAcceptor, behind: String) -> std::io::Result<()> {
    let mut asked = [0; 8];
    client.read_exact(&mut asked).await?;
    assert_eq!(asked, TLS_WANTED, "a client that would talk in the open");
    client.write_all(b"S").await?;
    let mut inside = acceptor.accept(client).await?;
    let mut server = TcpStream::connect(behind).await?;
    tokio::io::copy_bidirectional(&mut inside, &mut server).await?;
    Ok(())
}

/// `host:port` of a PostgreSQL URL.
fn host_of(url: &str) -> &str {
    let after = url.split_once("://").unwrap().1;
    let host = after.split('/').next().unwrap();
    host.rsplit('@').next().unwrap()
}

#[test]
fn a_postgres_far_away_is_reached_over_tls_when_its_certificate_is_trusted() {
    let certificate = Certificate::new();
    let far = FarPostgres::behind(&certificate);
    let installation = Installation::configured(Engine::Postgres, &["localhost"], "warn", &far.url(), "")
        .with("SSL_CERT_FILE", certificate.file("chain.pem"));
    let verdict = installation.run(&["audit", "verify"]);
    assert!(verdict.status.success(), "{}", String::from_utf8_lossy(&verdict.stderr));
    let server = installation.start();
    assert_eq!(Client::new(server.address, None).get("/api/v1/session").code(), "signed_out");
}

#[test]
fn a_postgres_with_a_strangers_certificate_is_not_talked_to() {
    let (stranger, trusted) = (Certificate::new(), Certificate::new());
    let far = FarPostgres::behind(&stranger);
    let installation = Installation::configured(Engine::Postgres, &["localhost"], "warn", &far.url(), "")
        .with("SSL_CERT_FILE", trusted.file("chain.pem"));
    let refused = installation.run(&["audit", "verify"]);
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && told.contains("certificate"), "{told}");
}

#[test]
fn pages_are_served_over_tls_from_certificate_files() {
    let (certificate, stranger) = (Certificate::new(), Certificate::new());
    let (chain, key) = (certificate.file("chain.pem"), certificate.file("key.pem"));
    let more = format!("[tls]\ncertificate = \"{}\"\nkey = \"{}\"\n", chain.display(), key.display());
    let installation = Installation::configured(Engine::Sqlite, &["localhost"], "warn", "", &more);
    let server = installation.start();
    let client = |trust: ClientConfig| Client::new(server.address, None).over_tls(trust);
    let answer = client(certificate.trusted()).get("/api/v1/session");
    assert_eq!(answer.code(), "signed_out");
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000", "browsers come over TLS from now on");
    assert!(client(stranger.trusted()).send("GET", "/", None, None).is_err());
    assert!(Client::new(server.address, None).send("GET", "/", None, None).is_err(), "nothing in the open");
}
