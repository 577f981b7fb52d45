"""Cards of all lessons on a desk, a phone and the wall: each is read whole and covers no control."""

import pytest

from components.lessons.reader import read_lessons
from components.schema import schema
from tests.browser.measures import measure
from tests.support import Student

LESSONS = read_lessons(schema())
DESK, PHONE = {"width": 1280, "height": 720}, {"width": 390, "height": 844}
PROJECTOR = "dash_clientside.chalkline.page.store.dispatch({ type: 'projector', open: true })"


@pytest.mark.parametrize(
    ("screen", "before"), [(DESK, None), (PHONE, None), (DESK, PROJECTOR)], ids=["desk", "phone", "wall"]
)
def test_every_card_is_whole_and_covers_no_control(chromium, server, screen, before):
    pupil = Student(chromium, server.url, viewport=screen, reduced_motion="reduce").open()
    if before:
        pupil.page.evaluate(before)
    told = pupil.page.evaluate(measure("cards.js"), [lesson.name for lesson in LESSONS])
    assert told["found"] == []
    assert told["count"] == sum(len(lesson.cards) for lesson in LESSONS)
    assert pupil.errors == []
    pupil.close()
