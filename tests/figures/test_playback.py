"""Playing through the epochs of a race: play, pause, step, the slider, and less motion."""

import pytest

from output_layer.figures import Race
from stage import stage

EPOCH = "[data-control=epoch] input[type=range]"


@pytest.fixture
def race(browser):
    with stage(browser, Race()) as (actor,):
        yield actor


def button(actor, name):
    return actor.root.get_by_role("button", name=name)


def frames(page, count=3):
    for _ in range(count):
        page.evaluate("new Promise((done) => requestAnimationFrame(done))")


def wait_past(actor, epoch):
    actor.page.wait_for_function(
        "(least) => document.querySelector('.widget-any').widgetModel.get('epoch') > least",
        arg=epoch,
    )


def test_play_runs_and_pause_holds(race):
    button(race, "Play").click()
    wait_past(race, 2)
    button(race, "Pause").click()
    held = race.get("epoch")
    frames(race.page)
    assert race.get("epoch") == held
    assert 2 < held < 300
    race.agrees()


def test_play_goes_to_the_end_says_the_result_and_begins_anew(race):
    race.set(epoch=297)
    button(race, "Play").click()
    button(race, "Play").wait_for()  # the button offers it again once the end is reached
    assert race.get("epoch") == 300
    race.agrees()
    said = race.root.get_by_role("status").inner_text()
    final = Race(epoch=300).readouts()
    assert final["quadratic_a"] in said
    assert final["cross_entropy_a"] in said
    button(race, "Play").click()
    frames(race.page)
    assert race.get("epoch") < 200


def test_step_moves_one_epoch_and_start_over_leads_back(race):
    for _ in range(3):
        button(race, "Step").click()
    assert race.get("epoch") == 3
    race.agrees()
    button(race, "Start over").click()
    assert race.get("epoch") == 0


def test_step_stays_at_the_last_epoch(race):
    race.set(epochs=10, epoch=10)
    button(race, "Step").click()
    assert race.get("epoch") == 10


def test_space_on_the_slider_plays_and_an_arrow_stops(race):
    slider = race.root.locator(EPOCH)
    slider.press("Space")
    wait_past(race, 1)
    slider.press("ArrowRight")
    held = race.get("epoch")
    frames(race.page)
    assert race.get("epoch") == held
    assert button(race, "Play").count() == 1


def test_the_slider_ends_where_the_epochs_end(race):
    race.set(epochs=40, epoch=300)
    slider = race.root.locator(EPOCH)
    assert (slider.get_attribute("max"), slider.input_value()) == ("40", "40")
    slider.press("ArrowLeft")
    assert race.get("epoch") == 39
    race.agrees()


def test_less_motion_gives_the_end_at_once(browser):
    with stage(browser, Race(), reduced_motion="reduce") as (race,):
        button(race, "Play").click()
        assert race.get("epoch") == 300
        assert button(race, "Play").count() == 1


def test_two_races_on_one_page_run_apart(browser):
    with stage(browser, Race(), Race(w=4.0, b=4.0, epoch=7)) as (first, second):
        button(first, "Play").click()
        wait_past(first, 2)
        assert second.get("epoch") == 7
        second.agrees()


def test_a_race_that_is_taken_away_stops(browser):
    with stage(browser, Race()) as (race,):
        button(race, "Play").click()
        wait_past(race, 1)
        held = race.page.evaluate(
            """() => {
              const view = document.querySelector('.widget-view');
              window.model = view.querySelector('.widget-any').widgetModel;
              view.remove();
              return model.get('epoch');
            }"""
        )
        frames(race.page)
        assert race.page.evaluate("model.get('epoch')") == held
