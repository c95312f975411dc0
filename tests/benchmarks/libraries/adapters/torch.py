"""PyTorch."""

PACKAGE = "torch"
VARIANTS = {"PyTorch": {"pins": ["torch==2.15.0", "numpy==2.5.5"]}}
CALLS = {
    "sigmoid": "torch.sigmoid(x)",
    "log_sigmoid": "F.logsigmoid(x)",
    "softplus": "F.softplus(x)",
    "softmax": "torch.softmax(x, dim=-1)",
    "softmax_plain": "F.softmax(x)",
    "log_softmax": "torch.log_softmax(x, dim=-1)",
    "cross_entropy": "F.cross_entropy(x, y)",
    "cross_entropy_shares": "F.cross_entropy(x, t)",
    "cross_entropy_weighted": "F.cross_entropy(x, y, weight=w)",
    "cross_entropy_weighted_shares": "F.cross_entropy(x, t, weight=w)",
    "cross_entropy_ignored": "F.cross_entropy(x, y, ignore_index=-1)",
    "cross_entropy_smoothed": "F.cross_entropy(x, y, label_smoothing=0.1)",
    "cross_entropy_plain": "F.cross_entropy(x, y)",
    "binary_cross_entropy": "F.binary_cross_entropy_with_logits(x, t)",
}

ISSUES = {
    "softplus": "https://github.com/pytorch/pytorch/issues/31856",
    "softmax_plain": "https://github.com/pytorch/pytorch/issues/84524",
    "cross_entropy_weighted": "https://github.com/pytorch/pytorch/issues/61309",
    "cross_entropy_ignored": "https://github.com/pytorch/pytorch/issues/70348",
}


def names():
    """Return what the calls name."""
    import torch
    import torch.nn.functional

    return {"torch": torch, "F": torch.nn.functional}


def evaluate(call, names, arguments):
    """Return what a call gives, its arguments made tensors."""
    tensors = {name: names["torch"].from_numpy(value) for name, value in arguments.items()}
    return eval(call, {**names, **tensors})


def slope(call, names, arguments):
    """Return the gradient of the sum of what a call gives, by x."""
    tensors = {name: names["torch"].from_numpy(value) for name, value in arguments.items()}
    tensors["x"].requires_grad_()
    eval(call, {**names, **tensors}).sum().backward()
    return tensors["x"].grad


def taken(result):
    """Return a result as an array of NumPy."""
    return result.detach().numpy()
