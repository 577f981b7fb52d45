"""Every state on thirty screens: nothing is cut or covered; rate, chart and epoch are seen together."""

import os
from itertools import cycle, pairwise

import pytest

from tests.browser.measures import LEVEL, OVERFLOW, SWEEP, TARGETS, stays
from tests.browser.person import PANELS
from tests.support import CHROMIUM_FLAGS, Student

UPRIGHT = [(320, 480), (320, 568), (360, 360), (360, 640), (390, 664), (430, 932), (1080, 1920)]
SIDEWAYS = [(480, 320), (544, 340), (568, 320), (667, 375), (844, 390), (932, 430)]
ZOOMED = [(320, 180), (320, 256), (512, 288), (640, 360), (960, 540)]
HALVES = [(600, 500), (683, 768), (768, 1024), (800, 600), (1024, 768)]
DESKS = [(3840, 2160), (1920, 1080), (1600, 900), (1536, 730), (1366, 657), (1280, 720), (1280, 580), (1152, 700)]
SIZES = [*UPRIGHT, *SIDEWAYS, *ZOOMED, *HALVES, *DESKS]
FEW = [(360, 640), (568, 320), (800, 600), (1152, 700), (1280, 580), (1920, 1080)]
WALLS = [(3840, 2160), (1920, 1080), (1366, 657), (1024, 768), (1280, 720)]
LARGE_TEXT = 32
# SWEEP=all: every state on every screen, which takes minutes. Else the lesser states take turns at a third of them.
TURNS = 1 if os.environ.get("SWEEP") == "all" else 3
PHASE = "dash_clientside.chalkline.page.state.phase"


class Visitor(Student):
    """Somebody who brings the page into each state, in which it is then looked at on all screens."""

    def click(self, selector):
        self.page.evaluate("(selector) => document.querySelector(selector).click()", selector)

    def look(self, width, height):
        self.wait_until(LEVEL)
        found = stays(self, lambda: self.page.evaluate(SWEEP, self.page.evaluate(OVERFLOW, False)))
        return [f"{width} x {height}: {finding}" for finding in found]

    def open_panels(self, *names, screens=None, state=""):
        for name in names:
            self.click(f"#chip-{name}")
            self.wait_until(f"dash_clientside.chalkline.page.panels.made[{name!r}] !== undefined")
        yield state + " and ".join(names), screens
        for name in names:
            self.click(f"#panel-{name} .close")

    def walk(self):
        """Yield the name of each state that the page is in, and its screens; None is their turn."""
        yield from self.learn()
        yield from self.open_what_there_is()
        yield from self.go_to_the_wall()
        yield from self.read_more()
        yield from self.look_back_and_diverge()
        yield from self.choose_houses()
        yield from self.choose_hubble()

    def learn(self):
        self.click("#more-button")
        self.type("n-samples", "20")  # which are drawn quickly
        self.click("#more-button")
        yield "start", SIZES
        self.set_rate(0.1)
        self.click("#start")
        self.wait_for_epoch(12)
        yield "running", FEW
        self.click("#pause")
        yield "paused", None

    def open_what_there_is(self):
        for name in PANELS:
            yield from self.open_panels(name)
        yield from self.open_panels("map", "step", screens=FEW)
        yield from self.open_panels("residuals", "code", screens=FEW)

    def go_to_the_wall(self):
        self.click("#projector-button")
        yield "the projector", WALLS
        for name in ("map", "compare"):
            yield from self.open_panels(name, screens=WALLS, state="the projector with ")
        self.click("#leave-button")

    def read_more(self):
        self.click("#more-button")
        self.page.select_option("#optimizer", "adamw")
        yield "more", None
        self.page.select_option("#optimizer", "sgd")
        self.click("#more-button")
        self.click("#about-button")
        yield "about", None
        self.click("#about-close")
        self.click("#more-button")
        self.type("batch-size", "0")
        yield "a refused field", None
        self.type("batch-size", "all")
        self.click("#more-button")

    def look_back_and_diverge(self):
        self.slide("scrubber", 3)
        yield "an earlier epoch", FEW
        self.diverge(2.5)
        yield "diverged", SIZES
        self.click("#start")
        yield "diverged, Start", FEW
        yield from self.open_panels("compare", screens=[*FEW[3:], (1280, 720)], state="diverged, ")

    def diverge(self, rate):
        self.set_rate(rate)
        self.click("#start")
        self.wait_until(f"{PHASE} === 'diverged'")

    def choose_houses(self):
        self.page.select_option("#dataset", "house-prices")
        self.wait_until("document.querySelector('#page').dataset.several === 'true'")
        yield "house prices", SIZES
        self.click("#chip-map")
        yield "house prices, the map of two weights", [*FEW[:3], *UPRIGHT]
        self.diverge(9)
        yield "house prices, diverged", FEW

    def choose_hubble(self):
        self.page.select_option("#dataset", "hubble")
        self.wait_until("document.querySelector('#page').dataset.truth === 'false'")
        self.set_rate(0.1)
        self.click("#step")
        self.wait_for_epoch(1)
        yield "hubble", None
        yield from self.open_panels("map", "residuals", screens=FEW)


def look(visitors, screens):
    """What is found on these screens: the visitors share them, so that one page is measured while another is drawn."""
    found, drawn = [], []
    for visitor, (width, height) in zip(cycle(visitors), screens, strict=False):
        if len(drawn) == len(visitors):
            earlier, *screen = drawn.pop(0)
            found += earlier.look(*screen)
        visitor.page.set_viewport_size({"width": width, "height": height})
        drawn.append((visitor, width, height))
    for visitor, *screen in drawn:
        found += visitor.look(*screen)
    return found


def test_every_state_on_every_screen(chromium, server):
    visitors = [Visitor(chromium, server.url).open() for _ in range(2)]
    found = []
    for turn, states in enumerate(zip(*(visitor.walk() for visitor in visitors), strict=True)):
        state, screens = states[0]
        found += [f"{state}, {finding}" for finding in look(visitors, screens or SIZES[turn % TURNS :: TURNS])]
    for visitor in visitors:
        visitor.close()
        assert visitor.errors == []
    assert not found, "\n".join(found)


@pytest.fixture
def large_text(playwright):
    flags = [*CHROMIUM_FLAGS, f"--blink-settings=defaultFontSize={LARGE_TEXT}"]
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
    yield browser
    browser.close()


def test_text_that_the_reader_has_made_twice_as_large_is_twice_as_large_and_whole(large_text, server):
    visitor = Visitor(large_text, server.url).open()
    found = []
    assert visitor.page.evaluate("getComputedStyle(document.body).fontSize") == "32px"
    for view in ("#page", "#more-button", "#chip-residuals", "#my-line"):
        visitor.click(view)
        if view == "#more-button":
            visitor.type("batch-size", "0")  # which is refused
        if view == "#my-line":
            visitor.wait_until("document.querySelector('.hand-numbers')?.checkVisibility() === true")
        screens = [(390, 844)] if view == "#my-line" else [(390, 844), (1280, 720), (1920, 1080)]
        found += [f"{view}, {finding}" for finding in look([visitor], screens)]
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    assert visitor.page.locator("#learning-rate").bounding_box()["width"] > 90  # else no finger sets it
    visitor.close()
    assert not found, "\n".join(found)


def test_text_grows_with_a_large_screen_and_a_finger_that_scrolls_moves_no_slider(chromium, server):
    screen = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    phone = Visitor(chromium, server.url, **screen).open()
    missed = missed_by_a_finger(phone)
    assert not missed, "\n".join(missed)
    sizes = []
    for width, height in [(1280, 720), (1920, 1080), (3840, 2160)]:
        phone.page.set_viewport_size({"width": width, "height": height})
        sizes.append(phone.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))
    assert sizes == [16, 20, 36]
    phone.page.set_viewport_size({"width": 390, "height": 664})
    session = phone.context.new_cdp_session(phone.page)
    for id_ in ("learning-rate", "fit-figure"):
        phone.page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        box = phone.page.locator(f"#{id_}").bounding_box()
        at = {"x": box["x"] + 0.7 * box["width"], "y": box["y"] + box["height"] / 2}
        before = phone.page.get_attribute("#learning-rate", "data-value")
        session.send("Input.synthesizeScrollGesture", {**at, "yDistance": -200, "speed": 1200})
        phone.wait_until("scrollY > 100")
        assert phone.page.get_attribute("#learning-rate", "data-value") == before
    phone.close()


def missed_by_a_finger(phone):
    """What is smaller than 44 px by touch, in the views where most is to be pressed."""
    phone.page.wait_for_selector("#touch", state="attached")
    desk, narrow = ({"width": width, "height": height} for width, height in ((1280, 720), (390, 844)))
    found = []
    for screen, panels in ((desk, ("step", "residuals", "compare", "code")), (narrow, ())):
        phone.page.set_viewport_size(screen)
        found += [f"start, {screen['width']} px: {it}" for it in phone.page.evaluate(TARGETS)]
        for one, other in pairwise(panels):
            for state, _ in phone.open_panels(one, other):
                found += [f"{state}, {screen['width']} px: {it}" for it in phone.page.evaluate(TARGETS)]
    for name in ("step", "predict", "compare", "code"):
        for state, _ in phone.open_panels(name):
            if name == "compare":
                phone.click("#keep-run")
            found += [f"{state}: {it}" for it in phone.page.evaluate(TARGETS)]
    phone.click("#more-button")
    phone.click("#step")
    phone.wait_for_epoch(1)
    phone.click("#reset")
    phone.wait_until("!document.querySelector('#undo').hidden")
    found += [f"more, an offer: {it}" for it in phone.page.evaluate(TARGETS)]
    phone.click("#more-button")
    phone.click("#share")
    phone.page.wait_for_selector("#share-view")
    phone.click(".share-hide summary")
    found += [f"share: {it}" for it in phone.page.evaluate(TARGETS)]
    phone.click("#share-view .close")
    return found
