//! Settings for formats: a known format to read them as, or a type of the user's own.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{self, IntoDeserializer, MapAccess, Visitor, value::MapAccessDeserializer};

use crate::graph::OwnFormat;

/// The type for a `format`. The schema keeps its `type`: a rule that does not match it has no effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormatRule {
    /// The type of another format.
    Known(KnownFormat),
    /// A type of the user.
    Own(OwnType),
}

/// A format with a type in the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KnownFormat {
    /// A plain string.
    String,
    /// A string that must not be printed.
    Secret,
    /// A calendar date.
    Date,
    /// A point in time.
    DateTime,
    /// A time of day.
    Time,
    /// A span of time.
    Duration,
    /// A UUID.
    Uuid,
    /// A URI.
    Uri,
    /// A decimal number.
    Decimal,
    /// Base64 in a string.
    Base64,
    /// Base64 in a string, with the URL-safe alphabet.
    Base64url,
    /// Raw bytes.
    Binary,
    /// 32 bits, signed.
    Int32,
    /// 64 bits, signed.
    Int64,
    /// 32 bits, unsigned.
    Uint32,
    /// 64 bits, unsigned.
    Uint64,
    /// An integer of any size.
    BigInteger,
    /// Seconds since the Unix epoch.
    UnixTime,
    /// 32 bits, floating point.
    Float,
    /// 64 bits, floating point.
    Double,
    /// A number, exactly as written.
    Exact,
}

/// A Rust type for the values of a format, and how it is read and written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnType {
    /// The path, starting with its crate: `::chrono::DateTime<::chrono::Utc>`.
    pub path: String,
    /// How its values are read and written.
    pub via: Via,
    /// The crate that it comes from; `None` for the standard library.
    pub dependency: Option<Dependency>,
    /// Whether it is `Eq` and `Hash`, if that is known.
    pub hash: Option<bool>,
}

/// How values of a user's type are read and written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Via {
    /// With serde's traits.
    #[default]
    Serde,
    /// As a string, with `Display` and `FromStr`; for strings only.
    Text,
    /// With the runtime's own traits, which the type implements.
    Castiron,
}

/// A dependency of the generated crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// Its name in the registry.
    pub name: String,
    /// The version requirement; `None` for a path dependency.
    pub version: Option<String>,
    /// Its folder, absolute or relative to the generated crate.
    pub path: Option<String>,
    /// Its features.
    pub features: Vec<String>,
    /// Whether its default features are enabled.
    pub default_features: bool,
}

/// Crates with known defaults: the version, and the feature that adds serde's traits.
const WELL_KNOWN: [(&str, &str, &str); 5] = [
    ("chrono", "0.4", "serde"),
    ("jiff", "0.2", "serde"),
    ("rust_decimal", "1", "serde"),
    ("url", "2", "serde"),
    ("uuid", "1", "serde"),
];

/// What the names of types of the standard library begin with that are `Eq` and `Hash`.
const HASHED: [&str; 6] = [
    "net::",
    "num::NonZero",
    "path::PathBuf",
    "string::String",
    "time::Duration",
    "time::SystemTime",
];

/// A type with all its settings.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Described {
    r#type: String,
    #[serde(default)]
    via: Via,
    #[serde(rename = "crate")]
    krate: Option<String>,
    version: Option<String>,
    path: Option<String>,
    #[serde(default)]
    features: Option<Vec<String>>,
    #[serde(default)]
    default_features: Option<bool>,
    hash: Option<bool>,
}

impl FormatRule {
    /// The formats that castiron knows, as written in settings.
    pub const WORDS: [&'static str; 21] = [
        "string",
        "secret",
        "date",
        "date-time",
        "time",
        "duration",
        "uuid",
        "uri",
        "decimal",
        "base64",
        "base64url",
        "binary",
        "int32",
        "int64",
        "uint32",
        "uint64",
        "big-integer",
        "unix-time",
        "float",
        "double",
        "exact",
    ];

    /// The known format, if it is one.
    pub(super) fn known(&self) -> Option<KnownFormat> {
        match self {
            Self::Known(known) => Some(*known),
            Self::Own(_) => None,
        }
    }
}

/// The index of a format's rule, if it maps to a type of the user.
pub(super) fn own(rules: &BTreeMap<String, FormatRule>, format: Option<&str>) -> Option<OwnFormat> {
    let format = format?;
    rules
        .iter()
        .position(|(name, rule)| name == format && matches!(rule, FormatRule::Own(_)))
        .map(OwnFormat)
}

/// The type of the rule with this index.
pub(crate) fn at(rules: &BTreeMap<String, FormatRule>, place: OwnFormat) -> Option<&OwnType> {
    match rules.values().nth(place.0) {
        Some(FormatRule::Own(own)) => Some(own),
        _ => None,
    }
}

impl<'de> Deserialize<'de> for FormatRule {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Rule)
    }
}

struct Rule;

impl<'de> Visitor<'de> for Rule {
    type Value = FormatRule;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a format, the path of a type, or a table with the key `type`")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<FormatRule, E> {
        if !text.contains("::") {
            let known = KnownFormat::deserialize(text.into_deserializer());
            return known.map(FormatRule::Known).map_err(|error: E| {
                E::custom(format!(
                    "{error}; a type is given by its whole path, such as `std::net::IpAddr`"
                ))
            });
        }
        self.described(Described {
            r#type: text.to_owned(),
            via: Via::Serde,
            krate: None,
            version: None,
            path: None,
            features: None,
            default_features: None,
            hash: None,
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<FormatRule, A::Error> {
        self.described(Described::deserialize(MapAccessDeserializer::new(map))?)
    }
}

impl Rule {
    fn described<E: de::Error>(self, described: Described) -> Result<FormatRule, E> {
        let given = &described.r#type;
        let (path, root) = rooted(given).map_err(E::custom)?;
        let dependency = match root.as_str() {
            "std" | "core" | "alloc" => None,
            root => Some(dependency(root, &described).ok_or_else(|| {
                E::custom(format!(
                    "`{given}` is of the crate `{root}`: say where that is found, such as \
                     {{ type = \"{given}\", version = \"1\" }}"
                ))
            })?),
        };
        let is_hashed = match &dependency {
            Some(dependency) => (WELL_KNOWN.iter()).any(|known| known.0 == dependency.name),
            None => {
                let within = path.trim_start_matches("::").split_once("::");
                within.is_some_and(|(_, path)| HASHED.iter().any(|known| path.starts_with(known)))
            }
        };
        Ok(FormatRule::Own(OwnType {
            path,
            via: described.via,
            dependency,
            hash: described.hash.or(is_hashed.then_some(true)),
        }))
    }
}

fn dependency(root: &str, described: &Described) -> Option<Dependency> {
    let name = described.krate.as_deref().unwrap_or(root);
    let known = WELL_KNOWN.iter().find(|(known, ..)| *known == name);
    let version = described.version.clone().or_else(|| {
        known
            .filter(|_| described.path.is_none())
            .map(|known| known.1.to_owned())
    });
    if version.is_none() && described.path.is_none() {
        return None;
    }
    let features = described.features.clone();
    let usual = || known.map(|known| known.2.to_owned()).into_iter().collect();
    Some(Dependency {
        name: name.to_owned(),
        version,
        path: described.path.clone(),
        features: features.unwrap_or_else(usual),
        default_features: described.default_features.unwrap_or(true),
    })
}

/// An absolute path that starts with its crate, as do the paths in its arguments; and the name of that crate.
fn rooted(given: &str) -> Result<(String, String), String> {
    let not = |why: &str| format!("`{given}` is not the path of a type: {why}");
    let mut path: syn::TypePath = syn::parse_str(given).map_err(|error| not(&error.to_string()))?;
    if path.qself.is_some() {
        return Err(not("it has to begin with a crate"));
    }
    root(&mut path).map_err(not)?;
    let first = path.path.segments.first();
    let first = first
        .map(|segment| segment.ident.to_string())
        .unwrap_or_default();
    let text = quote::quote!(#path).to_string();
    Ok((tidy(&text), first))
}

/// Makes a path of more than one segment absolute, and those in its arguments.
fn root(ty: &mut syn::TypePath) -> Result<(), &'static str> {
    let first = ty
        .path
        .segments
        .first()
        .map(|segment| segment.ident.to_string());
    if matches!(first.as_deref(), Some("crate" | "self" | "super" | "Self")) {
        return Err("it has to begin with the name of a crate");
    }
    if ty.path.segments.len() > 1 {
        ty.path.leading_colon.get_or_insert_default();
    }
    for segment in &mut ty.path.segments {
        let syn::PathArguments::AngleBracketed(arguments) = &mut segment.arguments else {
            continue;
        };
        for argument in &mut arguments.args {
            if let syn::GenericArgument::Type(syn::Type::Path(inner)) = argument {
                root(inner)?;
            }
        }
    }
    Ok(())
}

/// Formats tokens as a person would write them.
fn tidy(tokens: &str) -> String {
    let mut text = tokens.to_owned();
    for (spaced, close) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
    ] {
        text = text.replace(spaced, close);
    }
    text
}

#[cfg(test)]
mod tests;
