use tea_api::Kind;
use tea_api::client::{Client, Error};
use tea_api::runtime::testing::Memory;
use tea_api::teas::ListParams;

fn main() -> Result<(), Error> {
    // Stands for the server. With the feature `ureq` or `reqwest` of the crate, a client finds its transport by itself.
    let server = Memory::new();
    server.answer(
        200,
        r#"[{"name": "Keemun", "kind": "black", "picked": "2026-04-05"}]"#,
    );
    let client: Client = Client::anonymous().blocking_transport(server).build()?;

    let params = ListParams::new().kind(Kind::Black);
    for tea in client.teas().list().params(params).send_blocking()?.iter() {
        println!("{tea:?}");
    }
    Ok(())
}
