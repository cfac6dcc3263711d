//! Live pages: a stream of server-sent events that say what changed; clients re-read what they show.
//!
//! One task per jurisdiction reads the feed as it moves and hands the changes to all open streams; each stream passes
//! on what its person's posts reach. Nothing is read or sent while nothing happens.

mod feed;
mod follow;
mod http;
mod sight;

pub(crate) use feed::Live;
pub(crate) use http::routes;
