"""Serves built sites with gzip, as a plain static host does."""

import gzip
from contextlib import ExitStack, contextmanager, suppress
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

PACKED = {".woff2", ".png", ".jpg", ".webp"}  # what such a host sends as it is


@cache
def packed(path):
    """Return the bytes of a file as they cross the wire."""
    data = Path(path).read_bytes()
    return data if Path(path).suffix in PACKED else gzip.compress(data, 6, mtime=0)


class Handler(SimpleHTTPRequestHandler):
    """Answers with compressed files, and writes no log."""

    protocol_version = "HTTP/1.1"
    # Head and body in one piece: the system would hold back a second one until the first is
    # acknowledged, which takes 40 ms.
    wbufsize = 1 << 16

    def do_GET(self):
        """Send the file."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            return self.send_error(404)
        data = packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(data)))
        if path.suffix not in PACKED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return self.wfile.write(data)

    def handle(self):
        """Answer until the browser is gone; it may go before it has read everything."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, *args):
        """Say nothing."""


@contextmanager
def serving(folders):
    """Yield the addresses under which the folders are served."""
    with ExitStack() as stack:
        yield [stack.enter_context(_serving(folder)) for folder in folders]


@contextmanager
def _serving(folder):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
