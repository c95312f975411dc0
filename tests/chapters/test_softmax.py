"""Softmax, log-softmax, log-sum-exp: the truth, their properties, every kind of input."""

import mpmath
import numpy as np
import pytest
import scipy.special
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import output_layer
import truth_rows
from output_layer import check_gradient, log_sigmoid, log_softmax, logsumexp, sigmoid, softmax
from output_layer.numerics.rows import in_blocks

ALL = ["softmax", "log_softmax", "logsumexp"]
FUNCTIONS = [softmax, log_softmax, logsumexp]
EPSILON = np.finfo(float).eps
TYPES = [np.float16, np.float32, np.float64]

finite = st.floats(-1e300, 1e300)
moderate = st.floats(-1e4, 1e4)


def rows_of(elements, *, most=40):
    shape = hnp.array_shapes(min_dims=1, max_dims=1, max_side=most)
    return hnp.arrays(np.float64, shape, elements=elements)


# Against the truth


def spread(scale, offset=0.0):
    return lambda random, shape: random.standard_normal(shape) * scale + offset


def dominant(random, shape):
    z = np.zeros(shape)
    z[:, 1:] = -random.uniform(0, 700, (shape[0], 1))
    return z


LOGITS = {
    "spread 1": spread(1),
    "spread 10": spread(10),
    "spread 100": spread(100),
    "spread 3000": spread(3000),
    "uniform to ±10⁴": lambda random, shape: random.uniform(-1e4, 1e4, shape),
    "one dominant class": dominant,
    "offset 10⁴": spread(10, 1e4),
    "offset −10⁴": spread(10, -1e4),
    "offset 800": spread(100, 800),
    "offset −800": spread(100, -800),
    "on both sides of every seam": lambda random, shape: random.uniform(-1500, 700, shape),
    "logarithms of shares": lambda random, shape: np.log(
        random.dirichlet(np.ones(shape[1]), shape[0])
    ),
}
# Rows for each number of classes: transposed blocks, short sums, split sums, chunks.
ROWS = {1: 9, 2: 300, 3: 3, 10: 200, 12: 100, 13: 50, 32: 20, 33: 20, 400: 3, 50_257: 1, 70_001: 1}
# float64: a few roundings. float32: computed in float64, rounded once.
ALLOWED = {np.float64: 5.0, np.float32: 0.500001}


@pytest.mark.parametrize("classes", ROWS)
@pytest.mark.parametrize("logits", LOGITS)
def test_within_5_ulp_of_the_truth(logits, classes):
    random = np.random.default_rng(classes)
    exact = LOGITS[logits](random, (ROWS[classes], classes))
    for dtype, allowed in ALLOWED.items():
        z = exact.astype(dtype)
        assert truth_rows.worst_error("softmax", softmax(z), z) <= allowed
        assert truth_rows.worst_error("log_softmax", log_softmax(z), z) <= allowed
        top = abs(z.max(axis=1))
        assert truth_rows.worst_error("logsumexp", logsumexp(z), z, least=top) <= allowed


@pytest.mark.parametrize("classes", [2, 10, 12, 32])
def test_within_5_ulp_for_many_rows_and_for_each_row_alone(classes):
    z = np.random.default_rng(7).standard_normal((1000, classes)) * 3
    for name in ("softmax", "log_softmax"):
        function = getattr(output_layer, name)
        assert truth_rows.worst_error(name, function(z), z) <= 5
        alone = np.array([function(row) for row in z])
        assert truth_rows.worst_error(name, alone, z) <= 5


@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
@pytest.mark.parametrize("other", [[0.0, 3.0, -1.0], [900.3, 155.1, -40.7], [-800.2, -801.9, 0.1]])
def test_a_nan_leaves_the_other_rows_alone(name, other, at):
    function = getattr(output_layer, name)
    broken = np.array([1.0, 2.0, 3.0])
    broken[at] = np.nan
    for z in (np.array([broken, other]), np.array([other, broken])):
        found = function(z)
        for row, result in zip(z, found, strict=True):
            if np.isnan(row).any():
                assert np.isnan(result).all()
            else:
                assert truth_rows.worst_error(name, result[None], row[None]) <= 5


@pytest.mark.parametrize("gap", [1.0, 20.0, 38.0, 300.0, 700.0, 744.0])
def test_the_class_on_top_keeps_its_digits(gap):
    assert log_softmax([0.0, -gap])[0] == pytest.approx(-np.log1p(np.exp(-gap)), rel=4 * EPSILON)


DEFINITIONS = {
    "softmax": lambda row, total: [mpmath.exp(z) / total for z in row],
    "log_softmax": lambda row, total: [mpmath.log(mpmath.exp(z) / total) for z in row],
    "logsumexp": lambda row, total: [mpmath.log(total)],
}


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("logits", LOGITS)
def test_the_truth_is_that_of_the_definition_with_700_digits(name, logits):
    rows = LOGITS[logits](np.random.default_rng(5), (5, 4)).clip(-1500, None)
    with mpmath.workdps(700):
        for row in rows:
            total = mpmath.fsum(mpmath.exp(z) for z in row.tolist())
            expected = DEFINITIONS[name]([mpmath.mpf(z) for z in row.tolist()], total)
            # max + log(…) may cancel; a logarithm of 1 − 10⁻⁷⁰⁰ is 0 to 700 digits
            size = abs(row).max() if name == "logsumexp" else 0.0
            for ball, true in zip(truth_rows.balls(name, row), expected, strict=True):
                error = abs(mpmath.mpf(ball.str(40, radius=False, more=True)) - true)
                assert (
                    error <= max(abs(true), size) * mpmath.mpf(10) ** -35 + mpmath.mpf(10) ** -690
                )


@pytest.mark.parametrize("logits", ["spread 10", "spread 100", "offset 800", "one dominant class"])
def test_scipy_loses_what_this_keeps(logits):
    z = LOGITS[logits](np.random.default_rng(1), (200, 10))
    ours = truth_rows.worst_error("log_softmax", log_softmax(z), z)
    theirs = truth_rows.worst_error("log_softmax", scipy.special.log_softmax(z, axis=-1), z)
    assert theirs > 4 * ours


# Special rows

INF, NAN = np.inf, np.nan
SPECIAL = [
    ([0.0], [1.0], [0.0], 0.0),
    ([-5.0], [1.0], [0.0], -5.0),
    ([3.0] * 4, [0.25] * 4, [-np.log(4)] * 4, 3 + np.log(4)),
    ([1e4, -1e4], [1.0, 0.0], [0.0, -2e4], 1e4),
    ([-1e4, -1e4], [0.5, 0.5], [-np.log(2)] * 2, -1e4 + np.log(2)),
    ([0.0, -INF], [1.0, 0.0], [0.0, -INF], 0.0),
    ([-900.0, -INF, -900.0], [0.5, 0.0, 0.5], [-np.log(2), -INF, -np.log(2)], -900 + np.log(2)),
    ([-INF, -INF], [NAN, NAN], [NAN, NAN], -INF),
    ([-INF], [NAN], [NAN], -INF),
    ([INF], [1.0], [0.0], INF),
    ([INF, 0.0, -INF], [1.0, 0.0, 0.0], [0.0, -INF, -INF], INF),
    ([INF, 0.0, INF], [NAN] * 3, [NAN] * 3, INF),
    ([NAN, 0.0], [NAN, NAN], [NAN, NAN], NAN),
    ([NAN, INF], [NAN, NAN], [NAN, NAN], NAN),
    ([NAN, -INF], [NAN, NAN], [NAN, NAN], NAN),
]


@pytest.mark.parametrize(("row", "shares", "logs", "total"), SPECIAL)
@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("copies", [1, 20, 3000])
def test_special_rows_alone_and_among_others(row, shares, logs, total, dtype, copies):
    z = np.tile(np.array(row, dtype=dtype), (copies, 1))
    z[1::2] = 0.25
    others = np.full(len(row), 1 / len(row))
    for function, expected, ordinary in (
        (softmax, shares, others),
        (log_softmax, logs, np.log(others)),
        (logsumexp, total, 0.25 + np.log(len(row))),
    ):
        result, tolerance = function(z), 4 * np.finfo(dtype).eps
        for found, wanted in ((result[::2], expected), (result[1::2], ordinary)):
            wanted = np.broadcast_to(np.array(wanted, dtype=dtype), found.shape)
            np.testing.assert_allclose(found, wanted, rtol=tolerance, atol=tolerance**2)


def test_finite_up_to_the_largest_numbers():
    z = np.array([np.finfo(float).max, -np.finfo(float).max, 0.0])
    np.testing.assert_array_equal(softmax(z), [1.0, 0.0, 0.0])
    np.testing.assert_array_equal(log_softmax(z), [0.0, -INF, -np.finfo(float).max])
    assert logsumexp(z) == np.finfo(float).max


def test_logsumexp_of_nothing_is_the_logarithm_of_0():
    assert logsumexp([]) == -INF
    np.testing.assert_array_equal(logsumexp(np.empty((2, 0))), [-INF, -INF])
    assert logsumexp(np.empty((0, 2))).shape == (0,)


# Properties


@given(rows_of(finite))
def test_shares_are_positive_and_sum_to_1(z):
    shares = softmax(z)
    assert (shares >= 0).all()
    assert shares.sum() == pytest.approx(1, abs=8 * EPSILON)


@given(rows_of(st.integers(-(2**30), 2**30).map(float)), st.integers(-(2**30), 2**30))
def test_shifting_all_logits_changes_no_share(z, shift):
    np.testing.assert_allclose(softmax(z + shift), softmax(z), rtol=16 * EPSILON, atol=2e-323)
    np.testing.assert_allclose(
        log_softmax(z + shift), log_softmax(z), rtol=16 * EPSILON, atol=2e-323
    )
    moved = logsumexp(z) + shift
    scale = 2.0**31
    assert logsumexp(z + shift) == pytest.approx(moved, abs=4 * EPSILON * scale)


@given(rows_of(moderate))
def test_the_larger_logit_has_the_larger_share(z):
    order = np.argsort(z)
    assert (np.diff(softmax(z)[order]) >= -4 * EPSILON * softmax(z)[order][1:]).all()
    assert (np.diff(log_softmax(z)[order]) >= 4 * EPSILON * log_softmax(z)[order][1:]).all()


@given(rows_of(moderate), st.randoms(use_true_random=False))
def test_the_order_of_the_classes_does_not_matter(z, random):
    order = list(range(z.size))
    random.shuffle(order)
    np.testing.assert_allclose(softmax(z[order]), softmax(z)[order], rtol=8 * EPSILON, atol=1e-323)


@given(rows_of(st.floats(-700, 700)))
def test_the_logarithm_is_that_of_the_share(z):
    np.testing.assert_allclose(np.exp(log_softmax(z)), softmax(z), rtol=1e-12, atol=1e-320)


@given(rows_of(moderate))
def test_logsumexp_is_the_maximum_plus_at_most_log_of_the_number(z):
    assert z.max() <= logsumexp(z) <= z.max() + np.log(z.size) + 8 * EPSILON * (1 + abs(z.max()))


@given(st.floats(-700, 700))
def test_two_classes_are_a_sigmoid_of_the_difference(z):
    np.testing.assert_allclose(softmax([z, 0.0])[0], sigmoid(z), rtol=6 * EPSILON)
    np.testing.assert_allclose(log_softmax([z, 0.0])[0], log_sigmoid(z), rtol=6 * EPSILON)


@pytest.mark.parametrize("temperature", [1e-3, 1e3])
def test_limits_of_the_temperature(temperature):
    z = np.array([0.3, 2.0, -1.0])
    limit = [0.0, 1.0, 0.0] if temperature < 1 else [1 / 3] * 3
    np.testing.assert_allclose(softmax(z / temperature), limit, atol=2e-3)


@pytest.mark.parametrize("rows", [2, 9, 700])
@pytest.mark.parametrize("classes", [5, 20, 40])
def test_a_row_does_not_depend_on_its_neighbours(rows, classes):
    z = np.random.default_rng(2).standard_normal((rows, classes)) * 9
    mixed = z.copy()
    mixed[1::2] += 900
    for function in FUNCTIONS:
        np.testing.assert_array_equal(function(mixed)[::2], function(z)[::2])


# Slopes


@pytest.mark.parametrize("method", ["central", "complex"])
@pytest.mark.parametrize("shape", [(1,), (2,), (5,), (3, 4), (2, 3, 4)])
def test_softmax_is_the_slope_of_logsumexp(shape, method):
    at = np.random.default_rng(3).standard_normal(shape) * 2
    check_gradient(lambda z: logsumexp(z).sum(), softmax, at, method=method)
    weights = np.random.default_rng(4).standard_normal(shape)

    def gradient(z):
        return weights - softmax(z) * weights.sum(axis=-1, keepdims=True)

    check_gradient(lambda z: (weights * log_softmax(z)).sum(), gradient, at, method=method)


@pytest.mark.parametrize("name", ALL)
def test_complex_results_are_those_of_the_definition(name):
    random = np.random.default_rng(6)
    z = random.uniform(-30, 30, (50, 4)) + 1j * random.uniform(-0.3, 0.3, (50, 4))
    result = getattr(output_layer, name)(z, axis=1).reshape(50, -1)
    assert result.dtype == np.complex128
    with mpmath.workdps(60):
        for row, ours in zip(z.tolist(), result, strict=True):
            row = [mpmath.mpc(value) for value in row]
            total = mpmath.fsum(mpmath.exp(value) for value in row)
            true = np.array(DEFINITIONS[name](row, total)).astype(complex)
            np.testing.assert_allclose(ours, true, rtol=1e-13)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_tiny_imaginary_part_leaves_the_real_part_as_it_is(function):
    z = np.random.default_rng(8).standard_normal((20, 5)) * 20
    np.testing.assert_allclose(function(z * (1 + 1e-30j)).real, function(z), rtol=1e-13)


# Axes, types, shapes, warnings, errors


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(
    "axis", [None, 0, 1, 2, 3, -1, -4, (0, 2), (3, 1), (-1, -2), (), (0, 1, 2, 3)]
)
@pytest.mark.parametrize("dtype", TYPES)
def test_axes_are_those_of_scipy(name, axis, dtype):
    z = np.random.default_rng(9).standard_normal((3, 1, 4, 20)).astype(dtype)
    for view in (z, z[:, :, ::-1, ::3], np.asfortranarray(z)):
        result = getattr(output_layer, name)(view, axis=axis)
        expected = getattr(scipy.special, name)(view.astype(float), axis=axis)
        assert result.shape == expected.shape
        assert result.dtype == dtype
        np.testing.assert_allclose(result, expected, rtol=2 * np.finfo(dtype).eps, atol=1e-6)


@pytest.mark.parametrize("axis", [None, 1, (0, 2)])
def test_keepdims_keeps_the_axes(axis):
    z = np.random.default_rng(9).standard_normal((3, 4, 5))
    expected = scipy.special.logsumexp(z, axis=axis, keepdims=True)
    result = logsumexp(z, axis=axis, keepdims=True)
    assert result.shape == expected.shape
    np.testing.assert_allclose(result, expected, rtol=1e-14)


@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
@pytest.mark.parametrize("shape", [(3, 4), (500, 6), (2, 70)])
def test_the_last_axis_is_taken_if_none_is_named(name, shape):
    z = np.random.default_rng(9).standard_normal(shape)
    function = getattr(output_layer, name)
    np.testing.assert_array_equal(function(z), function(z, axis=-1))
    np.testing.assert_allclose(function(z.T, axis=0), function(z).T, rtol=4 * EPSILON)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("dtype", [*TYPES, np.complex128])
@pytest.mark.parametrize("shape", [(1,), (3,), (0, 3), (2, 1, 3), (9, 4), (3, 40)])
def test_type_and_shape_are_kept(name, dtype, shape):
    result = getattr(output_layer, name)(np.full(shape, 0.3, dtype=dtype))
    assert result.dtype == dtype
    assert result.shape == (shape[:-1] if name == "logsumexp" else shape)


@pytest.mark.parametrize("name", ALL)
def test_integers_lists_numbers_and_other_byte_orders_are_taken(name):
    function = getattr(output_layer, name)
    expected = function(np.array([[0.0, 1.0], [2.0, 0.0]]))
    for z in ([[0, 1], [2, 0]], np.array([[0, 1], [2, 0]], dtype=np.uint8)):
        np.testing.assert_array_equal(function(z), expected)
    np.testing.assert_array_equal(function(np.array([[0, 1], [2, 0]], dtype=">f8")), expected)
    assert type(function(2.0, axis=None)) is np.float64
    assert function(2, axis=None) == {"softmax": 1.0, "log_softmax": 0.0, "logsumexp": 2.0}[name]


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("dtype", [*TYPES, np.complex128])
@pytest.mark.parametrize("rows", [1, 20])
def test_no_warning_no_matter_what_and_the_input_stays(name, dtype, rows):
    awkward = [0.0, -0.0, 5e-324, 700.0, -740.0, 6e4, -6e4, INF, -INF, NAN]
    pairs = np.array([[a, b, c] for a in awkward for b in awkward for c in awkward])
    for z in np.split(pairs.astype(dtype), 1000 // rows):
        before = z.copy()
        z.flags.writeable = False
        with np.errstate(all="raise"):
            getattr(output_layer, name)(z)
        np.testing.assert_array_equal(z, before)


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("wrong", ["a", None, [1, "b"], np.longdouble([1]), np.complex64([1])])
def test_what_is_no_number_of_the_book_is_refused_by_name(function, wrong):
    with pytest.raises(TypeError, match=r"^z must be integers, booleans or one of float16"):
        function(wrong)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_wrong_axes_and_ragged_rows_are_refused(function):
    with pytest.raises(ValueError, match="axis 2 is out of bounds"):
        function(np.ones((2, 3)), axis=2)
    with pytest.raises(ValueError, match="repeated axis"):
        function(np.ones((2, 3)), axis=(0, 0))
    with pytest.raises(ValueError, match="out of bounds for array of dimension 0"):
        function(1.0)
    with pytest.raises(ValueError, match=r"^z must have rows of equal length"):
        function([[1], [2, 3]])


@pytest.mark.parametrize("function", [softmax, log_softmax])
def test_rows_without_classes_are_refused(function):
    with pytest.raises(
        ValueError, match=r"^z must hold at least one class along axis -1, .*\(2, 0\)"
    ):
        function(np.empty((2, 0)))


# Complex logits


@pytest.mark.parametrize("row", [[3j, 3j], [1 + 4j] * 2, [2 - 9j, 1 + 1j, 100j], [1e3 + 40j, 0]])
def test_the_imaginary_part_of_logsumexp_is_the_principal_one(row):
    result = logsumexp(row)
    assert -np.pi < result.imag <= np.pi
    expected = scipy.special.logsumexp(row)
    np.testing.assert_allclose(result, expected, rtol=1e-13)


def test_the_principal_part_has_the_upper_end_and_keeps_a_tiny_step():
    assert logsumexp([np.pi * 1j, np.pi * 1j]).imag == np.pi
    assert logsumexp([-np.pi * 1j]).imag == np.pi
    np.testing.assert_allclose(logsumexp([1 + 1e-200j, 1.0]).imag, 0.5e-200, rtol=1e-15)


@pytest.mark.parametrize("row", [[-np.inf] * 3, [np.inf, 1.0], [np.inf, np.inf, -np.inf]])
def test_infinite_complex_rows_are_as_the_real_ones(row):
    assert logsumexp(np.array(row, complex)) == logsumexp(row)
    assert logsumexp(np.array(row, complex)).imag == 0


# Threads


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("shape", [(1, 5), (900, 3), (40, 9000), (3, 70_000), (0, 4)])
@pytest.mark.parametrize("dtype", TYPES)
def test_the_number_of_threads_changes_no_bit(function, shape, dtype):
    z = (np.random.default_rng(0).standard_normal(shape) * 10).astype(dtype)
    one = function(z)
    for workers in (2, 5):
        np.testing.assert_array_equal(function(z, workers=workers), one)


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.filterwarnings("error")
def test_threads_warn_as_little(function):
    z = np.where(np.arange(40 * 9000).reshape(40, 9000) % 7, 1e308, -np.inf)
    function(z, workers=2)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_there_is_at_least_one_thread(function):
    with pytest.raises(ValueError, match="workers must be at least 1, not 0"):
        function([1.0, 2.0], workers=0)
    with pytest.raises(TypeError, match="workers must be an integer, not None"):
        function([1.0, 2.0], workers=None)


def test_an_error_in_a_thread_is_raised():
    def failing(block, place, axis, work):
        if block[0, 0] > 20:
            raise RuntimeError("late")

    rows = np.repeat(np.arange(40.0), 9000).reshape(40, 9000)
    with pytest.raises(RuntimeError, match="late"):
        in_blocks(failing, rows, np.empty_like(rows), workers=3)
