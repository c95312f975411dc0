"""TensorFlow on the CPU, eager, with oneDNN's softmax for float32, which is its default there."""

PACKAGE = "tensorflow"
VARIANTS = {
    "TensorFlow": {
        "pins": ["tensorflow==2.21.0", "numpy==2.5.5"],
        "environ": {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"},
    }
}
CALLS = {
    "sigmoid": "tf.nn.sigmoid(x)",
    "log_sigmoid": "tf.math.log_sigmoid(x)",
    "softplus": "tf.nn.softplus(x)",
    "softmax": "tf.nn.softmax(x, axis=-1)",
    "softmax_plain": "tf.nn.softmax(x)",
    "log_softmax": "tf.nn.log_softmax(x, axis=-1)",
    "cross_entropy": "tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=x)",
    "cross_entropy_shares": "tf.nn.softmax_cross_entropy_with_logits(labels=t, logits=x)",
    "cross_entropy_smoothed": (
        "tf.compat.v1.losses.softmax_cross_entropy(tf.one_hot(y, 3), x, label_smoothing=0.1)"
    ),
    "cross_entropy_plain": ("tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=x)"),
    "binary_cross_entropy": "tf.nn.sigmoid_cross_entropy_with_logits(labels=t, logits=x)",
}


def names():
    """Return what the calls name."""
    import tensorflow

    return {"tf": tensorflow}


def evaluate(call, names, arguments):
    """Return what a call gives, its arguments made tensors."""
    tensors = {name: names["tf"].constant(value) for name, value in arguments.items()}
    return eval(call, {**names, **tensors})


def slope(call, names, arguments):
    """Return the gradient of the sum of what a call gives, by x."""
    tensors = {name: names["tf"].constant(value) for name, value in arguments.items()}
    with names["tf"].GradientTape() as tape:
        tape.watch(tensors["x"])
        found = eval(call, {**names, **tensors})
    return tape.gradient(found, tensors["x"])
