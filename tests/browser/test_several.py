"""Several features, in a browser: weights per unit and per standard deviation, against numpy."""

import numpy as np
import pytest

from model.data import HousePricesData, load

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
