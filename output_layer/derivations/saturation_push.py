"""Chapter saturation: how hard the log-likelihood pushes the logit of the true class."""

from sympy import Derivative, Dummy, Eq, solve

import output_layer as ol
from output_layer.algebra.checks import equals
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.forms import only
from output_layer.algebra.ledger import derived
from output_layer.algebra.symbols import j, label, logits, share
from output_layer.derivations.gradient import COST, log_likelihood
from output_layer.derivations.gradient_chain import log_likelihood_gradient
from output_layer.derivations.softmax import softmax


def _push(logits, label):
    return -ol.log_likelihood_cost_gradient(logits, label - 1)[label - 1]


@derived("The push on the true class", check=equals(_push))
def log_likelihood_push():
    """Derive −∂C/∂z_y = 1 − a_y = 1 − e^(−C): large as long as the cost is."""
    slope, paid = log_likelihood_gradient().result.subs(j, label), Dummy(real=True)
    own = only(solve(Eq(paid, log_likelihood().right), share(label)))
    return Derivation(
        -Derivative(COST, logits[label]),
        (
            Step(-slope, r"Take $j = y$; there $\delta_{jy}$ is 1.", shown=True),
            Step(-slope.subs(share(label), own).subs(paid, COST), "Solve the cost for $a_y$."),
        ),
        given=(log_likelihood(), softmax()),
    )
