//! Response bodies as bytes, read as they arrive.

use std::fmt;
use std::future::poll_fn;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};

use super::call::Call;
use super::error::Error;
use super::excerpt::request_id;
use super::resume::{self, Arriving, BlockingArriving};
use super::send::{open, open_blocking};

impl<T, P, S> Call<T, P, S> {
    /// Sends the request and returns the response body as it arrives, whatever its media type. Memory holds no more of it
    /// than the transport reads ahead.
    ///
    /// # Errors
    /// Like awaiting the call, except that the body isn't decoded.
    pub async fn download(mut self) -> Result<Download, Error> {
        let draft = self.inner.draft()?;
        let idle = draft.send.timeout;
        let draft = resume::uncompressed(draft.streamed(Some(idle)));
        let client = self.inner.client;
        let (parts, body) = open(client.clone(), draft.clone()).await?.into_parts();
        Ok(Download {
            body: Arriving::new(&client, &draft, &parts, body),
            head: Head::new(client.api(), parts),
        })
    }

    /// Blocking version of [`Call::download`].
    ///
    /// # Errors
    /// Like [`Call::send_blocking`], except that the body isn't decoded.
    pub fn download_blocking(mut self) -> Result<BlockingDownload, Error> {
        let draft = self.inner.draft()?;
        let idle = draft.send.timeout;
        let draft = resume::uncompressed(draft.streamed(Some(idle)));
        let client = self.inner.client;
        let (parts, body) = open_blocking(&client, &draft)?.into_parts();
        Ok(BlockingDownload {
            body: BlockingArriving::new(&client, &draft, &parts, body),
            head: Head::new(client.api(), parts),
        })
    }
}

/// What comes before a body.
struct Head {
    status: StatusCode,
    headers: HeaderMap,
    request_id: Option<String>,
}

impl Head {
    fn new(api: &super::Api, parts: http::response::Parts) -> Self {
        Self {
            request_id: request_id(api, &parts.headers),
            status: parts.status,
            headers: parts.headers,
        }
    }

    fn text(&self, name: http::HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// A response whose body is read as it arrives. It is a stream of bytes; dropping it closes the connection.
///
/// ```
/// # use castiron_runtime::{Call, Error, Json};
/// # async fn f(call: Call<Json>) -> Result<(), Box<dyn std::error::Error>> {
/// let report = call.download().await?;
/// let bytes = report.to_file("report.pdf").await?;
/// println!("{bytes} bytes");
/// # Ok(())
/// # }
/// ```
#[must_use = "the body arrives only when it is read"]
pub struct Download {
    head: Head,
    body: Arriving,
}

/// Blocking version of [`Download`], which implements [`Read`].
#[must_use = "the body arrives only when it is read"]
pub struct BlockingDownload {
    head: Head,
    body: BlockingArriving,
}

macro_rules! head {
    ($($ty:ident)*) => {$(
        impl $ty {
            /// The status.
            pub fn status(&self) -> StatusCode {
                self.head.status
            }

            /// The headers.
            pub fn headers(&self) -> &HeaderMap {
                &self.head.headers
            }

            /// The server's name for the request.
            pub fn request_id(&self) -> Option<&str> {
                self.head.request_id.as_deref()
            }

            /// What the bytes are, such as `application/pdf`.
            pub fn media_type(&self) -> Option<&str> {
                self.head.text(CONTENT_TYPE)
            }

            /// How many bytes the server announces. `None` where it doesn't say, or compresses them.
            pub fn content_length(&self) -> Option<u64> {
                self.head.text(CONTENT_LENGTH)?.parse().ok()
            }
        }

        impl fmt::Debug for $ty {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($ty))
                    .field("status", &self.head.status)
                    .finish_non_exhaustive()
            }
        }
    )*};
}
head!(Download BlockingDownload);

impl Download {
    /// The next chunk; `None` at the end.
    ///
    /// # Errors
    /// If the connection breaks, the server sends nothing for too long, or there are more bytes than the options allow.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|context| self.body.poll_chunk(context))
            .await
            .transpose()
    }

    /// Reads the rest of the body into memory.
    ///
    /// # Errors
    /// As [`Download::chunk`].
    pub async fn bytes(mut self) -> Result<Bytes, Error> {
        let mut all = Vec::new();
        while let Some(chunk) = self.chunk().await? {
            all.extend_from_slice(&chunk);
        }
        Ok(all.into())
    }

    /// Writes the body and returns the number of bytes. The writer is called directly, so it should not block for long;
    /// otherwise, write the [chunks](Download::chunk) with the async runtime's own writers.
    ///
    /// # Errors
    /// Like [`Download::chunk`], and errors of the writer.
    pub async fn to_writer(&mut self, mut writer: impl Write) -> io::Result<u64> {
        let mut count = 0_u64;
        while let Some(chunk) = self.chunk().await? {
            writer.write_all(&chunk)?;
            count = count.saturating_add(chunk.len() as u64);
        }
        writer.flush()?;
        Ok(count)
    }

    /// Writes the body to a file and returns the number of bytes. An existing file is replaced once the whole body has
    /// arrived, and unchanged until then.
    ///
    /// # Errors
    /// As [`Download::to_writer`].
    pub async fn to_file(mut self, path: impl AsRef<Path>) -> io::Result<u64> {
        let (partial, file) = Partial::create(path.as_ref())?;
        let count = self.to_writer(file).await?;
        partial.keep()?;
        Ok(count)
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.body.poll_chunk(context)
    }
}

impl BlockingDownload {
    /// Reads the rest of the body into memory.
    ///
    /// # Errors
    /// If the connection breaks, the server sends nothing for too long, or there are more bytes than the options allow.
    pub fn bytes(mut self) -> Result<Bytes, Error> {
        let mut all = Vec::new();
        let mut buffer = vec![0; 64 << 10];
        loop {
            match self.body.read(&mut buffer)? {
                0 => return Ok(all.into()),
                count => all.extend_from_slice(buffer.get(..count).unwrap_or_default()),
            }
        }
    }

    /// Writes the body and returns the number of bytes.
    ///
    /// # Errors
    /// Like [`BlockingDownload::bytes`], and errors of the writer.
    pub fn to_writer(&mut self, mut writer: impl Write) -> io::Result<u64> {
        let count = io::copy(self, &mut writer)?;
        writer.flush()?;
        Ok(count)
    }

    /// Writes the body to a file and returns the number of bytes. An existing file is replaced once the whole body has
    /// arrived, and unchanged until then.
    ///
    /// # Errors
    /// As [`BlockingDownload::to_writer`].
    pub fn to_file(mut self, path: impl AsRef<Path>) -> io::Result<u64> {
        let (partial, file) = Partial::create(path.as_ref())?;
        let count = self.to_writer(file)?;
        partial.keep()?;
        Ok(count)
    }
}

/// An [`io::Error`] holds the [`Error`] that it stands for.
impl Read for BlockingDownload {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        Ok(self.body.read(buffer)?)
    }
}

/// A file beside the one that it will replace. It goes with its value, unless it is kept.
struct Partial {
    here: PathBuf,
    there: PathBuf,
    kept: bool,
}

impl Partial {
    fn create(path: &Path) -> io::Result<(Self, std::fs::File)> {
        let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
        for number in 0..1000 {
            let mut partial = name.to_owned();
            partial.push(format!(".{}-{number}.part", std::process::id()));
            let here = path.with_file_name(partial);
            match std::fs::File::create_new(&here) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
                Ok(file) => {
                    let there = path.to_owned();
                    let kept = false;
                    return Ok((Self { here, there, kept }, file));
                }
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    fn keep(mut self) -> io::Result<()> {
        std::fs::rename(&self.here, &self.there)?;
        self.kept = true;
        Ok(())
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.kept {
            let _ = std::fs::remove_file(&self.here);
        }
    }
}
