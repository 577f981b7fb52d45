"""What browsers do to pages: duplicate, freeze, hide and keep them. The oracle is the uninterrupted run."""

import time

import pytest

from tests.faults.watch import NOTE_MOVES, Watched
from tests.runs import epochs_lost, uninterrupted
from tests.support import CHROMIUM_FLAGS

HIDE = """() => {
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""
SHOW = "() => { delete document.hidden; document.dispatchEvent(new Event('visibilitychange')); }"
ASLEEP_SECONDS = 4


@pytest.fixture
def student(chromium, server, visited):
    one = Watched(chromium, server.url, visited)
    yield one
    visited.set_offline(False)
    one.close()


def sleep(student):
    """Hide and freeze the page, as a phone does that goes into a pocket."""
    student.page.evaluate(HIDE)
    session = student.context.new_cdp_session(student.page)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    return session


def wake(student, session):
    session.send("Page.setWebLifecycleState", {"state": "active"})
    student.page.evaluate(SHOW)
    return time.time()


def test_a_duplicated_tab(student, cost):
    """The twin has the same run, number and checkpoint; both go on at once, and neither notices."""
    student.play(10)
    with student.context.expect_page() as opened:
        student.page.evaluate("() => { dash_clientside.chalkline.page.save(); window.open(location.href); }")
    twin = opened.value
    twin.wait_for_selector("html[data-plotly=ready]")
    run = "dash_clientside.chalkline.page.state.run"
    assert twin.evaluate(run) == student.page.evaluate(run)
    twin.wait_for_function("Number(document.querySelector('#epoch').textContent) >= 10")
    twin.evaluate(NOTE_MOVES)
    twin.click("#start")
    student.goes_on(20)
    twin.click("#pause")
    twin.wait_for_timeout(300)
    rows = twin.evaluate("dash_clientside.chalkline.page.state.record.dump().rows")
    frozen = student.frozen()
    lost = student.lost() + epochs_lost(rows, uninterrupted(len(rows) - 1))
    cost("a duplicated tab: two pages play one run", frozen, None, lost)
    assert len(rows) > 20
    assert lost == 0


def test_sleep_and_wake(student, cost):
    student.play()
    session = sleep(student)
    time.sleep(ASLEEP_SECONDS)
    epoch = student.epoch()
    woken = wake(student, session)
    student.goes_on(5)
    assert student.epoch() < epoch + 10 * (time.time() - woken) + 20  # and none of those that were due while asleep
    frozen, again = student.frozen(), student.again(woken)
    lost = student.lost()
    cost(f"asleep for {ASLEEP_SECONDS} s (hidden and frozen)", frozen, again, lost)
    assert lost == 0


def test_waking_without_a_network(student, cost):
    student.play()
    session = sleep(student)
    student.context.set_offline(True)
    time.sleep(ASLEEP_SECONDS)
    wake(student, session)
    student.wait_for_text("state", "Waiting for the server")
    student.context.set_offline(False)
    back = student.goes_on()
    frozen, again = student.frozen(), student.again(back)
    lost = student.lost()
    cost(f"asleep for {ASLEEP_SECONDS} s, awake before the network is", frozen, again, lost)
    assert lost == 0


def test_nothing_is_asked_while_hidden_not_even_for_the_server(student):
    student.play()
    student.context.set_offline(True)
    student.wait_for_text("state", "Waiting for the server")
    student.page.evaluate(HIDE)
    student.settle(1600)
    asked = []
    student.page.on("request", lambda request: asked.append(request.url))
    student.settle(2500)
    assert asked == []
    student.context.set_offline(False)
    student.page.evaluate(SHOW)
    student.goes_on()
    assert student.lost() == 0


def test_the_back_forward_cache(chromium, server, cost):
    flags = list(CHROMIUM_FLAGS)
    browser = chromium.browser_type.launch(
        executable_path="/usr/bin/chromium", args=flags, ignore_default_args=["--disable-back-forward-cache"]
    )
    student = Watched(browser, server.url)
    student.page.add_init_script(
        "window.addEventListener('pageshow', (event) => { window.wasKept = event.persisted; })"
    )
    student.play(10)
    epoch = student.epoch()
    student.page.goto(f"{server.url}/healthz", wait_until="commit")
    time.sleep(2)
    back = time.time()
    student.page.go_back(wait_until="commit")
    student.wait_for_picture()
    kept = student.page.evaluate("window.wasKept")
    assert student.epoch() >= epoch
    if not kept:
        student.begin(student.epoch() + 5)
    student.goes_on()
    frozen, again = student.frozen(), student.again(back)
    lost = student.lost()
    browser.close()
    cost(f"away for 2 s and back ({'kept by the browser' if kept else 'loaded again'})", frozen, again, lost)
    assert lost == 0
