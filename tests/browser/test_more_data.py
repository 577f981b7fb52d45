"""Data sets beside the page's own, in a browser: real ones, with one feature and with several, and no known truth."""

import numpy as np
import pytest

from tests.more_data import RidesData
from tests.support import Server, Student

SEEN = """(selector) => [...document.querySelectorAll(selector)]
    .filter((place) => place.checkVisibility())
    .map((place) => place.textContent)"""


@pytest.fixture(scope="module")
def more_data():
    running = Server(application="tests.more_data_app:server").start()
    yield running
    running.stop()


@pytest.fixture
def student(chromium, more_data):
    one = Student(chromium, more_data.url).open()
    yield one
    one.close()
    assert one.errors == []


def choose(student, kind, title):
    student.page.select_option("#dataset", kind)
    student.wait_until("(kind) => dash_clientside.chalkline.page.state.points?.kind === kind", kind)
    student.wait_until("(title) => document.querySelector('#dataset').selectedOptions[0].textContent === title", title)


def seen(student, selector):
    return student.page.evaluate(SEEN, selector)


def test_several_features_and_no_truth_after_more_features_and_after_one(student):
    choose(student, "house-prices", "House prices, 250 houses")
    choose(student, "rides", "Rides on a bicycle, 60 rides")
    terms = seen(student, "#equation .term")
    assert [term.split("\u00a0")[-1] for term in terms[:3]] == ["distance", "climb", "wind"]
    assert len(terms) == 4
    assert "\u00a0" not in terms[3]
    assert seen(student, "#weights-rows .weights-row .name") == ["distance", "climb", "wind", "Bias"]
    assert seen(student, ".entry.true") == ["Predicted = actual"]  # the diagonal, which needs no truth
    student.page.wait_for_selector("#chip-sampling[aria-disabled=true]")
    student.set_rate(0.1)
    student.press("start")
    best = RidesData().load()
    lowest = least_squares_loss(best.features, best.targets)
    student.wait_until(f"Number(document.querySelector('#loss').dataset.value) < {1.05 * lowest}")
    student.press("pause")
    assert student.value("lowest-loss") == pytest.approx(lowest, rel=1e-9)
    bars = student.page.evaluate(
        "[...document.querySelectorAll('#weights-rows [data-row] .bar')].filter((it) => it.checkVisibility())"
        ".map((it) => Number(it.style.getPropertyValue('--length')) > 0)"
    )
    assert bars == [True] * 4
    choose(student, "line", "A straight line, 250 points")
    student.page.wait_for_selector("#chip-sampling[aria-disabled=false]")
    assert seen(student, "#weights-rows .weights-row .name") == ["Weight", "Bias"]


def least_squares_loss(features, targets):
    """The oracle: numpy's least squares with a column of ones."""
    design = np.column_stack([features, np.ones(len(targets))])
    return float(np.mean((targets - design @ np.linalg.lstsq(design, targets, rcond=None)[0]) ** 2))


def test_one_feature_and_no_truth(student):
    choose(student, "spring", "A spring, 8 weights")
    assert student.page.get_attribute("#page", "data-truth") == "false"
    assert seen(student, "#key .entry.true") == []
    student.press("start")
    student.wait_for_epoch(20)
    student.press("pause")
    for name in ("map", "step", "residuals", "compare"):
        student.press(f"chip-{name}")
        student.wait_until(f"dash_clientside.chalkline.page.panels.made[{name!r}] !== undefined")
    student.settle()
    assert seen(student, "#panel-residuals h2")
