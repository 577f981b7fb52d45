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
