"""A first visit: hints that cover nothing, go by a key, and never come again in this browser."""

import pytest

from tests.browser.measures import OVERFLOW, SWEEP, stays
from tests.support import Student

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
HINT = "dash_clientside.chalkline.page.state.view.hint"


@pytest.mark.parametrize("screen", [{}, PHONE], ids=["desk", "phone"])
def test_hints_come_one_after_another_cover_nothing_and_never_come_again(chromium, server, screen):
    newcomer = Student(chromium, server.url, is_new=True, **screen).open()
    newcomer.wait_until(f"{HINT}?.startsWith('hint.begin')")
    assert "First time here?" in newcomer.text("sentence")
    newcomer.press("start")
    newcomer.wait_for_epoch(2)
    assert newcomer.page.evaluate(HINT) is None
    newcomer.press("pause")
    for name in ("ask", "why"):
        newcomer.wait_until(f"{HINT}?.startsWith('hint.{name}')")
        found = stays(newcomer, lambda: newcomer.page.evaluate(SWEEP, newcomer.page.evaluate(OVERFLOW, False)))
        assert not found, found
        newcomer.page.keyboard.press("Escape") if name == "ask" else newcomer.page.click("#sentence")
    newcomer.reload()
    newcomer.wait_until(
        "dash_clientside.chalkline.page.state.phase === 'paused' && document.querySelector('#touch') !== null"
    )
    assert newcomer.page.evaluate(HINT) is None
    assert newcomer.errors == []
    newcomer.close()
