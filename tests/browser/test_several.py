"""Several features, in a browser: weights per unit and per standard deviation, and without scaling, against numpy."""

import numpy as np
import pytest

from model.data import HousePricesData, load
from tests.support import Student

ROWS = """() => [...document.querySelectorAll("#weights-rows [data-row]:not([hidden])")].map((row) =>
    [".name", ".unit", ".now", ".true"].map((part) => row.querySelector(part).textContent))"""
BARS = """() => [0, 1, 2, 3].map((i) =>
    Number(document.querySelector(`#weights-rows [data-row="${i}"] .bar`).style.getPropertyValue("--goal")) - 50)"""


def choose(student, kind):
    student.page.select_option("#dataset", kind)
    student.wait_until("(kind) => dash_clientside.chalkline.page.state.points?.kind === kind", kind)


def test_weights_are_told_per_unit_and_per_standard_deviation_and_stay_so(student):
    choose(student, "house-prices")
    student.press("step")
    student.wait_for_epoch(1)
    data = load(HousePricesData())
    spread = data.features.std(axis=0)
    weight = np.array([student.value(id_) for id_ in ("weight", "weight-2", "weight-3", "weight-4")])
    bias = student.value("bias")
    rows = student.page.evaluate(ROWS)
    assert [row[:2] for row in rows] == [
        ["area", "k€ per m²"],
        ["bedrooms", "k€ each"],
        ["floors", "k€ each"],
        ["age", "k€ per year"],
        ["Bias", "k€"],
    ]
    assert [float(row[2]) for row in rows] == pytest.approx([*weight, bias], abs=6e-4)
    student.page.click("[data-per=deviation]")
    rows = student.page.evaluate(ROWS)
    assert rows[0][1] == f"per {spread[0]:.3g} m²"
    assert [float(row[2]) for row in rows[:4]] == pytest.approx(weight * spread, abs=6e-4)
    assert [float(row[3]) for row in rows[:4]] == pytest.approx(data.true_weight * spread, rel=1e-3)
    assert float(rows[4][2]) == pytest.approx(bias + weight @ data.features.mean(axis=0), abs=6e-4)
    assert student.value("weight") == weight[0]  # the readouts keep the weights themselves
    assert student.value("bias") == bias
    goals = np.array(student.page.evaluate(BARS))  # one measure for all: their lengths compare
    assert goals / goals[0] == pytest.approx(data.true_weight * spread / (data.true_weight[0] * spread[0]), rel=1e-6)
    student.reload()
    assert [float(row[2]) for row in student.page.evaluate(ROWS)[:4]] == pytest.approx(weight * spread, abs=6e-4)
    assert student.page.get_attribute("[data-per=deviation]", "aria-pressed") == "true"
    choose(student, "line")
    assert not student.page.is_visible("#weights-per")
    assert float(student.text("weight")) == pytest.approx(student.value("weight"), abs=6e-4)


def test_without_scaling_the_step_is_that_of_the_features_and_all_that_tells_of_the_run_says_so(student):
    choose(student, "house-prices")
    before = student.value("weight")
    student.press("more-button")
    student.wait_for_text("scaling-words", "In training the model sees (area − 115) / 41.2, (bedrooms")
    student.page.select_option("#scaling", "none")
    student.wait_until("dash_clientside.chalkline.page.state.points.inside === null")
    student.wait_for_text("scaling-words", "sees area, bedrooms, floors, age as they are")
    data = load(HousePricesData())
    design = np.column_stack([data.features, np.ones(len(data.targets))])
    curvatures = np.linalg.eigvalsh(2 * design.T @ design / len(design))
    assert student.value("learning-rate-limit") == pytest.approx(2 / curvatures[-1])
    names = ("weight", "weight-2", "weight-3", "weight-4", "bias")
    held = np.array([student.value(name) for name in names])
    rate = student.value("learning-rate")
    student.press("step")
    student.wait_for_epoch(1)
    slope = 2 * design.T @ (design @ held - data.targets) / len(design)
    assert [student.value(name) for name in names] == pytest.approx(held - rate * slope, rel=1e-5)
    weights = [student.value(name) for name in names]
    student.reload()
    assert [student.value(name) for name in names] == weights
    assert student.page.input_value("#scaling") == "none"
    link = student.module("run/link.js", "(it, state) => it.linkOf(state, '', 'en')")
    assert "scaling=none" in link
    student.press("chip-code")
    student.wait_for_text("script", "houses = ")
    assert "mean, scale" not in student.text("script")
    other = Student(student.context.browser, f"{student.url}?{link}").open()
    other.wait_for_epoch(1)
    assert [other.value(name) for name in names] == weights
    other.close()
    student.press("more-button")
    student.page.select_option("#scaling", "inside")
    student.wait_until("dash_clientside.chalkline.page.state.points.inside !== null")
    assert student.value("weight") == before
    student.press("undo")
    student.wait_until("dash_clientside.chalkline.page.state.points.inside === null")
    assert [student.value(name) for name in names] == weights
