//! Writes the document of a family in a size, to look at or to measure with: `growing FAMILY SIZE FOLDER`. Without arguments,
//! the families.

use std::path::Path;
use std::process::ExitCode;

use castiron_tests::growing::FAMILIES;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [family, size, folder] = &arguments[..] else {
        FAMILIES.iter().for_each(|(name, _)| println!("{name}"));
        return ExitCode::SUCCESS;
    };
    let make = FAMILIES.iter().find(|(name, _)| name == family);
    let (Some((_, make)), Ok(size)) = (make, size.parse()) else {
        eprintln!("no such family, or no number");
        return ExitCode::FAILURE;
    };
    let folder = Path::new(folder);
    let written = std::fs::create_dir_all(folder).and_then(|()| {
        (make(size).iter()).try_for_each(|(name, text)| std::fs::write(folder.join(name), text))
    });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}
