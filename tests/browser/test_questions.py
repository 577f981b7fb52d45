"""What is this? Words and numbers that are pressed say what they are, and the list of keys says it of all."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.support import Student

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LIMIT = "0.784 is 2 ÷ 2.550: 2.550 is the largest curvature"


class Asker(Student):
    """Somebody who presses words, and knows when what answers has come."""

    def open(self):
        super().open()
        self.wait_until("document.documentElement.dataset.plotly === 'ready'")
        self.page.click("#equation")
        self.wait_until("document.getElementById('answer') !== null")
        return self

    def ask(self, selector):
        self.page.locator(selector).locator("visible=true").first.click()
        return self.page.text_content("#answer")

    def box(self, selector):
        return self.page.locator(selector).bounding_box()


@pytest.fixture
def asker(chromium, server):
    one = Asker(chromium, server.url).open()
    yield one
    one.close()
    assert one.errors == []


def test_a_word_that_is_pressed_says_what_it_is_and_whoever_has_no_mouse_reads_it_in_the_list(asker):
    words_answer_beneath_themselves(asker)
    escape_and_a_press_elsewhere_close_the_answer(asker)
    a_label_leads_to_its_field(asker)
    the_list_of_keys_tells_all_of_them(asker)
    what_is_hidden_is_told_nowhere(asker)


def words_answer_beneath_themselves(asker):
    page = asker.page
    page.focus("#learning-rate")
    asker.ask("#learning-rate-limit")
    page.focus("#step")
    assert asker.ask("#loss").endswith("the mean of these 250 squares is 15.87.")
    for row, words in (
        ("bias", "The prediction where x is 0: 0.370."),
        ("0", "The slope of the line: where x is 1 larger, the prediction changes by -0.553."),
    ):
        assert asker.ask(f"#weights-rows [data-row='{row}'] .name") == words
    page.keyboard.press("Escape")
    assert asker.ask("#learning-rate-limit").startswith(LIMIT)
    assert page.get_attribute("#answer", "role") == "status"
    word, answer = asker.box("#learning-rate-limit"), asker.box("#answer")
    assert 0 <= answer["y"] - word["y"] - word["height"] < 12
    assert page.locator("#answer").is_visible()
    assert Axe().run(page).response["violations"] == []


def escape_and_a_press_elsewhere_close_the_answer(asker):
    """Escape closes nothing of the page with it; a press on the answer itself or on its word closes it too."""
    page, keyboard = asker.page, asker.page.keyboard
    keyboard.press("p")
    assert asker.ask("#epoch") == "An epoch is one tour through all 250 points, here in 1 step."
    keyboard.press("Escape")
    assert (page.text_content("#answer"), page.is_visible("#leave-button")) == ("", True)
    keyboard.press("Escape")
    assert page.is_hidden("#leave-button")
    for elsewhere in ("#equation", "#answer", "#loss", "#step"):
        asker.ask("#loss")
        assert asker.ask(elsewhere) == "", elsewhere
    asker.wait_for_epoch(1)  # a button does what it always does
    assert "1 time so far" in asker.ask(".steps")


def a_label_leads_to_its_field(asker):
    """As ever, and what it says stays there."""
    assert asker.ask("label[for=noise]").startswith("Noise has moved about two thirds")
    assert asker.page.evaluate("document.activeElement.id") == "noise"
    asker.page.keyboard.press("Escape")


def the_list_of_keys_tells_all_of_them(asker):
    page, keyboard = asker.page, asker.page.keyboard
    keyboard.press("?")
    page.wait_for_selector("#keys")
    told = page.eval_on_selector_all(".meanings > dd", "(all) => all.map((one) => one.textContent)")
    names = page.eval_on_selector_all(".meanings > dt", "(all) => all.map((one) => one.textContent)")
    assert len(told) == len(names) == 26
    assert any(one.startswith(LIMIT) for one in told)
    assert {"Epoch", "Steps", "Weight", "Bias", "Points", "Speed", "within 1\u00a0%", "Log", "R²"} <= set(names)
    keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "noise"


def what_is_hidden_is_told_nowhere(asker):
    page, keyboard = asker.page, asker.page.keyboard
    page.check("#hide-answer")
    assert asker.ask(".weights-row > .now-head") == ""
    keyboard.press("?")
    page.wait_for_selector("#keys")
    hidden = page.text_content(".meanings")
    assert not re.search(r"0\.784|0\.0570|2\.98", hidden)


def test_a_finger_meets_a_word_and_no_keyboard_comes(chromium, server):
    phone = Asker(chromium, server.url, **PHONE).open()
    page = phone.page
    bar = phone.box(".buttons")
    page.tap("#more-button")
    label = page.locator("label[for=batch-size]")
    label.scroll_into_view_if_needed()
    phone.settle(300)
    word = label.bounding_box()
    page.touchscreen.tap(word["x"] + word["width"] / 2, word["y"] + word["height"] / 2)
    phone.wait_until("document.getElementById('answer').textContent !== ''")
    assert page.text_content("#answer") == "Each step looks at all 250 points."
    assert page.evaluate("document.activeElement.tagName") != "INPUT"
    answer = phone.box("#answer")
    assert answer["x"] >= 0
    assert answer["x"] + answer["width"] <= 390
    assert answer["y"] + answer["height"] <= bar["y"]
    page.tap("#answer")
    assert page.text_content("#answer") == ""
    limit = phone.box("#learning-rate-limit")
    page.touchscreen.tap(limit["x"] + limit["width"] / 2, limit["y"] + limit["height"] + 6)  # a little beneath it
    assert page.text_content("#answer").startswith(LIMIT)
    phone.close()
    assert phone.errors == []
