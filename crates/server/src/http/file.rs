//! A file that is the whole body of a request, and files whose reading takes its time.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use gridward_domain::faults as general;

use super::problem::Problem;
use crate::{Ctx, Error};

/// The bytes of a request whose body is a file; declined where it is larger than `most` says.
pub(crate) fn whole(body: Result<Bytes, BytesRejection>, ctx: &Ctx, most: &str) -> Result<Bytes, Problem> {
    body.map_err(|_| Problem::refused(&general::TOO_LARGE.at("body").with("most", most), ctx.language, ctx.request))
}

/// What a file says, read on a thread where reading may take its time.
pub(crate) async fn read_apart<T: Send + 'static>(
    ctx: &Ctx,
    read: impl FnOnce(&Ctx) -> Result<T, Error> + Send + 'static,
) -> Result<T, Problem> {
    let (language, request, reader) = (ctx.language, ctx.request, ctx.clone());
    let read = tokio::task::spawn_blocking(move || read(&reader)).await;
    read.map_err(Error::broken).flatten().map_err(|error| Problem::of(&error, language, request))
}
