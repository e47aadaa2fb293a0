//! `blanks DOCUMENT…`: whether the blank value of every type of real documents is read back as it was written, in every form
//! of crate.

use std::path::PathBuf;

use castiron_tests::blanks::{Form, check};
use castiron_tests::workspace;

fn main() {
    let folder = workspace().join("target/blanks");
    let (mut types, mut wrong) = (0, 0);
    for (number, path) in std::env::args().skip(1).map(PathBuf::from).enumerate() {
        for form in Form::ALL {
            let name = format!("blanks{number}");
            let shown = path.display();
            match check(&path, form, &folder, &name) {
                Ok(found) => {
                    types += found.types;
                    wrong += found.wrong.len();
                    println!("{shown} {form:?}: {} types", found.types);
                    found.wrong.iter().for_each(|line| println!("{line}"));
                }
                Err(why) => println!("{shown} {form:?}: {why}"),
            }
        }
    }
    println!("{types} types, of which {wrong} have no blank value that comes back");
    if wrong > 0 {
        std::process::exit(1);
    }
}
