"""The Python that runs a page's cells in the reader's browser, as a notebook's kernel would.

The page calls `run` and `message`. Whatever happens is told in lines of JSON on the real standard
output, each an output of the notebook format, or what stands beside it: ``clear``, ``glue``,
``widget``, ``update``. They come in the order in which they happen.
"""

import ast
import base64
import io
import json
import linecache
import logging
import math
import os
import sys
import time
import traceback

NAMES = vars(sys.modules["__main__"])
FILE = "<cell {}>"
HOLD = 8192  # characters printed before they are told
SECONDS = 0.1  # for which printed text waits for more

_channel = sys.stdout
_catchers = []  # the widgets that take the output at the moment, the innermost last
_widgets = {}


def emit(message):
    """Tell the page."""
    flush()
    if _catchers and message["output_type"] not in ("widget", "update", "glue"):
        return _catchers[-1](message)
    return _tell(message)


def _tell(message):
    _channel.write(json.dumps(_plain(message), ensure_ascii=False, allow_nan=False) + "\n")
    _channel.flush()


def _plain(value):
    """Return a value as JSON has it: what is no finite number is a text, bytes are base64."""
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, (bytes, bytearray, memoryview)):
        return base64.b64encode(bytes(value)).decode("ascii")
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


class Printed(io.TextIOBase):
    """A stream whose text is told in pieces that a page can follow."""

    def __init__(self, name):
        self.name = name

    def writable(self):
        """Return True."""
        return True

    def write(self, text):
        """Keep the text until there is enough of it, or time has passed."""
        if not isinstance(text, str):
            raise TypeError(f"write() takes text, not {type(text).__name__}")
        if _held and _held[0][0] != self.name:
            flush()
        _held.append((self.name, text))
        if time.monotonic() - _since[0] > SECONDS or sum(len(t) for _, t in _held[-64:]) > HOLD:
            flush()
        return len(text)

    def flush(self):
        """Tell what has been written."""
        flush()


_held = []
_since = [0.0]


def flush():
    """Tell what has been printed."""
    if _held:
        name, text = _held[0][0], "".join(text for _, text in _held)
        _held.clear()
        message = {"output_type": "stream", "name": name, "text": text}
        (_catchers[-1] if _catchers else _tell)(message)
    _since[0] = time.monotonic()


def bundle(value):
    """Return the data and the metadata that IPython has for a value, for each kind of display."""
    from IPython.core.interactiveshell import InteractiveShell

    return InteractiveShell.instance().display_formatter.format(value)


def show(data, metadata, name=None, update=False):
    """Tell of something displayed."""
    message = {"output_type": "display_data", "data": data, "metadata": metadata}
    emit(message | ({"display_id": name, "replaces": update} if name else {}))


def clear(wait):
    """Tell that what was shown goes."""
    emit({"output_type": "clear", "wait": bool(wait)})


def run(code, cell):
    """Run the code of a cell, show the value of its last expression, and tell how it ended."""
    name = FILE.format(cell)
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)

    def do():
        _run(ast.parse(code, name), name, silent=code.rstrip().endswith(";"))
        _after()

    _ended(do, name)


def _ended(do, name=None):
    """Do something, show its error, and tell how it ended."""
    try:
        do()
    except BaseException as error:  # SystemExit too: it ends the cell, not the page
        show_error(error, name)
        status = "error"
    else:
        status = "ok"
    flush()
    _tell({"output_type": "status", "status": status})


def _run(tree, name, silent):
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), NAMES)
    if last is None:
        return
    value = eval(compile(ast.Expression(last.value), name, "eval"), NAMES)
    if value is None or silent:
        return
    NAMES["_"] = value
    data, metadata = bundle(value)
    if data:  # what shows itself has done so
        emit({"output_type": "execute_result", "data": data, "metadata": metadata})


def _after():
    """Show the figures of Matplotlib that the cell has left open."""
    from IPython.core.interactiveshell import InteractiveShell

    InteractiveShell.instance().events.trigger("post_execute")


def show_error(error, name=None):
    """Tell of an error: its message, the line of the cell, and the way to it from there."""
    own = show_error.__code__.co_filename
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename != own]
    of_cell = [frame.lineno for frame in frames if frame.filename == name]
    wrong_text = isinstance(error, SyntaxError) and error.filename == name
    lines = traceback.format_list(frames) + traceback.format_exception_only(error)
    emit(
        {
            "output_type": "error",
            "ename": type(error).__name__,
            "evalue": str(error),
            "traceback": "".join(lines).splitlines(),
            "line": error.lineno if wrong_text else of_cell[-1] if of_cell else None,
        }
    )


def message(widget, text):
    """Take over what the reader has changed in a widget, as JSON; its callbacks run."""
    content = {"data": {"method": "update", "state": json.loads(text), "buffer_paths": []}}
    _ended(lambda: _widgets[widget].handle_msg({"content": content, "buffers": []}))


def _connect_widgets():
    """Let each widget tell the page of its state."""
    import comm

    class Page(comm.base_comm.BaseComm):
        """The line between a widget here and its view in the page."""

        def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **_):
            data = data or {}
            if msg_type == "comm_open":
                _widgets[self.comm_id] = self
            if "state" in data and data.get("method", "update") == "update":
                places = zip(data.get("buffer_paths", ()), buffers or (), strict=False)
                told = [{"path": path, "data": buffer} for path, buffer in places]
                kind = "widget" if msg_type == "comm_open" else "update"
                text = {"output_type": kind, "id": self.comm_id, "state": data["state"]}
                emit(text | ({"buffers": told} if told else {}))

    comm.create_comm = Page


def _connect_outputs():
    """Let a widget that catches output do so here, where no kernel sorts the messages."""
    from ipywidgets import Output

    def enter(self):
        flush()

        def take(message):
            if message["output_type"] == "clear":
                self.outputs = ()
            else:
                message = {k: v for k, v in message.items() if k not in ("line", "replaces")}
                self.outputs = (*self.outputs, message)

        _catchers.append(take)

    def leave(self, kind, error, frames):
        if error is not None:
            show_error(error)
        flush()
        _catchers.pop()
        return True if kind else None

    Output.__enter__, Output.__exit__ = enter, leave
    Output.clear_output = lambda self, *args, **kwargs: setattr(self, "outputs", ())


def start():
    """Make ready what cells print to, and what draws and shows for them."""
    os.chdir(os.environ["HOME"])
    os.environ["MPLBACKEND"] = "inline"
    sys.stdout, sys.stderr = Printed("stdout"), Printed("stderr")
    _connect_widgets()
    _connect_outputs()
    _forgo_threads()
    # Fonts that a formula may fall back to are not here, and Matplotlib would say so of each.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)


def _forgo_threads():
    """Let a bar of progress do without the thread that watches it: there are no threads here."""
    from tqdm import tqdm

    tqdm.monitor_interval = 0
