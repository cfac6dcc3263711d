mod ends;
mod told;

use axum::body::{Body, BodyDataStream};
use axum::http::Request;
use gridward_testkit::World;
use serde_json::Value;
use tokio_stream::StreamExt as _;
use tower::ServiceExt as _;

/// An open stream of server-sent events.
pub(crate) struct Stream {
    frames: BodyDataStream,
    text: String,
}

/// An event: its name, its number, its data.
pub(crate) type Event = (String, Option<i64>, Value);

impl Stream {
    /// Opens the stream of a session, going on after a number where one is given.
    pub(crate) async fn open(world: &World, token: &str, last: Option<i64>) -> Self {
        let mut request = Request::get("/api/v1/live").header("cookie", format!("gridward_session={token}"));
        if let Some(last) = last {
            request = request.header("last-event-id", last.to_string());
        }
        let router = gridward_server::http::router(&world.app);
        let reply = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(reply.headers()["content-type"], "text/event-stream");
        Self { frames: reply.into_body().into_data_stream(), text: String::new() }
    }

    /// The next event; nothing when the stream has ended.
    pub(crate) async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                // A line that begins with a colon only keeps the connection alive.
                let event = (!event.starts_with(':')).then(|| parse(event));
                self.text = rest.to_owned();
                if event.is_some() {
                    return event;
                }
                continue;
            }
            let frame = self.frames.next().await?.unwrap();
            self.text.push_str(std::str::from_utf8(&frame).unwrap());
        }
    }

    /// The next event, which must be a change: noun and record.
    pub(crate) async fn change(&mut self) -> (String, Option<String>, i64) {
        let (name, seq, data) = self.next().await.unwrap();
        assert_eq!((name.as_str(), data["seq"].as_i64()), ("change", seq), "{data}");
        (data["noun"].as_str().unwrap().to_owned(), data["id"].as_str().map(str::to_owned), seq.unwrap())
    }
}

fn parse(text: &str) -> Event {
    let field = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).unwrap_or("");
    let data = serde_json::from_str(field("data")).unwrap();
    (field("event").to_owned(), field("id").parse().ok(), data)
}
