//! The built web faces, embedded in the binary with their compressed twins.

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use rust_embed::{EmbeddedFile, RustEmbed};
use serde::Deserialize;

#[derive(RustEmbed)]
#[folder = "../../web/dist/"]
#[exclude = "STAMP"]
struct Dist;

/// The hashes of the inline skeleton style and boot script that a face's build wrote.
#[derive(Debug, Default, Deserialize)]
struct Hashes {
    script: Vec<String>,
    style: Vec<String>,
}

/// The pages of the two faces that are built, the way to them from `/`, and the script of the one that the server writes.
pub(crate) fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/", get(|headers: HeaderMap| async move { front_door(&headers) }))
        .route("/console", get(|| async { Redirect::permanent("/console/") }))
        .route("/m", get(|| async { Redirect::permanent("/m/") }))
        .route("/p/enhance.js", get(|headers: HeaderMap| async move { file("public", "enhance.js", &headers) }))
        .route("/console/", get(|headers: HeaderMap| async move { page("console", &headers) }))
        .route("/m/", get(|headers: HeaderMap| async move { page("field", &headers) }))
        .route(
            "/console/{*path}",
            get(|Path(path): Path<String>, headers: HeaderMap| async move { file("console", &path, &headers) }),
        )
        .route(
            "/m/{*path}",
            get(|Path(path): Path<String>, headers: HeaderMap| async move { file("field", &path, &headers) }),
        )
}

/// A phone goes to the field pages, everything else to the console.
fn front_door(headers: &HeaderMap) -> Redirect {
    let agent = headers.get("user-agent").and_then(|value| value.to_str().ok()).unwrap_or("");
    Redirect::temporary(if agent.contains("Mobile") { "/m/" } else { "/console/" })
}

/// A file of a face. A path without a dot is a page of the single-page app; a missing file with one is not found.
fn file(face: &str, path: &str, headers: &HeaderMap) -> Response {
    let has_extension = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if !has_extension {
        return page(face, headers);
    }
    if path == "csp.json" || std::path::Path::new(path).extension().is_some_and(|end| end == "br" || end == "gz") {
        return StatusCode::NOT_FOUND.into_response();
    }
    let cache = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    send(face, path, headers, cache)
}

fn page(face: &str, headers: &HeaderMap) -> Response {
    send(face, "index.html", headers, "no-cache")
}

/// A file's strong entity tag, from its SHA-256.
fn tag(file: &EmbeddedFile) -> String {
    use std::fmt::Write as _;
    let mut tag = String::from("\"");
    for byte in file.metadata.sha256_hash().iter().take(16) {
        let _ = write!(tag, "{byte:02x}");
    }
    tag.push('"');
    tag
}

/// Everything from our own origin, and the two inline parts by their hashes; nothing from any other host.
fn policy(face: &str) -> String {
    let hashes: Hashes = Dist::get(&format!("{face}/csp.json"))
        .and_then(|file| serde_json::from_slice(&file.data).ok())
        .unwrap_or_default();
    let quoted = |hashes: &[String]| -> String { hashes.iter().flat_map(|hash| [" '", hash, "'"]).collect() };
    format!(
        "default-src 'self'; script-src 'self'{}; style-src 'self'{}; img-src 'self' data: blob:; object-src 'none'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        quoted(&hashes.script),
        quoted(&hashes.style)
    )
}

fn send(face: &str, name: &str, headers: &HeaderMap, cache: &'static str) -> Response {
    let path = &format!("{face}/{name}");
    let Some(plain) = Dist::get(path) else { return StatusCode::NOT_FOUND.into_response() };
    let tag = tag(&plain);
    let known = headers.get(IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == tag.as_bytes());
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { whole(path, plain, headers) };
    let out = response.headers_mut();
    // The service worker obeys the policy that its own script came with, so every file carries it; and a browser takes
    // the headers of "not modified" in the place of those it has kept.
    let policy = policy(face);
    let texts =
        [(ETAG, tag.as_str()), (CACHE_CONTROL, cache), (VARY, "accept-encoding"), (CONTENT_SECURITY_POLICY, &policy)];
    for (name, value) in texts {
        if let Ok(value) = HeaderValue::from_str(value) {
            out.insert(name, value);
        }
    }
    response
}

/// A file with its kind, as its smallest twin that the browser takes.
fn whole(path: &str, plain: EmbeddedFile, headers: &HeaderMap) -> Response {
    let (file, encoding) = twin(path, headers).unwrap_or((plain, None));
    let mut response = Response::new(Body::from(file.data.into_owned()));
    let out = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(mime_guess::from_path(path).first_or_octet_stream().as_ref()) {
        out.insert(CONTENT_TYPE, kind);
    }
    if let Some(encoding) = encoding {
        out.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// The smallest twin the browser takes.
fn twin(path: &str, headers: &HeaderMap) -> Option<(EmbeddedFile, Option<&'static str>)> {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(|(name, _)| accepted.split(',').any(|part| part.trim().split(';').next() == Some(name)))
        .find_map(|(name, ending)| Some((Dist::get(&format!("{path}.{ending}"))?, Some(name))))
}

#[cfg(test)]
mod tests {
    use super::{CONTENT_SECURITY_POLICY, ETAG, HeaderMap, IF_NONE_MATCH, StatusCode, page};

    #[test]
    fn a_page_that_is_asked_for_again_keeps_its_policy() {
        let first = page("console", &HeaderMap::new());
        let mut known = HeaderMap::new();
        known.insert(IF_NONE_MATCH, first.headers()[ETAG].clone());
        let again = page("console", &known);
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(again.headers().get(CONTENT_SECURITY_POLICY), first.headers().get(CONTENT_SECURITY_POLICY));
        assert!(again.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap().starts_with("default-src 'self'"));
    }
}
