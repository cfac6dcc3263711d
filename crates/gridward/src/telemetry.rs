//! Logs and metrics of the running server.

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

use crate::config::{Log, LogFormat};
use crate::failure::Failure;

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
    PrometheusBuilder::new().install_recorder().map_err(Failure::new)
}

/// `/health` for load balancers and `/metrics` for Prometheus.
pub(crate) fn router(handle: PrometheusHandle) -> Router {
    Router::new().route("/health", get(|| async { "ok" })).route(
        "/metrics",
        get(move || {
            let text = handle.render();
            async move { ([(CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response() }
        }),
    )
}
