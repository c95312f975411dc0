"""Runs a student's cells and calls a student's functions, inside the sandbox.

It is started as a program of its own, with the folder of ``values.py`` and a folder of packages
as its arguments, and obeys messages: run a cell, give a name's value, call a function. Student
code can change anything here. That is why nothing here judges: only values go back.
"""

import contextlib
import gc
import json
import os
import signal
import sys
import types

MESSAGE = 500  # characters of an error's message


class Student:
    """The names that the student's cells have made, and the functions that went out."""

    def __init__(self, values, shown, notebook, channel):
        self.values, self.shown, self.notebook, self.channel = values, shown, notebook, channel
        main = types.ModuleType("__main__")
        self.names, sys.modules["__main__"] = main.__dict__, main
        self.functions, self.last = [], ""
        self.names |= {"display": display, "get_ipython": get_ipython, "_": self.last}
        self.names |= {"In": [""], "Out": {}}

    def obey(self, request):
        """Do what a request says; its ticket on the answer shows what is answered."""
        does = {"run": self.run, "add": self.add, "get": self.get, "call": self.call}[
            request.pop("do")
        ]
        return {"ticket": request.pop("ticket")} | does(**request)

    def run(self, source, name):
        """Run a cell; return what it printed, its plots, and the error that stopped it."""
        output = sys.stdout = sys.stderr = self.shown.Output(self.values.OUTPUT)
        answer = {"error": None}
        try:
            statements, shown = self.notebook.compiled(source, name)
            self.notebook.run(statements, self.names)
            value = self.notebook.run(shown, self.names) if shown else None
            if value is not None:
                print(repr(value))
                self.remember(value)
        except BaseException as error:
            answer["error"] = described(error, name)
        sys.stdout = sys.stderr = self.shown.Output(0)
        return answer | {"output": "".join(output.parts), "figures": self.shown.plots()}

    def add(self, source, name):
        """Run what a notebook shows of a check, for the names alone that are not there yet."""
        names = {**self.names}
        with contextlib.suppress(BaseException):
            for code in filter(None, self.notebook.compiled(source, name)):
                self.notebook.run(code, names)
        self.names |= {made: names[made] for made in names.keys() - self.names.keys()}
        self.shown.plots()
        return {}

    def remember(self, value):
        """Keep what was shown as IPython does: as ``_``, unless the student has made that name."""
        if self.names.get("_") is self.last:
            self.names["_"] = self.last = value

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
            answer = self.channel.ask({"callback": number, "args": document}, self.obey)
            if "error" in answer:
                raise TypeError(answer["error"])
            return self.values.decode(answer["value"])

        return ask


def display(*shown, **how):
    """Show values, as the function of IPython's that every notebook has."""
    print(*map(repr, shown), sep="\n")


def get_ipython():
    """Return what stands for IPython's shell; few cells ask."""
    import IPython

    return IPython.get_ipython()


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
            ticket = document.get("ticket")
            message = self.values.pack({"not_plain": str(reason), "ticket": ticket})
        self.outgoing.write(message)
        self.outgoing.flush()

    def ask(self, document, obey):
        """Send a question and return its answer; do what the grader requests before it answers."""
        self.write(document)
        message = self.read()
        while "do" in message:
            self.write(obey(message))
            message = self.read()
        return message


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


def main(folder, packages, limits):
    """Obey the grader's messages until it is gone."""
    sys.path[:0] = [folder]
    sys.path += [packages, ""]  # last, so that no file of a student's hides a module
    gc.disable()  # nothing that is imported here is garbage
    import notebook
    import restraint
    import server
    import shown
    import values

    gc.freeze()
    gc.enable()
    limits = json.loads(limits)
    if "filter" in limits:
        server.serve(limits)
    restraint.confine(limits)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored by background jobs
    channel = Channel(values)
    channel.write({"ready": True})
    student = Student(values, shown, notebook, channel)
    while True:
        channel.write(student.obey(channel.read()))


if __name__ == "__main__":
    main(*sys.argv[1:])
