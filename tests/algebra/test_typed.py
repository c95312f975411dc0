"""No derived result is typed in: the source is searched, and wrong definitions change it."""

import importlib
import inspect
import pkgutil
import re
from dataclasses import replace

import pytest
from sympy import Derivative, Expr, Tuple, exp
from sympy.core.function import AppliedUndef

from output_layer import derivations
from output_layer.algebra.derivation import Derivation, Solution, Step
from output_layer.algebra.ground import ground
from output_layer.algebra.ledger import derive
from output_layer.algebra.proof import minus, vanishes
from output_layer.algebra.symbols import C, P, a, sigma, z
from output_layer.algebra.trial import is_name
from output_layer.derivations import LEDGER
from typed import typed_formulas

DERIVED = [label for label, record in LEDGER.items() if record.kind != "definition"]
DEFINITIONS = [record.function for record in LEDGER.values() if record.kind == "definition"]
CHAPTERS = {record.chapter for record in LEDGER.values()}
MODULES = [
    importlib.import_module(f"output_layer.derivations.{module.name}")
    for module in pkgutil.iter_modules(derivations.__path__)
    if module.name.partition("_")[0] in CHAPTERS
]


def _says(value, answer, entry):
    """Tell whether a typed formula is the answer; the left side, the question, may be typed."""
    if not isinstance(value, Expr) or value.is_Integer or is_name(value) or value == entry.left:
        return False
    operations = value.has(Derivative) or {C, P} & {f.func for f in value.atoms(AppliedUndef)}
    return not operations and vanishes(minus(*(ground(e, entry.given) for e in (value, answer))))


def _answers(entry):
    """Return what an entry derives: its result, the parts of it, or the value of the unknown."""
    result = entry.solution if isinstance(entry, Solution) else entry.result
    parts = result if isinstance(result, Tuple) else [result]
    return [part for part in parts if not (part.is_Integer or is_name(part))]


@pytest.mark.parametrize("label", DERIVED)
def test_no_result_is_typed_in(label):
    entry, typed = derive(label), typed_formulas(LEDGER[label].function)
    assert not [v for v in typed for answer in _answers(entry) if _says(v, answer, entry)]


HELPERS = [
    (module, function)
    for module in MODULES
    for _, function in inspect.getmembers(module, inspect.isfunction)
    if function.__module__ == module.__name__
]


@pytest.mark.parametrize(("module", "function"), HELPERS)
def test_no_function_beside_them_types_a_result(module, function):
    chapter = module.__name__.rpartition(".")[2].partition("_")[0]
    typed = typed_formulas(function)
    for entry in map(derive, DERIVED):
        if entry.chapter == chapter:
            assert not [v for v in typed for answer in _answers(entry) if _says(v, answer, entry)]


def _typed_at_once():
    return Derivation(sigma(z).diff(z), (Step(sigma(z) * (1 - sigma(z)), "Typed."),))


def _typed_in_pieces():
    output = a
    rest = 1 - output
    return Derivation(sigma(z).diff(z), (Step(rest * output, "Typed."),))


def _typed_in_full():
    return exp(-z) / (1 + exp(-z)) ** 2


def _computed():
    return (1 / (1 + exp(-z))).diff(z)


@pytest.mark.parametrize("cheat", [_typed_at_once, _typed_in_pieces, _typed_in_full])
def test_a_typed_result_is_found(cheat):
    entry = derive("eq-sigmoid-derivative")
    assert [v for v in typed_formulas(cheat) if _says(v, entry.result, entry)]


def test_a_computed_result_is_not_typed():
    entry = derive("eq-sigmoid-derivative")
    assert not [v for v in typed_formulas(_computed) if _says(v, entry.result, entry)]


def test_no_formula_is_read_from_a_text():
    for module in MODULES:
        source = inspect.getsource(module)
        assert not re.search(r"\b(sympify|parse_expr|parse_latex|eval|S)\(", source)


@pytest.mark.parametrize("label", [label for label in DERIVED if LEDGER[label].kind == "derived"])
def test_a_wrong_definition_changes_the_result(label, monkeypatch):
    _forget()
    right = derive(label)
    used = [each for each in DEFINITIONS if each.cache_info().currsize]
    # The last first: less is built on them, so that less is to be refused.
    assert any(_outcome(label, each, monkeypatch) != right.result for each in reversed(used))


def _outcome(label, function, monkeypatch):
    """Return the result that follows from a corrupted definition, or None if none does."""
    wrong = _corrupted(function())
    with monkeypatch.context() as patch:
        for module in MODULES:
            if getattr(module, function.__name__, None) is function:
                patch.setattr(module, function.__name__, lambda: wrong)
        return _result_afresh(label)


def _result_afresh(label):
    """Derive again from whatever the definitions are now, and forget it."""
    _forget()
    try:
        return LEDGER[label].function().result
    except ValueError:
        return None
    finally:
        _forget()


def _forget():
    for record in LEDGER.values():
        record.function.cache_clear()


def _corrupted(definition):
    """Return a definition of twice as much; of a probability, its square."""
    right = definition.right
    if isinstance(right, Tuple):
        return replace(definition, right=Tuple(*(2 * part for part in right)))
    return replace(definition, right=right**2 if definition.left.func == P else 2 * right)
