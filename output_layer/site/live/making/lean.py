"""Makes compiled modules of a library smaller: without the columns of tracebacks, without help.

It runs in the Python of the page (`made.mjs`). A traceback still names each line.
"""

import dis
import inspect
import io
import marshal
import tarfile
from itertools import pairwise
from types import CodeType

# NumPy makes its masked arrays with the help of the plain ones.
WITH_HELP = ("numpy/_core/", "numpy/lib/", "numpy/ma/")
HEAD = 16  # bytes before the code in a compiled file
HAS_DOCSTRING = 0x4000000  # the flag that says so; the text is the first constant
STORED = ("STORE_NAME", "__doc__")  # what a class or a module does with its docstring
# Kinds of entries in the table of lines (CPython, Objects/locations.md).
NO_COLUMN, NO_LINE = 13, 15
LONGEST = 8  # code units of one entry


def lean(code, *, with_help=False):
    """Return code with a table of lines that has no columns, and without docstrings if it may."""
    constants = [
        lean(each, with_help=with_help) if isinstance(each, CodeType) else each
        for each in code.co_consts
    ]
    flags = code.co_flags
    for place in () if with_help else _docstrings(code):
        constants[place] = None
        flags &= ~HAS_DOCSTRING
    return code.replace(co_consts=tuple(constants), co_flags=flags, co_linetable=_lines(code))


def _docstrings(code):
    """Return where a docstring stands among the constants: of a function, a class or a module."""
    if code.co_flags & inspect.CO_OPTIMIZED:
        return [0] if code.co_flags & HAS_DOCSTRING else []
    steps = list(dis.get_instructions(code))
    loaded = [step.arg for step in steps if step.opname == "LOAD_CONST"]
    found = [
        before.arg
        for before, after in pairwise(steps)
        if before.opname == "LOAD_CONST" and (after.opname, after.argval) == STORED
    ]
    return [place for place in found if loaded.count(place) == 1]  # else it is a name as well


def _lines(code):
    table, last = bytearray(), code.co_firstlineno
    for start, end, line in code.co_lines():
        for units in _cut((end - start) // 2):
            kind = NO_LINE if line is None else NO_COLUMN
            table.append(0x80 | kind << 3 | units - 1)
            if line is not None:
                table += _number(line - last)
                last = line
    return bytes(table)


def _cut(units):
    """Return a number as a sum of numbers that one entry can say."""
    return [LONGEST] * (units // LONGEST) + [units % LONGEST] * (units % LONGEST > 0)


def _number(value):
    """Return a signed number six bits at a time, the lowest first."""
    rest, found = abs(value) << 1 | (value < 0), bytearray()
    while rest >= 64:
        found.append(64 | rest & 63)
        rest >>= 6
    return bytes([*found, rest])


def main():
    """Make each compiled file of an archive smaller."""
    with tarfile.open("/given/given.tar") as given, tarfile.open("/made/made.tar", "w") as made:
        for entry in given:
            data = given.extractfile(entry).read()
            code = lean(marshal.loads(data[HEAD:]), with_help=entry.name.startswith(WITH_HELP))
            data = data[:HEAD] + marshal.dumps(code)
            entry.size = len(data)
            made.addfile(entry, io.BytesIO(data))


if __name__ == "__main__":
    main()
