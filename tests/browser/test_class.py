"""A class from its first press to its end: teacher, students by code and by link, a crowd without browser."""

import pytest

from tests.browser.classmates import Classmate
from tests.browser.classroom import FROZEN as MODE
from tests.browser.classroom import PHONE, STATE


@pytest.fixture
def person(people, server):
    return lambda path="/", **screen: people(server.url + path, **screen)


@pytest.fixture
def teacher(person):
    one = person()
    one.press("class-open")
    one.code()
    yield one
    if one.page.query_selector("#class-bar"):
        one.press("class-end")


def test_a_student_joins_in_one_step_follows_and_stands_still(person, teacher):
    code = teacher.code()
    assert teacher.page.get_attribute("#class-link", "href") == f"{teacher.url}{code}"
    assert teacher.faults() == []
    by_code = person()
    by_code.press("class-join")
    by_code.page.fill("#join-code", "abc 1de")
    by_code.press("join")
    by_code.wait_for_text("join-words", "1")
    by_code.page.fill("#join-code", f"{code[:3].lower()}-{code[3:]} ")
    by_code.press("join")
    by_code.here()
    assert by_code.page.query_selector("#join-view") is None
    by_link = person(f"/{code.lower()}", **PHONE).here()
    assert by_link.page.url.endswith(by_link.url.removesuffix(code.lower()))
    teacher.wait_for_text("class-count", "2")

    teacher.press("class-follow")
    by_code.wait_for_text("class-on", "Your teacher drives")
    teacher.set_rate(0.2)
    teacher.press("chip-map")
    teacher.press("start")
    by_code.wait_for_epoch(5)
    by_link.wait_for_epoch(5)
    assert by_code.page.is_visible("#panel-map")
    assert by_code.page.evaluate(f"{STATE}.controls.learning_rate") == pytest.approx(0.2)
    teacher.slide("noise", "1")  # on the way: each page hears of it some epochs later
    for one in (by_code, by_link):
        one.wait_until(f"{STATE}.controls.noise === 1")
    teacher.press("pause")
    by_code.wait_for_text("state", "Paused")
    by_link.wait_for_text("state", "Paused")
    stood = f"document.querySelector('#epoch').textContent === '{teacher.epoch()}' && {STATE}.phase === 'paused'"
    for one in (by_code, by_link):  # none stands an epoch further than the teacher
        one.wait_until(stood)
        assert one.value("weight") == teacher.value("weight")
    assert by_code.page.query_selector("#undo:not([hidden])") is None  # nobody here has done anything
    late = person(f"/?class={code}").here()
    late.wait_until(stood)
    assert late.value("weight") == teacher.value("weight")

    teacher.page.evaluate("document.activeElement.blur()")
    teacher.page.keyboard.press("3")
    by_code.wait_until(f"{MODE} === 'true'")
    assert by_code.text("class-frozen") == "Eyes to the front."
    assert by_code.page.evaluate("document.activeElement.getAttribute('role')") == "alertdialog"
    before = by_code.epoch()
    by_code.page.keyboard.press("Space")
    by_code.page.keyboard.press("ArrowRight")
    by_code.settle(700)
    assert by_code.epoch() == before
    assert by_code.faults() == []
    teacher.page.keyboard.press("1")
    by_code.wait_until(f"{MODE} === undefined")
    by_code.page.keyboard.press("ArrowRight")
    by_code.wait_for_epoch(before + 1)

    by_code.set_rate(0.05)
    teacher.page.keyboard.press("3")
    by_code.wait_until(f"{MODE} === 'true'")
    teacher.page.keyboard.press("2")  # whoever went their own way stands where the teacher does
    by_code.wait_until(f"Math.abs({STATE}.controls.learning_rate - 0.2) < 1e-3")
    by_code.wait_until(f"document.querySelector('#epoch').textContent === '{teacher.epoch()}'")


def test_a_reload_brings_everybody_back_and_the_end_is_said(person, teacher):
    code = teacher.code()
    teacher.press("step")
    teacher.wait_for_epoch(1)
    teacher.reload()  # before anything was told: it is no new device, which would begin where the class began
    assert (teacher.code(), teacher.page.evaluate(f"{STATE}.record.epoch")) == (code, 1)
    student = person(f"/{code}").here()
    student.press("step")
    student.wait_for_epoch(1)
    name, weight = student.reads("class-me"), student.value("weight")
    student.reload()
    student.here()
    assert (student.reads("class-me"), student.value("weight")) == (name, weight)
    teacher.reload()
    assert teacher.code() == code
    teacher.press("class-freeze")
    student.wait_until(f"{MODE} === 'true'")
    student.reload()
    student.wait_until(f"{MODE} === 'true'")
    teacher.press("class-free")
    student.wait_until(f"{MODE} === undefined")

    other = person(**PHONE)
    other.page.goto(teacher.page.evaluate("location.origin") + f"/{code}#key={key_of(teacher)}")
    other.wait_until("document.querySelector('#class-bar') !== null")
    assert "key=" not in other.page.url

    teacher.press("class-desk")
    teacher.page.click("#class-desk-view details:has(#class-members) summary")
    teacher.page.click("#class-members button")
    student.wait_for_text("class-on", "taken you out")
    student.press("class-leave")
    student.press("class-join")
    student.page.fill("#join-code", code)
    student.press("join")
    student.here()
    assert student.epoch() == 1
    teacher.press("class-end")
    student.wait_for_text("class-on", "has ended")
    student.press("step")
    student.wait_for_epoch(2)
    teacher.wait_until("document.querySelector('#class-bar') === null")
    assert "class" not in teacher.page.evaluate("Object.keys(localStorage).join()").replace("chalkline-browser", "")


def key_of(teacher):
    return teacher.page.evaluate("JSON.parse(localStorage.getItem('chalkline-teacher')).key")


def test_what_is_locked_is_moved_by_no_press_and_no_key(person, teacher):
    student = person(f"/{teacher.code()}").here()
    teacher.page.click("#class-desk-view details:has-text('Lock controls') summary")
    for name in ("Start", "Learning rate", "Your own data"):
        teacher.page.click(f"#class-desk-view details:has-text('Lock controls') label:has-text('{name}') >> nth=0")
        teacher.settle(400)
    student.wait_until("document.querySelector('#start').inert")
    assert student.page.evaluate("document.querySelector('#learning-rate').closest('[inert]') !== null")
    student.wait_until("document.querySelector('#own-data').inert")
    assert student.page.evaluate("document.querySelector('#dataset').closest('[inert]') === null")  # beside it
    student.page.keyboard.press("Space")
    student.wait_for_text("sentence", "locked")
    assert student.state() == "Ready"
    student.page.keyboard.press("ArrowRight")
    student.wait_for_epoch(1)


def test_the_wall_shows_everybody_and_a_question_has_two_rounds(person, teacher, server):
    code = teacher.code()
    student = person(f"/{code}").here()
    crowd = [Classmate(server.url, code, number) for number in range(12)]
    for mate in crowd:
        mate.learn(100, 0.05 * (1 + mate.number))
    teacher.press("class-view")
    dots = f"{STATE}.room.picture?.map?.weight.length"
    teacher.wait_until(f"{dots} >= 12 && document.querySelector('#class-map .dots') !== null")
    assert teacher.page.query_selector("#class-slopes .js-plotly-plot") is None
    teacher.page.click("#class-show-ucurve [data-value=wall]")
    teacher.wait_until("document.querySelector('#class-ucurve .scatterlayer path.point') !== null")
    shown = teacher.page.evaluate(f"Object.keys({STATE}.room.picture)")
    assert {"map", "ucurve"} <= set(shown)
    assert not {"slopes", "curves"} & set(shown)
    teacher.page.click("#class-show-theory")
    teacher.wait_until("document.querySelectorAll('#class-ucurve .scatterlayer path.js-line').length >= 2")
    assert teacher.faults() == []
    assert student.page.is_hidden("#class-look")
    teacher.page.click("#class-show-map [data-value=all]")
    student.page.wait_for_selector("#class-look:visible")
    student.press("class-look")
    student.wait_until("document.querySelector('#class-map .dots') !== null")
    student.page.keyboard.press("Escape")
    teacher.page.keyboard.press("Escape")

    teacher.press("class-tasks")
    teacher.page.select_option("#class-question-ready", "larger-rate")
    teacher.press("class-ask")
    student.page.wait_for_selector("#class-answer-view")
    assert student.faults() == []
    student.page.click(".class-answer-choice >> nth=0")
    student.page.click("#class-answer-view [data-value='5']")
    student.press("class-answer-send")
    student.wait_for_text("class-answer-words", "Sent")
    for mate in crowd:
        assert "me" in mate.act(type="answer", question=1, round=1, value=mate.number % 2, confidence=5)
    teacher.wait_for_text("class-answers", "13 answers")
    assert "results" not in (student.page.evaluate(f"{STATE}.room.state.ask"))
    teacher.press("class-question-close")
    teacher.press("class-question-again")
    student.wait_for_text("class-answer-view-title", "again")
    student.page.click(".class-answer-choice >> nth=1")
    student.press("class-answer-send")
    student.wait_for_text("class-answer-words", "Sent")
    teacher.press("class-question-close")
    teacher.press("class-question-show-all")
    student.wait_for_text("class-results", "Sure and wrong: 7 in the first round, 0 in the second.")
    assert student.faults() == []
    assert "Round 1: 7, 7 sure" in student.reads("class-results")
