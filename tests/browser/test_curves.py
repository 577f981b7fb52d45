"""A curve with test points in a browser: set under More, its losses against numpy, kept over a reload."""

import numpy as np
import pytest

from model.data import LineData, load
from model.data.curve import shaped

RINGS = """() => [...document.querySelectorAll("#fit-figure path.point")]
    .flatMap((point, i) => (parseFloat(point.style.strokeWidth) > 0 ? [i] : []))"""
COMPARED = "document.querySelector('.compare-table [data-now=true] .test')?.textContent.split(' ')"
SIZE = 20
DEGREE = 6


def set_up(student):
    student.press("more-button")
    student.type("n-samples", str(SIZE))
    student.type("degree", str(DEGREE))
    student.page.select_option("#test-share", "30")
    student.wait_until("() => document.getElementById('test-loss')?.dataset.value > 0")
    student.wait_until(f"() => dash_clientside.chalkline.page.state.points?.degree === {DEGREE}")


def measured(student, points):
    """The losses that numpy finds at the weights on the page, on the points learned from and on the others."""
    weight = [student.value("weight"), *(student.value(f"weight-{i}") for i in range(2, DEGREE + 1))]
    powers = np.column_stack([points.x**k for k in range(1, DEGREE + 1)])
    squares = (powers @ np.array(weight) + student.value("bias") - points.targets) ** 2
    return squares[~points.test].mean(), squares[points.test].mean()


def test_a_curve_learns_from_some_points_and_is_tested_on_the_others(student):
    set_up(student)
    points = load(shaped(LineData(n=SIZE), DEGREE, 30, 7))
    student.becomes(RINGS, np.flatnonzero(points.test).tolist())
    for epoch in range(1, 4):
        student.press("step")
        student.wait_for_epoch(epoch)
    told = student.value("loss"), student.value("test-loss")
    assert told == pytest.approx(measured(student, points), rel=1e-5)
    assert student.page.get_attribute("#chip-map", "aria-disabled") == "true"
    assert "x⁶" in student.text("equation")
    student.press("chip-compare")
    student.becomes(COMPARED, ["test", student.text("test-loss")])
    rows = student.record()["rows"]
    student.reload()
    assert student.record()["rows"] == rows
    student.wait_until("() => document.getElementById('test-loss')?.dataset.value > 0")
    assert (student.value("loss"), student.value("test-loss")) == told
    student.press("more-button")
    student.page.select_option("#test-share", "0")  # a new run, in which all points are learned from
    student.wait_until("() => document.getElementById('page').dataset.split === 'false'")
    student.becomes("document.querySelector('#epoch').textContent", "0")
    student.becomes(RINGS, [])


def test_data_with_several_features_have_no_degree_and_say_so(student):
    student.press("more-button")
    student.page.select_option("#dataset", "house-prices")
    student.wait_for_text("degree-why", "Only data with one feature have a degree: here it stays 1.")
    student.page.wait_for_selector("#degree:disabled")
