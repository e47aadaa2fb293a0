//! Counts the identifiers that come from nothing in the crates of the documents named, or of those that an index lists:
//!
//! `cargo run -p castiron-tests --bin identifiers -- [--index ../shared/corpus/index.tsv] [--list] [--paths] [--every] [FILE…]`
//!
//! `--list` prints each of them. So that two states can be compared, `--paths` prints the paths of all items and methods, and
//! `--every` those of all identifiers with the places that they are for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use castiron_codegen::config::Config;
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::source::Disk;
use castiron_tests::identifiers::{Why, count};

fn main() -> ExitCode {
    let mut files: Vec<PathBuf> = Vec::new();
    let (mut list, mut paths, mut every) = (false, false, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--list" => list = true,
            "--paths" => paths = true,
            "--every" => every = true,
            "--index" => {
                let Some(index) = arguments.next().map(PathBuf::from) else {
                    eprintln!("--index needs a file");
                    return ExitCode::FAILURE;
                };
                let folder = index.parent().unwrap_or(Path::new(".")).to_path_buf();
                let Ok(text) = std::fs::read_to_string(&index) else {
                    eprintln!("{}: cannot be read", index.display());
                    return ExitCode::FAILURE;
                };
                let names = text
                    .lines()
                    .skip(1)
                    .filter_map(|line| line.split('\t').next());
                files.extend(names.map(|name| folder.join(name)));
            }
            file => files.push(PathBuf::from(file)),
        }
    }
    let (mut all, mut skipped) = (0, 0);
    let mut by_why: BTreeMap<Why, usize> = BTreeMap::new();
    for file in &files {
        let loaded = load(&Disk, file, &LoadOptions::default());
        let Some(document) = loaded.document.filter(|_| !loaded.diagnostics.has_errors()) else {
            skipped += 1;
            continue;
        };
        let bundled = Config::bundled(&document.api.info.title, document.servers());
        let config = bundled
            .ok()
            .flatten()
            .map_or_else(Config::default, |(_, config)| config);
        let (model, _) = castiron_codegen::model(&document, &config);
        let counted = count(&document, &model);
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        all += counted.all;
        for made in &counted.made {
            *by_why.entry(made.why).or_default() += 1;
            if list {
                println!("{:?}\t{name}\t{}\t{}", made.why, made.path, made.pointer);
            }
        }
        if every {
            for (path, pointer) in &counted.every {
                println!("{name}\t{path}\t{pointer}");
            }
        }
        if paths {
            for path in castiron_tests::paths::of(&model).all {
                println!("{name}\t{path}");
            }
        }
    }
    println!(
        "{} documents, {skipped} of them not read: {all} identifiers, from nothing: {by_why:?}",
        files.len()
    );
    ExitCode::SUCCESS
}
