"""Coming back to a class: after a reload, a dead tab, on another device, after sleep, when the server was killed."""

import pytest

from tests.browser.classroom import FROZEN, PHONE, STATE

BAR = "document.querySelector('#class-bar') !== null"
WALL = "document.querySelector('#class-wall') !== null"
RATE = f"{STATE}.controls.learning_rate"
TABLE = "x;y\n0;1\n1;3.1\n2;4.9\n3;7.2\n"


def opened(people, url):
    teacher = people(url)
    teacher.press("class-open")
    teacher.code()
    return teacher


def use_own(one, table):
    one.press("own-data")
    one.page.fill("#data-text", table)
    one.page.wait_for_selector("#data-take:enabled")
    one.press("data-take")
    one.wait_until(f"{STATE}.controls.dataset === 'points'")


def drive_from_a_phone(phone, teacher, student):
    """What is done on either device is done on all pages, and once."""
    phone.press("class-follow")
    teacher.wait_until("document.querySelector('#class-follow').ariaPressed === 'true'")
    student.wait_for_text("class-on", "Your teacher drives")
    phone.set_rate(0.3)
    phone.press("step")
    for one in (teacher, student):
        one.wait_until(f"{RATE} === {phone.page.evaluate(RATE)}")
        one.wait_for_epoch(1)
    teacher.press("step")
    for one in (phone, student, teacher):
        one.wait_for_epoch(2)
    assert {one.value("weight") for one in (teacher, phone, student)} == {teacher.value("weight")}
    teacher.settle(1500)
    assert [one.epoch() for one in (teacher, phone, student)] == [2, 2, 2]


def drive_on_own_points(people, url, teacher, phone, student):
    """They reach who is there, and who comes late."""
    use_own(teacher, TABLE)
    for one in (phone, student):
        one.wait_until(f"{STATE}.own === {teacher.page.evaluate(f'JSON.stringify({STATE}.own)')}")
    teacher.press("step")
    late = people(url).here()
    for one in (teacher, student, late):
        one.wait_until(f"{STATE}.controls.dataset === 'points' && {STATE}.record.epoch === 1")
    assert student.value("weight") == late.value("weight") == teacher.value("weight")


def test_the_teacher_is_the_teacher_again_and_drives_from_a_phone(people, server):
    teacher = opened(people, server.url)
    code, key = teacher.code(), teacher.key_link()
    student = people(f"{server.url}/{code}").here()
    teacher.set_rate(0.2)
    teacher.press("class-view")
    teacher.reload()
    assert teacher.code() == code
    teacher.wait_until(WALL)
    teacher.page.keyboard.press("Escape")

    phone = people(key, **PHONE)
    assert phone.code() == code
    assert "key" not in phone.page.url
    phone.wait_until(f"{RATE} === {teacher.page.evaluate(RATE)}")  # it stands where the laptop stands
    drive_from_a_phone(phone, teacher, student)
    drive_on_own_points(people, f"{server.url}/{code}", teacher, phone, student)

    again = people(server.url, context=teacher.context)  # the other tab has died
    teacher.page.close()
    assert again.code() == code
    assert not again.page.evaluate(WALL)
    phone.press("class-end")
    student.wait_for_text("class-on", "has ended")
    again.wait_until(f"!({BAR})")
    again.settle(1500)
    assert "has ended" in student.text("class-on")  # and nobody has brought it back


def test_a_server_that_was_killed_is_told_of_its_class_by_the_pages(people, own_server):
    teacher = opened(people, own_server.url)
    code = teacher.code()
    running, waiting = (people(f"{own_server.url}/{code}").here() for _ in range(2))
    names = [one.reads("class-me") for one in (running, waiting)]
    running.press("start")
    running.wait_for_epoch(5)
    own_server.kill()
    waiting.wait_for_text("class-on", "Out of touch")
    own_server.start()
    for one, name in zip((running, waiting), names, strict=True):
        one.wait_for_text("class-on", "works alone")
        assert one.reads("class-me") == name
    running.wait_for_epoch(running.epoch() + 5)
    teacher.wait_for_text("class-count", "2")
    teacher.press("class-freeze")
    for one in (running, waiting):
        one.wait_until(f"{FROZEN} === 'true'")
    teacher.press("class-end")
    for one in (running, waiting):
        one.wait_until(f"{FROZEN} === undefined")
        one.wait_for_text("class-on", "has ended")


def test_a_student_comes_back_from_sleep_from_no_network_and_on_another_device(people, server):
    teacher = opened(people, server.url)
    code = teacher.code()
    student = people(f"{server.url}/{code}").here()
    name = student.reads("class-me")
    student.press("step")
    student.wait_for_epoch(1)
    session = student.context.new_cdp_session(student.page)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    teacher.press("class-freeze")
    teacher.wait_until("document.querySelector('#class-freeze').ariaPressed === 'true'")
    session.send("Page.setWebLifecycleState", {"state": "active"})
    student.wait_until(f"{FROZEN} === 'true'")
    student.context.set_offline(True)
    student.wait_for_text("class-on", "Out of touch")
    assert student.page.evaluate(FROZEN) == "true"
    teacher.press("class-free")
    student.context.set_offline(False)
    student.wait_until(f"{FROZEN} === undefined")
    student.wait_for_text("class-on", "works alone")
    assert (student.reads("class-me"), student.epoch()) == (name, 1)

    token = student.page.evaluate("JSON.parse(localStorage.getItem('chalkline-class')).token")
    query = student.module("page/room_link.js", "(links, state) => links.runQuery(state)")
    other = people(f"{server.url}/{code}?{query}#me={token}", **PHONE).here()
    other.wait_for_text("class-me", name)
    other.wait_for_epoch(1)  # with the run
    assert other.value("weight") == student.value("weight")
    assert "me=" not in other.page.url
    other.wait_for_text("class-here", "1")

    late = people(f"{server.url}/?class={code[:3]}-{code[3:]}").here()
    assert late.reads("class-me") != name
    teacher.wait_for_text("class-count", "2")
    teacher.press("class-end")


@pytest.mark.parametrize("typed", ["O", "0", "I", "1", "%"])
def test_a_letter_that_no_code_holds_is_named(people, server, typed):
    one = people(server.url)
    one.press("class-join")
    one.page.fill("#join-code", f"ABC{typed}23")
    one.press("join")
    one.wait_for_text("join-words", f"“{typed}”")
    one.page.fill("#join-code", "ABC23")
    one.press("join")
    one.wait_for_text("join-words", "this one has 5")
    one.page.fill("#join-code", "ABCDEF")
    one.press("join")
    one.wait_for_text("join-words", "no class with this code")
