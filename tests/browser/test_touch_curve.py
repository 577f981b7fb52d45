"""Points of a curve are touched, by mouse and by finger; while one is held only what follows it moves."""

import numpy as np
import pytest

from tests.browser.test_touch import PLACE, STATE
from tests.support import Student

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
N = 20
DEGREE = 3
SHAPED = f"(({{ degree, targets, split }}) => degree === {DEGREE} && targets.length === {N} && split !== null)"
LEARNED = f"""(({{ features, targets, split, least_squares }}) => ({{
    least_squares,
    x: features.map(([x]) => x),
    y: targets,
    test: split && targets.length >= split.from ? split.test : [],
}}))({STATE}.points)"""
SHOW_BEST = f"""dash_clientside.chalkline.page.store.dispatch({{
    type: "view", view: {{ shown: {{ ...{STATE}.view.shown, "Least squares": true }} }},
}})"""
MIDDLE = """(() => {
    const { top, height } = document.getElementById("fit-figure").getBoundingClientRect();
    return top + height / 2;
})()"""
COUNT = """(() => {
    window.drawn = 0;
    document.querySelector("#fit-figure .js-plotly-plot").on("plotly_afterplot", () => (window.drawn += 1));
})()"""
PATH = """dash_clientside.chalkline.page.show.picture.fit.graph
    .group("Least squares")?.querySelector("path.js-line")?.getAttribute("d")"""


class Mouse:
    def __init__(self, page):
        self.mouse = page.mouse

    def down(self, x, y):
        self.mouse.move(x, y)
        self.mouse.down()

    def move(self, x, y):
        self.mouse.move(x, y)

    def up(self):
        self.mouse.up()

    def twice(self, x, y):
        self.mouse.dblclick(x, y)


class Finger:
    def __init__(self, page):
        self.hand = page.context.new_cdp_session(page)

    def send(self, kind, *places):
        self.hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(places)})

    def down(self, x, y):
        self.send("touchStart", {"x": x, "y": y})

    def move(self, x, y):
        self.send("touchMove", {"x": x, "y": y})

    def up(self):
        self.send("touchEnd")

    def twice(self, x, y):
        for _ in range(2):
            self.down(x, y)
            self.up()


@pytest.fixture(params=[(Mouse, {}), (Finger, PHONE)], ids=["mouse", "finger"])
def student(request, chromium, server):
    pointer, screen = request.param
    one = Student(chromium, server.url, **screen).open()
    one.page.wait_for_selector("#touch", state="attached")
    one.pointer = pointer(one.page)
    yield one
    assert one.errors == []
    one.close()


def check_least_squares(student):
    """Of the points that are learned from, numpy's curve."""
    points = student.page.evaluate(LEARNED)
    learned = [i for i in range(len(points["y"])) if i not in points["test"]]
    *weight, bias = np.polyfit(np.array(points["x"])[learned], np.array(points["y"])[learned], DEGREE)
    best = points["least_squares"]
    assert best["weight"] == pytest.approx(weight[::-1], rel=1e-2, abs=1e-2)
    assert best["bias"] == pytest.approx(bias, rel=1e-2, abs=1e-2)


def place(student, point):
    student.page.evaluate(
        "document.getElementById('fit-figure').scrollIntoView({ block: 'center', behavior: 'instant' })"
    )
    return student.page.evaluate(PLACE, point)


def press(student, x, y):
    student.pointer.down(x, y)
    student.pointer.up()


def target(student, point):
    return student.page.evaluate(f"{STATE}.points.targets[{point}]")


def test_a_curves_points_are_dragged_added_and_removed_while_it_learns(student):
    student.press("more-button")
    student.type("n-samples", str(N))
    student.type("degree", str(DEGREE))
    student.page.select_option("#test-share", "30")
    student.wait_until(f"{STATE}.points && {SHAPED}({STATE}.points)")
    student.press("more-button")
    student.page.evaluate(SHOW_BEST)
    student.press("start")
    student.wait_for_epoch(2)
    before = target(student, 5)
    x, y = place(student, 5)
    inwards = -1 if y > student.page.evaluate(MIDDLE) else 1
    student.pointer.down(x, y)
    student.pointer.move(x, y + 4 * inwards)
    student.wait_until(f"{STATE}.held === 5")
    student.wait_until(f"{STATE}.controls.dataset === 'points'")
    student.wait_for_epoch(student.epoch() + 3)  # the first touch made the points one's own, which is drawn anew
    student.page.evaluate(COUNT)
    paths = set()
    for step in range(1, 9):
        student.pointer.move(x, y + inwards * (4 + 4 * step))
        student.wait_for_epoch(student.epoch() + 2)
        paths.add(student.page.evaluate(PATH))
    assert student.page.evaluate("window.drawn") == 0
    assert len(paths) == (8 if 5 not in student.page.evaluate(LEARNED)["test"] else 1)
    check_least_squares(student)
    student.pointer.up()
    student.wait_until(f"{STATE}.held === null && window.drawn > 0")
    assert abs(target(student, 5) - before) > 0.1
    student.press("pause")
    check_least_squares(student)
    press(student, *(np.array(place(student, 5)) - [40, -60 * inwards]))
    student.wait_until(f"{STATE}.points.targets.length === {N + 1} && !{STATE}.points.shown.startsWith('touched')")
    assert student.page.evaluate(f"{STATE}.points.degree") == DEGREE
    check_least_squares(student)
    student.pointer.twice(*place(student, N))
    student.wait_until(f"{STATE}.points.targets.length === {N}")
    assert student.page.evaluate(f"{STATE}.points.degree") == DEGREE
