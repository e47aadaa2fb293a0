//! Operations: paths and methods, with their parameters, bodies, responses and credentials.
//!
//! ```text
//! operations  paths → operations
//! ids         names by patterns of ids, ids that are repeated
//! template    path templates and their variables
//! parameters  the parameters of an operation, including those of its path
//! parameter   one parameter: its style, and how it is serialised
//! bodies      request bodies
//! payloads    webhooks and callbacks
//! answers     responses, and what distinguishes several response bodies
//! status      status codes: which of them are successful, and their names
//! positions   parts of multipart bodies by position
//! streams     responses that are streams of items
//! headers     response headers
//! media       media types: which one a body is read or written as
//! section     resolves references to components
//! security    credentials: the schemes, and which of them are required
//! info        the API as a whole: title, servers, tags
//! ```

mod answers;
mod bodies;
mod headers;
mod ids;
pub(super) mod info;
mod media;
pub(super) mod operations;
mod parameter;
mod parameters;
mod part_headers;
mod payloads;
mod positions;
mod section;
mod security;
mod status;
mod streams;
mod template;
mod xml;
