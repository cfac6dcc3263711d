//! What a browser sends of a form (`application/x-www-form-urlencoded`).

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts as _, Request};
use axum::http::StatusCode;
use axum::response::Response;
use gridward_domain::faults as general;

use super::guest::Guest;
use super::page::declined;
use crate::App;

/// The fields of a form in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    fields: Vec<(String, String)>,
}

impl Typed {
    /// Reads a body. A part that is no UTF-8 is read as far as it goes: the form shows it again to whoever typed it.
    pub(super) fn read(body: &[u8]) -> Self {
        let parts = body.split(|byte| *byte == b'&').filter(|part| !part.is_empty());
        let fields = parts.map(|part| {
            let mut halves = part.splitn(2, |byte| *byte == b'=');
            (decoded(halves.next().unwrap_or_default()), decoded(halves.next().unwrap_or_default()))
        });
        Self { fields: fields.collect() }
    }

    /// The value of a field, blanks around it gone; empty when it was not sent.
    pub(super) fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim())
    }

    /// Whether a field was sent at all.
    pub(super) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(field, _)| field == name)
    }
}

/// A form of the public page; one that is too long or broke off is answered with a page that says so.
impl FromRequest<App> for Typed {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let Ok(guest) = Guest::from_request_parts(&mut parts, app).await;
        let path = parts.uri.path().to_owned();
        let read = Bytes::from_request(Request::from_parts(parts, body), app).await;
        read.map(|body| Self::read(&body)).map_err(|rejection| {
            let refusal = match rejection.status() {
                StatusCode::PAYLOAD_TOO_LARGE => general::TOO_LARGE.refuse().with("most", "64 KB"),
                _ => general::BAD_REQUEST.refuse().with("why", "the form broke off"),
            };
            declined(&refusal, guest.language(), &path)
        })
    }
}

fn decoded(part: &[u8]) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part;
    while let Some((first, tail)) = rest.split_first() {
        let escaped = (*first == b'%').then(|| tail.split_at_checked(2)).flatten().and_then(|(digits, after)| {
            let text = std::str::from_utf8(digits).ok()?;
            Some((u8::from_str_radix(text, 16).ok()?, after))
        });
        if let Some((byte, after)) = escaped {
            bytes.push(byte);
            rest = after;
        } else {
            bytes.push(if *first == b'+' { b' ' } else { *first });
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::Typed;
    use proptest::prelude::*;

    #[test]
    fn a_form_is_read_as_the_browser_sends_it() {
        let typed = Typed::read("name=%E6%9D%8E%E4%BC%9F&place=3+%E5%8F%B7&empty=&odd=%zz%4".as_bytes());
        assert_eq!(typed.get("name"), "李伟");
        assert_eq!(typed.get("place"), "3 号");
        assert_eq!(typed.get("odd"), "%zz%4");
        assert!(typed.has("empty") && !typed.has("other"));
        assert_eq!(typed.get("other"), "");
    }

    proptest! {
        #[test]
        fn no_body_is_too_odd_to_be_read(body in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Typed::read(&body).get("a");
        }
    }
}
