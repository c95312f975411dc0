"""Stands between Playwright and a stock Firefox, which both speak WebDriver BiDi.

Playwright asks every browser to emulate media, screens and the like, and gives up where one does
not know the command, as Firefox 153 does. The go-between passes every message on, and answers such
a command itself: what a browser cannot emulate, it does without. Playwright runs this program as
if it were Firefox.
"""

import asyncio
import json
import re
import shlex
import sys
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application
from tornado.websocket import WebSocketHandler, websocket_connect

LISTENING = "WebDriver BiDi listening on ws://"
LARGE = 2**30  # bytes of a message: a printed page is one


def program(firefox, folder):
    """Write a program into ``folder`` that runs this one for the Firefox given; return its path."""
    command = shlex.join([sys.executable, __file__, firefox])
    path = Path(folder, "firefox")
    path.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return path


class Between(WebSocketHandler):
    """The connection of Playwright, and behind it one to Firefox."""

    def initialize(self, address):
        """Remember where Firefox listens, and which commands it may not know."""
        self.address, self.spared = address, set()

    def check_origin(self, origin):
        """Let Playwright in, which has no origin."""
        return True

    async def open(self, *path):
        """Connect to Firefox."""
        url = f"{self.address}/session"
        options = {"on_message_callback": self.back, "max_message_size": LARGE}
        self.firefox = await websocket_connect(url, **options)

    async def on_message(self, message):
        """Pass a command on."""
        command = json.loads(message)
        if command["method"].startswith("emulation."):
            self.spared.add(command["id"])
        await self.firefox.write_message(message)

    def back(self, message):
        """Pass an answer or an event back; of what is spared, an unknown command is done."""
        if message is None:
            return self.close()
        answer = json.loads(message)
        if answer.get("error") == "unknown command" and answer["id"] in self.spared:
            message = json.dumps({"type": "success", "id": answer["id"], "result": {}})
        return self.write_message(message)

    def on_close(self):
        """Leave Firefox too."""
        self.firefox.close()


async def main(program, *options):
    """Run Firefox; tell Playwright to come here instead of to Firefox."""
    firefox = await asyncio.create_subprocess_exec(
        program, *options, stderr=asyncio.subprocess.PIPE
    )
    async for line in firefox.stderr:
        text = line.decode(errors="replace")
        if found := re.search(LISTENING + r"(\S+)", text):
            text = f"{LISTENING}127.0.0.1:{serve('ws://' + found[1])}\n"
        print(text, end="", file=sys.stderr, flush=True)
    return await firefox.wait()


def serve(address):
    """Wait for Playwright on a free port, and return its number."""
    route = (r"/.*", Between, {"address": address})
    sockets = bind_sockets(0, "127.0.0.1")
    HTTPServer(Application([route], websocket_max_message_size=LARGE)).add_sockets(sockets)
    return sockets[0].getsockname()[1]


if __name__ == "__main__":
    sys.exit(asyncio.run(main(*sys.argv[1:])))
