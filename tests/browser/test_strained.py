"""Texts twice as long, words a third longer, texts that carry a script: every view stays whole, and nothing runs."""

from itertools import pairwise

import pytest

from tests.browser.measures import LEVEL, OVERFLOW, stays
from tests.support import Student

DESK, WALL, PHONE = ({"width": width, "height": height} for width, height in ((1280, 720), (1920, 1080), (390, 844)))
FOREIGN = "() => [window.hacked, document.querySelectorAll('img').length]"
ONE_MORE = """() => {
    const more = document.getElementById("lessons").cloneNode(true);
    more.id = "class-open";
    document.getElementById("share").after(more);
}"""
TOOLS = """() => [...document.querySelectorAll(".tools .tool")].map((tool) => {
    const name = tool.querySelector("span:not(.icon)");
    const [box, its] = [tool.getBoundingClientRect(), name.getBoundingClientRect()];
    const isBeside = its.top < box.bottom - 1 && its.left >= box.left - 1 && its.right <= box.right + 1;
    const part = isBeside ? "whole" : its.top >= box.bottom - 1 ? "none" : "cut";
    return [name.innerText, part, tool.title, box.left, box.right];
})"""
STILL = "() => document.getAnimations().every(({ playState }) => playState !== 'running')"


class Reader(Student):
    """Somebody who goes through all views, and notes what cannot be read on each of these screens."""

    def __init__(self, browser, url, *screens):
        super().__init__(browser, url, viewport=screens[0] if screens else DESK, has_touch=PHONE in screens)
        self.screens = screens
        self.found = []

    def read(self, view):
        for screen in self.screens:
            self.page.set_viewport_size(screen)
            self.wait_until(LEVEL)
            self.wait_until(STILL)
            found = stays(self, lambda: self.page.evaluate(OVERFLOW, "strings=none" not in self.url))
            self.found += [f"{view}, {screen['width']} px: {place}" for place in found]
        if len(self.screens) > 1:
            self.page.set_viewport_size(self.screens[0])

    def click(self, selector):
        self.page.evaluate("(selector) => document.querySelector(selector).click()", selector)

    def read_panels(self, *names):
        """Each of them alone, as a phone shows it, then all of them."""
        for i, name in enumerate(names):
            self.click(f"#chip-{name}")
            self.wait_until(f"dash_clientside.chalkline.page.panels.made[{name!r}] !== undefined")
            if name == "compare":
                self.click("#keep-run")
            self.read(" and ".join(names[: i + 1]))
        for name in names:
            self.click(f"#panel-{name} .close")

    def go_through(self):
        self.read("start")
        self.click("#start")
        self.wait_for_epoch(10)
        self.click("#pause")
        self.read("paused")
        for pair in (("map", "step"), ("residuals", "compare"), ("sampling", "code")):
            self.read_panels(*pair)
        self.click("#more-button")
        self.read("more")
        self.click("#more-button")
        self.click("#about-button")
        self.read("about")
        self.click("#about-close")
        self.slide("scrubber", 3)
        self.read("an earlier epoch")
        self.set_rate(2.5)
        self.click("#start")
        self.wait_until("document.querySelector('#diverged').checkVisibility()")
        self.read("diverged")
        self.page.select_option("#dataset", "house-prices")
        self.wait_until("document.querySelector('#page').dataset.several === 'true'")
        self.read("house prices")
        self.click("[data-per=deviation]")
        self.read("house prices, per standard deviation")
        self.read_panels("predict", "code")
        return self.found


@pytest.fixture
def reading(chromium, server):
    def gone_through(strain, *screens):
        reader = Reader(chromium, f"{server.url}/?strings={strain}", *screens).open()
        try:
            found, foreign = reader.go_through(), reader.page.evaluate(FOREIGN)
            assert reader.errors == []
        finally:
            reader.close()
        return found, foreign

    return gone_through


@pytest.mark.parametrize(("strain", "screens"), [("none", [DESK, PHONE]), ("double", [DESK, PHONE]), ("long", [WALL])])
def test_nothing_is_cut_off_outside_or_on_top_of_each_other(reading, strain, screens):
    assert reading(strain, *screens)[0] == []


@pytest.mark.parametrize("strain", ["none", "double"])
def test_the_head_has_room_for_one_more_tool_whose_name_goes_before_it_lies_on_another(chromium, server, strain):
    """Each tool shows its whole name or its picture alone; the name is read out either way."""
    reader = Reader(chromium, f"{server.url}/?strings={strain}").open()
    if strain == "none":  # as it is, with all names
        reader.page.set_viewport_size({"width": 1280, "height": 720})
        assert [part for _, part, *_ in reader.page.evaluate(TOOLS)] == ["whole"] * 7
    reader.page.evaluate(ONE_MORE)
    for width in (1152, 1280, 1440, 1920):
        reader.page.set_viewport_size({"width": width, "height": 720})
        tools = reader.page.evaluate(TOOLS)
        assert len(tools) == 8
        shown = [name for name, part, *_ in tools if part == "whole"]
        assert [part for _, part, *_ in tools if part not in ("whole", "none")] == []
        assert strain != "none" or width < 1440 or len(shown) == 8, width
        assert all(name and title and right - left >= 44 for name, _, title, left, right in tools)
        assert all(one[4] <= other[3] + 1 for one, other in pairwise(tools))
        assert not [fault for fault in reader.page.evaluate(OVERFLOW, True) if "tool" in fault or "class" in fault]
    reader.close()


def test_a_text_with_a_script_is_shown_as_text_in_every_view(reading):
    assert reading("xss")[1] == [None, 0]
