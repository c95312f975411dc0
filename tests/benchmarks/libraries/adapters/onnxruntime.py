"""ONNX Runtime on its CPU provider: a model of one node, in the newest opset of onnx."""

PACKAGE = "onnxruntime"
VARIANTS = {
    "ONNX Runtime": {"pins": ["onnxruntime==1.32.0", "onnx==1.23.2", "numpy==2.5.5"]},
}
CALLS = {
    "sigmoid": "make_node('Sigmoid', ['x'], ['result'])",
    "softplus": "make_node('Softplus', ['x'], ['result'])",
    "softmax": "make_node('Softmax', ['x'], ['result'], axis=-1)",
    "softmax_plain": "make_node('Softmax', ['x'], ['result'])",
    "log_softmax": "make_node('LogSoftmax', ['x'], ['result'], axis=-1)",
    "cross_entropy": "make_node('SoftmaxCrossEntropyLoss', ['x', 'y'], ['result'])",
    "cross_entropy_weighted": "make_node('SoftmaxCrossEntropyLoss', ['x', 'y', 'w'], ['result'])",
    "cross_entropy_ignored": (
        "make_node('SoftmaxCrossEntropyLoss', ['x', 'y'], ['result'], ignore_index=-1)"
    ),
    "cross_entropy_plain": "make_node('SoftmaxCrossEntropyLoss', ['x', 'y'], ['result'])",
}
ISSUES = {"sigmoid": "https://github.com/microsoft/onnxruntime/issues/22557"}


def names():
    """Return what the calls name."""
    import onnx
    import onnxruntime

    return {"onnx": onnx, "ort": onnxruntime, "make_node": onnx.helper.make_node}


def evaluate(call, names, arguments):
    """Return what a model of this node alone gives."""
    onnx, ort = names["onnx"], names["ort"]
    about = onnx.helper.make_tensor_value_info
    given = [
        about(name, onnx.helper.np_dtype_to_tensor_dtype(value.dtype), value.shape)
        for name, value in arguments.items()
    ]
    result = onnx.ValueInfoProto(name="result")
    graph = onnx.helper.make_graph([eval(call, names)], "one", given, [result])
    opset = onnx.helper.make_opsetid("", onnx.defs.onnx_opset_version())
    model = onnx.helper.make_model_gen_version(graph, opset_imports=[opset])
    model = onnx.shape_inference.infer_shapes(model, strict_mode=True)
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, arguments)[0]
