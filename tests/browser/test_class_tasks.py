"""What a teacher gives a class to do, and what comes of it: challenges, what is counted, runs handed in."""

from pathlib import Path

from tests.browser.classmates import Classmate
from tests.browser.classroom import STATE
from tests.browser.test_class import person, teacher

__all__ = ["person", "teacher"]  # fixtures
PHONES = ({"width": 390, "height": 844}, {"width": 320, "height": 568})
TWO_ROWS = 2 * 44 + 18


def test_a_challenge_is_passed_in_a_browser_and_the_board_shows_it(person, teacher):
    code = teacher.code()
    teacher.page.keyboard.press("Escape")
    teacher.press("class-tasks")
    listed = teacher.page.locator("#class-challenge-ready").inner_text()
    assert "Start at weight -4 and bias 8. Come to weight 2 and bias 3, each to within 0.2, in 500 epochs." in listed
    teacher.page.select_option("#class-challenge-ready", "within-200")
    teacher.press("class-challenge-set")
    teacher.wait_for_text("class-challenge-reach", "plain SGD can do it in 25 epochs")
    student = person(f"/{code}").here()
    student.wait_for_text("class-challenge-view", "of the lowest loss in 200 epochs")
    student.page.click("#class-challenge-view .close")
    student.set_rate(0.5)
    student.press("start")
    student.wait_for_text("class-challenge", "You have passed")
    student.press("pause")
    epochs = student.page.evaluate(f"{STATE}.room.me.result.epochs")

    teacher.wait_for_text("class-passed", "1 has passed")
    teacher.page.click("#class-board-on")
    teacher.press("class-view")
    teacher.wait_for_text("class-wall", f"{epochs} epochs, learning rate 0.5")
    assert "second" not in teacher.reads("class-wall")
    student.press("class-challenge")
    student.wait_for_text("class-challenge-view", f"{epochs} epochs, learning rate 0.5")
    teacher.press("class-tasks")
    teacher.press("class-ask")
    student.page.wait_for_selector("#class-answer-view")
    teacher.page.click("#class-board-names")
    student.wait_until(f"{STATE}.room.state.challenge.names")
    assert student.page.evaluate("[...document.querySelectorAll('.class-dialog')].pop().id") == "class-answer-view"
    assert student.faults() == []
    student.page.click("#class-answer-view .close")
    for one, strip in ((student, "class-strip"), (teacher, "class-bar")):
        for size in PHONES:  # two rows of what a finger presses, whatever is on
            one.page.set_viewport_size(size)
            one.wait_until(f"document.getElementById('{strip}').offsetHeight <= {TWO_ROWS}")
            assert one.page.locator(f"#{strip} .inline:visible").count() >= 3


def look_at_what_is_counted(teacher, student, crowd):
    """Rates above the limit, who stopped early, and votes as soon as there are three."""
    for mate in crowd[:2]:
        mate.learn(3, 1.2)
        mate.act(type="tempo", tempo="lost")
    for mate in crowd[2:]:
        mate.learn(3, 0.01)
    teacher.press("class-tasks")
    teacher.wait_for_text("class-radar", "2 of 7 run above the limit of their data.")
    teacher.wait_for_text("class-tasks-view", "Fewer than three")
    student.press("class-me")
    student.page.click("#class-me-view [data-value=slower]")
    student.page.click("#class-me-view .close")
    teacher.wait_for_text("class-tasks-view", "lost: 2, slower: 1")
    teacher.wait_for_text("class-radar", "stopped while the slope is more than 20 % off")
    assert not [word for word in ("classmate", "Otter") if word in teacher.reads("class-radar")]


def hand_in(teacher, student):
    """Return the link of the run, as the teacher has it."""
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
    return teacher.page.get_attribute("#class-tasks-view .class-rows a", "href")


def check_same_run(person, server, link, student):
    """The link opens the student's own run."""
    opened = person(link.removeprefix(server.url))
    opened.wait_for_epoch(1)
    assert opened.value("weight") == student.value("weight")
    return opened


def download(teacher, button):
    with teacher.page.expect_download() as table:
        teacher.page.click(button)
    return Path(table.value.path()).read_text("utf-8")


def copy_own_link(student):
    student.page.evaluate("navigator.clipboard.writeText = (text) => { window.taken = text; return Promise.resolve() }")
    student.press("class-me")
    student.page.click("#class-me-view button:has-text('Copy my link')")
    student.wait_until("window.taken?.includes('#me=')")
    return student.page.evaluate("window.taken")


def test_what_students_do_is_counted_and_runs_are_handed_in_for_home(person, teacher, server):
    code = teacher.code()
    student = person(f"/{code}").here()
    crowd = [Classmate(server.url, code, number) for number in range(6)]
    look_at_what_is_counted(teacher, student, crowd)
    link = hand_in(teacher, student)
    check_same_run(person, server, link, student)
    runs = download(teacher, "#class-download-runs")
    assert runs.startswith("\ufeffmember,phase,epoch,")  # by its first letter a spreadsheet knows the others
    assert student.reads("class-me") not in runs
    own = copy_own_link(student)
    teacher.press("class-end")
    teacher.wait_until("document.querySelector('#class-bar') === null")
    assert link in download(teacher, "#class-left button:has-text('Handed in')")  # what one press would have lost
    at_home = check_same_run(person, server, own, student)
    assert at_home.page.query_selector("#class-strip") is None
