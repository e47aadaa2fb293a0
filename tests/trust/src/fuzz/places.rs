//! Places in a tree.

use serde_json::Value;

/// Where a value stands, as a JSON pointer.
pub(super) type Path = String;

/// Puts a value there.
pub(super) fn put(document: &mut Value, path: &str, new: Value) {
    // the root stays a document
    if path.is_empty() {
        return;
    }
    // what was put into itself again and again would be too large for a small document
    if length(document) + length(&new) > 40_000 {
        return;
    }
    if let Some(place) = document.pointer_mut(path) {
        *place = new;
    }
}

/// How long a value is as JSON.
fn length(value: &Value) -> usize {
    struct Count(usize);
    impl std::io::Write for Count {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut count = Count(0);
    serde_json::to_writer(&mut count, value).expect("a value is written");
    count.0
}

/// The pointer of what a value is in, and the name that it has there.
pub(super) fn split(path: &str) -> Option<(&str, String)> {
    let (owner, last) = path.rsplit_once('/')?;
    Some((owner, last.replace("~1", "/").replace("~0", "~")))
}

/// The places of all values.
pub(super) fn paths(value: &Value) -> Vec<Path> {
    fn collect(value: &Value, path: &mut Path, out: &mut Vec<Path>) {
        out.push(path.clone());
        let length = path.len();
        match value {
            Value::Object(entries) => {
                for (key, value) in entries {
                    path.push('/');
                    match key.contains(['~', '/']) {
                        true => path.push_str(&key.replace('~', "~0").replace('/', "~1")),
                        false => path.push_str(key),
                    }
                    collect(value, path, out);
                    path.truncate(length);
                }
            }
            Value::Array(items) => {
                for (at, value) in items.iter().enumerate() {
                    path.push('/');
                    path.push_str(&at.to_string());
                    collect(value, path, out);
                    path.truncate(length);
                }
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    collect(value, &mut String::new(), &mut out);
    out
}
