"""A cell as IPython reads it: Python, and in it magic, commands of the shell, and ``await``.

Like ``values.py`` it runs inside the sandbox, where the package is not.
"""

import ast
import inspect
import re

AWAIT = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
# What only IPython understands: magic, commands of the shell, questions.
MAGIC = re.compile(r"^([ \t]*)(?:[%!?].*|[\w.]+\?+[ \t]*)$", re.MULTILINE)
TIMED = re.compile(r"^([ \t]*)%time[ \t]+(?=\S)", re.MULTILINE)  # its statement counts
COMMAND = re.compile(r"^([ \t]*[\w., \t\[\]()]+=[ \t]*)!(.*)$", re.MULTILINE)
MEASURED = re.compile(r"^([ \t]*[\w., \t\[\]()]+=[ \t]*)%(\w+)[ \t]*(.*)$", re.MULTILINE)
WHOLE = re.compile(r"\s*%%(\w+|!)[ \t]*(.*)(?:\n|$)")
RUN = ("time", "timeit", "capture", "prun", "python", "python3", "memit", "debug")
FILES = ("writefile", "file")


def python(source):
    """Return a cell as Python: of magic stays what it does to names and files.

    >>> python("x = !ls")
    "x = get_ipython().getoutput('ls')"
    """
    if whole := WHOLE.match(source):
        kind, rest, body = whole[1], whole[2], source[whole.end() :]
        if kind in FILES:
            words = [word for word in rest.split() if word != "-a"]
            file, mode = (
                words[-1].strip("'\"") if words else "unnamed",
                "a" if "-a" in rest else "w",
            )
            return f"get_ipython().save({file!r}, {body!r}, {mode!r})"
        source = "\n" * source.count("\n", 0, whole.end()) + (body if kind in RUN else "")
    source = COMMAND.sub(lambda m: f"{m[1]}get_ipython().getoutput({m[2]!r})", source)
    source = MEASURED.sub(
        lambda m: f"{m[1]}get_ipython().run_line_magic({m[2]!r}, {m[3]!r})", source
    )
    return MAGIC.sub(r"\1pass", TIMED.sub(r"\1", source))


def compiled(source, name):
    """Return a cell's statements and its last expression, if it ends in one, as code objects."""
    flags = AWAIT | ast.PyCF_ONLY_AST
    try:
        tree = compile(source, name, "exec", flags)
    except SyntaxError:
        tree = compile(python(source), name, "exec", flags)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    shown = last and compile(ast.Expression(last.value), name, "eval", AWAIT)
    return compile(tree, name, "exec", AWAIT), shown


def run(code, names):
    """Run compiled code and return its value, once what it awaits is there."""
    value = eval(code, names)
    return _awaited(value) if code.co_flags & inspect.CO_COROUTINE else value


def _awaited(coroutine):
    import asyncio  # few cells need it, and it takes long

    class Loop(asyncio.SelectorEventLoop):
        """A loop that no other thread wakes up: in the sandbox there is no pair of sockets."""

        _ssock = _csock = None

        def _make_self_pipe(self):
            pass

        def _close_self_pipe(self):
            pass

    with asyncio.Runner(loop_factory=Loop) as runner:
        return runner.run(coroutine)
