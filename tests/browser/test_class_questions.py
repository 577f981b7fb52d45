"""Questions to a class, of every kind, answered by mouse, by touch and by keys."""

import json

import pytest

from tests.browser.classmates import Classmate
from tests.browser.classroom import PHONE, STATE
from tests.browser.test_class import person, teacher

__all__ = ["person", "teacher"]  # fixtures
LIMITS = f"{STATE}.view.limits"
COVERED = """(() => {
    const boxOf = (id) => document.getElementById(id).getBoundingClientRect();
    return boxOf("fit-figure").bottom > boxOf("class-answer-view").top + 1;
})()"""
CONTOURS = "document.querySelectorAll('#{} .contourlayer path').length"
CHOICE = ".class-answer-choice:nth-child(1)"
SURE = "#class-answer-view [data-value='{}']"


def ask(teacher, ready, *students):
    if teacher.page.query_selector("#class-tasks-view") is None:
        teacher.press("class-tasks")
    if teacher.page.query_selector("#class-question-away"):
        teacher.press("class-question-away")
    teacher.page.select_option("#class-question-ready", ready)
    teacher.press("class-ask")
    for one in students:
        one.wait_until("document.querySelector('#class-answer-send') !== null")


def sent(student):
    student.wait_for_text("class-answer-words", "Sent")


def step(teacher, *ids):
    """A press of the teacher, when what it needs is there."""
    for id_ in ids:
        teacher.page.wait_for_selector(f"#{id_}")
        teacher.press(id_)


def tap(student, *selectors):
    for selector in selectors:
        student.page.tap(selector)


def tab_to(student, selector):
    """As the tab key goes through the view."""
    student.page.focus(".class-dialog .close")
    for _ in range(40):
        if student.page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
        student.page.keyboard.press("Tab")
    raise AssertionError(selector)


def test_each_kind_of_question_is_answered_by_pointer_and_by_keys(person, teacher, server):
    code = teacher.code()
    by_keys, by_touch = person(f"/{code}").here(), person(f"/{code}", **PHONE).here()
    crowd = [Classmate(server.url, code, number) for number in range(6)]
    a_choice_in_two_rounds(teacher, by_keys, by_touch, crowd)
    a_number_that_the_runs_answer_too(teacher, by_keys, by_touch, crowd[0])
    a_line_by_hand(teacher, by_keys, by_touch)
    a_place_on_the_map(teacher, by_keys, by_touch)


def a_choice_in_two_rounds(teacher, by_keys, by_touch, crowd):
    ask(teacher, "larger-rate", by_keys, by_touch)
    for one in (by_keys, teacher):
        one.wait_until(f"!{LIMITS}")
    by_keys.page.wait_for_selector("#show-limits:disabled", state="attached")
    by_keys.page.wait_for_selector("#hide-answer:checked:disabled")  # nobody looks before the results are shown
    for selector, key in ((CHOICE, "Space"), (SURE.format(5), "Enter"), ("#class-answer-send", "Enter")):
        tab_to(by_keys, selector)
        by_keys.page.keyboard.press(key)
    sent(by_keys)
    tap(by_touch, ".class-answer-choice >> nth=1", SURE.format(2), "#class-answer-send")
    sent(by_touch)
    for mate in crowd:
        assert "me" in mate.act(type="answer", question=1, round=1, value=0, confidence=5)
    teacher.wait_for_text("class-answers", "8 answers")
    told = [json.dumps(one.page.evaluate(f"{STATE}.room")) for one in (by_keys, by_touch, teacher)]
    assert not [word for word in ("results", "truth", 'counts": [') if word in "".join(told)]
    step(teacher, "class-question-close", "class-question-again")
    by_touch.wait_for_text("class-answer-view-title", "again")
    assert by_touch.page.query_selector("#class-answer-view [aria-pressed=true]") is None
    tap(by_touch, ".class-answer-choice >> nth=1", "#class-answer-send")
    sent(by_touch)
    step(teacher, "class-question-close", "class-question-show-all")
    by_touch.wait_for_text("class-results", "Sure and wrong: 7 in the first round, 0 in the second.")
    by_touch.wait_for_text("class-results", "Answers: 8 in the first round, 1 in the second.")
    assert "Round 1: 7, 7 sure" in by_touch.reads("class-results")
    by_touch.wait_until(LIMITS)
    assert by_touch.faults() == []


def a_number_that_the_runs_answer_too(teacher, by_keys, by_touch, runner):
    ask(teacher, "largest-rate", by_keys, by_touch)
    tab_to(by_keys, "#class-answer-number")
    by_keys.page.keyboard.type("0,75")
    by_keys.page.keyboard.press("Enter")
    sent(by_keys)
    by_touch.page.fill("#class-answer-number", "much")
    tap(by_touch, "#class-answer-send")
    by_touch.wait_for_text("class-answer-words", "Type a number")
    by_touch.page.fill("#class-answer-number", "2")
    tap(by_touch, SURE.format(5), "#class-answer-send")
    sent(by_touch)
    step(teacher, "class-question-close", "class-question-show-all")
    by_keys.wait_for_text("class-results", "Sure and wrong: 1.")
    by_keys.wait_for_text("class-results", "Right: 0.784, give or take 0.0392.")
    while runner.learn(100, 0.7)["epoch"] < 100:
        pass  # a tick of a busy server ends early
    teacher.wait_until(f"{STATE}.room.teacher.outcome?.converged.length === 1")
    by_keys.wait_until("document.querySelector('#class-results-figure .scatterlayer path') !== null")


def a_line_by_hand(teacher, by_keys, by_touch):
    ask(teacher, "line-by-hand", by_keys, by_touch)
    by_touch.wait_until(f"!{COVERED}")
    by_keys.page.focus(".hand-handle >> nth=1")
    by_keys.page.keyboard.press("ArrowUp")
    by_keys.press("class-answer-send")
    sent(by_keys)
    for name, value in (("weight", "2"), ("bias", "3")):
        by_touch.page.fill(f"#my-line-{name}", value)
        by_touch.page.press(f"#my-line-{name}", "Enter")
    tap(by_touch, "#class-answer-send")
    sent(by_touch)
    answered = f"{STATE}.room.me.answered['3.1']?.value"
    by_touch.becomes(answered, [2, 3])
    by_keys.wait_until(f"{answered}?.[0] > 0")
    step(teacher, "class-question-close", "class-question-show-all")
    by_keys.wait_for_text("class-results", "least-squares line")


def a_place_on_the_map(teacher, by_keys, by_touch):
    ask(teacher, "place-of-the-lowest", by_keys, by_touch)
    by_keys.wait_until("document.querySelector('#class-place .scatterlayer') !== null")
    by_touch.wait_until("document.querySelector('#class-place .scatterlayer') !== null")
    assert by_keys.page.evaluate(CONTOURS.format("class-place")) == 0
    teacher.wait_for_text("class-wall", "Answer on your own page.")  # the wall has been open since results were shown
    teacher.wait_until("document.querySelector('#class-map .scatterlayer') !== null")
    assert teacher.page.evaluate(CONTOURS.format("class-map")) == 0
    teacher.wait_until(f"{STATE}.room.picture.covered?.includes('map') && !{STATE}.room.picture.map")
    teacher.wait_for_text("class-wall", "the answer could be read from it")
    start = by_keys.page.evaluate(f"[{STATE}.record.history.weight(0)[0], {STATE}.record.history.bias(0)]")
    for selector, key in (("#class-place", "ArrowRight"), ("#class-answer-send", "Enter")):
        tab_to(by_keys, selector)
        by_keys.page.keyboard.press(key)
    sent(by_keys)
    given = by_keys.page.evaluate(f"{STATE}.room.me.answered['4.1'].value")
    assert given[0] > start[0]  # keys begin at the start, not at the answer
    assert given[1] == pytest.approx(start[1])
    tap(by_touch, "#class-answer-send")
    by_touch.wait_for_text("class-answer-words", "Press a place")
    by_touch.page.tap("#class-place .nsewdrag", force=True)
    tap(by_touch, "#class-answer-send")
    sent(by_touch)
    teacher.wait_for_text("class-results", "2 answers of")
    step(teacher, "class-question-close", "class-question-show-all")
    by_touch.wait_until(f"{CONTOURS.format('class-results-figure')} > 0")
    teacher.wait_until(f"{CONTOURS.format('class-map')} > 0")
    teacher.wait_until("document.querySelector('#class-tasks-view') === null")
    step(teacher, "class-tasks", "class-question-away")
    teacher.page.wait_for_selector("#class-question-ready")
    for gone in ("class-tasks-view", "class-wall"):
        teacher.page.keyboard.press("Escape")
        teacher.wait_until(f"document.getElementById('{gone}') === null")
    by_touch.wait_until("document.querySelector('#class-answer-view') === null")
    by_touch.wait_until(f"{STATE}.room.state.ask === null")


def test_a_reload_in_the_middle_of_a_question_uncovers_nothing_and_loses_nothing(person, teacher):
    student = person(f"/{teacher.code()}").here()
    ask(teacher, "where-it-ends", student)
    student.page.click(".class-answer-choice >> nth=1")
    student.press("class-answer-send")
    sent(student)
    student.reload()
    pressed = "[...document.querySelectorAll('.class-answer-choice')].map((it) => it.getAttribute('aria-pressed'))[1]"
    student.becomes(pressed, "true")
    assert not student.page.evaluate(LIMITS)
    student.press("class-answer")  # it has come by itself: the first press leads into it
    student.wait_until("document.activeElement.closest('#class-answer-view') !== null")
    student.press("class-answer")
    student.wait_until("document.querySelector('#class-answer-view') === null")
    step(teacher, "class-question-away")
    student.wait_until(LIMITS)
