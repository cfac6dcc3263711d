//! The route of the live stream.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use gridward_domain::faults;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tokio_stream::{Stream, StreamExt as _};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::follow::Follower;
use crate::http::{Problem, session_token};
use crate::{App, Ctx};

/// Streams of a jurisdiction at once: all of a county's desks.
const MOST_STREAMS: usize = 5_000;
/// Events that may wait for a slow client.
const WAITING: usize = 64;
/// Networks drop a connection over which nothing comes for a minute.
const KEEP_ALIVE: Duration = Duration::from_secs(25);

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(live))
}

/// What changes, as server-sent events: `change` (noun, record, area), `reload` after too many at once, `end` with the
/// session. A client that lost the stream goes on with `Last-Event-ID`.
#[utoipa::path(get, path = "/api/v1/live", tag = "live", operation_id = "follow_live", responses(
    (status = 200, description = "The stream", body = String, content_type = "text/event-stream"),
    Problem,
))]
async fn live(
    State(app): State<App>,
    ctx: Ctx,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    if app.live().open() >= MOST_STREAMS {
        return Err(Problem::refused(&faults::TOO_BUSY.refuse(), ctx.language, ctx.request));
    }
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok()?.parse::<i64>().ok());
    let token = session_token(&headers).unwrap_or_default();
    let (events, stream) = mpsc::channel(WAITING);
    let feed = app.live().subscribe(&app);
    // What commits from here on is told: the page has read what was there before.
    let start = *app.db().head().borrow();
    tokio::spawn(Follower { app, ctx, token, events }.run(feed, start, last));
    Ok(Sse::new(ReceiverStream::new(stream).map(Ok)).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)))
}
