"""PaddlePaddle on the processor."""

PACKAGE = "paddlepaddle"
VARIANTS = {"PaddlePaddle": {"pins": ["paddlepaddle==3.3.1", "numpy==2.5.5"]}}
CALLS = {
    "sigmoid": "F.sigmoid(x)",
    "log_sigmoid": "F.log_sigmoid(x)",
    "softplus": "F.softplus(x)",
    "softmax": "F.softmax(x, axis=-1)",
    "softmax_plain": "F.softmax(x)",
    "log_softmax": "F.log_softmax(x, axis=-1)",
    "cross_entropy": "F.cross_entropy(x, y)",
    "cross_entropy_shares": "F.cross_entropy(x, t, soft_label=True)",
    "cross_entropy_weighted": "F.cross_entropy(x, y, weight=w)",
    "cross_entropy_weighted_shares": "F.cross_entropy(x, t, weight=w, soft_label=True)",
    "cross_entropy_ignored": "F.cross_entropy(x, y, ignore_index=-1)",
    "cross_entropy_smoothed": "F.cross_entropy(x, y, label_smoothing=0.1)",
    "cross_entropy_plain": "F.cross_entropy(x, y)",
    "binary_cross_entropy": "F.binary_cross_entropy_with_logits(x, t)",
}
ISSUES = {
    "softmax": "https://github.com/PaddlePaddle/Paddle/issues/4366",
    "cross_entropy_weighted_shares": "https://github.com/PaddlePaddle/Paddle/issues/62009",
}


def names():
    """Return what the calls name."""
    import paddle
    import paddle.nn.functional

    return {"paddle": paddle, "F": paddle.nn.functional}


def evaluate(call, names, arguments):
    """Return what a call gives, its arguments made tensors."""
    tensors = {name: names["paddle"].to_tensor(value) for name, value in arguments.items()}
    return eval(call, {**names, **tensors})


def slope(call, names, arguments):
    """Return the gradient of the sum of what a call gives, by x."""
    tensors = {name: names["paddle"].to_tensor(value) for name, value in arguments.items()}
    tensors["x"].stop_gradient = False
    eval(call, {**names, **tensors}).sum().backward()
    return tensors["x"].grad


def taken(result):
    """Return a result as an array of NumPy."""
    return result.numpy()
