"""Before Dash the page stands as HTML and is used; Dash draws the same, and nothing is lost when it takes over."""

import re
import time

import pytest

from tests.support import Student

LIBRARIES = re.compile(r".*/libraries\.js$")
# What the two may differ in: Dash writes a value as a property, names radio buttons by itself, and draws graphs; points
# can be touched when they are drawn, and then the answer can be hidden.
READ = """(root) => {
    const kept = ["class", "type", "min", "max", "href", "role", "title", "data-text", "for", "hidden"];
    const word = (name) => name.replace(/_dbcprivate_radioitems_(\\w+)_input_/, "$1-");
    const isTold = (one) => !one.closest(".graph, svg, .take, #touch, .answer-switch");
    return [...root.querySelectorAll("*")].filter(isTold).map((one) => {
        const attributes = kept.map((name) => [name, one.getAttribute(name)]).filter(([, value]) => value);
        const own = [...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join("");
        const look = attributes.map(([name, value]) => `${name}=${word(value)}`.replace(" is-chosen", ""));
        return [one.tagName, word(one.id), ...look.sort(), own].join(" ");
    });
}"""
CONTROLS = ["optimizer", "speed", "noise", "n-samples"]
TWICE = """(() => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    return ids.filter((id, i) => ids.indexOf(id) < i);
})()"""
LATER = re.compile(r".*/later\.json$")  # before any part that comes two seconds after the picture
LOSSLESS = "window.dash_clientside.chalkline.page.state.record.history.length"


class Held(Student):
    """A student whose browser waits for Dash's scripts until they are released."""

    def open_held(self):
        self.waiting = []
        self.page.route(LIBRARIES, lambda route: self.waiting.append(route))  # noqa: PLW0108  # Playwright marks it
        self.page.goto(self.url)
        self.wait_until("document.querySelector('#fit-figure .sketch path.point') !== null")
        end = time.monotonic() + 60
        while not self.waiting:  # on a busy machine they are asked for after the picture
            assert time.monotonic() < end
            self.settle(30)

    def release(self):
        for route in self.waiting:
            route.continue_()
        self.page.unroute(LIBRARIES)
        self.wait_for_picture()


@pytest.fixture
def held(chromium, server):
    student = Held(chromium, server.url)
    student.open_held()
    yield student
    assert student.errors == []
    student.close()


def test_dash_draws_what_stood_there(held):
    held.page.route(LATER, lambda route: None)  # a busy machine draws late
    first = held.page.evaluate(f"({READ})(document.getElementById('first'))")
    held.release()
    drawn = held.page.evaluate(f"({READ})(document.getElementById('react-entry-point'))")
    assert drawn == first
    assert held.page.query_selector("#first") is None


def test_a_run_that_began_before_dash_goes_on(held):
    held.press("start")
    held.wait_for_epoch(5)
    held.page.focus("#pause")
    held.release()
    epoch = int(held.text("epoch"))
    held.wait_for_epoch(epoch + 5)
    assert held.page.evaluate("document.activeElement.id") == "pause"
    assert held.page.get_attribute("#pause", "data-face") == "primary"
    held.press("pause")
    held.settle()
    assert held.page.evaluate(LOSSLESS) == int(held.text("epoch")) + 1


def test_controls_moved_before_dash_count_and_stay(held):
    held.press("more-button")
    held.page.select_option("#optimizer", "momentum")
    held.page.click("label[for=speed-25]")
    held.page.focus("#noise")
    held.page.keyboard.press("ArrowRight")
    held.page.fill("#n-samples", "40")
    held.page.keyboard.press("Tab")
    held.wait_until("document.querySelectorAll('#fit-figure .sketch path.point').length === 40")
    held.press("step")
    held.wait_for_epoch(1)
    before = held.page.evaluate("document.querySelector('#loss').dataset.value")
    held.release()
    assert held.page.is_visible("#optimizer")
    values = [held.page.evaluate("(id) => dash_component_api.getLayout(id).props.value", name) for name in CONTROLS]
    assert values == ["momentum", 25, 0.3, "40"]
    assert held.page.evaluate("document.querySelector('#loss').dataset.value") == before
    assert held.text("epoch") == "1"


def test_a_press_that_dash_comes_into_is_a_press(held):
    box = held.page.locator("#start").bounding_box()
    held.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    held.page.mouse.down()
    for route in held.waiting:
        route.continue_()
    held.wait_until("document.querySelectorAll('#page').length === 2")
    held.page.mouse.up()
    held.wait_for_epoch(3)
    held.wait_for_picture()


def test_what_is_half_typed_when_dash_comes_is_not_lost(held):
    held.press("more-button")
    held.page.fill("#n-samples", "4")
    for route in held.waiting:
        route.continue_()
    held.wait_until("document.querySelectorAll('#page').length === 2")
    held.settle(300)
    held.page.keyboard.type("0")
    held.page.keyboard.press("Tab")
    held.wait_for_picture()
    assert held.page.input_value("#n-samples") == "40"
    held.wait_until("dash_clientside.chalkline.page.state.points.targets.length === 40")


def test_nothing_is_seen_before_it_can_be_used(chromium, server):
    student = Student(chromium, server.url)
    waiting = []
    student.page.route(re.compile(r".*/main\.js$"), lambda route: waiting.append(route))  # noqa: PLW0108
    student.page.goto(student.url, wait_until="commit")
    while not waiting:
        student.settle(50)
    student.settle(500)
    assert not student.page.is_visible("#start")
    for route in waiting:
        route.continue_()
    student.page.click("#start")
    student.wait_for_epoch(2)
    student.close()


def test_what_is_typed_is_refused_before_dash_too_and_can_be_mended_after(held):
    held.press("more-button")
    held.page.fill("#n-samples", "1e9")
    held.page.keyboard.press("Tab")
    for release in (lambda: None, held.release):
        release()
        assert "must be" in held.text("sentence")
        assert held.page.get_attribute("#n-samples", "aria-invalid") == "true"
        assert held.page.get_attribute("#n-samples", "aria-describedby") == "refusal"
        assert held.page.input_value("#n-samples") == "1e9"
        assert held.page.locator("#page:visible .refusal").count() == 1
    held.type("n-samples", "250")
    held.page.wait_for_selector("#refusal", state="detached")
    assert held.page.get_attribute("#n-samples", "aria-invalid") == "false"
    assert "must be" not in held.text("sentence")


def test_nothing_is_there_twice_and_nothing_jumps(held):
    place = "JSON.stringify(document.querySelector('#fit-figure path.point')?.getBoundingClientRect())"
    before = held.page.evaluate(place)
    held.page.evaluate(
        "document.querySelectorAll('.sketch').forEach((sketch) => (sketch.id = `${sketch.parentNode.id}-1`))"
    )
    plotly = []
    held.page.route("**/plotly.min.js", lambda route: plotly.append(route))  # noqa: PLW0108
    for route in held.waiting:
        route.continue_()
    held.wait_until("document.getElementById('first') === null")
    assert held.page.evaluate(place) == before
    assert held.page.evaluate(TWICE) == []
    drawn_once = "document.querySelectorAll('#fit-figure > #fit-figure-1, #loss-figure > #loss-figure-1').length"
    assert held.page.evaluate(drawn_once) == 2
    while not plotly:
        held.settle(50)
    plotly.pop().continue_()
    held.wait_for_picture()
    assert held.page.evaluate(place) == before
    assert held.page.evaluate(TWICE) == []
