//! Changing single parameters of a query string.

use percent_encoding::percent_decode_str;

/// The value of a parameter.
pub(crate) fn param(query: &str, name: &str) -> Option<String> {
    pairs(query)
        .find(|(key, _)| decoded(key) == name)
        .map(|(_, value)| decoded(value))
}

/// Replaces a parameter, or removes it.
pub(crate) fn set_param(query: &mut String, name: &str, value: Option<&str>) {
    let mut kept: Vec<String> = (query.split('&'))
        .filter(|pair| {
            !pair.is_empty() && decoded(pair.split_once('=').map_or(*pair, |(key, _)| key)) != name
        })
        .map(str::to_owned)
        .collect();
    if let Some(value) = value {
        let mut pair = Vec::new();
        crate::params::style::query(&mut pair, name, crate::Style::form, &value);
        kept.push(crate::text(pair));
    }
    *query = kept.join("&");
}

fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " "))
        .decode_utf8_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_replaced() {
        let mut query = String::from("limit=3&created[gte]=1&a%20b=x%26y");
        assert_eq!(param(&query, "a b").as_deref(), Some("x&y"));
        set_param(&mut query, "limit", Some("1 0"));
        set_param(&mut query, "a b", None);
        assert_eq!(query, "created[gte]=1&limit=1%200");
        let mut empty = String::new();
        set_param(&mut empty, "page", Some("2"));
        assert_eq!(empty, "page=2");
    }
}
