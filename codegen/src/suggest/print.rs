//! Prints suggestions as a settings file.

use super::{Suggestion, Suggestions};

/// Tables in the order in which they are printed.
const TABLES: [&str; 6] = [
    "schemas",
    "names",
    "names.operations",
    "client",
    "client.error",
    "[client.pages]",
];

impl Suggestions {
    /// The tables of a settings file, each setting below the reason for it. What has to be looked at first is a comment.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut out = String::new();
        for table in TABLES {
            let settings: Vec<_> = self
                .settings
                .iter()
                .filter(|setting| setting.table == table)
                .collect();
            let is_list = table.starts_with('[');
            if !is_list && !settings.is_empty() {
                out.push_str(&format!("\n[{table}]\n"));
            }
            for setting in settings {
                if is_list {
                    out.push('\n');
                }
                out.push_str(&format!("# {}\n", setting.why));
                if is_list {
                    out.push_str(&format!("[{table}]\n"));
                }
                print(setting, &mut out);
            }
        }
        out
    }
}

fn print(setting: &Suggestion, out: &mut String) {
    let comment = if setting.is_sure { "" } else { "# " };
    for (key, value) in &setting.keys {
        out.push_str(&format!("{comment}{key} = {value}\n"));
    }
}
