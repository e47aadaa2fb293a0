//! Prism, on a port of this machine that nobody else uses.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a document may take to load.
const PATIENCE: Duration = Duration::from_secs(90);

/// A server that is stopped when it is dropped.
pub(crate) struct Server {
    child: Child,
    port: u16,
}

/// Starts the server, and waits until it listens.
pub(crate) fn start(prism: &Path, document: &Path) -> Result<Server, String> {
    let port = free_port().map_err(|error| format!("no port is free: {error}"))?;
    let child = Command::new(prism)
        .args([
            "mock",
            "--errors",
            "--host",
            "127.0.0.1",
            "--port",
            &port.to_string(),
        ])
        .arg(document)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{}: {error}", prism.display()))?;
    let mut server = Server { child, port };
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_ok() {
            return Ok(server);
        }
        if let Ok(Some(status)) = server.child.try_wait() {
            return Err(format!("{}: prism ended with {status}", document.display()));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Err(format!(
        "{}: prism did not load it in {PATIENCE:?}",
        document.display()
    ))
}

fn free_port() -> std::io::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?.port())
}

impl Server {
    /// The port at which it listens.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
