#!/usr/bin/env bash
# 1000 in float8 is 448 by ONNX's Cast and nan by ml_dtypes, the package that ONNX itself builds on.
# Found with onnx 1.23.2, onnxruntime 1.32.0 and ml_dtypes 0.6.0, E4M3FN; in E5M2 a million is 57344
# in the one and infinite in the other, and even infinity becomes the largest finite number.
# Cast saturates unless told not to; that is documented, with a table. A cast in NumPy never does.
# Guessed before the run: the same number from all three.
# A model that is tried out in NumPy and then exported changes where it overflows: nan turns into a
# plausible logit, and a mask of minus infinity into -448. Ask for saturate=0 to compare.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check onnx==1.23.2 \
    onnxruntime==1.32.0 ml_dtypes==0.6.0 numpy==2.4.6
"$folder/venv/bin/python" - <<'END'
import sys

import ml_dtypes
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

x = np.array([1000, 1e6, -np.inf], np.float32)
found = []
for name, kind in (
    ("FLOAT8E4M3FN", ml_dtypes.float8_e4m3fn),
    ("FLOAT8E5M2", ml_dtypes.float8_e5m2),
):
    nodes = [
        helper.make_node("Cast", ["x"], ["small"], to=getattr(TensorProto, name)),
        helper.make_node("Cast", ["small"], ["y"], to=TensorProto.FLOAT),
    ]
    ends = [helper.make_tensor_value_info(end, TensorProto.FLOAT, [None]) for end in "xy"]
    graph = helper.make_graph(nodes, "cast", ends[:1], ends[1:])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)], ir_version=10)
    session = onnxruntime.InferenceSession(model.SerializeToString())
    with np.errstate(all="ignore"):
        each = [
            ReferenceEvaluator(model).run(None, {"x": x})[0].tolist(),
            session.run(None, {"x": x})[0].tolist(),
            x.astype(kind).astype(np.float32).tolist(),
        ]
    print(f"onnx {onnx.__version__}, {name} of {x.tolist()}: {each[0]}, ", end="")
    print(f"onnxruntime {each[1]}, ml_dtypes {ml_dtypes.__version__} {each[2]}")
    found.append(str(each))
fine = "[[448.0, 448.0, -448.0], [448.0, 448.0, -448.0], [nan, nan, nan]]"
wide = "[[1024.0, 57344.0, -57344.0], [1024.0, 57344.0, -57344.0], [1024.0, inf, -inf]]"
sys.exit(int(found != [fine, wide]))
END
