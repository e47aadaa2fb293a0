//! Operations: paths and methods, with their parameters, bodies, answers and credentials.
//!
//! ```text
//! operations  paths → operations
//! template    path templates and their variables
//! parameters  the parameters of an operation, those of its path among them
//! parameter   one parameter: its style, and how it is serialised
//! bodies      request bodies
//! answers     responses: what tells several bodies apart
//! status      statuses: which of them are answers, and what they are called
//! positions   parts of multipart bodies by their positions
//! streams     responses that are streams of items
//! headers     the headers of responses
//! media       media types: which of them a body is read and written as
//! section     references to components, followed
//! security    credentials: the schemes, and which of them are required
//! info        the API as a whole: title, servers, tags
//! ```

mod answers;
mod bodies;
mod headers;
pub(super) mod info;
mod media;
mod operations;
mod parameter;
mod parameters;
mod part_headers;
mod positions;
mod section;
mod security;
mod status;
mod streams;
mod template;
mod xml;
