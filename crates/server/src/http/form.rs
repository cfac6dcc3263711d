//! A file that comes in a form.

use axum::extract::multipart::{Multipart, MultipartError};
use axum::http::StatusCode;
use gridward_domain::{Fault, Refusal, faults as general};

/// What an upload may be, and how its absence is declined.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FileWanted {
    /// Declines a form without a file.
    pub(crate) missing: &'static Fault,
    /// The largest file, in words.
    pub(crate) most: &'static str,
}

/// The name and the bytes of the one part `file` of a form.
pub(crate) async fn file_of(mut form: Multipart, wanted: FileWanted) -> Result<(String, Vec<u8>), Refusal> {
    let broken = |error: MultipartError| {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            general::TOO_LARGE.at("file").with("most", wanted.most)
        } else {
            general::BAD_REQUEST.at("file").with("why", "the form broke off")
        }
    };
    while let Some(part) = form.next_field().await.map_err(broken)? {
        if part.name() == Some("file") {
            let name: String = part.file_name().unwrap_or("").chars().take(120).collect();
            let bytes = part.bytes().await.map_err(broken)?;
            return if bytes.is_empty() { Err(wanted.missing.at("file")) } else { Ok((name, bytes.to_vec())) };
        }
    }
    Err(wanted.missing.at("file"))
}
