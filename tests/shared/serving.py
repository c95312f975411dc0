"""Serves the built site, plainly or with an ear in every page that hears what goes wrong there."""

import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

# What a driver without a console cannot tell: all that goes wrong, from the first line on.
EAR = """<script>{
  window.problems = [];
  const note = (text) => problems.push(text);
  for (const kind of ["error", "warn"]) {
    const own = console[kind];
    console[kind] = (...parts) => {
      note(`${kind}: ${parts.join(" ")}`);
      own.apply(console, parts);
    };
  }
  addEventListener("error", ({ message, target }) => {
    note(message ? `script error: ${message}` : `failed: ${target.src || target.href}`);
  }, true);
  addEventListener("unhandledrejection", ({ reason }) => note(`script error: ${reason}`));
  addEventListener("securitypolicyviolation", ({ blockedURI }) => {
    note(`asks another host: ${blockedURI}`);
  });
}</script>"""
OWN_HOST = "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'"


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and writes no log."""

    def log_message(self, *args):
        """Say nothing."""


class WatchingHandler(QuietHandler):
    """Puts the ear into each page, forbids it other hosts, and writes down what is not there."""

    failed: list

    def send_head(self):
        """Send the head; of a page, another text than the file's."""
        path = Path(self.translate_path(self.path))
        return self._send_page(path) if path.suffix == ".html" else super().send_head()

    def _send_page(self, path):
        if not path.is_file():
            return self.send_error(404)
        before, head, after = path.read_bytes().partition(b"<head>")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", OWN_HOST)
        self.end_headers()
        self.wfile.write(before + head + EAR.encode() + after)
        return None

    def send_error(self, code, *args, **kwargs):
        """Write it down."""
        self.failed.append(f"{code}: {self.path}")
        super().send_error(code, *args, **kwargs)


@contextmanager
def served(site, kind=QuietHandler):
    """Yield the address under which a folder is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(kind, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def watched(site):
    """Yield such an address for pages with an ear, and the list of what was not there."""
    failed = []
    with served(site, type("Handler", (WatchingHandler,), {"failed": failed})) as address:
        yield address, failed
