//! Two layers of `tower` between a client and the network: at most four requests at once, and a limit of ten in a second.
//!
//! `cargo run -p castiron-runtime --features hyper,tower --example tower_layers -- http://127.0.0.1:8080 status`

use std::time::Duration;

use castiron_runtime::hyper::Hyper;
use castiron_runtime::tower::{AsService, Tower};
use castiron_runtime::{Api, Auth, Call, Client, Operation};
use tower::ServiceBuilder;

static API: Api = Api::new("A server on this machine", "1").auth(Auth::None);
static READ: Operation = Operation::new("read", "GET", "/{path}").accept("*/*");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let server = (arguments.next()).unwrap_or_else(|| "http://127.0.0.1:8080".to_owned());
    let path = arguments.next().unwrap_or_else(|| "status".to_owned());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let service = ServiceBuilder::new()
            // a limit of rate can't be cloned, a buffer before it can
            .buffer(16)
            .rate_limit(10, Duration::from_secs(1))
            .concurrency_limit(4)
            .service(AsService::new(Hyper::new()?));
        let client: Client = Client::anonymous(&API)
            .base_url(server)
            .transport(Tower::new(service))
            .build()?;
        let call = Call::<()>::new(&client, &READ).path("path", path);
        call.download().await?.to_writer(std::io::stdout()).await?;
        Ok(())
    })
}
