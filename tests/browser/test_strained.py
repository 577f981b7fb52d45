"""Texts twice as long, words a third longer, texts that carry a script: every view stays whole, and nothing runs."""

import pytest

from tests.support import ROOT, Student

OVERFLOW = (ROOT / "tests/browser/overflow.js").read_text(encoding="utf-8").split("*/", 1)[1].strip()
DESK = {"viewport": {"width": 1280, "height": 720}}
WALL = {"viewport": {"width": 1920, "height": 1080}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
FOREIGN = "() => [window.hacked, document.querySelectorAll('img').length]"


class Reader(Student):
    """Somebody who goes through all views and notes what cannot be read in each of them."""

    def read(self, view):
        self.settle(300)
        self.found += [f"{view}: {place}" for place in self.page.evaluate(OVERFLOW, "strings=none" not in self.url)]

    def click(self, selector):
        self.page.evaluate("(selector) => document.querySelector(selector).click()", selector)

    def open_panels(self, *names):
        for name in names:
            self.click(f"#chip-{name}")
            self.wait_until(f"dash_clientside.chalkline.page.panels.made[{name!r}] !== undefined")

    def go_through(self):
        self.found = []
        self.read("start")
        self.click("#start")
        self.wait_for_epoch(10)
        self.click("#pause")
        self.read("paused")
        for pair in (("map", "step"), ("residuals", "compare"), ("code",)):
            self.open_panels(*pair)
            if "compare" in pair:
                self.click("#keep-run")
            self.read(" and ".join(pair))
            for name in pair:
                self.click(f"#panel-{name} .close")
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
        return self.found


@pytest.fixture
def reading(chromium, server):
    def gone_through(strain, screen):
        reader = Reader(chromium, f"{server.url}/?strings={strain}", **screen).open()
        try:
            found, foreign = reader.go_through(), reader.page.evaluate(FOREIGN)
            assert reader.errors == []
        finally:
            reader.close()
        return found, foreign

    return gone_through


@pytest.mark.parametrize(
    ("strain", "screen"),
    [("none", DESK), ("none", PHONE), ("double", DESK), ("double", PHONE), ("long", WALL)],
)
def test_nothing_is_cut_off_outside_or_on_top_of_each_other(reading, strain, screen):
    assert reading(strain, screen)[0] == []


def test_a_text_with_a_script_is_shown_as_text_in_every_view(reading):
    assert reading("xss", DESK)[1] == [None, 0]
