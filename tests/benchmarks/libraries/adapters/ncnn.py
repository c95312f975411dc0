"""ncnn on the processor: a net of one layer, whose arrays are of float32 and of no other type."""

import os

import numpy as np

PACKAGE = "ncnn"
VARIANTS = {"ncnn": {"pins": ["ncnn==1.0.20261020", "numpy==2.5.5"]}}
CALLS = {
    "sigmoid": "Sigmoid sigmoid 1 1 x result",
    "softplus": "Softplus softplus 1 1 x result",
    "softmax": "Softmax softmax 1 1 x result 0=-1 1=1",
}


def names():
    """Return what the calls name."""
    import ncnn

    return {"ncnn": ncnn}


def evaluate(call, names, arguments):
    """Return what a net of this layer alone gives, or None for a type that it lacks."""
    ncnn, given = names["ncnn"], arguments["x"]
    if given.dtype != np.float32:
        return None
    net = ncnn.Net()
    net.opt.num_threads = 1
    net.load_param_mem(f"7767517\n2 2\nInput x 0 1 x\n{call}\n")
    net.load_model(os.devnull)
    extractor = net.create_extractor()
    extractor.input("x", ncnn.Mat(given).clone())
    failed, result = extractor.extract("result")
    if failed:
        raise RuntimeError(f"extract returned {failed}")
    return np.array(result)
