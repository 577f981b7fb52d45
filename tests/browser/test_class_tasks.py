"""What a teacher gives a class to do: questions of every kind, answered by mouse, by touch and by keys."""

import json
from pathlib import Path

from tests.browser.classmates import Classmate
from tests.browser.classroom import PHONE, STATE
from tests.browser.test_class import person, teacher

__all__ = ["person", "teacher"]  # fixtures
LIMITS = f"{STATE}.view.limits"


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

    ask(teacher, "larger-rate", by_keys, by_touch)
    assert not by_keys.page.evaluate(LIMITS)
    assert not teacher.page.evaluate(LIMITS)
    tab_to(by_keys, ".class-answer-choice:nth-child(1)")
    by_keys.page.keyboard.press("Space")
    tab_to(by_keys, "#class-answer-view [data-value='5']")
    by_keys.page.keyboard.press("Enter")
    tab_to(by_keys, "#class-answer-send")
    by_keys.page.keyboard.press("Enter")
    sent(by_keys)
    by_touch.page.tap(".class-answer-choice >> nth=1")
    by_touch.page.tap("#class-answer-view [data-value='2']")
    by_touch.page.tap("#class-answer-send")
    sent(by_touch)
    for mate in crowd:
        assert "me" in mate.act(type="answer", question=1, round=1, value=0, confidence=5)
    teacher.wait_for_text("class-answers", "8 answers")
    told = [json.dumps(one.page.evaluate(f"{STATE}.room")) for one in (by_keys, by_touch, teacher)]
    assert not [word for word in ("results", "truth", 'counts": [') if word in "".join(told)]
    step(teacher, "class-question-close", "class-question-again")
    by_touch.wait_for_text("class-answer-view-title", "again")
    assert by_touch.page.query_selector("#class-answer-view [aria-pressed=true]") is None
    by_touch.page.tap(".class-answer-choice >> nth=1")
    by_touch.page.tap("#class-answer-send")
    sent(by_touch)
    step(teacher, "class-question-close", "class-question-show-all")
    by_touch.wait_for_text("class-results", "Sure and wrong: 7 in the first round, 0 in the second.")
    by_touch.wait_for_text("class-results", "Answers: 8 in the first round, 1 in the second.")
    assert "Round 1: 7, 7 sure" in by_touch.reads("class-results")
    assert by_touch.page.evaluate(LIMITS)
    assert by_touch.faults() == []

    ask(teacher, "largest-rate", by_keys, by_touch)
    tab_to(by_keys, "#class-answer-number")
    by_keys.page.keyboard.type("0,75")
    by_keys.page.keyboard.press("Enter")
    sent(by_keys)
    by_touch.page.fill("#class-answer-number", "much")
    by_touch.page.tap("#class-answer-send")
    by_touch.wait_for_text("class-answer-words", "Type a number")
    by_touch.page.fill("#class-answer-number", "2")
    by_touch.page.tap("#class-answer-view [data-value='5']")
    by_touch.page.tap("#class-answer-send")
    sent(by_touch)
    step(teacher, "class-question-close", "class-question-show-all")
    by_keys.wait_for_text("class-results", "Sure and wrong: 1.")
    by_keys.wait_for_text("class-results", "Right: 0.784, give or take 0.0392.")
    crowd[0].learn(100, 0.7)
    teacher.wait_until(f"{STATE}.room.teacher.outcome?.converged.length === 1")
    by_keys.wait_until("document.querySelector('#class-results-figure .scatterlayer path') !== null")

    ask(teacher, "line-by-hand", by_keys, by_touch)
    by_keys.page.focus(".hand-handle >> nth=1")
    by_keys.page.keyboard.press("ArrowUp")
    by_keys.press("class-answer-send")
    sent(by_keys)
    for name, value in (("weight", "2"), ("bias", "3")):
        by_touch.page.fill(f"#my-line-{name}", value)
        by_touch.page.press(f"#my-line-{name}", "Enter")
    by_touch.page.tap("#class-answer-send")
    sent(by_touch)
    answered = f"{STATE}.room.me.answered['3.1'].value"
    assert by_touch.page.evaluate(answered) == [2, 3]
    weight, _bias = by_keys.page.evaluate(answered)
    assert weight > 0
    step(teacher, "class-question-close", "class-question-show-all")
    by_keys.wait_for_text("class-results", "least-squares line")

    ask(teacher, "place-of-the-lowest", by_keys, by_touch)
    by_keys.wait_until("document.querySelector('#class-place .scatterlayer') !== null")
    by_touch.wait_until("document.querySelector('#class-place .scatterlayer') !== null")
    assert by_keys.page.query_selector("#class-place .contourlayer path") is None
    tab_to(by_keys, "#class-place")
    by_keys.page.keyboard.press("ArrowRight")
    tab_to(by_keys, "#class-answer-send")
    by_keys.page.keyboard.press("Enter")
    sent(by_keys)
    by_touch.page.tap("#class-answer-send")
    by_touch.wait_for_text("class-answer-words", "Press a place")
    by_touch.page.tap("#class-place .nsewdrag", force=True)
    by_touch.page.tap("#class-answer-send")
    sent(by_touch)
    step(teacher, "class-question-close", "class-question-show-all")
    by_touch.wait_until("document.querySelector('#class-results-figure .contourlayer path') !== null")
    step(teacher, "class-question-away")
    by_touch.wait_until("document.querySelector('#class-answer-view') === null")
    assert json.dumps(by_touch.page.evaluate(f"{STATE}.room.state.ask")) == "null"


def test_a_reload_in_the_middle_of_a_question_uncovers_nothing_and_loses_nothing(person, teacher):
    student = person(f"/{teacher.code()}").here()
    ask(teacher, "where-it-ends", student)
    student.page.click(".class-answer-choice >> nth=1")
    student.press("class-answer-send")
    sent(student)
    student.reload()
    student.wait_until("document.querySelector('#class-answer-view') !== null")
    assert student.page.get_attribute(".class-answer-choice >> nth=1", "aria-pressed") == "true"
    assert not student.page.evaluate(LIMITS)
    student.press("class-answer")  # it has come by itself: the first press leads into it
    assert student.page.evaluate("document.activeElement.closest('#class-answer-view') !== null")
    student.press("class-answer")
    assert student.page.query_selector("#class-answer-view") is None
    step(teacher, "class-question-away")
    student.wait_until(LIMITS)


def test_a_challenge_is_passed_in_a_browser_and_the_board_shows_it(person, teacher):
    code = teacher.code()
    teacher.page.keyboard.press("Escape")
    teacher.press("class-tasks")
    teacher.page.select_option("#class-challenge-ready", "within-200")
    teacher.press("class-challenge-set")
    teacher.wait_for_text("class-challenge-reach", "plain SGD can do it in 25 epochs")
    student = person(f"/{code}").here()
    student.wait_for_text("class-challenge-view", "of the lowest loss in 200 epochs")
    student.page.click("#class-challenge-view .close")
    student.set_rate(0.5)
    student.press("start")
    student.wait_for_text("class-challenge", "You have passed", seconds=60)
    student.press("pause")
    epochs = student.page.evaluate(f"{STATE}.room.me.result.epochs")

    teacher.wait_for_text("class-passed", "1 has passed")
    teacher.page.click("#class-board-on")
    teacher.press("class-view")
    teacher.wait_for_text("class-wall", f"{epochs} epochs, learning rate 0.5")
    assert "second" not in teacher.reads("class-wall")
    student.press("class-challenge")
    student.wait_for_text("class-challenge-view", f"{epochs} epochs, learning rate 0.5")
    assert student.faults() == []


def test_what_students_do_is_counted_and_runs_are_handed_in_for_home(person, teacher, server):
    code = teacher.code()
    student = person(f"/{code}").here()
    crowd = [Classmate(server.url, code, number) for number in range(6)]
    for mate in crowd[:2]:
        mate.learn(3, 1.2)
    for mate in crowd[2:]:
        mate.learn(3, 0.01)
    for mate, tempo in zip(crowd, ("lost", "lost"), strict=False):
        mate.act(type="tempo", tempo=tempo)
    teacher.press("class-tasks")
    teacher.wait_for_text("class-radar", "2 of 7 run above the limit of their data.")
    teacher.wait_for_text("class-tasks-view", "Fewer than three")
    student.press("class-me")
    student.page.click("#class-me-view [data-value=slower]")
    student.page.click("#class-me-view .close")
    teacher.wait_for_text("class-tasks-view", "lost: 2, slower: 1")
    teacher.wait_for_text("class-radar", "stopped while the slope is more than 20 % off")
    assert not [word for word in ("classmate", "Otter") if word in teacher.reads("class-radar")]

    student.set_rate(0.3)
    student.press("step")
    student.wait_for_epoch(1)
    teacher.page.click("#class-handing-on")
    student.page.wait_for_selector("#class-hand-in:visible")
    student.press("class-hand-in")
    student.wait_for_text("class-hand-in", "Handed in")
    teacher.wait_for_text("class-handed", "1 run handed in")
    teacher.press("class-handed-list")
    teacher.page.wait_for_selector("#class-tasks-view .class-rows a")
    link = teacher.page.get_attribute("#class-tasks-view .class-rows a", "href")
    opened = person(link.removeprefix(server.url))
    opened.wait_for_epoch(1)
    assert opened.value("weight") == student.value("weight")
    with teacher.page.expect_download() as table:
        teacher.press("class-download-runs")
    runs = Path(table.value.path()).read_text("utf-8")
    assert runs.startswith("\ufeffmember,phase,epoch,")  # by its first letter a spreadsheet knows the others
    assert student.reads("class-me") not in runs
    student.page.evaluate("navigator.clipboard.writeText = (text) => { window.taken = text; return Promise.resolve() }")
    student.press("class-me")
    student.page.click("#class-me-view button:has-text('Copy my link')")
    student.wait_until("window.taken?.includes('#me=')")
    own = student.page.evaluate("window.taken")
    teacher.press("class-end")
    teacher.wait_until("document.querySelector('#class-bar') === null")
    at_home = person(own.removeprefix(server.url))
    at_home.wait_for_epoch(1)
    assert at_home.value("weight") == student.value("weight")
    assert at_home.page.query_selector("#class-strip") is None
