"""tinygrad on its CPU device, whose kernels the machine's clang compiles: it must be there."""

PACKAGE = "tinygrad"
VARIANTS = {"tinygrad": {"pins": ["tinygrad==0.14.0", "numpy==2.5.5"], "environ": {"DEV": "CPU"}}}
CALLS = {
    "sigmoid": "x.sigmoid()",
    "log_sigmoid": "x.logsigmoid()",
    "softplus": "x.softplus()",
    "softmax": "x.softmax(axis=-1)",
    "softmax_plain": "x.softmax()",
    "log_softmax": "x.log_softmax(axis=-1)",
    "cross_entropy": "x.sparse_categorical_crossentropy(y)",
    "cross_entropy_shares": "x.cross_entropy(t)",
    "cross_entropy_ignored": "x.sparse_categorical_crossentropy(y, ignore_index=-1)",
    "cross_entropy_smoothed": "x.sparse_categorical_crossentropy(y, label_smoothing=0.1)",
    "cross_entropy_plain": "x.cross_entropy(y)",
    "binary_cross_entropy": "x.binary_crossentropy_logits(t)",
}


def names():
    """Return what the calls name."""
    import tinygrad

    return {"Tensor": tinygrad.Tensor}


def evaluate(call, names, arguments):
    """Return what a call gives, its arguments made tensors."""
    tensors = {name: names["Tensor"](value) for name, value in arguments.items()}
    return eval(call, {**names, **tensors})


def slope(call, names, arguments):
    """Return the gradient of the sum of what a call gives, by x."""
    tensors = {name: names["Tensor"](value) for name, value in arguments.items()}
    return eval(call, {**names, **tensors}).sum().gradient(tensors["x"])[0]


def taken(result):
    """Return a result as an array of NumPy."""
    return result.numpy()
