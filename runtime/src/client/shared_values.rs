//! Values of client parameters: validated, and sent with nearly every request.

use std::borrow::Cow;

use http::HeaderMap;

use super::api::Api;
use super::error::Error;
use super::header_value::insert_named;
use super::operation::Operation;
use super::options::RequestOptions;
use super::query::{param, set_param};
use super::shared::{Shared, SharedParameter};
use crate::params::style;

/// Refuses values for parameters that the client does not have.
pub(super) fn check(api: &Api, options: &RequestOptions) -> Result<(), Error> {
    let mut names = options.parameters.iter();
    match names.find(|(name, _)| known(api, name).is_none()) {
        Some((name, _)) => Err(unknown(api, name)),
        None => Ok(()),
    }
}

/// Refuses a client that lacks a value for what an operation can't do without, unless each request gives it.
pub(super) fn check_client(
    api: &Api,
    options: &RequestOptions,
    per_request: &[String],
) -> Result<(), Error> {
    if let Some(name) = per_request.iter().find(|name| known(api, name).is_none()) {
        return Err(unknown(api, name));
    }
    for parameter in api.parameters {
        if !per_request.iter().any(|name| is_named(parameter, name)) {
            value(api, options, parameter.name)?;
        }
    }
    Ok(())
}

/// A parameter by its name.
fn known<'a>(api: &'a Api, name: &str) -> Option<&'a SharedParameter> {
    api.parameters.iter().find(|known| is_named(known, name))
}

#[cold]
fn unknown(api: &Api, name: &str) -> Error {
    let known = api.parameters.iter().map(|one| format!("`{}`", one.name));
    let known = match &known.collect::<Vec<_>>()[..] {
        [] => "no parameters".to_owned(),
        known => known.join(", "),
    };
    Error::build(format!(
        "the client has no parameter `{name}`; it has {known}"
    ))
}

/// Puts the client's parameters into a request that does not have them already.
pub(super) fn fill(
    api: &Api,
    operation: &Operation,
    options: &RequestOptions,
    path: &mut Vec<(Cow<'static, str>, Option<String>)>,
    query: &mut String,
    headers: &mut HeaderMap,
    cookies: &mut Vec<String>,
) -> Result<(), Error> {
    check(api, options)?;
    for place in operation.shared {
        match *place {
            Shared::Path(name) => {
                if let Some(value) = value(api, options, name)? {
                    path.push((name.into(), style::segment(&value)));
                }
            }
            Shared::Query(name) if param(query, name).is_none() => {
                set_param(query, name, value(api, options, name)?);
            }
            Shared::Header(name) if !headers.contains_key(name) => {
                if let Some(value) = value(api, options, name)? {
                    insert_named(headers, name, value)?;
                }
            }
            Shared::Cookie(name) => {
                let start = format!("{name}=");
                if !cookies.iter().any(|cookie| cookie.starts_with(&start))
                    && let Some(value) = value(api, options, name)?
                {
                    cookies.push(format!("{start}{}", style::cookie(&value)));
                }
            }
            Shared::Query(_) | Shared::Header(_) => {}
        }
    }
    Ok(())
}

/// The value of a parameter: that of the call or the client, else the document's.
fn value<'v>(api: &Api, options: &'v RequestOptions, name: &str) -> Result<Option<&'v str>, Error> {
    let known = known(api, name);
    let given = options.parameters.iter().rev();
    let given = given
        .clone()
        .find(|(given, _)| given.eq_ignore_ascii_case(name));
    match (given, known) {
        (Some((_, value)), _) => Ok(Some(value)),
        (None, Some(known)) if known.default.is_some() => Ok(known.default),
        (None, Some(known)) if known.required => Err(Error::build(format!(
            "the client has no value for `{name}`: `ClientBuilder::parameter` gives it to all requests, \
             `ClientBuilder::parameter_per_request` leaves it to `RequestOptions::parameter`"
        ))),
        _ => Ok(None),
    }
}

fn is_named(parameter: &SharedParameter, name: &str) -> bool {
    parameter.name.eq_ignore_ascii_case(name)
}
