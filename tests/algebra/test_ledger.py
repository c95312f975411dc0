"""The ledger: every equation agrees with the code of the book, and no wrong version of it does."""

import subprocess
import sys

import numpy as np
import pytest
from sympy import Eq, KroneckerDelta, Sum, Tuple, exp, log

import output_layer as ol
from output_layer.algebra import ledger, symbols
from output_layer.algebra.checks import antiderivative, equals, gradient, largest, sign_change
from output_layer.algebra.mutants import mutants
from output_layer.algebra.symbols import (
    K,
    Others,
    a,
    ell,
    i,
    inputs,
    j,
    k,
    lamda,
    logits,
    m,
    share,
    sigma,
    targets,
    theta,
    y,
    z,
)
from output_layer.algebra.trial import put_to_trial, trial
from output_layer.derivations import LEDGER, derive, equations, listing, tried

CHAPTERS = list(dict.fromkeys(record.chapter for record in LEDGER.values()))
PICKS = KroneckerDelta(j, symbols.label)
LEAST = 5  # wrong versions of each equation that both checks have to refuse

# The mutants that say the same as the equation; the algebra proves it.
EQUAL = {
    "eq-quadratic-cost": [r"\frac{(y - a)^{2}}{2}"],
    # The left side with the error cancelled, and written as a product.
    "eq-gradient-ratio": [r"(a - y)\,\frac{1}{(a - y)\,a(1 - a)}", r"\frac{1}{a(1 - a)}"],
    # Whatever the constant, the gradient is the same.
    "eq-cost-from-gradient": [
        r"\log(1 + e^{z}) + y - y z",
        r"\log(1 + e^{z}) - y z",
        r"\log(1 + e^{z}) - y z - c",
    ],
    # The same line, its equation multiplied by a number.
    "eq-decision-boundary": [r"-w^\top x - b = 0", r"2 w^\top x + 2 b = 0"],
    # Another shift, or none, changes as little.
    "eq-softmax-shift": [
        r"\operatorname{softmax}(z - c)_{j}",
        r"\operatorname{softmax}(z)_{j}",
    ],
    # The fraction cancelled, and written as a product.
    "eq-softmax-one": ["1", r"e^{z_{1}}\,e^{-z_{1}}"],
    # The delta is 0 unless both indices are the same.
    "eq-jacobian": [r"a_{j}(\delta_{i j} - a_{i})"],
    # The product of two equal powers as one power.
    "eq-jacobian-three-same": [r"\frac{e^{z_{1}}\,S - e^{2 z_{1}}}{S^{2}}"],
    # A multiple of 0, and other letters for the class and the label.
    "eq-gradient-sum": [
        r"-\sum_{j = 1}^{K} (a_{j} - \delta_{j y})",
        r"-\sum_{j = 1}^{K} \frac{\partial C}{\partial z_{j}}",
        r"2 \sum_{j = 1}^{K} (a_{j} - \delta_{j y})",
        r"2 \sum_{j = 1}^{K} \frac{\partial C}{\partial z_{j}}",
        r"\sum_{y = 1}^{K} (a_{y} - \delta_{j y})",
    ],
    # The fraction written as a product.
    "eq-rounded-power": [r"e^{-d}(e^{d + \varepsilon} - e^{d})"],
    # The square of a sum, whatever its sign.
    "eq-line-curvature": [
        r"\sum_{j = 1}^{K} a_{j}\,v_{j}^{2} - \left(\sum_{l = 1}^{K} -a_{l}\,v_{l}\right)^{2}"
    ],
    # Each probability cancels.
    "eq-sampled-mean": [r"\sum_{l = 1}^{K} e^{z_{l}}"],
    # One of the two probabilities cancels, or one is written below both.
    "eq-sampled-variance": [
        r"\sum_{l = 1}^{K} \frac{e^{2 z_{l}}}{q_{l}} - \left(\sum_{l = 1}^{K} e^{z_{l}}\right)^{2}",
        r"\sum_{l = 1}^{K} q_{l}\,\frac{e^{2 z_{l}}}{q_{l}^{2}}"
        r" - \left(\sum_{l = 1}^{K} e^{z_{l}}\right)^{2}",
    ],
    # The power of a difference, worked out.
    "eq-sampled-logit": [r"\frac{e^{z_{j}}}{M q_{j}}"],
    # Other letters for both indices.
    "eq-attention-variance": [r"\sum_{j = 1}^{d} \sum_{i = 1}^{d} \delta_{i j}"],
    # The square of the difference, whichever is taken from which.
    "eq-gap-decay": [
        r"\frac{\lambda(\theta_{2k} - \theta_{1k})^{2}}{4}"
        r" + \frac{\lambda(\theta_{1k} + \theta_{2k})^{2}}{4}"
    ],
    # The delta is 0 unless both indices are the same.
    "eq-curvature-logits": [r"a_{j}(\delta_{i j} - a_{i})"],
    # The square of the difference, whichever is taken from which.
    "eq-curvature-pairs": [
        r"\frac{1}{2} \sum_{j = 1}^{K} \sum_{l = 1}^{K} a_{j}\,a_{l}(v_{l} - v_{j})^{2}"
    ],
    # The errors sum to 0 over the labels, so what multiplies one of them may be any constant;
    # and each delta is 0 unless both of its indices are the same.
    "eq-fisher-information": [
        r"\sum_{l = 1}^{K} (a_{i} - \delta_{i l})(-a_{j} - \delta_{j l})\,a_{l}",
        r"\sum_{l = 1}^{K} (a_{i} - \delta_{i l})(a_{i} - \delta_{j l})\,a_{l}",
        r"\sum_{l = 1}^{K} (a_{i} - \delta_{i l})(a_{l} - \delta_{j l})\,a_{j}",
        r"\sum_{l = 1}^{K} (a_{j} - \delta_{i l})(a_{j} - \delta_{j l})\,a_{l}",
        r"\sum_{l = 1}^{K} (a_{j} - \delta_{j l})(-a_{i} - \delta_{i l})\,a_{l}",
        r"\sum_{l = 1}^{K} (a_{j} - \delta_{j l})(a_{l} - \delta_{i l})\,a_{i}",
        r"\sum_{l = 1}^{K} -(a_{i} - \delta_{i l})\,\delta_{j l}\,a_{l}",
        r"\sum_{l = 1}^{K} -(a_{j} - \delta_{j l})\,\delta_{i l}\,a_{l}",
        r"a_{j}(\delta_{i j} - a_{i})",
    ],
    # The density is even.
    "eq-probit-gradient": [r"\frac{(a - y)\,\varphi(-z)}{a(1 - a)}"],
    # The delta is 0 unless both classes are the same.
    "eq-regression-hessian": [
        r"\frac{1}{m} \sum_{i = 1}^{m} (\delta_{j l} - P(y_{i} = j \mid x_{i}; \theta))"
        r"\,x_{ik}\,x_{ip}\,P(y_{i} = l \mid x_{i}; \theta)"
        r" + \lambda \delta_{j l}\,\delta_{k p}"
    ],
    # The square of the difference, whichever is taken from which.
    "eq-gaussian-logits": [r"-\frac{1}{2} \sum_{k = 1}^{n} (\theta_{jk} - x_{k})^{2}"],
    # The factor −1 of all weights cancels.
    "eq-lifted-shares": [r"\operatorname{softmax}(z + \log(-w))_{j}"],
}


# Every entry


@pytest.mark.parametrize("label", LEDGER)
def test_the_equation_agrees_with_the_code_of_the_book(label):
    assert LEDGER[label].check(derive(label)) <= 1e-9


@pytest.mark.parametrize("label", LEDGER)
def test_every_mutant_is_refused_by_algebra_and_by_numbers_or_proved_equal(label):
    verdict = tried(label)  # by these very sources; an AssertionError if one survives
    assert verdict["killed"] >= LEAST
    assert sorted(verdict["equal"]) == EQUAL.get(label, [])
    assert verdict["killed"] + len(verdict["equal"]) == len(list(put_to_trial(derive(label))))


def test_a_mutant_that_one_check_lets_pass_is_a_survivor():
    def blind(entry, claims=None):
        return 0.0

    entry = ledger.derive("eq-softmax")
    assert len(trial(entry, blind).survivors) == len(list(put_to_trial(entry)))
    assert trial(entry, blind).killed == ()


def test_only_entries_are_listed_as_having_equal_versions():
    assert set(EQUAL) <= set(LEDGER)


# The mistakes that are made


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (a - y, a + y),
        (a - y, y - a),
        (a - y, a),
        (a * (1 - a), a),
        (a * (1 - a), 1 - a),
        (a * (1 - a), a * (1 + a)),
        (a * (1 - a) * (a - y), y * (1 - a) * (a - y)),
        ((a - y) ** 2 / 2, (a - y) ** 3 / 2),
        ((a - y) ** 2 / 2, (a - y) ** 2),
        (exp(-z), exp(z)),
        (log(1 + exp(z)), log(1 - exp(z))),
        (sigma(z), sigma(-z)),
        (Sum(targets[i], (i, 1, m)), Sum(targets[i], (i, 2, m))),
        (Sum(targets[i], (i, 1, m)), Sum(targets[i], (i, 1, m - 1))),
        (Sum(inputs[i, k], (i, 1, m)), Sum(inputs[k, i], (i, 1, m))),
        (Tuple(a, y), Tuple(a, 2 * y)),
        (share(j) - PICKS, share(j) + PICKS),
        (share(j) - PICKS, share(j)),
        (share(i) * (KroneckerDelta(i, j) - share(j)), share(i) * KroneckerDelta(i, j)),
        (Sum(share(j), (j, 1, K)), Sum(share(j), (j, 1, K - 1))),
        (Others(exp(logits[ell]), ell, j), Sum(exp(logits[ell]), (ell, 1, K))),
        (lamda / 2 * theta[j, k] ** 2, lamda * theta[j, k] ** 2),
        (lamda / 2 * theta[j, k] ** 2, lamda / 2 * theta[k, j] ** 2),
        (Sum(lamda * theta[j, k], (j, 1, K)), Sum(theta[j, k], (j, 1, K))),
        (Eq(z + y, 0), Eq(z - y, 0)),
    ],
)
def test_the_usual_mistakes_are_among_the_mutants(right, wrong):
    assert wrong in list(mutants(right))


def test_mutants_differ_from_the_original_and_from_each_other():
    for label in LEDGER:
        for _, claim in derive(label).claims:
            made = list(mutants(claim))
            assert claim not in made
            assert len(made) == len(set(made))


# The checks notice code that is wrong


def _worse(function, by=1e-6):
    return lambda *args: function(*args) * (1 + by)


WRONG_CODE = {
    "eq-sigmoid": equals(lambda z: _worse(ol.sigmoid)(z)),
    "eq-sigmoid-derivative": gradient(lambda z: _worse(ol.sigmoid)(z), by="z"),
    "eq-sigmoid-derivative-maximum": largest(_worse(ol.sigmoid_derivative)),
    "eq-quadratic-gradient-z": gradient(ol.cross_entropy_cost, by="z"),
    "eq-cross-entropy": equals(ol.quadratic_cost),
    "eq-cross-entropy-curvature": equals(lambda z, y: _worse(ol.sigmoid_derivative)(z)),
    "eq-cost-from-gradient": antiderivative(_worse(ol.cross_entropy_cost_gradient)),
    "eq-quadratic-inflection": sign_change(lambda z: z - 0.7, of="z"),
    "eq-log-odds": equals(lambda a: ol.logit(1 - a)),
    "eq-softmax": equals(lambda logits, j: _worse(ol.softmax)(logits)[j - 1]),
    "eq-jacobian": gradient(lambda logits, i: _worse(ol.softmax)(logits)[i - 1], by="logits"),
    "eq-log-likelihood-gradient": gradient(
        lambda logits, label: ol.softmax_quadratic_cost(logits, label - 1), by="logits"
    ),
    "eq-softmax-quadratic-gradient": gradient(
        lambda logits, label: ol.log_likelihood_cost(logits, label - 1), by="logits"
    ),
    "eq-sinks-quadratic": equals(
        lambda logits, label: ol.log_likelihood_cost_gradient(logits, label - 1)[label - 1]
    ),
    "eq-log-softmax-others": equals(lambda logits, j: _worse(ol.log_softmax)(logits)[j - 1]),
    "eq-rounded-power": equals(lambda d, varepsilon: varepsilon),
    "eq-others-share": equals(lambda logits, j: 1 - _worse(ol.softmax)(logits)[j - 1]),
    "eq-online-merge": equals(lambda logits, m_1, m_2: np.exp(logits - min(m_1, m_2)).sum()),
    "eq-softmax-cost-gradient": gradient(
        lambda theta, inputs, labels: ol.log_likelihood_cost(inputs @ theta.T, labels - 1).sum(),
        by="theta",
    ),
    "eq-softmax-redundancy": equals(
        lambda theta, psi, inputs, j: ol.softmax(theta @ (inputs - psi))[j - 1]
    ),
    "eq-weight-decay": equals(
        lambda theta, inputs, labels, lamda: (
            ol.log_likelihood_cost(inputs @ theta.T, labels - 1).mean() + lamda * (theta**2).sum()
        )
    ),
    "eq-labels-gradient": gradient(
        lambda logits, tags: ol.cross_entropy_cost(logits, tags).mean(), by="logits"
    ),
    "eq-gap-decay": equals(lambda theta, lamda, k: lamda / 2 * (theta**2).sum()),
    "eq-exactly-one": equals(
        lambda logits, j: ol.sigmoid(logits)[j - 1] / ol.sigmoid(logits).sum()  # the wrong shares
    ),
    "eq-log-likelihood-push": equals(
        lambda logits, label: -ol.softmax_quadratic_cost_gradient(logits, label - 1)[label - 1]
    ),
    "eq-log-likelihood-chain": gradient(
        lambda logits, label: ol.softmax_quadratic_cost(logits, label - 1), by="logits"
    ),
    "eq-jacobian-three-same": equals(lambda logits: ol.softmax_jacobian(logits)[1, 1]),
    "eq-softmax-cost-balance": equals(
        lambda theta, inputs, labels, j, k: (
            -(
                ol.log_likelihood_cost_gradient(inputs @ theta.T, labels - 1)[:, j - 1]
                @ inputs[:, k - 1]
                / len(labels)
            )
        )
    ),
    "eq-line-curvature": equals(
        lambda logits, direction, label, h: ol.softmax(logits) @ direction**2
    ),
    "eq-sampled-mean": equals(lambda logits, drawing: np.exp(logits).mean()),
    "eq-attention-variance": equals(lambda width: width**2),
    "eq-attention-jacobian": equals(lambda logits: np.linalg.norm(ol.softmax_jacobian(logits))),
    "eq-distillation-gradient": gradient(
        lambda logits, direction, tau: -(ol.softmax(direction) @ ol.log_softmax(logits)),
        by="logits",
    ),
    "eq-merge-grouping": equals(lambda s_1, s_2, m_1, m_2, m, m_12: s_1 + s_2),
    "eq-library-decay": equals(lambda theta, inputs, labels, lamda: 1 / lamda),
    "eq-hidden-gradient": gradient(
        lambda weights, biases, k, omega, x, c, label: ol.log_likelihood_cost(
            weights[:, k - 1] * (omega * x + c) + biases, label - 1
        ),
        by="omega",
    ),
}


@pytest.mark.parametrize("label", WRONG_CODE)
def test_code_that_is_wrong_is_noticed(label):
    with pytest.raises(AssertionError):
        WRONG_CODE[label](derive(label))


def test_a_zero_without_a_change_of_sign_is_not_enough():
    check = sign_change(lambda z: (z - np.log(2)) ** 2, of="z")
    with pytest.raises(AssertionError, match="no change of sign"):
        check(derive("eq-quadratic-inflection"))


# The page of all equations


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_page_of_equations_shows_every_entry_with_its_place_and_its_checks(chapter):
    text = listing(chapter)
    for label, equation in equations(chapter).items():
        function = LEDGER[label].function
        assert f"{{eq}}`{label}`" in text
        assert equation._repr_latex_() in text
        assert f"`{function.__name__}` in `{function.__module__.rpartition('.')[2]}.py`" in text
        assert all(f"${each}$" in text for each in EQUAL.get(label, []))
    assert text.count("**") == 2 * len(equations(chapter))


@pytest.mark.parametrize("of", [equations, listing])
def test_an_unknown_chapter_is_refused(of):
    with pytest.raises(ValueError, match="'none'"):
        of("none")


def test_a_ledger_that_no_chapter_has_filled_says_so():
    code = "from output_layer.algebra.ledger import filled\nfilled()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (
        "LookupError: the ledger is empty until output_layer.derivations is imported" in done.stderr
    )
