"""Points of the fit are touched: dragged, added, removed, by mouse and by keys; all of it can be taken back."""

import numpy as np
import pytest

from tests.support import Student

STATE = "dash_clientside.chalkline.page.state"
POINTS = f"(({{ features, targets, least_squares }}) => ({{ features, targets, least_squares }}))({STATE}.points)"
PLACE = f"""(i) => {{
    const {{ graph, ...fit }} = dash_clientside.chalkline.page.show.picture.fit;
    const {{ left, top }} = graph.graph.getBoundingClientRect();
    const {{ x, y }} = graph.axes();
    const {{ features, targets }} = {STATE}.points;
    return [left + x.offset + x.pixel(features[i][0]), top + y.offset + y.pixel(targets[i])];
}}"""


@pytest.fixture
def student(chromium, server):
    one = Student(chromium, server.url).open()
    one.page.wait_for_selector("#touch", state="attached")
    yield one
    assert one.errors == []
    one.close()


def check_least_squares(student):
    """What the page draws is numpy's, of the points that it has now."""
    student.wait_until(f"{STATE}.shownData !== null && !{STATE}.points.shown.startsWith('touched')")
    points = student.page.evaluate(POINTS)
    slope, intercept = np.polyfit(np.ravel(points["features"]), points["targets"], 1)
    assert points["least_squares"]["weight"] == pytest.approx([slope], rel=1e-6)
    assert points["least_squares"]["bias"] == pytest.approx(intercept, rel=1e-6)


def target(student, point):
    return student.page.evaluate(f"{STATE}.points.targets[{point}]")


def count(student):
    return student.page.evaluate(f"{STATE}.points.targets.length")


def test_points_are_dragged_added_removed_and_brought_back(student):
    student.set_rate(0.1)
    student.press("start")
    student.wait_for_epoch(4)
    mouse, before = student.page.mouse, target(student, 5)
    x, y = student.page.evaluate(PLACE, 5)
    mouse.move(x, y)
    mouse.down()
    for step in range(1, 9):
        mouse.move(x, y - 6 * step)
        student.page.wait_for_timeout(40)
    mouse.up()
    student.wait_until(f"{STATE}.points.targets[5] > {before + 0.5}")
    epoch = student.epoch()
    student.wait_for_epoch(epoch + 4)
    student.press("pause")
    student.wait_for_text("dataset", "Your own data")
    student.becomes("document.querySelector('#dataset').value", "points")
    check_least_squares(student)
    assert student.page.evaluate(f"{STATE}.past.length") == 1
    mouse.click(x - 60, y - 60)
    student.wait_until(f"{STATE}.points.targets.length === 251")
    student.page.keyboard.press("Delete")
    student.wait_until(f"{STATE}.points.targets.length === 250")
    student.page.keyboard.press("Control+z")
    student.wait_until(f"{STATE}.points.targets.length === 251")
    check_least_squares(student)
    mouse.dblclick(*student.page.evaluate(PLACE, 250))
    student.wait_until(f"{STATE}.points.targets.length === 250")
    student.wait_for_text("undo", "removed a point")
    for left in (251, 250, 250):
        student.page.keyboard.press("Control+z")
        student.wait_until(f"{STATE}.points.targets.length === {left}")
    student.becomes("document.querySelector('#dataset').value", "line")
    assert target(student, 5) == before
    assert student.page.is_hidden("#original-points")
    for left in (250, 251, 250):
        student.page.keyboard.press("Control+y")
        student.wait_until(f"{STATE}.points.targets.length === {left}")
    student.press("original-points")
    student.becomes("document.querySelector('#dataset').value", "line")
    assert target(student, 5) == before
    student.wait_for_text("redo", "touched points")


def test_points_are_touched_with_keys_alone_and_not_where_that_is_hidden(student):
    keyboard = student.page.keyboard
    student.page.focus("#touch")
    keyboard.press("ArrowRight")
    first = student.page.evaluate(f"{STATE}.points.features.map(([x]) => x)")
    point = first.index(min(first))
    student.wait_until("document.querySelector('.touched-words').textContent.startsWith('Point ')")
    student.wait_for_text("aloud", "Point ")
    before = target(student, point)
    keyboard.press("Enter")
    keyboard.press("Shift+ArrowUp")
    keyboard.press("ArrowUp")
    keyboard.press("Enter")
    student.wait_until(f"{STATE}.held === null && {STATE}.points.targets[{point}] > {before}")
    check_least_squares(student)
    keyboard.press("Insert")
    student.wait_until(f"{STATE}.points.targets.length === 251")
    keyboard.press("Delete")
    student.wait_until(f"{STATE}.points.targets.length === 250")
    student.wait_until("/^Point [0-9]+ of 250/.test(document.querySelector('.touched-words').textContent)")
    keyboard.press("Space")
    student.wait_for_epoch(1)  # before it, the run is still ready
    keyboard.press("Space")
    student.wait_until(f"{STATE}.phase === 'paused'")
    student.page.evaluate("dash_clientside.chalkline.page.store.dispatch({ type: 'hide', hidden: ['touch'] })")
    assert student.page.is_hidden("#touch")
    x, y = student.page.evaluate(PLACE, 5)
    student.page.mouse.click(x - 60, y - 60)
    student.settle(200)
    assert count(student) == 250


@pytest.mark.parametrize(("n", "least", "most"), [(20, 0.8, 1.6), (250, 0.08, 0.16)])
def test_an_outlier_at_the_edge_tilts_the_line_and_at_the_mean_it_does_not(student, n, least, most):
    student.press("more-button")
    student.type("n-samples", str(n))
    student.wait_until(f"{STATE}.points.targets.length === {n}")
    student.wait_until("document.querySelector('#outlier-edge') !== null")
    slope = f"{STATE}.points.least_squares.weight[0]"
    before = student.page.evaluate(slope)
    student.press("outlier-mean")
    student.wait_until(f"{STATE}.points.targets.length === {n + 1}")
    assert student.page.evaluate(slope) == pytest.approx(before, abs=1e-5)
    student.press("undo")
    student.wait_until(f"{STATE}.points.targets.length === {n}")
    student.press("outlier-edge")
    student.wait_until(f"{STATE}.points.targets.length === {n + 1}")
    assert least < student.page.evaluate(slope) - before < most
    student.wait_for_text("sentence", "An outlier at x = 1: the least-squares slope goes 2.")
    student.wait_for_text("undo", "added an outlier")
    check_least_squares(student)
    student.press("undo")
    student.wait_until(f"{STATE}.points.targets.length === {n}")
    student.page.evaluate("dash_clientside.chalkline.page.store.dispatch({ type: 'hide', hidden: ['touch'] })")
    assert student.page.is_hidden("#outlier-edge")
