"""Several features in a browser, against numpy: weights per unit and per deviation, no scaling, steps, residuals."""

import numpy as np
import pytest

from model.data import HousePricesData, load
from tests.browser.person import WEIGHTS, choose, values
from tests.support import Student

ROWS = """() => [...document.querySelectorAll("#weights-rows [data-row]:not([hidden])")].map((row) =>
    [".name", ".unit", ".now", ".true"].map((part) => row.querySelector(part).textContent))"""
LIMITS = "(limits) => dash_clientside.chalkline.page.store.dispatch({ type: 'view', view: { limits } })"
BARS = """() => [0, 1, 2, 3].map((i) =>
    Number(document.querySelector(`#weights-rows [data-row="${i}"] .bar`).style.getPropertyValue("--goal")) - 50)"""


def test_weights_are_told_per_unit_and_per_standard_deviation_and_stay_so(student):
    choose(student, "house-prices")
    student.press("step")
    student.wait_for_epoch(1)
    data = load(HousePricesData())
    spread = data.features.std(axis=0)
    weight = np.array(values(student, WEIGHTS))
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
    student.page.click(".segment[data-per=deviation]")
    rows = student.page.evaluate(ROWS)
    assert rows[0][1] == f"per {spread[0]:.3g} m²"
    assert [float(row[2]) for row in rows[:4]] == pytest.approx(weight * spread, abs=6e-4)
    assert [float(row[3]) for row in rows[:4]] == pytest.approx(data.true_weight * spread, rel=1e-3)
    assert float(rows[4][2]) == pytest.approx(bias + weight @ data.features.mean(axis=0), abs=6e-4)
    assert student.value("weight") == weight[0]  # the readouts keep the weights themselves
    assert student.value("bias") == bias
    goals = np.array(student.page.evaluate(BARS))  # one measure for all: their lengths compare
    assert goals / goals[0] == pytest.approx(data.true_weight * spread / (data.true_weight[0] * spread[0]), rel=1e-6)
    seen = [student.page.is_visible("#weights-rows [data-row='3'] .bar")]
    student.page.evaluate(LIMITS, False)  # a bar's mark would tell the sign of each weight
    seen.append(student.page.is_visible("#weights-rows [data-row='3'] .bar"))
    student.page.evaluate(LIMITS, True)
    assert seen == [True, False]
    student.reload()
    assert [float(row[2]) for row in student.page.evaluate(ROWS)[:4]] == pytest.approx(weight * spread, abs=6e-4)
    assert student.page.get_attribute(".segment[data-per=deviation]", "aria-pressed") == "true"
    choose(student, "line")
    assert not student.page.is_visible("#weights-per")
    assert float(student.text("weight")) == pytest.approx(student.value("weight"), abs=6e-4)


def test_without_scaling_the_step_is_that_of_the_features_and_all_that_tells_of_the_run_says_so(student):
    choose(student, "house-prices")
    before = student.value("weight")
    take_the_scaling_away(student)
    take_a_step_of_the_features(student)
    weights = values(student)
    check_what_tells_of_the_run(student, weights)
    student.press("more-button")
    student.page.select_option("#scaling", "inside")
    student.wait_until("dash_clientside.chalkline.page.state.points.inside !== null")
    assert student.value("weight") == before
    student.press("undo")
    student.wait_until("dash_clientside.chalkline.page.state.points.inside === null")
    assert values(student) == weights


def take_the_scaling_away(student):
    student.press("more-button")
    student.wait_for_text("scaling-words", "In training the model sees (area − 115) / 41.2, (bedrooms")
    student.page.select_option("#scaling", "none")
    student.wait_until("dash_clientside.chalkline.page.state.points.inside === null")
    student.wait_for_text("scaling-words", "sees area, bedrooms, floors, age as they are")


def take_a_step_of_the_features(student):
    """The limit and the step are numpy's, of the features as they are."""
    data = load(HousePricesData())
    design = np.column_stack([data.features, np.ones(len(data.targets))])
    curvatures = np.linalg.eigvalsh(2 * design.T @ design / len(design))
    assert student.value("learning-rate-limit") == pytest.approx(2 / curvatures[-1])
    held = np.array(values(student))
    rate = student.value("learning-rate")
    student.press("step")
    student.wait_for_epoch(1)
    slope = 2 * design.T @ (design @ held - data.targets) / len(design)
    assert values(student) == pytest.approx(held - rate * slope, rel=1e-5)


def check_what_tells_of_the_run(student, weights):
    """A reload, the script, and a page that is opened by the run's link."""
    student.reload()
    assert values(student) == weights
    assert student.page.input_value("#scaling") == "none"
    link = student.module("run/link.js", "(it, state) => it.linkOf(state, '', 'en')")
    assert "scaling=none" in link
    student.press("chip-code")
    student.wait_for_text("script", "houses = ")
    assert "mean, scale" not in student.text("script")
    other = Student(student.context.browser, f"{student.url}?{link}").open()
    other.wait_for_epoch(1)
    assert values(other) == weights
    other.close()


STEP = """() => [...document.querySelectorAll("#step-several .numbers")].map((row) =>
    ["name", "after", "before", "rate", "direction"].map((part) => row.querySelector(`.${part}`).textContent))"""


CELLS = """(id) => [...document.querySelectorAll(`#${id} tr`)].map((row) =>
    [...row.cells].map((cell) => cell.textContent))"""


def step_by_hand(student, design, targets, before):
    """The next step: point by point, its sums, and covered what comes of them; the slopes are measured beside."""
    cells = lambda id_: student.page.evaluate(CELLS, id_)  # noqa: E731
    numbers = lambda rows: np.array([[float(cell) for cell in row] for row in rows])  # noqa: E731
    student.page.click("[data-which=coming]")
    head, *rows = cells("coming-table")
    assert head[4:7] == ["target", "prediction", "error"]
    assert head[:4] == [name.removeprefix("error × ") for name in head[7:]] == ["area", "bedrooms", "floors", "age"]
    error = design @ before - targets
    wanted = np.column_stack([design[:, :4], targets, design @ before, error, error[:, None] * design[:, :4]])
    assert numbers(rows[:5]) == pytest.approx(wanted[:5], abs=0.06, rel=1e-3)
    sums = design.T @ error
    assert numbers([rows[-1][6:]])[0] == pytest.approx([sums[4], *sums[:4]], abs=0.6, rel=1e-3)
    head, *rows = cells("coming-sums")
    assert head == ["", "before", "sum", "gradient", "after"]
    assert student.text("coming-sums").startswith("gradient = 2 ÷ 250 × sum; after = before − 0.01 × gradient")
    assert [row[0] for row in rows] == ["area", "bedrooms", "floors", "age", "Bias"]
    assert [cell for row in rows for cell in row[3:]] == ["?"] * 10
    student.press("coming-reveal")
    told = numbers(row[1:] for row in cells("coming-sums")[1:])
    slope = 2 / len(targets) * sums
    assert told == pytest.approx(np.column_stack([before, sums, slope, before - 0.01 * slope]), abs=0.02, rel=1e-3)
    assert told[:, 2] == pytest.approx(2 / 250 * told[:, 1], abs=6e-4)
    student.press("check-gradient")
    up, down, quotient, gradient = numbers(row[1:] for row in cells("coming-checked")[1:]).T
    nudge = 0.001 * np.eye(5)
    losses = [[np.mean((design @ (before + sign * by) - targets) ** 2) for by in nudge] for sign in (1, -1)]
    assert [up, down] == pytest.approx(np.array(losses), rel=1e-4)
    assert quotient == pytest.approx((up - down) / 0.002, rel=1e-3, abs=0.01)
    assert list(quotient) == list(gradient) == pytest.approx(slope, rel=1e-3, abs=0.02)
    return told[:, 3]


def test_a_step_is_told_in_numbers_for_each_weight(student):
    choose(student, "house-prices")
    student.press("chip-step")
    data = load(HousePricesData())
    student.press("step")
    student.wait_for_epoch(1)
    student.wait_for_text("step-sentence", "of the 5 numbers went up")
    rows = student.page.evaluate(STEP)
    assert [row[0] for row in rows] == ["area", "bedrooms", "floors", "age", "Bias"]
    numbers = np.array([[float(cell.strip("()")) for cell in row[1:]] for row in rows])
    after, before, rate, gradient = numbers.T
    assert after == pytest.approx(before - rate * gradient, abs=1e-3)
    design = np.column_stack([data.training_features, np.ones(len(data.targets))])
    assert gradient == pytest.approx(2 * design.T @ (design @ before - data.targets) / len(design), rel=1e-3, abs=0.02)
    held = [*data.to_original_units(list(after[:4]), after[4])[0]]
    assert held == pytest.approx(values(student, WEIGHTS), abs=1e-3)
    coming = step_by_hand(student, design, data.targets, after)
    student.press("step")
    student.wait_for_epoch(2)
    student.page.click("[data-which=last]")
    rows = student.page.evaluate(STEP)
    assert [float(row[1]) for row in rows] == pytest.approx(coming, abs=1e-3)
    choose(student, "line")
    student.wait_until("document.querySelector('#step-several').checkVisibility() === false")
    assert student.page.is_visible("#step-weight-after") or student.page.is_visible("#coming")


DOTS = """() => [...document.querySelectorAll("#residuals-figure .scatterlayer .points path")].length"""


def test_residuals_stand_over_each_feature_and_over_the_prediction_and_stay_so(student):
    choose(student, "house-prices")
    student.press("step")
    student.wait_for_epoch(1)
    student.press("chip-residuals")
    student.wait_until("document.querySelector('#residuals-figure .scatterlayer .points path') !== null")
    assert student.page.evaluate(DOTS) >= 250
    data = load(HousePricesData())
    weight = np.array(values(student, WEIGHTS))
    predicted = data.features @ weight + student.value("bias")
    assert student.value("residuals-loss") == pytest.approx(np.mean((data.targets - predicted) ** 2), rel=1e-6)
    assert student.value("rmse") == pytest.approx(np.sqrt(np.mean((data.targets - predicted) ** 2)), rel=1e-6)
    options = student.page.locator("#residuals-over option").all_text_contents()
    assert options == ["over area (m²)", "over bedrooms", "over floors", "over age (years)", "over prediction (k€)"]
    ends = "document.querySelector('#residuals-figure .js-plotly-plot')._fullLayout.xaxis.range"
    for place in (3, 4):
        student.page.select_option("#residuals-over", str(place))
        xs = [data.features[:, 3], predicted][place - 3]
        student.wait_until(f"{ends}[0] < {xs.min()} && {ends}[1] > {xs.max()}")
    student.reload()
    student.wait_until("document.querySelector('#residuals-over')?.value === '4'")
    choose(student, "line")
    student.wait_until("!document.querySelector('#residuals-over').checkVisibility()")
