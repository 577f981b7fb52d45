"""What a tab has kept is input too: broken, hostile, huge or outdated, it gives a clean new page that says so."""

import json

import pytest

from tests.support import Student, with_value

UNREADABLE = "What this tab had kept of a run could not be used, so the run starts anew."
SLOTS = ("chalkline", "chalkline-2")
OUTDATED = "This page was updated while you were away, so the run starts anew."


@pytest.fixture(scope="module")
def stored(chromium, server, visited):
    """What a real page keeps: a run with momentum, one run kept to compare, two panels open."""
    student = Student(chromium, server.url, visited).open()
    student.press("more-button")
    student.page.select_option("#optimizer", "momentum")
    student.set_rate(0.1)
    student.press("start")
    student.wait_for_epoch(5)
    student.press("pause")
    student.press("chip-map")
    student.press("chip-compare")
    student.press("keep-run")
    student.settle(300)
    items = student.page.evaluate("() => { dispatchEvent(new Event('pagehide')); return { ...sessionStorage }; }")
    student.close()
    return items


@pytest.fixture
def opened(chromium, server, visited):
    """Open a page in a tab that has kept these texts."""
    students = []

    def open_with(items):
        student = Student(chromium, server.url, visited)
        students.append(student)
        given = json.dumps(items)
        # Before the page's own scripts, and not again at a reload.
        once = "if (!sessionStorage.given) Object.assign(sessionStorage, %s, { given: 1 });"
        student.page.add_init_script(once % given)
        return student.open()

    yield open_with
    for student in students:
        student.close()


def newest(stored):
    """The head that was written last, and its slot."""
    heads = {slot: json.loads(stored[slot]) for slot in SLOTS if slot in stored}
    return max(heads.items(), key=lambda item: item[1]["head"]["count"])


def spoilt(stored, path, value):
    """What a page keeps, with another value in its head, whose sum is right."""
    slot, found = newest(stored)
    text = json.dumps(with_value(found["head"], path, value), separators=(",", ":"))
    sum_ = 0x811C9DC5
    for letter in text:
        sum_ = ((sum_ ^ ord(letter)) * 0x01000193) % 2**32
    others = {key: text for key, text in stored.items() if key not in SLOTS}
    return {**others, slot: f'{{"version":{found["version"]},"sum":{sum_},"head":{text}}}'}


def check_clean(student, sentence):
    """A new page at epoch 0 with its own points, which runs; and what was kept before is gone."""
    assert student.text("sentence") == sentence
    assert student.epoch() == 0
    student.press("start")
    student.wait_for_epoch(3)
    student.press("pause")
    student.reload()
    assert student.epoch() >= 3
    assert student.text("sentence") != sentence
    assert student.errors == []


def test_what_a_page_keeps_is_taken_over(opened, stored):
    student = opened(stored)
    student.settle(300)
    assert student.epoch() == newest(stored)[1]["head"]["state"]["record"]["checkpoint"]["epoch"]
    assert student.page.input_value("#optimizer") == "momentum"
    assert student.page.get_attribute("#chip-map", "aria-pressed") == "true"
    assert "could not" not in student.text("sentence")
    assert student.errors == []


BROKEN = {
    "no JSON": "{",
    "null": "null",
    "an empty object": "{}",
    "nested without end": "[" * 100_000,
    "huge": '{"version":3,"x":"' + "x" * 4_100_000 + '"}',
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_record_gives_a_clean_new_page_that_says_so(opened, text):
    check_clean(opened({"chalkline": text}), UNREADABLE)


def test_an_outdated_record_is_said_to_be_one(opened, stored):
    check_clean(opened({**stored, "chalkline": '{"version":1,"record":{}}'}), OUTDATED)


@pytest.mark.parametrize(
    ("path", "value"), [("state/seq", 1e300), ("state/controls/n", 10**9), ("state/view/shown", 1), ("rows/0/3", 10**9)]
)
def test_a_hostile_record_gives_a_clean_new_page_that_says_so(opened, stored, path, value):
    check_clean(opened(spoilt(stored, path, value)), UNREADABLE)


def test_a_run_that_only_the_server_can_refuse_starts_anew_with_a_sentence(opened, stored):
    buffers = {"linear.weight.momentum_buffer": [1, 2, 3]}
    student = opened(spoilt(stored, "state/record/checkpoint/buffers", buffers))
    student.wait_for_text("sentence", UNREADABLE)
    student.wait_until("document.querySelector('#epoch').textContent === '0'")
    student.press("start")
    student.wait_for_epoch(3)
    student.page.close()
