"""OpenVINO on its CPU device, told to compute in single precision; a model of one operation."""

PACKAGE = "openvino"
VARIANTS = {"OpenVINO": {"pins": ["openvino==2026.4.1", "numpy==2.5.5"]}}
CALLS = {
    "sigmoid": "ops.sigmoid(x)",
    "softplus": "ops.softplus(x)",
    "softmax": "ops.softmax(x, axis=-1)",
    "softmax_plain": "ops.softmax(x)",
    "log_softmax": "ops.log_softmax(x, axis=-1)",
}
ISSUES = {
    "softplus": "https://github.com/openvinotoolkit/openvino/issues/35931",
    "softmax": "https://github.com/openvinotoolkit/openvino/issues/35897",
}


def names():
    """Return what the calls name."""
    import openvino

    return {"ov": openvino, "ops": openvino.opset16}


def evaluate(call, names, arguments):
    """Return what a model of this operation alone gives."""
    ov, ops, x = names["ov"], names["ops"], arguments["x"]
    given = ops.parameter(x.shape, x.dtype)
    model = ov.Model([eval(call, {**names, "x": given})], [given])
    return ov.compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})(x)[0]
