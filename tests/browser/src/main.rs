//! `castiron-browser PROGRAM.wasm FOLDER`

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(program), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("castiron-browser PROGRAM.wasm FOLDER".into());
    };
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen.input_path(program).web(true)?.typescript(false).omit_default_module_path(false);
    bindgen.generate(folder)?;
    Ok(())
}
