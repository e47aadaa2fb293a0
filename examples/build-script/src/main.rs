mod api {
    include!(concat!(env!("OUT_DIR"), "/api.rs"));
}

use api::Tea;

fn main() {
    let text = r#"{"name": "Keemun", "kind": "black", "picked": "2026-04-05"}"#;
    match castiron_runtime::from_str::<Tea>(text) {
        Ok(tea) => println!("{tea:?}"),
        Err(error) => eprintln!("{error}"),
    }
}
