"""Runs a student's cells and calls a student's functions, inside the sandbox.

It is started as a program of its own, with the folder of ``values.py`` and a folder of packages
as its arguments, and obeys messages: run a cell, give a name's value, call a function. Student
code can change anything here. That is why nothing here judges: only values go back.
"""

import ast
import base64
import ctypes
import io
import json
import os
import re
import resource
import sys
import types

OUTPUT = 20_000  # characters of a cell's output that are kept
MESSAGE = 500  # of an error's
FIGURES, PICTURE = 3, 300_000  # a cell's plots that are kept, and the bytes of one
MAGIC = re.compile(r"^(\s*)[%!].*$", re.MULTILINE)  # what only IPython understands
SYS_ADMIN, REMOUNT, NOSUID_NODEV = 21, 32, 6
CAPABILITIES_3 = 0x20080522


class Output(io.TextIOBase):
    """What a cell prints, up to a length."""

    def __init__(self):
        self.parts, self.room = [], OUTPUT

    def writable(self):
        """Return that text can be written."""
        return True

    def write(self, text):
        """Keep what there is room for."""
        kept = str(text)[: self.room]
        self.parts.append(kept)
        self.room -= len(kept)
        if not self.room and kept:
            self.parts.append(" … (the rest is left out)")
        return len(text)


def confine(limits):
    """Give up what a student's code must not have; what is given up cannot be had back."""
    for name in ("AS", "CPU", "FSIZE", "NOFILE", "CORE"):
        if name in limits:
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (limits[name],) * 2)
    if "files" in limits:
        _limit_files(limits["tmp"], limits["files"])


def _limit_files(size, count):
    """Limit the files in /tmp, then drop the capability that this takes."""
    libc = ctypes.CDLL(None, use_errno=True)
    options = f"size={size},nr_inodes={count}".encode()
    if libc.mount(None, b"/tmp", None, REMOUNT | NOSUID_NODEV, options):
        raise OSError(ctypes.get_errno(), "the folder for files cannot be limited")
    libc.prctl(24, SYS_ADMIN, 0, 0, 0)  # out of the bounding set
    libc.prctl(47, 4, 0, 0, 0)  # no ambient ones
    header = (ctypes.c_uint32 * 2)(CAPABILITIES_3, 0)
    if libc.capset(header, (ctypes.c_uint32 * 6)()):
        raise OSError(ctypes.get_errno(), "capabilities cannot be dropped")


def compiled(source, name):
    """Return a cell's statements and its last expression, if it ends in one, as code objects."""
    try:
        tree = ast.parse(source, name)
    except SyntaxError:
        tree = ast.parse(MAGIC.sub(r"\1pass", source), name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    shown = last and compile(ast.Expression(last.value), name, "eval")
    return compile(tree, name, "exec"), shown


class Student:
    """The names that the student's cells have made, and the functions that went out."""

    def __init__(self, values, channel):
        self.values, self.channel, self.functions = values, channel, []
        main = types.ModuleType("__main__")
        self.names, sys.modules["__main__"] = main.__dict__, main

    def run(self, source, name):
        """Run a cell; return what it printed, its plots, and the error that stopped it."""
        output = sys.stdout = sys.stderr = Output()
        answer = {"error": None}
        try:
            statements, shown = compiled(source, name)
            exec(statements, self.names)
            value = eval(shown, self.names) if shown else None
            if value is not None:
                print(repr(value))
        except BaseException as error:
            answer["error"] = described(error, name)
        sys.stdout = sys.stderr = Output()
        return answer | {"output": "".join(output.parts), "figures": plots()}

    def get(self, name):
        """Return the value of a name; functions go out as numbers."""
        if name not in self.names:
            return {"missing": True}
        return self.sent(self.names[name])

    def call(self, function, args, kwargs):
        """Call a function that went out, with decoded arguments."""
        target = self.functions[function]
        args = [self.values.decode(value, self.callback) for value in args]
        kwargs = {name: self.values.decode(value, self.callback) for name, value in kwargs.items()}
        try:
            return self.sent(target(*args, **kwargs))
        except BaseException as error:
            return {"error": described(error)}

    def sent(self, value):
        """Return an answer with a value, or one that says why it cannot cross."""
        try:
            return {"value": self.values.encode(value, self.register)}
        except self.values.NotPlainError as reason:
            return {"not_plain": str(reason)}

    def register(self, function):
        """Give a function its number."""
        self.functions.append(function)
        return len(self.functions) - 1

    def callback(self, number):
        """Return a function that asks the grader for each of its values."""

        def ask(*args):
            document = [self.values.encode(value) for value in args]
            answer = self.channel.ask({"callback": number, "args": document})
            if "error" in answer:
                raise TypeError(answer["error"])
            return self.values.decode(answer["value"])

        return ask


class Channel:
    """Messages to the grader and from it."""

    def __init__(self, values):
        self.values = values
        self.incoming, self.outgoing = open(os.dup(0), "rb"), open(os.dup(1), "wb")  # noqa: SIM115
        nothing = os.open(os.devnull, os.O_RDWR)
        for place in range(3):
            os.dup2(nothing, place)

    def read(self):
        """Return the next message; the program ends with the grader."""
        head = self.incoming.read(4)
        if len(head) < 4:
            os._exit(0)
        return self.values.unpack(self.incoming.read(self.values.length(head)))

    def write(self, document):
        """Send a message, or one that says why it cannot cross."""
        try:
            message = self.values.pack(document)
        except self.values.NotPlainError as reason:
            message = self.values.pack({"not_plain": str(reason)})
        self.outgoing.write(message)
        self.outgoing.flush()

    def ask(self, document):
        """Send a message and return its answer."""
        self.write(document)
        return self.read()


def described(error, name=None):
    """Return an exception's type and message, and the line of the cell where it left off."""
    lines = [error.lineno] if isinstance(error, SyntaxError) else []
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == name:
            lines.append(trace.tb_lineno)
        trace = trace.tb_next
    try:
        message = str(error)[:MESSAGE]
    except BaseException:
        message = ""
    return {"type": type(error).__name__[:80], "message": message, "line": (lines or [None])[-1]}


def plots():
    """Return the open plots as PNG, and close them."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    pictures = []
    try:
        for number in pyplot.get_fignums()[:FIGURES] if pyplot else []:
            data = io.BytesIO()
            pyplot.figure(number).savefig(data, format="png", dpi=72)
            if len(data.getvalue()) <= PICTURE:
                pictures.append(base64.b64encode(data.getvalue()).decode("ascii"))
        if pyplot:
            pyplot.close("all")
    except BaseException:
        return []
    return pictures


def main(folder, packages, limits):
    """Obey the grader's messages until it is gone."""
    sys.path[:0] = [folder]
    sys.path.append(packages)
    import values

    confine(json.loads(limits))
    channel = Channel(values)
    channel.write({"ready": True})
    student = Student(values, channel)
    obey = {"run": student.run, "get": student.get, "call": student.call}
    while True:
        request = channel.read()
        channel.write(obey[request.pop("do")](**request))


if __name__ == "__main__":
    main(*sys.argv[1:])
