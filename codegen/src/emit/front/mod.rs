//! The front page of a crate: its rustdoc page and its README, from the same text.
//!
//! It describes the API, shows a program with a first call, and explains how to enable a transport, how requests are
//! authenticated, where they are sent, and which handles exist.

mod example;
mod page;
#[cfg(test)]
mod tests;
mod tokens;
mod value;

use super::EmitOptions;
use super::index::Index;
use super::manifest::{self, FEATURES};
use super::{NOTICE, PackageValue, docs};
use crate::model::{Api, Auth, Item, Model, Reach, Server, rust_ident};
use crate::text::tail;
use page::{Form, Page, code, plain};

/// The file of the front page in a crate.
pub(crate) const README: &str = "README.md";

/// What runs the example.
const TOKIO: &str = "tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }";
/// The rest of the example's program, which the crate's own documentation can't compile: it doesn't depend on tokio.
const MAIN: &str =
    "#[tokio::main]\nasync fn main() -> Result<(), Error> {\n    first_call().await\n}";
/// So many handles are listed one by one; of more, those of the client itself.
const MOST_HANDLES: usize = 80;
/// So many methods of a handle are named.
const MOST_METHODS: usize = 8;

/// What a front page is made of.
pub(super) struct Front<'a, 'i> {
    index: &'i Index<'a>,
    reach: Option<Reach<'a>>,
    /// The name of the crate in programs, or of the module.
    krate: String,
    /// A program with the first call.
    call: Option<String>,
    /// Where there is none: a program that reads and writes a value.
    reading: Option<String>,
    /// How a manifest names the crate; none for a module.
    dependency: Option<String>,
}

impl<'a, 'i> Front<'a, 'i> {
    /// The front page of a crate.
    pub(super) fn of_crate(model: &'a Model, index: &'i Index<'a>, options: &EmitOptions) -> Self {
        let krate = options.name.replace('-', "_");
        Self::new(model, index, krate, Some(options))
    }

    /// The front page of a module, given by the name that it has in its crate.
    pub(super) fn of_module(model: &'a Model, index: &'i Index<'a>, name: &str) -> Self {
        Self::new(model, index, name.to_owned(), None)
    }

    fn new(
        model: &'a Model,
        index: &'i Index<'a>,
        krate: String,
        options: Option<&EmitOptions>,
    ) -> Self {
        let reach = Reach::new(model, index).filter(|reach| !reach.handles.is_empty());
        let call = reach
            .as_ref()
            .and_then(|reach| example::call(index, reach, &krate));
        let (call, gate) = call.unzip();
        let feature = gate.flatten().and_then(|gate| gate.into_iter().next());
        let reading = match call {
            Some(_) => None,
            None => example::reading(index, &krate),
        };
        Self {
            index,
            reach,
            call,
            reading,
            krate,
            dependency: options.map(|options| dependency(options, feature.as_deref())),
        }
    }

    /// As lines of a comment, `//!`.
    pub(super) fn comment(&self) -> String {
        let mut page = Page::new(Form::Docs);
        self.write(&mut page);
        page.comment()
    }

    /// As a file of its own.
    pub(super) fn file(&self) -> String {
        let mut page = Page::new(Form::File);
        page.block(&format!("# {}", self.title()));
        self.write(&mut page);
        match self.dependency {
            Some(_) => format!("<!-- {NOTICE} -->\n\n{}", page.text()),
            // it becomes the documentation of a module as it is
            None => page.text(),
        }
    }

    fn title(&self) -> String {
        match self.index.api.title.is_empty() {
            true => plain(&self.krate),
            false => plain(&self.index.api.title),
        }
    }

    fn write(&self, page: &mut Page) {
        let api = self.index.api;
        let (first, rest) = split(&api.doc);
        page.said(first, 0);
        let what = match self.reach {
            Some(_) => "Types and a client",
            None => "Types",
        };
        // without the version, which would change this page with every new one
        page.block(&format!("{what} of {}.", self.title()));
        self.example(page);
        self.features(page);
        if let Some(reach) = &self.reach {
            signing(page, api);
            tokens::tokens(page, api, &self.krate);
            servers(page, &api.servers);
            self.handles(page, reach);
        }
        if !rest.is_empty() {
            page.heading("About the API");
            // no heading in a description is above the second level
            page.said(rest, if page.form == Form::Docs { 0 } else { 1 });
        }
    }

    /// A program, and what to know of it.
    fn example(&self, page: &mut Page) {
        // what compiles is known of a crate; where a module lies in one, only its user knows
        let language = match self.dependency {
            Some(_) => "rust,no_run",
            None => "rust,ignore",
        };
        let call = self.call.clone().map(|call| {
            (
                call,
                "A method returns a [`Call`](crate::runtime::Call): `.await` or `.send_blocking()` sends it. All failures are \
                 [`Error`](crate::runtime::Error)s.",
            )
        });
        let shown = call.or_else(|| {
            Some((
                self.reading.clone()?,
                "Every type also implements serde's `Serialize` and `Deserialize`. Errors name the field.",
            ))
        });
        if let Some((program, note)) = shown {
            page.heading("Example");
            page.code(language, &program);
            page.block(note);
        }
    }

    fn features(&self, page: &mut Page) {
        let has_client = self.reach.is_some();
        page.heading(if has_client {
            "Transports and other features"
        } else {
            "Features"
        });
        if has_client {
            let manifest = match &self.dependency {
                Some(dependency) => dependency.clone(),
                None => format!(
                    "castiron-runtime = {{ version = {:?}, features = [\"reqwest\"] }}",
                    crate::VERSION
                ),
            };
            page.block("A client sends requests through a transport. Enable one as a feature of the crate:");
            page.code("toml", &format!("[dependencies]\n{manifest}\n{TOKIO}"));
            if self.call.is_some() {
                page.block("Call the function above from the `main` of any asynchronous runtime, here tokio:");
                page.code("rust,ignore", MAIN);
            }
        }
        if !self.index.gates.is_empty() {
            page.block(
                "Each handle, with the types that it needs, is behind a feature too: see [the table](#operations). Only what a \
                 program enables is compiled. `full` enables all handles; none is on by default.",
            );
        }
        let of_types = |feature: &str| manifest::is_of_types(feature);
        let rows: Vec<_> = FEATURES
            .iter()
            .filter(|(feature, _)| has_client || of_types(feature))
            .map(|(feature, purpose)| vec![code(feature), (*purpose).to_owned()])
            .collect();
        page.table(&["feature", "what it adds"], &rows);
        if has_client {
            page.block(
                "None is on by default. To use any other HTTP library, implement [`Transport`](crate::runtime::Transport) or \
                 [`BlockingTransport`](crate::runtime::BlockingTransport).",
            );
        }
    }

    fn handles(&self, page: &mut Page, reach: &Reach<'a>) {
        let is_long = reach.handles.len() > MOST_HANDLES;
        let mut rows = Vec::new();
        for (path, calls) in &reach.handles {
            let cell = match self.index.at(path) {
                Some(Item::Resource(resource)) => {
                    let named = resource.methods.iter().take(MOST_METHODS);
                    let mut named: Vec<_> = named
                        .map(|method| code(&rust_ident(&method.ident)))
                        .collect();
                    let others = resource.methods.len().saturating_sub(MOST_METHODS);
                    if others > 0 {
                        named.push(format!("{others} more"));
                    }
                    named.join(", ")
                }
                Some(Item::Group(group)) if is_long => match group.members.len() {
                    1 => "one handle".to_owned(),
                    several => format!("{several} handles"),
                },
                _ => continue,
            };
            if is_long && calls.len() > 1 {
                continue;
            }
            let calls: String = calls
                .iter()
                .map(|name| format!(".{}()", rust_ident(name)))
                .collect();
            let target = self.index.public(path.clone()).join("::");
            let mut row = vec![format!("[`client{calls}`](crate::{target})"), cell];
            let gate = self.index.gate(path.clone());
            if let Some(gate) = &gate {
                let names: Vec<_> = gate.iter().map(|name| code(name)).collect();
                row.push(if names.len() > MOST_METHODS {
                    "any of them".to_owned()
                } else {
                    names.join(", ")
                });
            }
            rows.push((row, gate));
        }
        if !rows.is_empty() {
            page.heading("Operations");
            match self.index.gates.is_empty() {
                true => page.gated_table(&["handle", "methods"], &rows),
                false => page.gated_table(&["handle", "methods", "feature"], &rows),
            }
        }
    }
}

/// How the manifest of a program names the crate.
fn dependency(options: &EmitOptions, handle: Option<&str>) -> String {
    let keys = &options.package.keys;
    let place = match (keys.get("publish"), keys.get("version")) {
        (Some(PackageValue::Flag(false)), _) => format!(
            "path = {}",
            manifest::quoted(&format!("../{}", options.name))
        ),
        (_, Some(PackageValue::Text(version))) => {
            format!("version = {}", manifest::quoted(version))
        }
        _ => format!("version = {}", manifest::quoted(manifest::FIRST_VERSION)),
    };
    let features = handle.into_iter().chain(["reqwest"]);
    let features: Vec<_> = features.map(manifest::quoted).collect();
    format!(
        "{} = {{ {place}, features = [{}] }}",
        options.name,
        features.join(", ")
    )
}

/// The first paragraph of a description, and the rest where there is one; headings before it belong to the rest.
fn split(doc: &str) -> (&str, &str) {
    let doc = doc.trim();
    let first = docs::summary(doc);
    let begins = |signs: &[char]| first.starts_with(signs);
    if begins(&['#', '|', '>', '<', '`', '~', '!']) || first.contains("\n#") {
        return ("", doc);
    }
    (first, tail(doc, first.len()).trim_start())
}

/// How requests say who sends them.
fn signing(page: &mut Page, api: &Api) {
    page.heading("Signing in");
    let rows: Vec<_> = api
        .schemes
        .iter()
        .map(|(name, way)| {
            let sent = match way {
                Auth::Bearer => "`Authorization: Bearer …`".to_owned(),
                Auth::Basic => "`Authorization: Basic …`, with the key as the user name".to_owned(),
                Auth::Header(name) => format!("the header {}", code(name)),
                Auth::Query(name) => format!("{} in the query", code(name)),
                Auth::Cookie(name) => format!("the cookie {}", code(name)),
                Auth::OAuth2 => {
                    "`Authorization: Bearer …`, with a token that the program obtained".to_owned()
                }
                Auth::Elsewhere => "not by the client".to_owned(),
            };
            vec![code(name), sent]
        })
        .collect();
    if rows.is_empty() {
        return page.block(
            "The document doesn't say how requests are authenticated. `Client::builder(key)` sends the key as \
             `Authorization: Bearer …`; `Client::anonymous()` sends none.",
        );
    }
    page.block("`Client::builder(key)` sends the key as the document says:");
    page.table(&["scheme", "sent as"], &rows);
    let together = api.security.iter().any(|schemes| schemes.len() > 1);
    let several = match (rows.len(), together) {
        (1, _) => String::new(),
        (_, false) => "`.credential(name, value)` on the builder sets the credential of one scheme. ".to_owned(),
        (_, true) => "Some operations need several: `.credential(name, value)` on the builder sets each one. ".to_owned(),
    };
    page.block(&format!(
        "{several}`Client::anonymous()` starts without a key."
    ));
}

/// Where requests go.
fn servers(page: &mut Page, servers: &[Server]) {
    page.heading("Servers");
    match servers {
        [] => {
            page.block("The document has no servers: set one with `.base_url(url)` on the builder.")
        }
        [one] if one.variables.is_empty() => page.block(&format!(
            "Requests go to {}, or to the `.base_url(url)` of the builder.",
            code(&one.url)
        )),
        several => {
            let rows: Vec<_> = several
                .iter()
                .map(|server| vec![code(&server.url), plain(&server.description)])
                .collect();
            page.table(&["URL", "server"], &rows);
            let variables: Vec<_> = several
                .iter()
                .flat_map(|server| &server.variables)
                .map(|variable| {
                    let values: Vec<_> = variable.values.iter().map(|value| code(value)).collect();
                    vec![
                        code(&variable.name),
                        code(&variable.default),
                        values.join(", "),
                    ]
                })
                .collect();
            page.table(&["variable", "default", "values"], &variables);
            let by_variable = match variables.is_empty() {
                true => "",
                false => "`.server_variable(name, value)` sets a variable, and ",
            };
            page.block(&format!(
                "Requests go to the first. `.server(name)` on the builder selects another by its description or URL, \
                 {by_variable}`.base_url(url)` replaces them all."
            ));
        }
    }
}
