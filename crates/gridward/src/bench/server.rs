//! The whole server on a free port of this machine, in a thread that ends with the program.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::mpsc;
use std::time::Duration;

use gridward_server::App;

use crate::failure::Failure;
use crate::serve;

/// A start that takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// Serves a jurisdiction; answers where.
pub(super) fn start(app: &App) -> Result<SocketAddr, Failure> {
    let (send, receive) = mpsc::channel();
    let app = app.clone();
    std::thread::spawn(move || {
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let ready = move |address| {
            let _gone = send.send(address).is_err();
        };
        if let Err(failure) = serve::serve(listen, None, vec![(Vec::new(), app)], ready) {
            eprintln!("gridward: {failure}");
        }
    });
    receive.recv_timeout(PATIENCE).map_err(|_| Failure::new("the server of the measurement did not start"))
}
