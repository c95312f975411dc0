"""The trial of wrong formulas: the algebra and the numbers, each by itself, have to refuse them.

`trial` sorts the mutants of an entry: those that the algebra proves equal, those that both
checks refuse, and, if there are any, the survivors.
"""

from dataclasses import dataclass

from sympy import Derivative

from output_layer.algebra.mutants import is_letter, mutants


@dataclass(frozen=True)
class Trial:
    """The mutants of an entry: refused by both checks, proved equal, or neither."""

    killed: tuple
    equal: tuple
    survivors: tuple


def trial(entry, check):
    """Put every mutant of every claim of an entry before both of its checks."""
    verdicts = {"killed": [], "equal": [], "survivors": []}
    for relation, mutant in put_to_trial(entry):
        proved = entry.proves(relation, mutant)
        refused = _refused(check, entry, relation, mutant)
        verdict = "survivors" if proved == refused else "equal" if proved else "killed"
        verdicts[verdict].append(mutant)
    return Trial(**{name: tuple(found) for name, found in verdicts.items()})


def put_to_trial(entry):
    """Yield the mutants of all claims of an entry, each with its relation."""
    for place, (relation, claim) in enumerate(entry.claims):
        if place == 0 and len(entry.claims) > 1 and is_name(claim):
            continue
        for mutant in mutants(claim):
            yield relation, mutant


def is_name(expr):
    """Tell whether a left side only says what the equation is about: C, or ∂C/∂z."""
    return is_letter(expr) or isinstance(expr, Derivative)


def _refused(check, entry, relation, mutant):
    try:
        check(entry, [(relation, mutant)])
    except (AssertionError, LookupError):
        return True
    return False
