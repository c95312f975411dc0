"""scikit-learn: softmax of two-dimensional arrays alone, and a loss that takes shares alone.

What it makes of logits itself, ``sklearn._loss``, is not public.
"""

PACKAGE = "scikit-learn"
VARIANTS = {"scikit-learn": {"pins": ["scikit-learn==1.9.1", "numpy==2.5.5"]}}
CALLS = {
    "softmax": "sklearn.utils.extmath.softmax(x)",
    "softmax_plain": "sklearn.utils.extmath.softmax(x)",
    "cross_entropy_plain": "sklearn.metrics.log_loss(y, x, labels=[0, 1, 2])",
}


def names():
    """Return what the calls name."""
    import sklearn.metrics
    import sklearn.utils.extmath

    return {"sklearn": sklearn}
