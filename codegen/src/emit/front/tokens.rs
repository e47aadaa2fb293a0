//! How a program gets OAuth 2 tokens, with the URLs from the document.

use proc_macro2::Literal;

use super::page::Page;
use crate::model::{Api, TokenSource};

/// So many scopes are part of the example.
const SCOPES: usize = 3;

/// A program for the first scheme whose tokens the runtime can get.
pub(super) fn tokens(page: &mut Page, api: &Api, krate: &str) {
    let Some(source) = api.tokens.first() else {
        return;
    };
    let TokenSource {
        scheme,
        url,
        for_program,
        scopes,
    } = source;
    let url = match url.contains("://") {
        true => url.clone(),
        // relative to a server, which the program knows
        false => format!("https://YOUR_SERVER/{}", url.trim_start_matches('/')),
    };
    let arguments = match for_program {
        true => "client_credentials(URL, \"YOUR_ID\", \"YOUR_SECRET\")",
        false => "refresh_token(URL, \"YOUR_ID\", None, \"YOUR_REFRESH_TOKEN\")",
    };
    let arguments = arguments.replace("URL", &Literal::string(&url).to_string());
    let scopes = match scopes.len() <= SCOPES {
        true => scopes.as_slice(),
        false => &[],
    };
    let scopes = scopes.iter().map(|scope| Literal::string(scope));
    let scopes: String = scopes
        .map(|scope| format!("\n    .scope({scope})"))
        .collect();
    page.block("The feature `oauth2` obtains and renews tokens:");
    let scheme = Literal::string(scheme);
    page.code(
        "rust,ignore",
        &format!(
            "use {krate}::client::Client;\nuse {krate}::runtime::oauth2::OAuth2;\n\n\
             let tokens = OAuth2::{arguments}?{scopes};\n\
             let client = Client::anonymous().oauth2({scheme}, tokens).build()?;"
        ),
    );
}
