fn main() {
    castiron_codegen::build::Module::new("openapi.yaml").generate();
}
