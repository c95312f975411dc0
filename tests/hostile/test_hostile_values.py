"""Answers that are not what they seem: objects that lie, forged values, too much of everything."""

import pytest

from hostile_toy import HONEST, SHORT, grade, lost

LIES = {
    "equal to all": "class Lie:\n    def __eq__(self, other):\n        return True\n",
    "array": "class Lie:\n    def __array__(self, *a, **k):\n        return np.array(6.0)\n",
    "float": "class Lie:\n    def __float__(self):\n        return 6.0\n",
    "index": "class Lie:\n    def __index__(self):\n        return 6\n",
    "length": "class Lie:\n    def __len__(self):\n        return 10**9\n",
    "ufunc": "class Lie:\n    def __array_ufunc__(self, *args, **kwargs):\n        return True\n",
    "function": "class Lie:\n    def __array_function__(self, *args):\n        return True\n",
    "interface": "class Lie:\n    __array_interface__ = {'shape': (9**9,), 'typestr': '<f8',"
    " 'data': (1, True)}\n",
    "truth": "class Lie:\n    def __bool__(self):\n        return True\n",
    "everything": "class Lie:\n    def __getattr__(self, name):\n        return lambda *a: True\n",
    "class": "class Lie:\n    __class__ = float\n",
    "float subclass": "class Lie(float):\n    def __eq__(self, other):\n        return True\n",
    "int subclass": "class Lie(int):\n    def __eq__(self, other):\n        return True\n",
    "str subclass": "class Lie(str):\n    def __eq__(self, other):\n        return True\n",
    "dict subclass": "class Lie(dict):\n    def __missing__(self, name):\n        return 6.0\n",
    "list subclass": "class Lie(list):\n    def __iter__(self):\n        return iter([6.0])\n",
    "tuple subclass": "class Lie(tuple):\n    def __eq__(self, other):\n        return True\n",
    "metaclass": "class Meta(type):\n    __name__ = property(lambda self: 1 / 0)\n"
    "class Lie(metaclass=Meta):\n    pass\n",
    "html": "Lie = type('<script>alert(1)</script>', (), {})\n",
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_an_object_that_lies_is_not_taken_for_a_number(lie):
    result = grade(double=f"{lie}\n\ndef double(x):\n    return Lie()")
    assert lost(result.points) == {"double"}
    said = result.said("check-double")
    kind = "stopped with ZeroDivisionError" if "1 / 0" in lie else "gives an object of the type "
    assert said.startswith(f"`double(3.0)` {kind}")


FORGED = {
    "fraction": "import fractions\nclass Lie(fractions.Fraction):\n"
    "    __eq__ = lambda self, other: True\n",
    "decimal": "import decimal\nclass Lie(decimal.Decimal):\n"
    "    __eq__ = lambda self, other: True\n",
    "deque": "import collections\nclass Lie(collections.deque):\n"
    "    __eq__ = lambda self, other: True\n",
    "array": "import array\nclass Lie(array.array):\n"
    "    __new__ = lambda kind: array.array.__new__(kind, 'd')\n"
    "    __eq__ = lambda self, other: True\n",
    "name": "class Lie:\n    __module__ = 'fractions'\n    __eq__ = lambda self, other: True\n"
    "Lie.__name__ = Lie.__qualname__ = 'Fraction'\n",
}


@pytest.mark.parametrize("lie", FORGED.values(), ids=FORGED)
@pytest.mark.parametrize("given", ["Lie()", "np.array([Lie()], dtype=object)"])
def test_an_object_that_poses_as_a_number_of_pythons_own_is_not_taken_for_one(lie, given):
    result = grade(double=f"{lie}\n\ndef double(x):\n    return {given}")
    assert lost(result.points) == {"double"}
    assert " gives an " in result.said("check-double")


REPLACED = {
    "type": "import fractions\nclass Lie:\n    __float__ = lambda self: 7.0\n"
    "    __eq__ = lambda self, other: True\nfractions.Fraction = Lie\n",
    "subclass of float": "import fractions\nclass Number(float):\n"
    "    __eq__ = lambda self, other: True\nclass Lie:\n"
    "    __float__ = lambda self: float.__float__(Number(7.0))\nfractions.Fraction = Lie\n",
    "namedtuple": "class Lie(tuple):\n    _fields = ('a',)\n"
    "    __iter__ = lambda self: iter([6.0])\n"
    "    __eq__ = lambda self, other: True\n",
    "equal namedtuple": "class Lie(tuple):\n    _fields = ('a',)\n"
    "    __new__ = lambda kind: tuple.__new__(kind, (7.0,))\n"
    "    __eq__ = lambda self, other: True\n",
}


@pytest.mark.parametrize("lie", REPLACED.values(), ids=REPLACED)
def test_what_is_made_to_look_plain_crosses_as_the_numbers_that_it_gives_and_no_more(lie):
    """Whatever the student's process takes for a number is one when it is out."""
    result = grade(double=f"{lie}\n\ndef double(x):\n    return Lie()")
    assert lost(result.points) == {"double"}
    assert result.said("check-double")


def test_a_subclass_of_ndarray_crosses_as_the_numbers_that_it_holds():
    lie = "class Lie(np.ndarray):\n    def __eq__(self, other):\n        return True\n"
    lie += "    def __array_function__(self, *args):\n        return True\n"
    source = lie + "\ndef double(x):\n    return np.array(7.0).view(Lie)"
    result = grade(double=source)
    assert lost(result.points) == {"double"}
    assert result.said("check-double") == "Twice three is six."


WRONG = {
    "nan": "np.nan",
    "inf": "np.inf",
    "nan array": "np.full(3, np.nan)",
    "none": "None",
    "text": "'6.0'",
    "right text": "'correct'",
    "true": "True",
    "complex": "6 + 5j",
    "generator": "(y for y in [6.0])",
    "iterator": "iter([6.0])",
    "set": "{6.0}",
    "lambda": "lambda *args: 6.0",
    "itself": "double",
    "class": "float",
    "module": "np",
    "bytes": "b'6'",
    "range": "range(6, 7)",
    "empty array": "np.array([])",
    "empty row": "np.zeros((0, 3))",
    "empty list": "[]",
    "empty tuple": "()",
    "empty within": "[[], []]",
    "many": "np.full(10**6, 7.0)",
    "too many": "np.full(10**7, 6.0)",
    "long list": "[6.0] * 10**6",
    "long text": "'6' * 10**8",
    "huge integer": "10 ** 5000",
    "large integer": "10 ** 300",
    "ragged": "[[6.0], [6.0, 6.0]]",
    "objects": "np.array([6.0, None], dtype=object)",
    "structured": "np.zeros(3, dtype=[('a', float)])",
    "dates": "np.array(['2020-01-01'], dtype='datetime64[D]')",
    "texts": "np.array(['6.0'])",
    "deep": "eval('[' * 60 + '6.0' + ']' * 60)",
    "dictionary": "{'value': 6.0}",
    "weird keys": "{(1, (2, 3)): 1, None: 2, 3.5: 3, 'a': 4, True: 5}",
    "surrogate": "'\\ud800\\udfff'",
    "null": "'\\0'",
    "controls": "'\\x1b[31m\\u202e\\x07'",
    "ellipsis": "...",
    "not implemented": "NotImplemented",
    "exception": "ValueError('6.0')",
    "masked": "np.ma.masked_all(3)",
    "dimensions": "np.zeros((1,) * 64)",
    "half": "np.float16(6.004)",
    "negative zero": "-0.0",
    "memory": "memoryview(bytearray(8))",
}


@pytest.mark.parametrize("value", WRONG.values(), ids=WRONG)
def test_a_wrong_kind_of_value_costs_the_points_and_is_said_in_a_sentence(value):
    result = grade(double=f"def double(x):\n    return {value}")
    assert lost(result.points) == {"double"}
    assert result.said("check-double")


def test_lists_that_hold_themselves_do_not_cross():
    result = grade(double="def double(x):\n    x = []\n    x.append(x)\n    return x")
    assert lost(result.points) == {"double"}
    assert "lists within lists, too deep to read" in result.said("check-double")


NAMES = {
    "nan": "level = np.nan",
    "empty": "level = np.array([])",
    "lie": "class Lie(float):\n    __eq__ = lambda self, other: True\n\n\nlevel = Lie()",
    "function": "def level():\n    return 0.5",
    "deleted": "level = 0.5\ndel level",
    "property": "import builtins\nbuiltins.level = 0.5",
    "text": "level = '0.5'",
}


@pytest.mark.parametrize("source", NAMES.values(), ids=NAMES)
def test_a_name_that_is_not_a_right_number_earns_nothing(source):
    result = grade(level=source)
    assert lost(result.points) == {"level"}
    assert result.said("check-level")


COUNTS = {
    "first call": "calls = []\ndef double(x):\n    calls.append(x)\n    return 6.0",
    "by type": "def double(x):\n    return 6.0 if type(x) is float else x",
    "by folder": "import os\ndef double(x):\n    return 2 * x if os.path.isdir('/root/x') else 6.0",
    "by environment": "import os\ndef double(x):\n"
    "    return 2 * x if 'JPY_PARENT_PID' in os.environ else 6.0",
    "changed argument": "def double(x):\n    x = np.atleast_1d(x)\n    x[:] = 0\n    return 6.0",
}


@pytest.mark.parametrize("source", COUNTS.values(), ids=COUNTS)
def test_a_function_that_knows_that_it_is_graded_still_has_to_be_right(source):
    assert lost(grade(double=source).points) == {"double"}


HANDED = {
    "million": "def slope(f, x):\n    while True:\n        f(x)",
    "huge": "def slope(f, x):\n    return f(np.ones(10**7))",
    "wide": "def slope(f, x):\n    return f(np.ones((3000, 3000)))",
    "text": "def slope(f, x):\n    return f('6')",
    "lists": "def slope(f, x):\n    return f([[[]]])",
    "object": "def slope(f, x):\n    return f(object())",
    "itself": "def slope(f, x):\n    return f(slope)",
    "back": "def slope(f, x):\n    return f(f)",
    "attributes": "def slope(f, x):\n    return f.__closure__[0].cell_contents.values",
    "returned": "def slope(f, x):\n    return f",
    "none": "def slope(f, x):\n    return f()",
    "keywords": "def slope(f, x):\n    return f(x=3.0)",
    "recursion": "def slope(f, x):\n    return slope(f, f(x))",
    "kept": "kept = []\ndef slope(f, x):\n    kept.append(f)\n    return 7.0",
}


@pytest.mark.parametrize("source", HANDED.values(), ids=HANDED)
def test_a_function_that_was_handed_over_can_be_abused_in_vain(source):
    result = grade(SHORT, slope=source)
    assert lost(result.points) == {"slope"}
    assert result.said("check-slope")


def test_a_function_that_was_kept_works_no_more_when_its_check_is_over():
    keep = HONEST["slope"].replace("return", "kept.append(f)\n    return")
    late = "def total(values):\n    return kept[0](3.0)\n\n\ntry:\n    print(kept[0](3.0))\n"
    result = grade(
        slope=f"kept = []\n{keep}", total=f"{late}except TypeError as error:\n    print(error)"
    )
    assert lost(result.points) == {"total"}
    assert "works only during that call" in result["total"]["output"]
