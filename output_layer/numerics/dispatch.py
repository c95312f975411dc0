"""Arrays of other libraries at the border of an estimator, as scikit-learn dispatches them.

Where its setting ``array_api_dispatch`` is off, everything passes as it is, and becomes a NumPy
array where scikit-learn validates it.
"""

import numpy as np
from sklearn.utils._array_api import get_namespace, get_namespace_and_device, move_to


def foreign(array):
    """Return whether an array comes from another library, and the dispatch is on."""
    return get_namespace(array)[1] and not isinstance(array, np.ndarray)


def here(array):
    """Return an array of another library as one of NumPy; anything else as it is."""
    return move_to(array, xp=np, device="cpu") if foreign(array) else array


def there(result, like):
    """Return an array of NumPy as the library of ``like`` has it, on the device of ``like``.

    Text stays with NumPy: no other library has it.
    """
    if not foreign(like) or result.dtype.kind not in "biuf":
        return result
    library, _, device = get_namespace_and_device(like)
    return move_to(result, xp=library, device=device)
