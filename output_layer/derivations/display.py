"""Equations and chains of steps as LaTeX that Jupyter, KaTeX and MathJax show alike."""

import re
from dataclasses import dataclass

from sympy import Basic, Eq, Tuple

from output_layer.derivations.printing import latex

RELATIONS = {"<=": r"\le", ">=": r"\ge", "<-": r"\leftarrow", "<=>": r"\iff"}
SHORT = 11  # a longer left side gets a line of its own
LINE = 26  # a longer equation of three sides is broken; a phone shows about as many letters


@dataclass(frozen=True)
class Equation:
    """An equation for display: its sides, each with the relation before it, and a condition."""

    sides: tuple
    where: Basic | None = None

    @property
    def latex(self):
        """The LaTeX without delimiters. Tuples are written part by part."""
        relations = [relation for relation, _ in self.sides]
        parts = zip(*(_parts(side) for _, side in self.sides), strict=True)
        text = r",\quad ".join(_chain(relations, sides) for sides in parts)
        return text + _condition(self.where)

    def _repr_latex_(self):
        return f"$$\n{self.latex}\n$$"


def aligned(left, steps, where=None):
    """Return the steps one under the other, each followed by its reason in small print."""
    opening = [_opening(left)] if _stands_alone(left) else []
    front = "" if opening else latex(left)
    rows = []
    for step in steps:
        rows.append(f"{_line(front, step.relation, step.expression)} \\\\\n{_reason(step)}")
        front = ""
    last = rows[-1].replace(" \\\\\n", _condition(where) + " \\\\\n")
    body = " \\\\[0.6em]\n".join([*opening, *rows[:-1], last])
    return f"$$\n\\begin{{aligned}}\n{body}\n\\end{{aligned}}\n$$"


def _stands_alone(left):
    return isinstance(left, Eq) or _breadth(latex(left)) > SHORT


def _opening(left):
    return _line("", "=", left) if isinstance(left, Eq) else f"&{latex(left)}"


def _line(front, relation, expression):
    if isinstance(expression, Eq):
        front, relation, expression = latex(expression.lhs), "=", expression.rhs
    return f"{front} &{_sign(relation)} {latex(expression)}".lstrip()


def _reason(step):
    return rf"&{{\footnotesize\text{{{step.reason}}}}}"


def _chain(relations, sides):
    """Write the sides in one line, or one under the other if they are many and long."""
    first, *others = map(latex, sides)
    pairs = zip(map(_sign, relations[1:]), others, strict=True)
    tails = [f"{sign} {side}" for sign, side in pairs]
    line = " ".join([first, *tails])
    if len(tails) < 2 or _breadth(line) <= LINE:
        return line
    rows = " \\\\\n".join(f"&{tail}" for tail in tails)
    return f"\\begin{{aligned}}\n{first} {rows}\n\\end{{aligned}}"


def _breadth(text):
    """Estimate how many letters wide a formula is; of a fraction the longer part counts."""
    text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", lambda m: max(m.groups(), key=len), text)
    return len(re.sub(r"[{}^_ ]", "", re.sub(r"\\[a-zA-Z]+|\\,", "x", text)))


def _sign(relation):
    return RELATIONS.get(relation, relation)


def _parts(side):
    return tuple(side) if isinstance(side, Tuple) else (side,)


def _condition(where):
    return "" if where is None else rf" \quad ({latex(where)})"
