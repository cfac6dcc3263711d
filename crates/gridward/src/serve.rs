//! Serve the jurisdictions of the configuration.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::HOST;
use axum::response::Response;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use gridward_server::{App, people};
use tower::ServiceExt as _;

use crate::config::{Config, Tls};
use crate::failure::Failure;
use crate::{faces, installation, telemetry};

/// How long requests under way may take to end when the server is told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Opens everything, serves until told to stop, and closes in order.
pub(crate) fn run(config: &Config) -> Result<ExitCode, Failure> {
    telemetry::start_log(&config.log)?;
    let (mut apps, mut links) = (Vec::new(), Vec::new());
    for jurisdiction in &config.jurisdiction {
        let app = installation::open(config, jurisdiction)?;
        links.extend(first_link(&app, &jurisdiction.hosts)?);
        apps.push((jurisdiction.hosts.clone(), app));
    }
    let scheme = if config.tls.is_some() { "https" } else { "http" };
    serve(config.listen, config.tls.as_ref(), apps, move |address| {
        eprintln!("gridward: serving on {scheme}://{address}/");
        for link in links {
            eprintln!("gridward: 还没有人能登录。请系统管理员在三天内打开下面的链接，只能用一次：");
            eprintln!("gridward: nobody can log in yet. Open this link once, within three days, as the administrator:");
            eprintln!("gridward: {scheme}://{}{}", link.host.unwrap_or_else(|| address.to_string()), link.path);
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The one-time link of a jurisdiction's first administrator.
struct FirstLink {
    host: Option<String>,
    path: String,
}

fn first_link(app: &App, hosts: &[String]) -> Result<Option<FirstLink>, Failure> {
    let ctx = app.operator();
    let invite = app.db().write_blocking("people.first_run", move |tx| people::first_run(tx, &ctx))?;
    Ok(invite.map(|invite| FirstLink { host: hosts.first().cloned(), path: invite.path }))
}

/// Serves jurisdictions by host name until the process is told to stop; `ready` is told the address.
pub(crate) fn serve(
    listen: SocketAddr,
    tls: Option<&Tls>,
    apps: Vec<(Vec<String>, App)>,
    ready: impl FnOnce(SocketAddr) + Send + 'static,
) -> Result<(), Failure> {
    let metrics = telemetry::start_metrics()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let databases: Vec<App> = apps.iter().map(|(_, app)| app.clone()).collect();
    runtime.spawn(telemetry::keep_metrics_small(metrics.clone()));
    let mut router = by_host(apps)
        .merge(telemetry::router(metrics, databases.clone()))
        .layer(axum::middleware::from_fn(gridward_server::http::security_headers));
    if tls.is_some() {
        router = router.layer(axum::middleware::from_fn(gridward_server::http::over_tls_only));
    }
    for app in &databases {
        runtime.spawn(gridward_server::jobs::run(app.clone()));
    }
    let open = databases.clone();
    runtime.spawn(async move {
        told_to_stop().await;
        open.iter().for_each(App::stop_streams);
    });
    runtime.block_on(listen_on(listen, tls, router, ready))?;
    drop(runtime);
    for app in databases {
        app.db().close();
    }
    Ok(())
}

async fn listen_on(
    listen: SocketAddr,
    tls: Option<&Tls>,
    router: Router,
    ready: impl FnOnce(SocketAddr) + Send + 'static,
) -> Result<(), Failure> {
    let handle: Handle<SocketAddr> = Handle::new();
    let bound = handle.clone();
    tokio::spawn(async move {
        if let Some(address) = bound.listening().await {
            ready(address);
        }
    });
    let stopping = handle.clone();
    tokio::spawn(async move {
        told_to_stop().await;
        stopping.graceful_shutdown(Some(GRACE));
    });
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let busy = |error: std::io::Error| Failure::new(format!("can't listen on {listen}: {error}"));
    match tls {
        None => axum_server::bind(listen).handle(handle).serve(service).await.map_err(busy),
        Some(tls) => {
            let files = RustlsConfig::from_pem_chain_file(&tls.certificate, &tls.key)
                .await
                .map_err(|error| Failure::new(format!("tls certificate or key: {error}")))?;
            axum_server::bind_rustls(listen, files).handle(handle).serve(service).await.map_err(busy)
        }
    }
}

/// Waits until the process is told to stop.
async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
        } else {
            let _ = interrupt.await;
        }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}

/// Hands each request to the jurisdiction its host name belongs to; the first one gets all others.
fn by_host(apps: Vec<(Vec<String>, App)>) -> Router {
    let mut named: HashMap<String, Router> = HashMap::new();
    let mut first = None;
    for (hosts, app) in apps {
        let router = gridward_server::http::router(&app).layer(axum::middleware::from_fn(telemetry::note_request));
        for host in hosts {
            named.insert(host.to_ascii_lowercase(), router.clone());
        }
        first.get_or_insert(router);
    }
    let Some(first) = first else { return Router::new() };
    if named.is_empty() {
        return faces::router().fallback_service(first);
    }
    faces::router().fallback(dispatch).with_state((named, first))
}

async fn dispatch(State((named, first)): State<(HashMap<String, Router>, Router)>, request: Request) -> Response {
    let host = request.headers().get(HOST).and_then(|value| value.to_str().ok()).unwrap_or("");
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name).to_ascii_lowercase();
    let router = named.get(&name).unwrap_or(&first).clone();
    router.oneshot(request).await.unwrap_or_else(|never| match never {})
}
