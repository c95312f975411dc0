"""LiteRT: a flatbuffer of one operator, with its default delegate, XNNPACK, and without."""

import os

PACKAGE = "ai-edge-litert"
PINS = ["ai-edge-litert==2.3.0", "numpy==2.5.5"]
VARIANTS = {
    "LiteRT": {"pins": PINS},
    "LiteRT without its delegate": {
        "label": "LiteRT {version} without its delegate",
        "pins": PINS,
        "environ": {"LITERT_RESOLVER": "BUILTIN_WITHOUT_DEFAULT_DELEGATES"},
    },
}
CALLS = {
    "sigmoid": "Operator('LOGISTIC', x)",
    "softmax": "Operator('SOFTMAX', x, beta=1)",
    "log_softmax": "Operator('LOG_SOFTMAX', x)",
}


def names():
    """Return what the calls name."""
    from ai_edge_litert import interpreter, schema_py_generated

    return {"litert": interpreter, "schema": schema_py_generated}


def evaluate(call, names, arguments):
    """Return what a model of this operator alone gives."""
    schema, litert = names["schema"], names["litert"]

    def written(code, x, beta=None):
        return _model(schema, getattr(schema.BuiltinOperator, code), x, beta)

    model = eval(call, {"Operator": written, **arguments})
    resolver = litert.OpResolverType[os.environ.get("LITERT_RESOLVER", "AUTO")]
    ready = litert.Interpreter(
        model_content=model, experimental_op_resolver_type=resolver, num_threads=1
    )
    ready.allocate_tensors()
    ready.set_tensor(ready.get_input_details()[0]["index"], arguments["x"])
    ready.invoke()
    return ready.get_tensor(ready.get_output_details()[0]["index"])


def _model(schema, code, x, beta):
    import flatbuffers

    kind = getattr(schema.TensorType, x.dtype.name.upper())
    operator = schema.OperatorT(inputs=[0], outputs=[1])
    if beta is not None:
        operator.builtinOptionsType = schema.BuiltinOptions.SoftmaxOptions
        operator.builtinOptions = schema.SoftmaxOptionsT(beta=beta)
    graph = schema.SubGraphT(
        tensors=[
            schema.TensorT(shape=list(x.shape), type=kind, buffer=0, name=name)
            for name in ("x", "result")
        ],
        inputs=[0],
        outputs=[1],
        operators=[operator],
    )
    model = schema.ModelT(
        version=3,
        operatorCodes=[schema.OperatorCodeT(deprecatedBuiltinCode=code, builtinCode=code)],
        subgraphs=[graph],
        buffers=[schema.BufferT()],
    )
    builder = flatbuffers.Builder()
    builder.Finish(model.Pack(builder), file_identifier=b"TFL3")
    return bytes(builder.Output())
