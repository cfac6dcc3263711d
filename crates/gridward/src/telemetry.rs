//! Logs and metrics of the running server.

use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use gridward_database::{DbError, Tx};
use gridward_server::App;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::time::timeout;
use tracing_subscriber::EnvFilter;

use crate::config::{Log, LogFormat};
use crate::failure::Failure;

/// How long a database may take to say that it is there.
const HEALTH_WAITS: Duration = Duration::from_secs(2);

/// The upper ends of the buckets of times, in seconds.
const SECONDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// The upper ends of the buckets of how many commands share a commit.
const SIZES: [f64; 10] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0];

/// Starts logging to standard error.
pub(crate) fn start_log(log: &Log) -> Result<(), Failure> {
    let filter =
        EnvFilter::try_new(&log.level).map_err(|error| Failure::new(format!("log.level `{}`: {error}", log.level)))?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match log.format {
        LogFormat::Text => lines.try_init(),
        LogFormat::Json => lines.json().try_init(),
    };
    started.map_err(Failure::new)
}

/// Starts counting; the handle renders what was counted for Prometheus.
pub(crate) fn start_metrics() -> Result<PrometheusHandle, Failure> {
    let sizes = Matcher::Full("gridward_db_batch_size".to_owned());
    let builder = PrometheusBuilder::new().set_buckets(&SECONDS).map_err(Failure::new)?;
    let builder = builder.set_buckets_for_metric(sizes, &SIZES).map_err(Failure::new)?;
    builder.install_recorder().map_err(Failure::new)
}

/// Puts what was counted in its buckets from time to time: until then every single count is kept in memory.
pub(crate) async fn keep_metrics_small(handle: PrometheusHandle) {
    let mut ticks = tokio::time::interval(Duration::from_secs(5));
    loop {
        ticks.tick().await;
        handle.run_upkeep();
    }
}

/// `/health` for load balancers and `/metrics` for Prometheus.
pub(crate) fn router(handle: PrometheusHandle, apps: Vec<App>) -> Router {
    Router::new()
        .route("/health", get(move || health(apps.clone())))
        .route("/metrics", get(move || std::future::ready(scrape(&handle))))
}

fn scrape(handle: &PrometheusHandle) -> impl IntoResponse + use<> {
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], handle.render())
}

/// Asks a database for next to nothing.
fn health_of(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.changes_head()
}

/// `ok` when every database answers in time, else 503.
async fn health(apps: Vec<App>) -> (StatusCode, &'static str) {
    for app in apps {
        let asked = app.db().read("health", health_of);
        match timeout(HEALTH_WAITS, asked).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => {
                tracing::error!(%error, "the database does not answer");
                return (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer");
            }
            Err(_) => {
                tracing::error!("the database does not answer in time");
                return (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer in time");
            }
        }
    }
    (StatusCode::OK, "ok")
}

/// Notes what was asked by the pattern of its route (`/api/v1/households/{id}`), never by its address: an address may
/// hold what somebody searched for.
pub(crate) async fn note_request(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("(none)".to_owned(), |path| path.as_str().to_owned());
    let response = next.run(request).await;
    let (took, status) = (started.elapsed(), response.status().as_u16());
    metrics::histogram!("gridward_http_seconds", "method" => method.to_string(), "route" => route.clone(),
        "status" => status.to_string())
    .record(took.as_secs_f64());
    let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::debug!(%method, route, status, milliseconds, "answered");
    response
}
