"""A page of examples/browser in headless Chromium, against a server of teas on 127.0.0.1 at another port.

`.ci/live browser` builds the page and runs this: browser.py FOLDER_OF_THE_PAGE CHROMIUM
The server fails once, so that the page has to wait and try again; it sends an event only after the page has noted the one
before; and it lets the page in by CORS alone.
"""
import http.server
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading

SHOWN = [
    "made Sencha",
    "teas Keemun, Sencha",
    "1 the water is hot",
    "2 the leaves are in",
    "3 it is done",
    "noteBrewing (PUT /brewing/{number}): 404 Not Found: no such step",
]
STEPS = ["the water is hot", "the leaves are in", "it is done"]


class Teas(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    teas = [{"name": "Keemun", "kind": "black"}]
    keys, noted, wrong = [], [threading.Event() for _ in STEPS], []
    shown, done = "", threading.Event()

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", kind="application/json"):
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", self.headers.get("Origin", ""))
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def let_in(self):
        if self.headers.get("Authorization") == "Bearer a key":
            return True
        self.wrong.append("no key: " + self.path)
        self.answer(401)
        return False

    def do_OPTIONS(self):
        self.send_response(204)
        self.send_header("Access-Control-Allow-Origin", self.headers.get("Origin", ""))
        self.send_header("Access-Control-Allow-Methods", "GET, POST, PUT")
        self.send_header("Access-Control-Allow-Headers", self.headers.get("Access-Control-Request-Headers", ""))
        self.end_headers()

    def do_GET(self):
        if not self.let_in():
            return
        if self.path == "/v1/teas":
            self.answer(200, json.dumps(self.teas).encode())
        elif self.path == "/v1/brewing":
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", self.headers.get("Origin", ""))
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            for number, text in enumerate(STEPS, 1):
                step = json.dumps({"number": number, "text": text})
                self.wfile.write(f"data: {step}\n\n".encode())
                self.wfile.flush()
                if not self.noted[number - 1].wait(20):
                    self.wrong.append(f"step {number} did not arrive while the stream was open")
                    break
            self.close_connection = True
        else:
            self.answer(404)

    def do_POST(self):
        body = self.body()
        if self.path == "/shown":
            Teas.shown = body.decode()
            self.answer(204)
            self.done.set()
        elif self.let_in():
            self.keys.append(self.headers.get("Idempotency-Key"))
            if len(self.keys) == 1:
                self.answer(503, b"{}")
            else:
                self.teas.append(json.loads(body))
                self.answer(201, body)

    def do_PUT(self):
        self.body()
        number = int(self.path.rsplit("/", 1)[1])
        if not self.let_in():
            return
        if 1 <= number <= len(STEPS):
            self.noted[number - 1].set()
            self.answer(204)
        else:
            self.answer(404, b'{"message": "no such step"}')


def serve(handler):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def main(folder, chromium):
    def files(*arguments):
        return Quiet(*arguments, directory=folder)

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    page, teas = serve(files), serve(Teas)
    # the browser's processes end in any order, and the last one may still be writing
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = subprocess.Popen(
            [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--user-data-dir={profile}",
             "--remote-debugging-port=0", f"{page}/index.html#{teas}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            shown = Teas.done.wait(90)
        finally:
            os.killpg(browser.pid, signal.SIGKILL)
            browser.wait()
    print(Teas.shown)
    assert shown, "the page showed nothing in time"
    assert not Teas.wrong, Teas.wrong
    assert Teas.shown.split("\n") == SHOWN, SHOWN
    # the same key for both attempts, and one that was made by chance
    assert len(Teas.keys) == 2 and Teas.keys[0] == Teas.keys[1] and len(Teas.keys[0]) == 36, Teas.keys
    print("test result: ok. 1 passed; 0 failed; 0 ignored")


main(*sys.argv[1:])
