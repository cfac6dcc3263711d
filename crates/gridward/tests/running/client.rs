//! A client over a real connection that tells an answer from a connection that broke.

use std::io::{self, BufRead as _, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use gridward_domain::Id;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};
use serde_json::Value;

/// So long a test waits for an answer before it fails instead of hanging.
const PATIENCE: Duration = Duration::from_mins(1);

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// Names in small letters, and their values.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Reply {
    /// The value of a header, empty where it is missing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value)
    }

    /// The body of a good answer as JSON.
    pub(crate) fn good(&self) -> Value {
        assert_eq!(self.status, 200, "{}", self.body);
        serde_json::from_str(&self.body).unwrap()
    }

    /// The stable code of a declined request.
    pub(crate) fn code(&self) -> String {
        let document: Value = serde_json::from_str(&self.body).unwrap();
        document["code"].as_str().unwrap_or_default().to_owned()
    }
}

/// What bytes travel over: plain, or TLS.
trait Wire: Read + Write + Send {}

impl<T: Read + Write + Send> Wire for T {}

type Stream = BufReader<Box<dyn Wire>>;

/// One connection, kept open between requests.
pub(crate) struct Client {
    address: SocketAddr,
    host: String,
    token: Option<String>,
    tls: Option<Arc<ClientConfig>>,
    stream: Option<Stream>,
}

impl Client {
    pub(crate) fn new(address: SocketAddr, token: Option<&str>) -> Self {
        Self { address, host: "localhost".to_owned(), token: token.map(str::to_owned), tls: None, stream: None }
    }

    /// The same, under another host name.
    pub(crate) fn at_host(mut self, host: &str) -> Self {
        host.clone_into(&mut self.host);
        self
    }

    /// The same over TLS; errors when the server's certificate is not one to be trusted.
    pub(crate) fn over_tls(mut self, trust: ClientConfig) -> Self {
        self.tls = Some(Arc::new(trust));
        self
    }

    pub(crate) fn get(&mut self, path: &str) -> Reply {
        self.send("GET", path, None, None).unwrap()
    }

    /// POST as the command `op`; an error when the connection broke before the whole answer was there.
    pub(crate) fn post(&mut self, path: &str, body: &Value, op: Id) -> io::Result<Reply> {
        self.send("POST", path, Some(body), Some(op))
    }

    pub(crate) fn send(&mut self, method: &str, path: &str, body: Option<&Value>, op: Option<Id>) -> io::Result<Reply> {
        let body = body.map(Value::to_string).unwrap_or_default();
        let mut head = vec![
            format!("{method} {path} HTTP/1.1"),
            format!("host: {}", self.host),
            "x-gridward: 1".to_owned(),
            "accept-language: en".to_owned(),
            "content-type: application/json".to_owned(),
            format!("content-length: {}", body.len()),
        ];
        head.extend(self.token.as_ref().map(|token| format!("cookie: gridward_session={token}")));
        head.extend(op.map(|op| format!("idempotency-key: {op}")));
        let request = format!("{}\r\n\r\n{body}", head.join("\r\n"));
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => self.connect()?,
        };
        stream.get_mut().write_all(request.as_bytes())?;
        let reply = read(&mut stream)?;
        self.stream = Some(stream);
        Ok(reply)
    }

    fn connect(&self) -> io::Result<Stream> {
        let stream = TcpStream::connect(self.address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let Some(trust) = &self.tls else { return Ok(BufReader::new(Box::new(stream))) };
        let name = ServerName::try_from(self.host.clone()).map_err(io::Error::other)?;
        let session = ClientConnection::new(Arc::clone(trust), name).map_err(io::Error::other)?;
        Ok(BufReader::new(Box::new(StreamOwned::new(session, stream))))
    }
}

fn line(stream: &mut Stream) -> io::Result<String> {
    let mut text = String::new();
    if stream.read_line(&mut text)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(text.trim_end().to_owned())
}

fn read(stream: &mut Stream) -> io::Result<Reply> {
    let broken = |what: &str| io::Error::other(format!("not an HTTP answer: {what}"));
    let first = line(stream)?;
    let status = first.split(' ').nth(1).and_then(|text| text.parse().ok()).ok_or_else(|| broken(&first))?;
    let (mut length, mut chunked, mut headers) = (0, false, Vec::new());
    loop {
        let header = line(stream)?;
        let Some((name, value)) = header.split_once(':') else { break };
        let (name, value) = (name.to_ascii_lowercase(), value.trim());
        match name.as_str() {
            "content-length" => length = value.parse().map_err(|_| broken(&header))?,
            "transfer-encoding" => chunked = true,
            _ => headers.push((name, value.to_owned())),
        }
    }
    let mut body = Vec::new();
    loop {
        if chunked {
            length = usize::from_str_radix(&line(stream)?, 16).map_err(|_| broken("the length of a chunk"))?;
        }
        let from = body.len();
        body.resize(from + length, 0);
        stream.read_exact(&mut body[from..])?;
        if !chunked {
            break;
        }
        line(stream)?;
        if length == 0 {
            break;
        }
    }
    Ok(Reply { status, headers, body: String::from_utf8(body).map_err(io::Error::other)? })
}
