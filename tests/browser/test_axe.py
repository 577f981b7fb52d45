"""Axe finds nothing on the page, in any view: names, roles, contrast, labels, what can be reached."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from components import panels
from tests.support import Student

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
# The page appears in 160 ms; a colour on its way is none.
STILL = {"reduced_motion": "reduce"}
# Not what passes, of which there are thousands.
ALL = {"resultTypes": ["violations"]}
# What another mode changes: all else was looked at in the first one.
COLOURS = {**ALL, "runOnly": ["color-contrast"]}
# What a phone changes: its colours are the desk's.
BUT_COLOURS = {**ALL, "rules": {"color-contrast": {"enabled": False}}}
# What is drawn is there, and nothing is on its way.
DRAWN = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))"
# A name that nothing announces is doubtful to axe where the place has text, and wrong only while it has none yet.
FOUND = """
([context, options]) => axe.run(context ?? document, options).then(({ violations, incomplete }) =>
  violations.concat(incomplete.filter(({ id }) => id === "aria-prohibited-attr")))
"""
TABLE = "Arm span (cm);Height (cm)\n150;152,5\n160;161\n171;175,5\nnobody;157\n180,5;181\n"


class Auditor(Student):
    """Somebody who goes through the views and notes what axe finds in each of them, once."""

    def begin(self, options=ALL):
        self.options, self.found = options, {}
        self.page.evaluate(AXE_SCRIPT)  # once: it is half a megabyte
        return self

    def look(self, view, context=None):
        """All of the page; of colours, and on a phone, what was opened over it alone: the rest was looked at before."""
        self.page.evaluate(DRAWN)
        looks = (
            [(None, BUT_COLOURS), (context, COLOURS)] if context and self.options is ALL else [(context, self.options)]
        )
        for violation in [it for look in looks for it in self.page.evaluate(FOUND, look)]:
            for node in violation["nodes"]:
                self.found.setdefault(f"{violation['id']}: {node['html'][:160]}", (view, node["failureSummary"]))

    def click(self, selector):
        self.page.evaluate("(selector) => document.querySelector(selector).click()", selector)

    def open_panel(self, name):
        self.click(f"#chip-{name}")
        self.wait_until(f"dash_clientside.chalkline.page.panels.made[{name!r}] !== undefined")

    def diverge(self):
        self.set_rate(2.5)
        self.click("#start")
        self.wait_for_text("state", "Stopped")

    def read_own_data(self):
        self.click("#own-data")
        self.page.fill("#data-text", TABLE)
        self.wait_for_text("data-reading", "left out")
        self.look("own data, with a reading", "#own-data-view")
        self.page.keyboard.press("Escape")

    def play_a_lesson(self):
        self.click("#lessons")
        self.page.wait_for_selector("[data-lesson]")
        self.look("the list of lessons", "#lessons-view")
        self.click("[data-lesson=too-fast]")
        self.page.wait_for_selector("#card-next")
        self.wait_until("document.getElementById('card').checkVisibility()")
        self.look("a lesson's card")
        self.click("#card-next")
        self.look("its second card", "#card")
        self.click("#card-leave")
        self.wait_until("!document.getElementById('card').checkVisibility()")

    def go_through(self, mode):
        self.look("start")
        self.hide_the_answer()
        self.learn()
        self.open_every_panel()
        self.read_more()
        self.read_about()
        self.read_the_keys()
        self.share()
        self.click("#step-back")
        self.look("an earlier epoch")
        self.diverge()
        self.look("diverged")
        self.click("#start")
        self.look("diverged, Start")
        if not mode.get("is_mobile"):
            self.go_to_the_wall()
        self.page.select_option("#dataset", "house-prices")
        self.wait_for_text("weight-true", "2.5")
        self.look("several features")
        self.read_own_data()
        self.play_a_lesson()  # whose link begins another run

    def hide_the_answer(self):
        self.page.wait_for_selector("#hide-answer", state="attached")
        self.click("#hide-answer")
        self.wait_until("document.querySelector('[data-limits=false]') !== null")
        self.look("the answer is hidden", "main")
        self.click("#hide-answer")

    def learn(self):
        self.click("#more-button")
        self.type("n-samples", "20")  # each of them is looked at
        self.click("#more-button")
        self.set_rate(0.1)
        self.click("#start")
        self.wait_for_epoch(5)
        self.look("running")
        self.click("#pause")

    def open_every_panel(self):
        for panel in panels.PANELS:
            self.open_panel(panel.name)
            if panel.name == "compare":
                self.click("#keep-run")
            self.look(panel.name)
            self.click(f"#panel-{panel.name} .close")

    def read_more(self):
        self.click("#more-button")
        self.page.select_option("#optimizer", "adam")
        self.look("more")
        self.page.select_option("#optimizer", "sgd")
        self.click("#more-button")
        self.click(".fit-place .take summary")
        self.look("what is taken along", "main")

    def read_about(self):
        self.click("#about-button")
        self.look("about", "#about")
        self.click("#about-data")
        self.page.wait_for_selector("#data-table")
        self.look("the table of data sets", "#data-table")
        self.click("#data-table .close")

    def read_the_keys(self):
        self.page.keyboard.press("?")
        self.page.wait_for_selector("#keys")
        self.look("keys", "#keys")
        self.page.keyboard.press("?")

    def share(self):
        self.click("#share")
        self.wait_until("document.getElementById('link')?.value.includes('&c=')")
        self.click(".share-hide summary")
        self.look("share", "#share-view")
        self.click("#share-view .close")

    def go_to_the_wall(self):
        self.click("#projector-button")
        self.open_panel("map")
        self.look("projector, diverged, map")
        self.click("#leave-button")


@pytest.mark.parametrize(
    ("scheme", "screen", "options"),
    [("light", {}, ALL), ("dark", {}, COLOURS), ("light", PHONE, BUT_COLOURS)],
    ids=["desk", "desk by night", "phone"],
)
def test_axe_finds_nothing_in_any_view(chromium, server, scheme, screen, options):
    one = Auditor(chromium, server.url, color_scheme=scheme, **STILL, **screen).open()
    one.begin(options).go_through(screen)
    assert one.found == {}
    assert one.errors == []
    one.close()


def test_axe_sees_a_button_without_a_name(chromium, server):
    """What the other test rests on."""
    one = Auditor(chromium, server.url).open().begin()
    one.page.evaluate("document.querySelector('#start').replaceChildren()")
    one.look("start")
    assert any(name.startswith("button-name") for name in one.found)
    one.close()
