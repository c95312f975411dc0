"""Keras on each of its backends, all in one environment; JAX has its 64-bit types switched on.

``floatx`` is left at float32: losses as classes and some functions on NumPy come back in it.
Gradients are the backend's own; NumPy and OpenVINO have none.
"""

import os

PACKAGE = "keras"
PINS = [
    "keras==3.15.1",
    "jax==0.12.0.1",
    "jaxlib==0.12.0.1",
    "tensorflow==2.21.0",
    "torch==2.15.0",
    "openvino==2026.4.1",
    "numpy==2.5.5",
]
VARIANTS = {
    f"Keras on {name}": {
        "label": f"Keras {{version}} on {name}",
        "pins": PINS,
        "environ": {"KERAS_BACKEND": name.lower(), **environ},
    }
    for name, environ in {
        "JAX": {"JAX_ENABLE_X64": "1", "JAX_PLATFORMS": "cpu"},
        "TensorFlow": {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"},
        "PyTorch": {"KERAS_BACKEND": "torch"},
        "NumPy": {},
        "OpenVINO": {},
    }.items()
}
CALLS = {
    "sigmoid": "keras.ops.sigmoid(x)",
    "log_sigmoid": "keras.ops.log_sigmoid(x)",
    "softplus": "keras.ops.softplus(x)",
    "softmax": "keras.ops.softmax(x, axis=-1)",
    "softmax_plain": "keras.ops.softmax(x)",
    "log_softmax": "keras.ops.log_softmax(x, axis=-1)",
    "cross_entropy": "keras.losses.sparse_categorical_crossentropy(y, x, from_logits=True)",
    "cross_entropy_shares": "keras.losses.categorical_crossentropy(t, x, from_logits=True)",
    "cross_entropy_ignored": (
        "keras.losses.sparse_categorical_crossentropy(y, x, from_logits=True, ignore_class=-1)"
    ),
    "cross_entropy_smoothed": (
        "keras.losses.categorical_crossentropy("
        "keras.ops.one_hot(y, 3), x, from_logits=True, label_smoothing=0.1)"
    ),
    "cross_entropy_plain": "keras.losses.SparseCategoricalCrossentropy()(y, x)",
    "binary_cross_entropy": "keras.ops.binary_crossentropy(t, x, from_logits=True)",
}


def names():
    """Return what the calls name."""
    import keras

    return {"keras": keras}


def evaluate(call, names, arguments):
    """Return what a call gives, its arguments made tensors of the backend."""
    return eval(call, {**names, **_tensors(names["keras"], arguments)})


def slope(call, names, arguments):
    """Return the gradient of the sum of what a call gives, by x, as the backend finds it."""
    keras = names["keras"]
    tensors = _tensors(keras, arguments)

    def total(x):
        return keras.ops.sum(eval(call, {**names, **tensors, "x": x}))

    if keras.backend.backend() == "jax":
        import jax

        return jax.grad(total)(tensors["x"])
    if keras.backend.backend() == "tensorflow":
        import tensorflow

        with tensorflow.GradientTape() as tape:
            tape.watch(tensors["x"])
            found = total(tensors["x"])
        return tape.gradient(found, tensors["x"])
    x = tensors["x"].requires_grad_()
    total(x).backward()
    return x.grad


if os.environ.get("KERAS_BACKEND") in ("numpy", "openvino"):
    del slope


def taken(result):
    """Return a result as an array of NumPy."""
    import keras

    return keras.ops.convert_to_numpy(result)


def _tensors(keras, arguments):
    return {
        name: keras.ops.convert_to_tensor(value, dtype=value.dtype.name)
        for name, value in arguments.items()
    }
