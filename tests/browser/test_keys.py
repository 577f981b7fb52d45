"""The page by keyboard alone: its keys, and what has the focus."""

import pytest

from tests.support import Student


@pytest.fixture
def typist(chromium, server):
    one = Student(chromium, server.url).open()
    yield one
    one.close()
    assert one.errors == []


def has(student, panel):
    return student.page.is_visible(f"#panel-{panel}")


def test_keys_do_what_their_buttons_do_and_nothing_while_one_types(typist):
    keyboard = typist.page.keyboard
    for _ in range(3):
        keyboard.press("ArrowRight")
    typist.wait_for_epoch(3)
    typist.wait_until("dash_clientside.chalkline.page.state.phase === 'paused'")
    typist.settle(200)
    assert (typist.epoch(), typist.state()) == (3, "Paused")
    keyboard.press("ArrowLeft")
    typist.wait_for_text("state", "Looking at epoch 2 of 3")
    keyboard.press("m")
    keyboard.press("s")
    assert (has(typist, "map"), has(typist, "step")) == (True, True)
    keyboard.press("m")
    assert not has(typist, "map")
    keyboard.press("p")
    assert typist.page.is_visible("#leave-button")
    keyboard.press("p")
    assert typist.page.is_hidden("#leave-button")
    typist.page.focus("#learning-rate-field")
    keyboard.type("rmp ")
    assert not has(typist, "map")
    assert typist.epoch() == 2
    keyboard.press("Escape")
    typist.page.focus("#dataset")
    keyboard.press("m")
    assert not has(typist, "map")
    typist.page.evaluate("document.activeElement.blur()")
    keyboard.press("Control+m")
    keyboard.press("r")
    typist.wait_until("document.querySelector('#epoch').textContent === '0'")
    assert not has(typist, "map")


ROWS = """() => [...document.querySelectorAll("#keys dl > div")].map((row) => {
    const caps = [...row.querySelectorAll("kbd")].map((cap) => cap.textContent);
    return { caps, name: row.querySelector("dd").textContent };
})"""
TABLE = """async ({ listOf }, state) => {
    const { groupsOf } = await import(document.querySelector("script[type=module]").src.replace("main", "page/keys"));
    return listOf(groupsOf(state.schema), state).flatMap((group) => group.rows);
}"""


def test_the_list_is_the_keymap_and_turns_letters_off_for_good(typist):
    keyboard = typist.page.keyboard
    keyboard.press("?")
    typist.page.wait_for_selector("#keys")
    rows = typist.page.evaluate(ROWS)
    assert rows == typist.module("page/keys_list.js", TABLE)
    assert {"caps": ["M"], "name": "Loss map"} in rows
    keyboard.press("m")
    assert not has(typist, "map")
    typist.page.uncheck("#letters")
    keyboard.press("?")
    assert typist.page.is_visible("#keys")
    keyboard.press("Escape")
    keyboard.press("m")
    assert not has(typist, "map")
    typist.reload()
    keyboard.press("m")
    keyboard.press("?")
    assert (has(typist, "map"), typist.page.is_visible("#keys")) == (False, False)
    typist.press("keys-button")
    typist.page.wait_for_selector("#letters")
    typist.page.check("#letters")
    keyboard.press("?")
    keyboard.press("m")
    assert has(typist, "map")


class Hands(Student):
    """Somebody without a mouse, who notes where the focus is after each press."""

    FOCUS = """() => {
        const now = document.activeElement;
        return now === document.body ? "nowhere" : now.id || `${now.closest("[id]").id} ${now.className}`.trim();
    }"""

    def key(self, *keys, to=None):
        """Press keys; the focus is then where it is to be: what is brought by a press takes it when it has come."""
        for key in keys:
            self.page.keyboard.press(key)
        self.settle(120)  # a browser takes the focus from what is hidden when it draws
        self.wait_for_panels()
        if to is not None:
            self.becomes(self.FOCUS, to)
        return self.page.evaluate(self.FOCUS)

    def enter(self, selector, to=None):
        self.page.focus(selector)
        return self.key("Enter", to=to)


@pytest.fixture
def hands(chromium, server):
    one = Hands(chromium, server.url).open()
    yield one
    one.close()
    assert one.errors == []


def over_the_page(hands):
    """What is opened over the page."""
    hands.enter("#about-button", to="about-close")
    hands.key("Enter", to="about-button")
    hands.key("Enter", "Escape", to="about-button")
    hands.key("Enter", to="about-close")
    hands.enter("#about-keys", to="keys-close")
    hands.key("Tab", to="letters")
    hands.key("Escape", to="about-button")
    hands.page.focus("#chip-code")
    hands.key("?", to="keys-close")
    hands.key("?", to="chip-code")
    hands.key("?", "Enter", to="chip-code")
    hands.enter("#keys-button", to="keys-close")
    hands.key("Escape", to="keys-button")


def on_the_wall(hands):
    """The wall, and what is not on it."""
    hands.enter("[data-trace='Least squares']", to="key entry least-squares")
    hands.enter("#projector-button", to="leave-button")
    hands.enter("[data-trace='Least squares']", to="key entry data")
    hands.enter("#leave-button", to="projector-button")
    hands.enter("#more-button")
    hands.page.focus("#speed input")
    hands.key("p", to="start")
    hands.key("Escape", to="start")
    hands.enter("#more-button", to="more-button")


def in_panels(hands):
    """Panels, and the runs kept in one."""
    hands.enter("#chip-map", to="chip-map")
    hands.enter("#panel-map .close", to="chip-map")
    hands.key("Enter", to="chip-map")
    hands.page.focus("#loss-map")
    hands.key("ArrowUp", to="loss-map")
    hands.enter("#start-here", to="loss-map")
    hands.page.focus("#panel-map .take summary")
    hands.key("m", to="chip-map")
    hands.enter("#chip-compare")
    hands.page.wait_for_selector("#keep-run:visible")
    hands.enter("#keep-run", to="keep-run")
    hands.enter(".forget", to="bring-back")
    hands.key("Enter", to="keep-run")
    hands.enter("#forget-runs", to="bring-back")
    hands.enter("#panel-compare .close", to="chip-compare")
    hands.enter("#my-line")
    hands.page.focus("#my-line-weight")
    hands.page.evaluate("dash_clientside.chalkline.page.store.dispatch({ type: 'show-my-line', shown: false })")
    hands.key(to="my-line")


def in_time(hands):
    """Looking back, and going on from there."""
    hands.key("ArrowRight", "ArrowRight", "ArrowRight")
    hands.wait_for_epoch(3)
    hands.enter("#step-back", to="step-back")
    hands.enter("#live", to="step-back")
    hands.key("Enter", "Enter", "Enter", to="step-back")
    assert hands.enter("#go-on-here") in {"start", "step-back"}
    hands.key("ArrowRight")
    hands.wait_for_epoch(1)
    hands.page.focus("#scrubber")
    hands.key("Space", to="pause")


def where_a_run_diverges(hands):
    """What is taken along, and a run that diverges while its place is looked at."""
    hands.page.focus("#weights .take summary")
    hands.key("Enter")
    hands.page.wait_for_selector("#weights .take .inline")
    assert hands.key("Tab").endswith("inline")
    hands.key("Escape", to="weights")
    hands.page.focus("#learning-rate")
    hands.key("Space")
    hands.page.focus("#weights .take summary")
    hands.set_rate(2.5)
    hands.page.evaluate("dash_clientside.chalkline.page.store.dispatch({ type: 'play' })")
    hands.wait_for_text("state", "Stopped")
    hands.key(to="start")
    hands.enter("#halve", to="pause")
    hands.wait_for_text("state", "Learning")
    hands.page.focus("#learning-rate")
    hands.set_rate(2.5)
    hands.wait_for_text("state", "Stopped")
    hands.enter("#card-close", to="start")


def test_the_focus_is_never_lost(hands):
    """Whatever goes away while it has the focus hands it to what makes sense, and never to the page as a whole."""
    hands.key("Tab", to="dataset")
    hands.enter("#start", to="start")
    hands.wait_for_epoch(6)
    hands.key("Space", to="start")
    hands.wait_for_text("state", "Paused")
    for part in (over_the_page, on_the_wall, in_panels, in_time, where_a_run_diverges):
        part(hands)


def test_the_space_bar_starts_and_pauses_whatever_was_pressed_last(student):
    student.press("start")
    student.wait_for_epoch(3)
    student.page.keyboard.press("Space")
    student.wait_for_text("state", "Paused")
    epoch = student.epoch()
    student.page.focus("#learning-rate")
    student.page.keyboard.press("Space")
    student.wait_for_epoch(epoch + 2)
    student.page.keyboard.press("Space")
    student.wait_for_text("state", "Paused")


def test_the_space_bar_with_another_key_or_where_something_scrolls_starts_nothing(student):
    student.press("start")
    student.wait_for_epoch(2)
    student.press("pause")
    student.press("chip-code")
    student.wait_for_text("script", "import torch")
    epoch = student.epoch()
    for place in ("#chip-code", "#start"):
        student.page.focus(place)
        for key in ("Control", "Alt", "Shift", "Meta"):
            student.page.keyboard.press(f"{key}+Space")
    assert has(student, "code")
    student.page.focus("#script")
    student.page.keyboard.press("Space")
    student.settle(300)
    assert (student.state(), student.epoch()) == ("Paused", epoch)
