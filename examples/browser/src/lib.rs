//! A page that talks to a server by `fetch`: it lists teas, adds one, and follows what happens in the kitchen.
//!
//! ```sh
//! castiron codegen
//! cargo build --release --target wasm32-unknown-unknown
//! wasm-bindgen --target web --out-dir page target/wasm32-unknown-unknown/release/tea_page.wasm
//! ```
//!
//! Then any server of files shows `index.html`, with the address of the teas' server behind a `#`.

use tea_api::Tea;
use tea_api::client::{Client, Error};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// What the page shows, line by line.
#[wasm_bindgen]
pub async fn run(server: String, key: String) -> Result<Vec<String>, JsValue> {
    let lines = visit(server, key).await;
    lines.map_err(|error| JsValue::from_str(&error.to_string()))
}

async fn visit(server: String, key: String) -> Result<Vec<String>, Error> {
    let client: Client = Client::builder(key).base_url(server).build()?;
    let mut lines = Vec::new();
    let made = client.teas().create(Tea::new("Sencha")).await?;
    lines.push(format!("made {}", made.name));
    let teas = client.teas().list().await?;
    let names: Vec<_> = teas.iter().map(|tea| tea.name.as_str()).collect();
    lines.push(format!("teas {}", names.join(", ")));
    // each event arrives while the server still waits for what follows from it
    let mut steps = client.brewing().watch().stream().await?;
    while let Some(step) = steps.try_next().await? {
        lines.push(format!("{} {}", step.data.number, step.data.text));
        client.brewing().note(step.data.number).await?;
    }
    let gone = client.brewing().note(-1).await;
    if let Err(error) = gone {
        lines.push(error.to_string());
    }
    Ok(lines)
}
