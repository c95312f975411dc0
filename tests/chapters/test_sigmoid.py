"""The sigmoid and its relatives: the truth, their properties, every kind of input."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import output_layer
import truth
from output_layer import check_gradient, log_sigmoid, logit, sigmoid, sigmoid_derivative, softplus
from points import awkward, finite_halves, logits, probabilities

OF_LOGITS = ["sigmoid", "sigmoid_derivative", "log_sigmoid", "softplus"]
ALL = [*OF_LOGITS, "logit"]
EPSILON = np.finfo(float).eps

finite = st.floats(allow_nan=False, allow_infinity=False)
moderate = st.floats(-700, 700)
inside = st.floats(0, 1, exclude_min=True, exclude_max=True)


def points_for(name, count, dtype):
    return probabilities(count, dtype) if name == "logit" else logits(count, dtype)


# Against the truth

# float64: rounding errors of a few operations. float32: computed in float64, rounded once.
ALLOWED = {np.float64: 2.0, np.float32: 0.500001}


@pytest.mark.parametrize("dtype", ALLOWED)
@pytest.mark.parametrize("name", ALL)
def test_within_2_ulp_of_the_truth_on_a_million_points(name, dtype):
    points = points_for(name, 1_000_000, dtype)
    assert points.size > 990_000
    result = getattr(output_layer, name)(points)
    errors = truth.ulp_errors(result, *truth.truth(getattr(truth, name), points))
    worst = errors.argmax()
    assert errors[worst] <= ALLOWED[dtype], f"{errors[worst]} ULP at {points[worst]!r}"


@pytest.mark.parametrize("name", ALL)
def test_every_float16_is_the_nearest_to_the_truth(name):
    every = finite_halves()
    points = every[(every > 0) & (every < 1)] if name == "logit" else every
    result = getattr(output_layer, name)(points)
    errors = truth.ulp_errors(result, *truth.truth(getattr(truth, name), points))
    assert errors.max() <= 0.5


# The definitions as they stand in the book, with digits enough to bear every cancellation.
DEFINITIONS = {
    "sigmoid": lambda z: 1 / (1 + mpmath.exp(-z)),
    "sigmoid_derivative": lambda z: mpmath.exp(-z) / (1 + mpmath.exp(-z)) ** 2,
    "log_sigmoid": lambda z: -mpmath.log(1 + mpmath.exp(-z)),
    "softplus": lambda z: mpmath.log(1 + mpmath.exp(z)),
    "logit": lambda p: mpmath.log(p / (1 - p)),
}


@pytest.mark.parametrize("name", ALL)
def test_the_truth_is_that_of_the_definition_with_700_digits(name):
    points = points_for(name, 1000, np.float64)
    nearest, rest = truth.truth(getattr(truth, name), points)
    result = getattr(output_layer, name)(points)
    with mpmath.workdps(700):
        for z, high, low, ours in zip(points.tolist(), nearest, rest, result, strict=True):
            true, unit = DEFINITIONS[name](mpmath.mpf(z)), mpmath.mpf(float(np.spacing(abs(high))))
            assert abs(true - high - low * unit) < 1e-9 * unit
            assert abs(true - ours) <= 2 * unit


KNOWN = [
    (sigmoid, 0.0, "0.5"),
    (sigmoid, -740.0, "4.199558715630979e-322"),
    (sigmoid, -745.0, "2.8296749e-324"),
    (sigmoid_derivative, 0.0, "0.25"),
    (sigmoid_derivative, 740.0, "4.199558715630979e-322"),
    (sigmoid_derivative, -740.0, "4.199558715630979e-322"),
    (log_sigmoid, 700.0, "-9.8596765437597708567e-305"),
    (log_sigmoid, -1e308, "-1e308"),
    (softplus, 0.0, "0.69314718055994530942"),
    (softplus, -740.0, "4.199558715630979e-322"),
    (softplus, 1.7e308, "1.7e308"),
    (logit, 5e-324, "-744.44007192138126231"),
    (logit, 1 - 2.0**-53, "36.736800569677101399"),
]


@pytest.mark.parametrize(("function", "at", "true"), KNOWN)
def test_known_values_to_the_last_place(function, at, true):
    true = float(true)
    assert abs(function(at) - true) <= np.spacing(abs(true))


@pytest.mark.parametrize(
    ("function", "left", "right"),
    [
        (sigmoid, 0.0, 1.0),
        (sigmoid_derivative, 0.0, 0.0),
        (log_sigmoid, -np.inf, 0.0),
        (softplus, 0.0, np.inf),
    ],
)
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.complex128])
def test_infinity_gives_the_limit_and_nan_stays(function, left, right, dtype):
    result = function(np.array([-np.inf, np.inf, np.nan], dtype=dtype)).real
    np.testing.assert_array_equal(result, np.array([left, right, np.nan]))


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_logit_at_and_beyond_the_ends(dtype):
    p = np.array([0.0, -0.0, 1.0, -0.5, 1.5, np.inf, -np.inf, np.nan], dtype=dtype)
    expected = [-np.inf, -np.inf, np.inf, *[np.nan] * 5]
    np.testing.assert_array_equal(logit(p), np.array(expected, dtype=dtype))


# Properties


@given(finite)
def test_sigmoid_of_z_and_of_minus_z_sum_to_1(z):
    assert abs(sigmoid(z) + sigmoid(-z) - 1) <= EPSILON


@given(finite)
def test_derivative_is_even_and_at_most_a_quarter(z):
    assert sigmoid_derivative(z) == sigmoid_derivative(-z)
    assert 0 <= sigmoid_derivative(z) <= 0.25


@given(finite)
def test_derivative_is_the_product_of_both_sides(z):
    product = sigmoid(z) * sigmoid(-z)
    assert abs(sigmoid_derivative(z) - product) <= 6 * np.spacing(product)


@pytest.mark.parametrize("name", ["sigmoid", "log_sigmoid", "softplus"])
@given(a=finite, b=finite)
def test_increasing(name, a, b):
    function = getattr(output_layer, name)
    low, high = function(min(a, b)), function(max(a, b))
    assert low <= high or low - high <= 3 * np.spacing(abs(high))


@given(a=inside, b=inside)
def test_logit_is_increasing_and_odd_about_a_half(a, b):
    low, high = logit(min(a, b)), logit(max(a, b))
    assert low <= high or low - high <= 3 * np.spacing(abs(high))
    if 1 - (1 - a) == a:  # then 1 − a is exact
        assert abs(logit(1 - a) + logit(a)) <= 4 * np.spacing(abs(logit(a)))


@given(inside)
def test_sigmoid_undoes_logit(p):
    # An error of one part in z of size ε moves σ(z) by z·ε parts.
    assert sigmoid(logit(p)) == pytest.approx(p, rel=(3 + 2 * abs(logit(p))) * EPSILON, abs=5e-324)


@given(st.floats(-700, 0))
def test_logit_undoes_sigmoid_where_digits_remain(z):
    assert logit(sigmoid(z)) == pytest.approx(z, rel=4 * EPSILON, abs=5 * EPSILON)


@given(finite)
def test_log_sigmoid_is_softplus_mirrored(z):
    assert log_sigmoid(z) == -softplus(-z)


@given(moderate)
def test_log_sigmoid_is_the_logarithm(z):
    assert np.exp(log_sigmoid(z)) == pytest.approx(sigmoid(z), rel=(3 + abs(z)) * EPSILON)


@given(finite)
def test_softplus_of_both_signs_differs_by_z(z):
    assert softplus(z) - softplus(-z) == pytest.approx(z, rel=4 * EPSILON, abs=4 * EPSILON)


SLOPES = [
    (sigmoid, sigmoid_derivative),
    (softplus, sigmoid),
    (log_sigmoid, lambda z: sigmoid(-z)),
    (lambda z: sigmoid_derivative(z), lambda z: sigmoid_derivative(z) * (1 - 2 * sigmoid(z))),
]


@pytest.mark.parametrize("method", ["central", "complex"])
@pytest.mark.parametrize(("function", "slope"), SLOPES)
@pytest.mark.parametrize("z", [-30.0, -2.5, -0.3, 0.0, 1e-9, 0.7, 4.0, 20.0])
def test_each_is_the_slope_of_the_other(function, slope, z, method):
    check_gradient(function, slope, z, method=method)


@pytest.mark.parametrize("method", ["central", "complex"])
@pytest.mark.parametrize("p", [0.05, 0.24, 0.25, 0.4, 0.5, 0.7, 0.75, 0.9])
def test_slope_of_logit_is_one_over_p_times_1_minus_p(p, method):
    check_gradient(logit, lambda p: 1 / (p * (1 - p)), p, method=method)


@pytest.mark.parametrize("z", [-700.0, -300.0, 300.0, 700.0])
def test_complex_step_resolves_the_slope_of_a_saturated_neuron(z):
    check_gradient(sigmoid, sigmoid_derivative, z, method="complex", rtol=1e-9)


# Complex numbers


@pytest.mark.parametrize("name", OF_LOGITS)
def test_complex_results_are_those_of_the_definition(name):
    real, imaginary = np.random.default_rng(1).uniform([-30, -3], [30, 3], (500, 2)).T
    result = getattr(output_layer, name)(real + 1j * imaginary)
    assert result.dtype == np.complex128
    with mpmath.workdps(60):
        for z, ours in zip(real + 1j * imaginary, result, strict=True):
            true = complex(DEFINITIONS[name](mpmath.mpc(complex(z))))
            assert abs(ours - true) <= 1e-14 * abs(true)


@pytest.mark.parametrize("name", ALL)
def test_a_tiny_imaginary_part_leaves_the_real_part_as_it_is(name):
    points = points_for(name, 4000, np.float64)
    expected = getattr(output_layer, name)(points)
    result = getattr(output_layer, name)(points * (1 + 1e-30j))
    np.testing.assert_allclose(result.real, expected, rtol=8 * EPSILON, atol=2e-323)


@pytest.mark.parametrize("name", ALL)
def test_conjugate_in_conjugate_out(name):
    z = np.array([0.3 + 0.2j, 0.9 - 1e-3j, 0.51 + 1j])
    function = getattr(output_layer, name)
    np.testing.assert_array_equal(function(z.conj()), function(z).conj())


# Types, shapes, warnings


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.complex128])
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (2, 1, 3)])
def test_type_and_shape_are_kept(name, dtype, shape):
    result = getattr(output_layer, name)(np.full(shape, 0.3, dtype=dtype))
    assert result.dtype == dtype
    assert result.shape == shape


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(
    "value", [0, True, 0.25, np.int8(1), np.float64(0.25), np.array(0.25), np.uint8(0)]
)
def test_one_number_gives_a_numpy_scalar(name, value):
    result = getattr(output_layer, name)(value)
    assert type(result) is np.float64
    assert result == getattr(output_layer, name)(np.array([float(value)]))[0]


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("kind", [bool, np.int8, np.int64, np.uint16])
def test_integers_and_booleans_become_float64(name, kind):
    result = getattr(output_layer, name)(np.array([0, 1], dtype=kind))
    assert result.dtype == np.float64
    np.testing.assert_array_equal(result, getattr(output_layer, name)([0.0, 1.0]))


@pytest.mark.parametrize("name", ALL)
def test_lists_and_other_byte_orders_are_taken(name):
    function, expected = (
        getattr(output_layer, name),
        getattr(output_layer, name)(np.array([0.2, 0.7])),
    )
    np.testing.assert_array_equal(function([0.2, 0.7]), expected)
    np.testing.assert_array_equal(function(np.array([0.2, 0.7], dtype=">f8")), expected)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.complex128])
def test_no_warning_no_matter_what_and_the_input_stays(name, dtype):
    points = awkward(np.float64 if dtype is np.complex128 else dtype).astype(dtype)
    before = points.copy()
    points.flags.writeable = False
    with np.errstate(all="raise"):
        getattr(output_layer, name)(points)
    np.testing.assert_array_equal(points, before)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(
    "wrong", ["0.5", None, [0.1, "a"], np.longdouble(0.5), np.complex64(0.5), {0.5}, b"1"]
)
def test_what_is_no_number_of_the_book_is_refused_by_name(name, wrong):
    argument = "p" if name == "logit" else "z"
    with pytest.raises(TypeError, match=rf"^{argument} must be integers, booleans or one of "):
        getattr(output_layer, name)(wrong)
