//! A transport that really sends and hardly waits.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use castiron_runtime::hyper::Hyper;
use castiron_runtime::ureq::Ureq;
use castiron_runtime::{
    BlockingBody, BlockingTransport, BoxFuture, ResponseBody, Transport, TransportError,
};

/// Both transports, whose pauses between attempts are recorded instead of waited for.
#[derive(Clone)]
pub(crate) struct Quick {
    ureq: Ureq,
    hyper: Hyper,
    /// This one wait is real: it bounds an attempt.
    timeout: Duration,
    waits: Arc<Mutex<Vec<Duration>>>,
}

impl Quick {
    pub(crate) fn new(timeout: Duration) -> Self {
        Self {
            ureq: Ureq::new(),
            hyper: Hyper::new().unwrap(),
            timeout,
            waits: Arc::default(),
        }
    }

    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.waits.lock().unwrap().clone()
    }
}

impl Transport for Quick {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        Transport::send(&self.hyper, request)
    }

    fn sleep(&self, duration: Duration) -> Option<BoxFuture<'static, ()>> {
        if duration == self.timeout {
            return self.hyper.sleep(duration);
        }
        self.waits.lock().unwrap().push(duration);
        None
    }
}

impl BlockingTransport for Quick {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<BlockingBody>, TransportError> {
        BlockingTransport::send(&self.ureq, request)
    }

    fn sleep(&self, duration: Duration) {
        self.waits.lock().unwrap().push(duration);
    }
}
