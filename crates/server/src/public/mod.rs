//! The public face: pages without a log-in, written by the server, that need no script.

mod challenge;
mod choices;
mod faults;
mod filled;
mod form;
mod guest;
mod help;
mod html;
mod limits;
mod own;
mod own_page;
mod page;
mod poster;
mod regions;
mod register;
mod sent;
mod tip;
mod typed;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use tower_http::compression::CompressionLayer;

pub use challenge::form_token;
pub(crate) use limits::PublicLimits;

use crate::App;

/// The longest form, in bytes: ten people and ten stays take a tenth of it.
const MOST: usize = 64 << 10;

/// The pages under `/p`.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/p/styles.css", get(page::styles))
        .route("/p/areas/{code}", get(regions::below))
        .route("/p/r", get(own::ask).post(own::go))
        .route("/p/r/{code}", get(own::show))
        .route("/p/r/{code}/correct", get(own::correct).post(own::take))
        .route("/p/r/{code}/help", get(help::show).post(help::take))
        .route("/p/{code}", get(register::show).post(register::take))
        .route("/p/{code}/tip", get(tip::show).post(tip::take))
        .route("/p/{code}/poster", get(poster::sheet))
        .layer(DefaultBodyLimit::max(MOST))
        .layer(CompressionLayer::new())
}
