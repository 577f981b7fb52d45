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


def is_where(teacher, one):
    """Both stand at one epoch, with the same weight to the bit."""
    at = f"document.querySelector('#epoch').textContent === '{teacher.epoch()}'"
    one.wait_until(f"{at} && {STATE}.phase === 'paused'")
    assert one.value("weight") == teacher.value("weight")


def join_by_code(person, code):
    """A code that is none is told of, and the right one is taken however it is typed."""
    one = person()
    one.join("abc 1de")
    one.wait_for_text("join-words", "1")
    one.page.fill("#join-code", f"{code[:3].lower()}-{code[3:]} ")
    one.press("join")
    one.here()
    assert one.page.query_selector("#join-view") is None
    return one


def drive(teacher, students):
    """A rate, a panel, a run, another noise: on every page, and none stands an epoch further than the teacher."""
    first = students[0]
    teacher.press("class-follow")
    first.wait_for_text("class-on", "Your teacher drives")
    teacher.set_rate(0.2)
    teacher.press("chip-map")
    teacher.press("start")
    for one in students:
        one.wait_for_epoch(5)
    first.page.wait_for_selector("#panel-map")
    first.wait_until(f"Math.abs({STATE}.controls.learning_rate - 0.2) < 1e-6")
    teacher.slide("noise", "1")  # on the way: each page hears of it some epochs later
    for one in students:
        one.wait_until(f"{STATE}.controls.noise === 1")
    teacher.press("pause")
    for one in students:
        one.wait_for_text("state", "Paused")
        is_where(teacher, one)
    assert first.page.query_selector("#undo:not([hidden])") is None  # nobody here has done anything


def freeze(teacher, student):
    """By a key: no press moves anything, until another key lets all go on."""
    teacher.page.evaluate("document.activeElement.blur()")
    teacher.page.keyboard.press("3")
    student.wait_until(f"{MODE} === 'true'")
    assert student.text("class-frozen") == "Eyes to the front."
    assert student.page.evaluate("document.activeElement.getAttribute('role')") == "alertdialog"
    before = student.epoch()
    student.page.keyboard.press("Space")
    student.page.keyboard.press("ArrowRight")
    student.settle(700)
    assert student.epoch() == before
    assert student.faults() == []
    teacher.page.keyboard.press("1")
    student.wait_until(f"{MODE} === undefined")
    student.page.keyboard.press("ArrowRight")
    student.wait_for_epoch(before + 1)


def follow_after_a_freeze(teacher, student):  # who went another way
    student.set_rate(0.05)
    teacher.page.keyboard.press("3")
    student.wait_until(f"{MODE} === 'true'")
    teacher.page.keyboard.press("2")
    student.wait_until(f"Math.abs({STATE}.controls.learning_rate - 0.2) < 1e-3")
    student.wait_until(f"document.querySelector('#epoch').textContent === '{teacher.epoch()}'")


def test_a_student_joins_in_one_step_follows_and_stands_still(person, teacher):
    code = teacher.code()
    assert teacher.page.get_attribute("#class-link", "href") == f"{teacher.url}{code}"
    assert teacher.faults() == []
    by_code = join_by_code(person, code)
    by_link = person(f"/{code.lower()}", **PHONE).here()
    assert by_link.page.url.endswith(by_link.url.removesuffix(code.lower()))
    teacher.wait_for_text("class-count", "2")
    drive(teacher, (by_code, by_link))
    is_where(teacher, person(f"/?class={code}").here())  # who comes late too
    freeze(teacher, by_code)
    follow_after_a_freeze(teacher, by_code)


def reload_the_student(student):  # whose name and run are the same
    student.press("step")
    student.wait_for_epoch(1)
    name, weight = student.reads("class-me"), student.value("weight")
    student.reload()
    student.wait_for_text("class-me", name)
    assert (student.reads("class-me"), student.value("weight")) == (name, weight)


def reload_in_a_freeze(teacher, student):
    teacher.press("class-freeze")
    student.wait_until(f"{MODE} === 'true'")
    student.reload()
    student.wait_until(f"{MODE} === 'true'")
    teacher.press("class-free")
    student.wait_until(f"{MODE} === undefined")


def take_the_key_to_a_phone(person, teacher):
    other, key = person(**PHONE), "JSON.parse(localStorage.getItem('chalkline-teacher')).key"
    other.page.goto(teacher.page.evaluate(f"`${{location.origin}}/{teacher.code()}#key=${{{key}}}`"))
    other.wait_until("document.querySelector('#class-bar') !== null")
    assert "key=" not in other.page.url


def take_out_and_let_in(teacher, student):
    teacher.press("class-desk")
    teacher.page.click("#class-desk-view details:has(#class-members) summary")
    teacher.page.click("#class-members button")
    student.wait_for_text("class-on", "taken you out")
    student.press("class-leave")
    student.join(teacher.code())
    student.here()
    assert student.epoch() == 1


def test_a_reload_brings_everybody_back_and_the_end_is_said(person, teacher):
    code = teacher.code()
    teacher.press("step")
    teacher.wait_for_epoch(1)
    teacher.reload()  # before anything was told: it is no new device, which would begin where the class began
    assert (teacher.code(), teacher.page.evaluate(f"{STATE}.record.epoch")) == (code, 1)
    student = person(f"/{code}").here()
    reload_the_student(student)
    teacher.reload()
    assert teacher.code() == code
    reload_in_a_freeze(teacher, student)
    take_the_key_to_a_phone(person, teacher)
    take_out_and_let_in(teacher, student)
    teacher.press("class-end")
    student.wait_for_text("class-on", "has ended")
    student.press("step")
    student.wait_for_epoch(2)
    teacher.wait_until("document.querySelector('#class-bar') === null")
    teacher.wait_until("!Object.keys(localStorage).some((it) => it !== 'chalkline-browser' && it.includes('class'))")


def test_what_is_locked_is_moved_by_no_press_and_no_key(person, teacher):
    student = person(f"/{teacher.code()}").here()
    teacher.page.click("#class-desk-view details:has-text('Lock controls') summary")
    for name in ("Start", "Learning rate", "Your own data"):
        teacher.page.click(f"#class-desk-view details:has-text('Lock controls') label:has-text('{name}') >> nth=0")
        teacher.settle(400)
    student.wait_until("document.querySelector('#start').inert")
    student.wait_until("document.querySelector('#learning-rate').closest('[inert]') !== null")
    student.wait_until("document.querySelector('#own-data').inert")
    assert student.page.evaluate("document.querySelector('#dataset').closest('[inert]') === null")  # beside it
    student.page.keyboard.press("Space")
    student.wait_for_text("sentence", "locked")
    assert student.state() == "Ready"
    student.page.keyboard.press("ArrowRight")
    student.wait_for_epoch(1)


def show_on_the_wall(teacher):
    """Dots and curve of those who learn; what is not chosen is neither seen nor sent."""
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


def show_to_all(teacher, student):
    assert student.page.is_hidden("#class-look")
    teacher.page.click("#class-show-map [data-value=all]")
    student.page.wait_for_selector("#class-look:visible")
    student.press("class-look")
    student.wait_until("document.querySelector('#class-map .dots') !== null")
    student.page.keyboard.press("Escape")
    teacher.page.keyboard.press("Escape")


def answer(student, choice):
    student.page.click(f".class-answer-choice >> nth={choice}")
    student.press("class-answer-send")
    student.wait_for_text("class-answer-words", "Sent")


def ask_a_first_time(teacher, student, crowd):
    """All answer, sure of themselves; what they answered leaves the server for nobody."""
    teacher.press("class-tasks")
    teacher.page.select_option("#class-question-ready", "larger-rate")
    teacher.press("class-ask")
    student.page.wait_for_selector("#class-answer-view")
    assert student.faults() == []
    student.page.click("#class-answer-view [data-value='5']")
    answer(student, 0)
    for mate in crowd:
        assert "me" in mate.act(type="answer", question=1, round=1, value=mate.number % 2, confidence=5)
    teacher.wait_for_text("class-answers", "13 answers")
    assert "results" not in (student.page.evaluate(f"{STATE}.room.state.ask"))
    teacher.press("class-question-close")


def ask_again(teacher, student):
    teacher.press("class-question-again")
    student.wait_for_text("class-answer-view-title", "again")
    answer(student, 1)
    teacher.press("class-question-close")
    teacher.press("class-question-show-all")


def test_the_wall_shows_everybody_and_a_question_has_two_rounds(person, teacher, server):
    code = teacher.code()
    student = person(f"/{code}").here()
    crowd = [Classmate(server.url, code, number) for number in range(12)]
    for mate in crowd:
        mate.learn(100, 0.05 * (1 + mate.number))
    show_on_the_wall(teacher)
    show_to_all(teacher, student)
    ask_a_first_time(teacher, student, crowd)
    ask_again(teacher, student)
    student.wait_for_text("class-results", "Sure and wrong: 7 in the first round, 0 in the second.")
    assert student.faults() == []
    assert "Round 1: 7, 7 sure" in student.reads("class-results")
