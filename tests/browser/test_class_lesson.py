"""A lesson with a class of thirty, from the first press to the end: two workers, a Redis, and all that goes wrong."""

import os
import signal
import time

import pytest

from tests.app.rooms.school import RedisServer
from tests.app.rooms.test_served import workers_of
from tests.browser.classmates import Classmate
from tests.browser.classroom import FROZEN, PHONE, STATE
from tests.support import Server

AWAY_S = 10
MATES = 27
WALL = {"viewport": {"width": 1920, "height": 1080}}
RATES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.69, 0.75]


@pytest.fixture
def redis(tmp_path):
    one = RedisServer(tmp_path).start()
    yield one
    one.kill()


@pytest.fixture
def school(redis):
    server = Server(WEB_WORKERS="2", REDIS_URL=redis.url).start()
    yield server
    server.stop()


def is_on(one, text):
    one.wait_for_text("class-on", text)


def take_redis_away(redis, running, waiting):
    """For ten seconds, in which a run goes on and its page says that the class is out of touch."""
    redis.kill()
    gone = time.monotonic()
    is_on(running, "Out of touch")
    is_on(waiting, "Out of touch")
    before = running.epoch()
    running.wait_for_epoch(before + 10)
    while time.monotonic() < gone + AWAY_S:
        running.settle(200)
    redis.start()
    is_on(running, "works alone")
    is_on(waiting, "works alone")


def sleep_through_a_freeze(one, phone):
    session = one.context.new_cdp_session(one.page)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    phone.press("class-freeze")
    phone.wait_until("document.querySelector('#class-freeze').ariaPressed === 'true'")
    session.send("Page.setWebLifecycleState", {"state": "active"})
    one.wait_until(f"{FROZEN} === 'true'")


def ask(teacher, students, mates):
    teacher.press("class-tasks")
    teacher.page.wait_for_selector("#class-question-ready")
    teacher.page.select_option("#class-question-ready", "larger-rate")
    teacher.press("class-ask")
    for student in students:
        student.page.wait_for_selector("#class-answer-view")
        student.page.click(".class-answer-choice >> nth=1")
        student.press("class-answer-send")
        student.wait_for_text("class-answer-words", "Sent")
        student.page.keyboard.press("Escape")
    for mate in mates:
        assert "me" in mate.act(type="answer", question=1, round=1, value=0, confidence=5)
    teacher.wait_for_text("class-answers", f"{len(students) + len(mates)} answers")
    teacher.press("class-question-close")
    teacher.page.keyboard.press("Escape")


def come_in(people, url, code):
    """Ada at a laptop, Bob at a phone, and all the others without a browser."""
    ada = people(f"{url}/{code}").here()
    bob = people(f"{url}/{code.lower()}", **PHONE).here()
    return ada, bob, [Classmate(url, code, number) for number in range(MATES)]


def bring_more_devices(people, key, code):
    """The teacher's phone, and the machine at the projector."""
    phone = people(key, **PHONE)
    assert phone.code() == code
    wall = people(key, **WALL)
    wall.code()
    wall.press("class-view")
    return phone, wall


def race(redis, ada, bob, mates, wall):
    """Each with a rate of one's own, and Redis away for ten seconds."""
    ada.set_rate(0.05)
    ada.press("start")
    ada.wait_for_epoch(5)
    take_redis_away(redis, ada, bob)
    for mate in mates:
        mate.learn(50, RATES[mate.number % len(RATES)])
    wall.wait_until(f"({STATE}.room.picture?.map?.weight.length ?? 0) >= {MATES}")


def look_to_the_front(school, phone, ada, bob):
    """From the phone, while one sleeps, a worker dies and one reloads."""
    sleep_through_a_freeze(bob, phone)
    ada.wait_until(f"{FROZEN} === 'true'")
    os.kill(workers_of(school)[0], signal.SIGKILL)
    ada.reload()
    ada.wait_until(f"{FROZEN} === 'true'")


def go_on(desk, students):
    desk.press("class-free")
    for one in students:
        one.wait_until(f"{FROZEN} === undefined")


def stand_where_the_teacher_stands(desk, others):
    for one in others:
        one.wait_until(f"document.querySelector('#epoch').textContent === '{desk.epoch()}'")
    assert {one.value("weight") for one in others} == {desk.value("weight")}


def take_out_and_let_in_again(desk, one, code):
    desk.press("class-desk")
    desk.page.click("#class-desk-view details:has(#class-members) summary")
    desk.page.fill("#class-member-search", one.reads("class-me"))
    desk.page.click("#class-members li:not([hidden]) button")
    is_on(one, "taken you out")
    one.press("class-leave")
    one.join(code)
    is_on(one, "Your teacher drives")


def test_a_lesson_from_the_first_press_to_the_end(people, school, redis):
    desk = people(school.url)
    desk.press("class-open")
    code, key = desk.code(), desk.key_link()
    desk.page.keyboard.press("Escape")
    ada, bob, mates = come_in(people, school.url, code)
    desk.wait_until(f"Number(document.querySelector('#class-count').textContent) >= {MATES + 2}")
    phone, wall = bring_more_devices(people, key, code)

    ask(desk, [ada, bob], mates)  # a guess before anybody presses
    race(redis, ada, bob, mates, wall)
    name = bob.reads("class-me")
    look_to_the_front(school, phone, ada, bob)
    go_on(desk, (ada, bob))
    assert bob.reads("class-me") == name

    desk.set_rate(0.3)
    desk.press("class-follow")
    is_on(ada, "Your teacher drives")
    further = desk.epoch() + 2
    desk.press("step")
    desk.press("step")
    desk.wait_for_epoch(further)
    cleo = people(f"{school.url}/?class={code}").here()
    stand_where_the_teacher_stands(desk, (ada, bob, cleo, phone, wall))
    take_out_and_let_in_again(desk, cleo, code)

    phone.press("class-end")
    for one in (ada, bob, cleo):
        is_on(one, "has ended")
    for one in (desk, wall):
        one.wait_until("document.querySelector('#class-bar') === null")
    assert redis.call("keys", f"*{code}*") == ""
