"""In which type a result comes back, for each type of input."""

TITLE = "The type of softplus"
OPERATION = "softplus"
TYPES = ("float16", "float32", "float64", "int64")
KIND = True
CASES = {"from {type}": {"x": [0, 1]}}
