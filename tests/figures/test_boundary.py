"""The boundary: it learns in the browser as in Python, and its points follow every hand."""

import numpy as np
import pytest
import traitlets

import nodejs
from output_layer import check_gradient
from output_layer.figures import Boundary
from output_layer.figures.cells import cells
from output_layer.figures.classifier import classified, logits, mean_cost, outputs, train
from output_layer.figures.clouds import CLOUDS
from stage import stage

BROAD = {"viewport": {"width": 760, "height": 900}}
PHONE = {"viewport": {"width": 375, "height": 700}, "has_touch": True}
FEW = [[-1.0, 1.0, 1], [1.0, 1.0, 2], [0.0, -1.0, 3]]
UNTRAINED = [[0.0] * 3] * 4
both_layers = pytest.mark.parametrize("sigmoids", [False, True], ids=["softmax", "sigmoids"])


def example(classes, count=40):
    """Return seeded weights and points; some points have labels that take no part."""
    rng = np.random.default_rng(classes)
    points = np.column_stack([rng.uniform(-3, 3, (count, 2)), rng.integers(1, 5, count)])
    return rng.normal(size=(classes, 3)), points


# The layer, in both languages.


@both_layers
@pytest.mark.parametrize("classes", [2, 3, 4])
def test_the_layer_in_the_browser_is_that_of_python(classes, sigmoids):
    weights, points = example(classes)
    w, p = weights.tolist(), points.tolist()
    z, right, cost = nodejs.call(
        "classifier", [["logits", w, p[0]], ["classified", w, p], ["mean_cost", w, p, sigmoids]]
    )
    assert z == logits(weights, points)[0].tolist()
    assert right == classified(weights, points).tolist()
    assert cost == pytest.approx(mean_cost(weights, points, sigmoids=sigmoids), rel=1e-13)
    (a,) = nodejs.call("classifier", [["outputs", z, sigmoids]])
    np.testing.assert_allclose(a, outputs(np.array(z), sigmoids=sigmoids), rtol=1e-13)


@both_layers
@pytest.mark.parametrize("classes", [2, 3, 4])
def test_training_in_the_browser_gives_the_weights_of_python(classes, sigmoids):
    weights, points = example(classes)
    options = {"sigmoids": sigmoids, "eta": 0.5, "epochs": 300}
    (answer,) = nodejs.call("classifier", [["train", weights.tolist(), points.tolist(), options]])
    # Roundings of 1e-16 an epoch, which descent on a convex cost does not amplify.
    np.testing.assert_allclose(answer, train(weights, points, **options), rtol=1e-10, atol=1e-12)


@both_layers
def test_a_step_goes_down_the_gradient_of_the_mean_cost(sigmoids):
    weights, points = example(3)
    options = {"sigmoids": sigmoids}

    def cost(w):
        return mean_cost(w, points, **options)

    def gradient(w):
        return w - train(w, points, eta=1.0, epochs=1, **options)

    check_gradient(cost, gradient, weights, method="central")


def test_the_first_of_equal_outputs_wins_and_a_label_above_the_classes_counts_as_the_last():
    points = [[0.0, 0.0, 1], [0.0, 0.0, 2], [1.0, 0.0, 4]]
    assert classified(np.zeros((2, 3)), points).tolist() == [True, False, False]
    assert classified([[0, 0, 0], [1, 0, 0]], points).tolist() == [True, False, True]


# The cells.


@both_layers
@pytest.mark.parametrize("classes", [2, 3, 4])
def test_the_cells_in_the_browser_are_those_of_python(classes, sigmoids):
    weights, _ = example(classes)
    options = {"sigmoids": sigmoids, "reach": 3}
    (answer,) = nodejs.call("cells", [["cells", weights.tolist(), options]])
    expected = cells(weights, **options)
    assert len(answer) == len(expected)
    for found, (members, polygon) in zip(answer, expected, strict=True):
        assert found["classes"] == members
        np.testing.assert_allclose(found["polygon"], polygon, atol=1e-12)


@both_layers
@pytest.mark.parametrize("seed", range(5))
def test_a_place_lies_in_the_cell_of_its_classes(sigmoids, seed):
    rng = np.random.default_rng(seed)
    weights = rng.normal(size=(4, 3))
    found = cells(weights, sigmoids=sigmoids, reach=3.0)
    for place in rng.uniform(-3, 3, (100, 2)):
        (members,) = [members for members, polygon in found if inside(place, polygon)]
        z = logits(weights, [place])[0]
        assert members == (np.flatnonzero(z > 0).tolist() if sigmoids else [z.argmax()])


def inside(place, polygon):
    """Tell whether a place is left of each side of a polygon that runs anticlockwise."""
    corners = np.array(polygon)
    along, to = np.roll(corners, -1, axis=0) - corners, place - corners
    return (along[:, 0] * to[:, 1] - along[:, 1] * to[:, 0] >= 0).all()


@both_layers
def test_equal_outputs_belong_to_no_class(sigmoids):
    assert [members for members, _ in cells(np.zeros((3, 3)), sigmoids=sigmoids, reach=3.0)] == (
        [[]] if sigmoids else []
    )


# The traits.


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ([], r"points must hold 1 to 200 rows \[x1, x2, label\], not \[\]"),
        ([[0, 0]], r"points must hold 1 to 200 rows .*, not \[\[0, 0\]\]"),
        ([[0, 0, 1]] * 201, "points must hold 1 to 200 rows"),
        ("here", "points must hold .* not 'here'"),
        ([[0, 0, 1], [0, 3.5, 1]], r"x2 of points\[1\] must be a number from -3.0 to 3.0, not 3.5"),
        ([[0, float("nan"), 1]], r"x2 of points\[0\] must be a number .* not nan"),
        ([[0, 0, 5]], r"label of points\[0\] must be an integer from 1 to 4, not 5"),
        ([[0, 0, 1.5]], r"label of points\[0\] must be an integer from 1 to 4, not 1.5"),
    ],
)
def test_wrong_points_are_named_with_what_is_expected(points, message):
    with pytest.raises(traitlets.TraitError, match=message):
        Boundary(points=points)


def test_weights_are_four_rows_of_finite_numbers():
    with pytest.raises(traitlets.TraitError, match="weights must hold 4 rows"):
        Boundary(weights=[[0, 0, 0]])
    with pytest.raises(traitlets.TraitError, match=r"b of weights\[3\] must be a number"):
        Boundary(weights=[*UNTRAINED[:3], [0, 0, float("inf")]])


def test_points_may_be_an_array():
    assert Boundary(points=np.array(FEW)).points == FEW


def test_from_the_browser_come_the_very_same_numbers():
    figure = Boundary(points=[[1, 0, 2.0]])
    assert figure.points == [[1.0, 0.0, 2]]
    assert [type(number) for number in figure.points[0]] == [float, float, int]


@both_layers
def test_the_first_weights_are_those_after_the_epochs(sigmoids):
    figure = Boundary(sigmoids=sigmoids, epoch=7)
    again = Boundary(sigmoids=sigmoids, epoch=0)
    assert again.weights == UNTRAINED
    again.train(3)
    again.train(4)
    assert (again.weights, again.epoch) == (figure.weights, 7)
    assert figure.weights[3] == [0, 0, 0], "the fourth class takes no part"


def test_training_past_the_last_epoch_changes_nothing():
    figure = Boundary(epoch=5000)
    before = figure.weights
    with pytest.raises(traitlets.TraitError, match="epoch"):
        figure.train()
    assert (figure.weights, figure.epoch) == (before, 5000)


def test_no_training_leaves_the_limits_of_the_weights():
    rows = np.column_stack([np.full((2, 2), 3.0), [1, 2]])  # two labels at one place
    for sigmoids in (False, True):
        figure = Boundary(points=rows, sigmoids=sigmoids, eta=2.0, epoch=5000)
        assert np.isfinite(figure.weights).all()


@pytest.mark.parametrize("name", CLOUDS)
def test_the_clouds_have_three_classes_of_the_same_size(name):
    figure = Boundary(points=CLOUDS[name])
    assert np.bincount(np.array(figure.points)[:, 2].astype(int)).tolist() == [0, 8, 8, 8]


def test_a_class_in_the_middle_is_what_softmax_finds_and_no_sigmoid_can():
    softmax, sigmoids = (
        Boundary(points=CLOUDS["middle"], sigmoids=s, epoch=2000) for s in (False, True)
    )
    assert softmax.readouts()["accuracy"] == "24/24"
    middle = [point for point in sigmoids.points if point[2] == 2]
    above = logits(sigmoids.weights[:3], middle)[:, 1] > 0
    assert above.sum() < len(middle)


def test_the_outputs_of_sigmoids_need_not_sum_to_one():
    shown = Boundary(sigmoids=True).values()
    assert shown["sum"] == shown["a1"] + shown["a2"] + shown["a3"] != 1
    assert Boundary().readouts()["sum"] == "1.000"


# In the browser.


@pytest.fixture
def boundary(browser):
    with stage(browser, Boundary(points=FEW, x1=0.0, x2=0.0), **BROAD) as (actor,):
        yield actor


def pixel(actor, x1, x2):
    """Return where a place of the plane is on the page."""
    box = actor.root.locator(".plot.plane").bounding_box()
    left, width = box["x"] + 34, box["width"] - 44
    top, height = box["y"] + 24, box["height"] - 60
    return left + (x1 + 3) / 6 * width, top + (3 - x2) / 6 * height


def drag(actor, start, end):
    mouse = actor.page.mouse
    mouse.move(*pixel(actor, *start))
    mouse.down()
    mouse.move(*pixel(actor, *end), steps=4)
    mouse.up()


def button(actor, name):
    return actor.root.get_by_role("button", name=name)


def point(actor):
    return actor.root.get_by_role("slider", name="in the plane")


def names(actor):
    return [text for text in actor.root.locator(".cell-name").all_text_contents() if text]


def test_a_point_goes_where_it_is_dragged_and_no_other_does(boundary):
    drag(boundary, (1, 1), (2, -0.5))
    moved = boundary.get("points")
    assert [moved[0], moved[2]] == [FEW[0], FEW[2]]
    assert moved[1] == pytest.approx([2, -0.5, 2], abs=0.02)
    assert (boundary.get("selected"), boundary.get("x1")) == (2, 0)
    boundary.agrees()


def test_a_point_that_is_taken_beside_its_middle_does_not_jump(boundary):
    drag(boundary, (1.08, 0.93), (1.08, 0.93))
    assert boundary.get("points") == FEW
    drag(boundary, (1.08, 0.93), (2.08, 0.93))
    assert boundary.get("points")[1] == pytest.approx([2, 1, 2], abs=0.02)


def test_of_two_points_the_nearer_one_is_taken(boundary):
    boundary.set(points=[[0.0, 2.0, 1], [0.15, 2.0, 2]])
    drag(boundary, (0.02, 2.0), (-1, 2.0))
    assert boundary.get("points")[0][0] == pytest.approx(-1.02, abs=0.02)


def test_a_point_stops_at_the_edge_of_the_plane(boundary):
    drag(boundary, (1, 1), (4, 5))
    assert boundary.get("points")[1] == [3, 3, 2]


def test_a_press_elsewhere_moves_the_probe(boundary):
    boundary.page.mouse.click(*pixel(boundary, -2, -2))
    assert boundary.get("x1") == pytest.approx(-2, abs=0.02)
    assert boundary.get("points") == FEW
    boundary.agrees()


def test_the_keys_move_relabel_add_and_remove_the_selected_point(boundary):
    handle = point(boundary)
    for key, expected in [
        ("ArrowRight", [-0.9, 1, 1]),
        ("Shift+ArrowDown", [-0.9, 0.5, 1]),
        ("3", [-0.9, 0.5, 3]),
    ]:
        handle.press(key)
        assert boundary.get("points") == [expected, *FEW[1:]]
    handle.press("PageDown")
    handle.press("PageDown")
    assert boundary.get("selected") == 3
    handle.press("Delete")
    assert (len(boundary.get("points")), boundary.get("selected")) == (2, 2)
    handle.press("Insert")
    assert boundary.get("points")[2] == [0, 0, 2]
    handle.press("4")
    assert boundary.get("classes") == 4
    boundary.agrees()


def test_the_selected_point_says_where_it_is_and_what_the_layer_makes_of_it(boundary):
    point(boundary).press("PageDown")
    said = point(boundary).get_attribute("aria-valuetext")
    assert said.startswith("point 2 of 3, class 2, at (1.00, 1.00). epoch 50: 3/3 points right")
    assert boundary.readouts()["cost"] in said


def test_other_keys_are_left_to_the_page(boundary):
    point(boundary).press("a")
    point(boundary).press("5")
    assert (boundary.get("points"), boundary.get("selected")) == (FEW, 1)


def test_the_arrow_keys_move_the_probe(boundary):
    probe = boundary.root.get_by_role("slider", name="probe")
    probe.press("ArrowLeft")
    probe.press("Shift+ArrowUp")
    assert (boundary.get("x1"), boundary.get("x2")) == (-0.1, 0.5)
    boundary.agrees()
    assert boundary.readouts()["shares"] in probe.get_attribute("aria-valuetext")


def test_buttons_add_and_remove_and_the_last_point_stays(boundary):
    button(boundary, "Add").click()
    assert boundary.get("points")[3] == [0, 0, 1]
    assert boundary.get("selected") == 4
    for _ in range(3):
        button(boundary, "Remove").click()
    assert boundary.get("points") == FEW[:1]
    assert button(boundary, "Remove").is_disabled()
    boundary.agrees()


def test_there_is_room_for_200_points(boundary):
    boundary.set(points=[[0.01 * i, 0, 1] for i in range(200)])
    assert button(boundary, "Add").is_disabled()
    assert boundary.root.locator(".spot").count() == 200
    boundary.set(points=FEW)
    assert boundary.root.locator(".spot").count() == 3


def test_the_label_of_the_selected_point_is_chosen_and_brings_its_class_in(boundary):
    boundary.root.get_by_role("radio", name="◆ 4").press("Space")
    assert boundary.get("points")[0] == [-1, 1, 4]
    assert boundary.get("classes") == 4
    assert (
        boundary.root.locator(".spot").first.get_attribute("class").startswith("spot free class-4")
    )
    boundary.agrees()


def test_with_fewer_classes_the_last_one_takes_the_others_in(boundary):
    boundary.root.get_by_role("radio", name="2", exact=True).press("Space")
    boundary.agrees()
    assert boundary.root.locator(".spot.class-2").count() == 2
    assert boundary.get("points") == FEW


@both_layers
def test_a_step_in_the_browser_is_a_step_in_python(boundary, sigmoids):
    weights = [*np.random.default_rng(0).normal(size=(3, 3)).tolist(), [0, 0, 0]]
    boundary.set(sigmoids=sigmoids, weights=weights)
    button(boundary, "Step").click()
    expected = Boundary(points=FEW, sigmoids=sigmoids, weights=weights)
    expected.train()
    np.testing.assert_allclose(boundary.get("weights"), expected.weights, rtol=1e-12)
    assert boundary.get("epoch") == 51
    boundary.agrees()


def test_it_trains_only_while_it_plays_and_while_points_are_dragged(boundary):
    epoch = "document.querySelector('.widget-any').widgetModel.get('epoch')"
    assert boundary.page.evaluate(f"new Promise((go) => setTimeout(() => go({epoch}), 100))") == 50
    button(boundary, "Play").click()
    boundary.page.wait_for_function(f"{epoch} > 54")
    drag(boundary, (0, -1), (0.5, -2))
    held = boundary.get("epoch")
    boundary.page.wait_for_function(f"{epoch} > {held + 2}")
    button(boundary, "Pause").click()
    assert button(boundary, "Play").count() == 1
    boundary.agrees()
    assert boundary.get("points")[2][1] < -1.9


def test_the_play_ends_with_the_last_epoch(boundary):
    boundary.set(epoch=4999)
    button(boundary, "Play").click()
    button(boundary, "Play").wait_for()
    assert boundary.get("epoch") == 5000


def test_start_over_forgets_what_was_learned_and_keeps_the_points(boundary):
    drag(boundary, (1, 1), (2, 0))
    points = boundary.get("points")
    button(boundary, "Start over").click()
    assert (boundary.get("weights"), boundary.get("epoch")) == (UNTRAINED, 0)
    assert boundary.get("points") == points
    assert names(boundary) == []
    boundary.agrees()


def test_less_motion_gives_many_epochs_at_once(browser):
    with stage(browser, Boundary(), reduced_motion="reduce") as (boundary,):
        button(boundary, "Play").click()
        assert boundary.get("epoch") == 250
        assert button(boundary, "Play").count() == 1
        boundary.agrees()


def test_a_preset_brings_its_points_untrained(boundary):
    boundary.root.get_by_role("combobox").select_option("one class in the middle")
    assert boundary.get("points") == CLOUDS["middle"]
    assert boundary.get("epoch") == 0
    boundary.agrees()
    point(boundary).press("ArrowUp")
    assert boundary.root.get_by_role("combobox").input_value() == ""


def test_sigmoids_show_where_several_agree_and_where_none_does(boundary):
    assert names(boundary) == ["1", "2", "3"]
    assert boundary.root.locator(".cell[fill^=url]").count() == 0
    boundary.set(points=CLOUDS["clouds"], weights=Boundary(sigmoids=True).weights)
    boundary.root.get_by_role("radio", name="K sigmoids").press("Space")
    assert "none" in names(boundary)
    assert boundary.root.locator(".cell[fill^=url]").count() == 3
    boundary.agrees()


def test_a_point_that_is_classified_wrong_is_hollow(boundary):
    assert boundary.root.locator(".wrong").count() == 0
    boundary.set(weights=UNTRAINED)
    assert boundary.root.locator(".wrong").count() == 2


COLOUR = """(root, [x, y]) => {
  const { width, height } = root.querySelector('canvas');
  const pen = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  pen.drawImage(root.querySelector('canvas'), 0, 0);
  const at = [Math.floor((x + 3) / 6 * width), Math.floor((3 - y) / 6 * height)];
  return [...pen.getImageData(...at, 1, 1).data];
}"""


def colour(actor, *place):
    return actor.root.evaluate(COLOUR, list(place))


def test_the_ground_has_the_colour_of_the_class_and_the_strength_of_its_output(boundary):
    boundary.set(weights=[[-9, 0, 0], [9, 0, 0], [0, 0, -90], [0, 0, 0]])
    hues = boundary.root.locator(".hue").evaluate_all(
        "(all) => all.map((i) => getComputedStyle(i).color.match(/\\d+/g).map(Number))"
    )
    left, middle, right = (colour(boundary, x, 1) for x in (-2, 0.01, 2))
    for shown, hue in ((left, hues[0]), (right, hues[1])):
        # The canvas keeps its colours multiplied by their strength, in steps of 1/255.
        assert shown[:3] == pytest.approx(hue, abs=3)
    assert middle[3] < left[3] == right[3]


def test_the_ground_follows_the_theme(boundary):
    before = colour(boundary, -1, 1)
    boundary.page.evaluate("document.documentElement.setAttribute('data-theme', 'dark')")
    boundary.page.wait_for_function(
        f"([place, before]) => String(({COLOUR})(document, place)) !== String(before)",
        arg=[[-1, 1], before],
    )


def test_the_canvas_lies_exactly_below_the_plane(boundary):
    box = boundary.root.locator("canvas").bounding_box()
    corner = (box["x"], box["y"])
    assert corner == pytest.approx(pixel(boundary, -3, 3), abs=0.5)
    end = (box["x"] + box["width"], box["y"] + box["height"])
    assert end == pytest.approx(pixel(boundary, 3, -3), abs=0.5)


def swipe(actor, start, across, down):
    """Move one finger from a place of the plane by some pixels."""
    x, y = pixel(actor, *start)
    session = actor.page.context.new_cdp_session(actor.page)
    for step, kind in enumerate(["touchStart", *["touchMove"] * 8, "touchEnd"]):
        at = {"x": x + across * step / 8, "y": y + down * step / 8}
        points = [] if kind == "touchEnd" else [at]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_a_finger_drags_a_point_and_elsewhere_scrolls_the_page(browser):
    with stage(browser, Boundary(points=FEW), Boundary(), **PHONE) as (boundary, _):
        swipe(boundary, (1, 1), 0, 40)
        assert boundary.get("points")[1][1] < 0.6
        assert boundary.page.evaluate("scrollY") == 0
        probe = boundary.get("x2")
        swipe(boundary, (-2, -2), 0, -120)
        boundary.page.wait_for_function("scrollY > 50")
        assert boundary.get("x2") == probe
        boundary.agrees()


@pytest.mark.parametrize("width", [320, 375, 760])
def test_it_is_not_wider_than_its_column(browser, width):
    options = {"viewport": {"width": width, "height": 900}}
    with stage(browser, Boundary(classes=4, sigmoids=True), **options) as (boundary,):
        assert boundary.page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
        boundary.agrees()


@both_layers
@pytest.mark.parametrize("classes", [2, 3, 4])
def test_the_corners_of_the_state_are_drawn(boundary, classes, sigmoids):
    corners = [[x, y, 1 + (x > 0) + 2 * (y > 0)] for x in (-3, 3) for y in (-3, 3)]
    steep = [[1e5, -1e5, 1e5], [-1e5, 0, 0], [1e5, -1e5, 1e5], [0, 0, -1e5]]
    boundary.set(points=corners, classes=classes, sigmoids=sigmoids)
    for weights in (steep, UNTRAINED):
        boundary.set(weights=weights, x1=3, x2=-3, selected=200)
        boundary.agrees()
