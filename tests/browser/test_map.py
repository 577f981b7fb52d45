"""The loss as a map: the run's path on it, the next step, a place pressed or marked by keys, and a start from there."""

import re

import pytest

from model import theory
from model.data import HubbleData, load
from model.optimizers import SGD, TrainingSettings
from model.trainer import Trainer
from tests.browser.person import MAP, check_run, numbers, path_of, run_to


def test_the_map_follows_the_run_and_its_arrow_is_the_next_step(student):
    student.press("chip-map")
    run_to(student, 4, 0.6)
    assert path_of(student, "loss-map", "Path").count("L") >= 4
    next_step = """({ nextStep }, { points, record }) =>
        nextStep(points, record.now, record.segments[0].training.optimizer)"""
    arrow, epoch = student.module("lesson/map.js", next_step), student.epoch()
    student.press("step")
    student.wait_for_epoch(epoch + 1)
    student.settle(200)
    assert (student.value("weight"), student.value("bias")) == pytest.approx((arrow["weight"], arrow["bias"]), rel=1e-6)


def test_a_press_on_the_map_offers_to_start_there_and_reset_comes_back_to_it(student):
    student.press("chip-map")
    student.settle(500)
    student.page.click("#loss-map", position={"x": 120, "y": 120})
    student.wait_until("document.querySelector('#map-words').textContent.match(/-?\\d+\\.\\d+/g)?.length === 3")
    weight, bias, loss = (float(number) for number in re.findall(r"-?\d+\.\d+", student.text("map-words")))
    shown = "dash_clientside.chalkline.page.show.picture.fit.graph.group('Epoch shown')"
    student.wait_until(f"{shown}?.style.opacity === '1'")  # its line, on the fit
    height = "dash_clientside.chalkline.page.show.picture.fit.graph.axes().y.range.join()"
    before = student.page.evaluate(height)
    student.press("start-here")
    student.wait_until(f"{shown}?.style.opacity !== '1'")
    value = "Number(document.querySelector('#weight').dataset.value)"
    student.page.wait_for_function(f"Math.abs({value} - {weight}) < 1e-3")
    assert student.value("bias") == pytest.approx(bias, abs=1e-3)
    assert student.value("loss") == pytest.approx(loss, rel=1e-3)
    assert student.page.evaluate(height) == before  # axes do not jump from guess to guess
    start = numbers(student)
    assert student.state() == "Ready"
    run_to(student, 5, 0.1)
    assert student.value("weight") != start[0]
    check_run(student)
    student.press("reset")
    student.settle(400)
    assert (student.epoch(), numbers(student)) == (0, start)
    student.reload()
    student.settle(400)
    assert numbers(student) == start


def test_the_map_can_be_used_with_keys_alone(student):
    student.press("chip-map")
    student.settle(500)
    before = student.value("weight")
    student.page.focus("#loss-map")
    for key in ["ArrowRight", "ArrowRight", "ArrowUp", "Enter"]:
        student.page.keyboard.press(key)
    student.page.wait_for_function(f"Number(document.querySelector('#weight').dataset.value) > {before}")
    assert student.epoch() == 0


def test_an_arrow_marks_a_place_and_with_shift_ten_times_as_far(student):
    student.press("chip-map")
    student.settle(500)
    student.page.focus("#loss-map")
    before = student.value("weight")

    def marked(key):
        student.page.keyboard.press(key)
        return float(re.search(r"-?\d+\.\d+", student.text("map-words"))[0])

    once = marked("ArrowRight")
    assert marked("Shift+ArrowRight") - once == pytest.approx(10 * (once - before), rel=0.02)
    assert "with Shift ten times as far" in student.page.get_attribute("#loss-map", "aria-label")
    student.wait_for_text("aloud", student.text("map-words"))


def test_hovering_the_path_shows_that_epochs_line(student):
    student.press("chip-map")
    run_to(student, 4, 0.6)
    at = student.page.evaluate(f"{MAP}.trail.corners[1]")
    left, top = student.page.evaluate(
        """() => {
            const graph = document.querySelector("#loss-map .js-plotly-plot");
            const { left, top } = graph.getBoundingClientRect();
            return [left + graph._fullLayout.xaxis._offset, top + graph._fullLayout.yaxis._offset];
        }"""
    )
    student.page.mouse.move(left + at["x"], top + at["y"])
    student.wait_for_text("map-words", "Epoch 1:")
    row = student.record()["rows"][1]
    assert f"loss {row[1]:.4f}"[:9] in student.text("map-words")
    shown = path_of(student, "fit-figure", "Epoch shown")
    assert shown.startswith("M")
    assert shown != path_of(student, "fit-figure", "Predicted")
    student.page.mouse.move(5, 5)
    student.wait_for_text("map-words", "Press anywhere")
    assert path_of(student, "fit-figure", "Epoch shown") in {"", None}


def test_hubble_has_a_map_without_a_true_point(student):
    student.press("chip-map")
    student.page.select_option("#dataset", "hubble")
    student.wait_for_text("dataset", "Hubble")
    student.page.wait_for_function("document.querySelector('#weight-least-squares').textContent.startsWith('454')")
    student.settle(700)
    traces = "document.querySelector('#loss-map .js-plotly-plot').data"
    assert student.page.evaluate(f"{traces}.find(({{ name }}) => name === 'True').visible") is False
    frame = student.page.evaluate(f"{MAP}.frame")
    best = theory.least_squares(load(HubbleData()).features, load(HubbleData()).targets)
    assert frame["x"][0] < best.weight[0] < frame["x"][1]
    run_to(student, 5, 0.1)
    trainer = Trainer(load(HubbleData()), TrainingSettings(SGD(0.1)))
    assert student.value("weight") == trainer.run(student.epoch()).snapshots[-1].weight[0]


def test_a_chosen_start_survives_a_reload_before_the_server_has_answered(student):
    student.press("chip-map")
    student.settle(500)
    student.page.route("**/_dash-update-component*", lambda route: None)
    student.page.click("#loss-map", position={"x": 120, "y": 120})
    student.press("start-here")
    student.page.wait_for_timeout(100)
    weight = student.value("weight")
    student.page.unroute_all(behavior="ignoreErrors")
    student.reload()
    student.settle(400)
    assert (student.epoch(), student.value("weight")) == (0, weight)
    student.page.wait_for_selector("#panel-map")


def test_a_run_kept_anew_under_an_old_number_has_its_own_path_on_the_map(student):
    student.press("chip-compare")
    run_to(student, 10, 0.6)
    student.press("keep-run")
    student.press("chip-map")
    student.settle(300)
    first = path_of(student, "loss-map", "Run 1")
    student.page.click("[data-forget='1']")
    student.press("reset")
    student.settle(300)
    run_to(student, 10, 0.1)
    student.press("keep-run")
    student.settle(700)
    assert path_of(student, "loss-map", "Run 1") not in {"", first}


def test_the_path_on_the_map_is_that_of_the_run_although_the_map_was_closed_meanwhile(student):
    student.press("chip-map")
    run_to(student, 10, 0.6)
    student.press("chip-map")
    student.press("reset")
    student.settle(300)
    run_to(student, 20, 0.05)
    student.press("chip-map")
    student.settle(600)
    corners = student.page.evaluate(
        "dash_clientside.chalkline.page.panels.made.map.trail.corners.map(({ row }) => row)"
    )
    path = path_of(student, "loss-map", "Path")
    student.press("mode-button")
    student.settle(600)
    assert path_of(student, "loss-map", "Path") == path
    assert corners[:3] == [0, 1, 2]
