//! A small HTTP/1.1 client that keeps its connection, so that the measurement measures the server.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

/// A connection.
pub(super) struct Connection {
    stream: BufReader<TcpStream>,
    body: Vec<u8>,
    line: String,
}

impl Connection {
    pub(super) fn open(address: SocketAddr) -> io::Result<Self> {
        Self::over(TcpStream::connect(address)?)
    }

    /// The same over a stream that is open.
    pub(super) fn over(stream: TcpStream) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream), body: Vec::new(), line: String::new() })
    }

    /// Sends a request that is written out already; answers the status and the body.
    pub(super) fn ask(&mut self, request: &[u8]) -> io::Result<(u16, &[u8])> {
        self.stream.get_mut().write_all(request)?;
        let status = self.status()?;
        let length = self.headers()?;
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body)?;
        Ok((status, &self.body))
    }

    fn next_line(&mut self) -> io::Result<&str> {
        self.line.clear();
        if self.stream.read_line(&mut self.line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(self.line.trim_end())
    }

    fn status(&mut self) -> io::Result<u16> {
        let line = self.next_line()?;
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok());
        status.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))
    }

    /// Passes the headers over; answers the length of the body.
    fn headers(&mut self) -> io::Result<usize> {
        let mut length = 0;
        loop {
            let line = self.next_line()?;
            if line.is_empty() {
                return Ok(length);
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
            }
        }
    }
}

/// A request with a JSON body.
pub(super) fn post(path: &str, token: &str, body: &str) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\ncookie: gridward_session={token}\r\nx-gridward: 1\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// A request without a body.
pub(super) fn get(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n").into_bytes()
}

/// A form as a browser sends it.
pub(super) fn form(path: &str, fields: &[(&str, &str)]) -> Vec<u8> {
    let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    let body = pairs.join("&");
    format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn escaped(text: &str) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0').to_ascii_uppercase();
    let mut all = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            all.push(char::from(byte));
        } else {
            all.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_is_no_plain_letter_is_escaped() {
        assert_eq!(escaped("3-a 李"), "3-a%20%E6%9D%8E");
    }
}
