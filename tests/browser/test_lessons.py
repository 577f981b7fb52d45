"""A lesson is played from its first card to its last by keyboard alone, and leaves the page as it was."""

import re
from dataclasses import asdict
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from components.lessons.names import Names
from components.lessons.reader import read_lesson
from components.schema import schema
from tests.support import Student

VIEW = "(() => { const { card, epoch, ...view } = dash_clientside.chalkline.page.state.view; return view; })()"
FOCUS = "document.activeElement.id || document.activeElement.className"
LESSON = read_lesson(Path(__file__).parent / "lessons" / "a-try.md", Names(schema()))
LIST = [{"name": "a-try", "title": LESSON.title, "minutes": LESSON.minutes, "cards": len(LESSON.cards)}]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


class Pupil(Student):
    """Somebody whose server has one lesson more, and who has no mouse."""

    def begin(self):
        self.page.route("**/lessons-*/list.json", lambda route: route.fulfill(json=[*LIST, *route.fetch().json()]))
        self.page.route("**/lessons-*/a-try.json", lambda route: route.fulfill(json=asdict(LESSON)))
        self.page.route("**/lessons-*/none.json", lambda route: route.fulfill(status=404, json={}))
        return self

    def key(self, *keys, to=None):
        for key in keys:
            self.page.keyboard.press(key)
        self.settle(120)
        if to is not None:
            self.becomes(FOCUS, to)

    def card(self):
        """The card as a screen reader has it: heading, words, what is said, where it stands."""
        ids = ("card-title", "card-text", "card-done", "card-guess", "card-outcome", "card-place")
        return {id_.removeprefix("card-"): self.text(id_) for id_ in ids}

    def wait_for_card(self, place):
        self.wait_for_text("card-place", place)
        self.page.wait_for_selector("#card")

    def sees(self, *selectors):
        return [self.page.is_visible(selector) for selector in selectors]

    def faults(self):
        return [violation["id"] for violation in Axe().run(self.page).response["violations"]]


@pytest.fixture
def pupil(chromium, server):
    one = Pupil(chromium, server.url, reduced_motion="reduce").begin()
    yield one
    one.close()
    assert [error for error in one.errors if "404" not in error] == []


def open_the_list(pupil):
    """The list, by its key and by its button; the focus goes in and comes back."""
    page = pupil.page
    pupil.key("l")
    pupil.wait_until(f"{FOCUS} === 'lesson-entry'")
    assert page.text_content("[data-lesson=a-try]") == "A try 3 min"
    assert page.is_visible("[data-lesson=too-fast]")
    assert pupil.faults() == []
    pupil.key("Escape", to="lessons")
    pupil.key("Enter")
    pupil.wait_until(f"{FOCUS} === 'lesson-entry'")
    pupil.key("Enter")
    pupil.wait_until(f"['lessons', 'card-title'].includes({FOCUS})")


def guess(pupil):
    """The first card asks for a number, and nothing that is asked blocks a key."""
    page = pupil.page
    pupil.wait_for_card("1 of 4")
    pupil.wait_until(f"{FOCUS} === 'card-title'")
    assert pupil.card() | {"done": "", "guess": "", "outcome": ""} == pupil.card()
    assert pupil.card()["title"] == "First a guess"
    assert "Guess before you look." in pupil.card()["text"]
    assert pupil.sees("#panel-map", "#noise", "#zones", "#panel-compare") == [True, False, False, False]
    pupil.wait_for_text("map-words", "Weight 2.500, bias 3.200")
    assert page.get_attribute("#card-back", "aria-disabled") == "true"
    pupil.key("Tab", "Tab")
    pupil.page.keyboard.type("2o")
    pupil.key("Enter")
    pupil.becomes("document.querySelector('#number-words').textContent", "That is no number.")
    pupil.key("Backspace", "Enter")
    assert page.evaluate("document.activeElement.id") == "guess-number"
    pupil.wait_for_text("card-done", "You say 2\u00a0epochs.")
    assert pupil.faults() == []


def train(pupil):
    """PageDown is the field's own, and turns the card elsewhere; the task is told in the run's own numbers."""
    page = pupil.page
    pupil.key("PageDown")
    pupil.wait_for_card("1 of 4")
    pupil.key("Tab", "Tab", "Tab", to="card-next")
    pupil.key("Enter", to="card-next")
    pupil.wait_for_card("2 of 4")
    assert pupil.sees("#panel-map", "#noise", "#zones") == [False, True, True]
    assert page.evaluate("dash_clientside.chalkline.page.state.controls.learning_rate") == 0.5
    page.evaluate("document.activeElement.blur()")
    pupil.key(" ")
    pupil.wait_until("document.querySelector('#card-done').textContent !== ''")
    pupil.key(" ")
    said = re.fullmatch(r"Within ([\d.]+) % after (\d+) epochs: weight (-?[\d.]+)\.", pupil.card()["done"])
    assert float(said[1]) <= 1
    assert pupil.card()["guess"] == "Your guess: 2\u00a0epochs"
    assert pupil.card()["outcome"] == "What came of it: about 25"
    assert page.get_attribute("#card-done", "role") == "status"
    loss = "Array.from({ length: record.history.length }, (_, row) => record.history.loss(row))"
    losses, lowest = page.evaluate(
        f"(({{ record, points }}) => [{loss}, points.least_squares.loss])(dash_clientside.chalkline.page.state)"
    )
    assert int(said[2]) == next(epoch for epoch, value in enumerate(losses) if value <= 1.01 * lowest)
    return said[0]


def take_back(pupil, own):
    """A run of one's own is only a key away, and so is the lesson's."""
    epoch = pupil.epoch()
    pupil.key("Control+z")
    pupil.wait_until("document.querySelector('#epoch').textContent === '3'")
    assert (pupil.epoch(), pupil.value("weight")) == own
    pupil.key("Control+y")
    assert pupil.epoch() == epoch


def reload_in_the_middle(pupil, done):
    """A reload brings back the card, and what was guessed and done on each."""
    page = pupil.page
    pupil.reload()
    pupil.wait_for_card("2 of 4")
    pupil.wait_for_text("card-done", done)
    assert pupil.card()["done"] == done
    pupil.key("PageUp")
    pupil.wait_for_card("1 of 4")
    assert pupil.card()["done"] == "You say 2\u00a0epochs."
    pupil.key("PageDown", "PageDown")
    pupil.wait_for_card("3 of 4")
    page.focus("#card-predict [data-choice='1']")
    pupil.key("Enter")
    assert page.get_attribute("#card-predict [data-choice='1']", "aria-pressed") == "true"
    assert pupil.card()["done"] == "Kept."
    pupil.key("PageDown", to="card-title")  # what had the focus went with its card
    pupil.wait_for_card("4 of 4")
    pupil.key("PageDown")
    pupil.wait_for_card("4 of 4")
    assert page.get_attribute("#card-next", "aria-disabled") == "true"


def leave(pupil, before):
    """Left, the page is as it was; found again, the lesson stands where it was left."""
    page = pupil.page
    page.focus("#card-leave")
    pupil.key("Enter")
    pupil.wait_until(f"{FOCUS} === 'lessons'")
    assert pupil.sees("#card", "#prompt") == [False, True]
    assert page.evaluate(VIEW) == before
    assert page.evaluate("dash_clientside.chalkline.page.state.controls.learning_rate") == 0.1
    pupil.key("PageDown")
    assert not pupil.page.is_visible("#card")
    pupil.key("l")
    pupil.wait_until(f"{FOCUS} === 'lesson-entry'")
    assert page.text_content("[data-lesson=a-try]") == "A try 3 min, card 4 of 4"
    pupil.key("Enter")
    pupil.wait_for_card("4 of 4")
    pupil.wait_until(f"{FOCUS} === 'card-title'")


def test_a_lesson_is_played_by_keyboard_alone_and_leaves_the_page_as_it_was(pupil):
    page = pupil.open().page
    assert not pupil.page.evaluate("performance.getEntries().some(({ name }) => name.includes('/lessons-'))")
    for _ in range(3):
        pupil.key("ArrowRight")
    pupil.wait_for_epoch(3)
    pupil.key("c")
    before, own = page.evaluate(VIEW), (pupil.epoch(), pupil.value("weight"))
    open_the_list(pupil)
    guess(pupil)
    done = train(pupil)
    take_back(pupil, own)
    reload_in_the_middle(pupil, done)
    leave(pupil, before)


def test_an_address_opens_a_lesson_and_its_card_covers_no_control(chromium, server):
    pupil = Pupil(chromium, server.url, reduced_motion="reduce", **PHONE).begin()
    pupil.page.goto(f"{server.url}/?lesson=a-try")
    pupil.wait_for_picture()
    pupil.wait_for_card("1 of 4")
    assert "?" not in pupil.page.url
    assert pupil.page.evaluate("dash_clientside.chalkline.page.state.controls.n") == 100
    assert pupil.faults() == []
    pupil.press("card-next")
    for id_ in ("start", "step", "learning-rate", "more-button", "dataset", "chip-map", "card-leave"):
        pupil.page.click(f"#{id_}", trial=True)  # scrolled to, and covered by nothing
    link = pupil.module("run/link.js", "({ linkOf }, state) => linkOf(state, '', 'en')")
    assert "&lesson=a-try&card=2&" in link
    pupil.page.goto(f"{server.url}/?lesson=none")
    pupil.wait_for_text("sentence", "no lesson of this name")
    assert [error for error in pupil.errors if "404" not in error] == []
    pupil.close()
