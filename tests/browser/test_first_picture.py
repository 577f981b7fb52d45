"""The first picture: points and line before plotly.js, moving too, and nothing that jumps when it joins them."""

import pytest

from tests.support import Student

PLOTLY = "**/plotly.min.js"
MOST_PX = 1
BOXES = """() => Object.fromEntries(["fit-figure", "loss-figure"].flatMap((id) => {
    const figure = document.getElementById(id);
    const box = (element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return [left, top, right, bottom];
    };
    const found = (kind) => [...figure.querySelectorAll(kind)].filter((it) => it.getAttribute("d") !== "");
    const words = [...figure.querySelectorAll("svg text")];
    const told = words.map((it) => [it.textContent.replaceAll("\\u200b", ""), ...box(it)]).sort();
    return [
        [`${id}: lines`, found("path.js-line").map(box)],
        [`${id}: points`, found(".points path").map(box)],
        [`${id}: dots`, found("g.dots path").map(box)],
        [`${id}: words`, told.map(([text]) => text)],
        [`${id}: places of words`, told.map(([, ...box]) => box)],
    ];
}))"""
SCREENS = {
    "desk by day": {},
    "phone by night": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}


class Slow(Student):
    """A student whose plotly.js comes when it is let through."""

    def __init__(self, *arguments, **screen):
        super().__init__(*arguments, **screen)
        self.held = []
        self.page.route(PLOTLY, lambda route: self.held.append(route))  # noqa: PLW0108  # Playwright marks the function

    def wait_for_sketch(self):
        self.wait_until("document.querySelector('#fit-figure .sketch path.point') !== null")
        self.wait_until("document.querySelector('#loss').textContent !== ''")

    def let_plotly_come(self):
        self.wait_until("performance.now() > 0 && document.querySelector('script[src*=plotly]') !== null")
        while not self.held:
            self.settle(50)  # what the page asks for is told of a moment later
        self.held.pop().continue_()
        self.wait_for_picture()
        self.wait_until("document.querySelector('.sketch') === null")

    def boxes(self):
        return self.page.evaluate(BOXES)


def check_same(before, after):
    for name, boxes in before.items():
        assert len(boxes) == len(after[name]), name
        for one, other in zip(boxes, after[name], strict=True):
            assert one == (pytest.approx(other, abs=MOST_PX) if isinstance(one, list) else other), name


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_points_and_lines_stand_and_move_before_plotly_js_and_stay_where_they_are(chromium, server, screen):
    student = Slow(chromium, server.url, **screen)
    student.page.goto(student.url)
    student.wait_for_sketch()
    first = student.boxes()
    assert len(first["fit-figure: points"]) == 250
    student.press("start")
    student.wait_for_epoch(5)
    student.press("pause")
    assert student.boxes()["fit-figure: lines"] != first["fit-figure: lines"]
    student.press("step")
    student.wait_until("dash_clientside.chalkline.page.state.phase === 'paused'")
    before = student.boxes()
    assert len(before["fit-figure: lines"]) > len(first["fit-figure: lines"])  # lines of earlier epochs
    student.let_plotly_come()
    check_same(before, student.boxes())
    student.page.select_option("#dataset", "house-prices")
    student.press("start")
    student.wait_for_epoch(3)
    student.press("pause")
    student.press("mode-button")
    student.page.click("#loss-scale [data-scale=linear]")
    student.page.reload()
    student.wait_for_sketch()
    student.wait_until("document.querySelectorAll('#fit-figure g.dots path').length === 5")
    student.settle(1000)  # the browser scrolls to where one was
    before = student.boxes()
    assert len(before["fit-figure: dots"]) == 5
    student.let_plotly_come()
    check_same(before, student.boxes())
    assert student.errors == []
    student.close()
