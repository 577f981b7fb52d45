"""Nothing is lost: a killed server, a lost network, a hidden tab, a network that is not loopback, a slow answer."""

import time

import pytest

from model.data import LineData, load
from tests.runs import RATE, check_against_the_uninterrupted_run
from tests.support import Student


def test_a_killed_server_costs_no_epoch(chromium, own_server):
    student = Student(chromium, own_server.url).open()
    student.set_rate(RATE)
    student.press("start")
    student.wait_for_epoch(10)
    own_server.kill()
    student.wait_for_text("state", "Waiting for the server")
    student.page.wait_for_selector("#banner")
    assert student.text("banner") == "Connection lost. Your run is safe; trying again…"
    lost_at = student.epoch()
    own_server.start()
    student.wait_for_epoch(lost_at + 10)
    student.page.wait_for_selector("#banner", state="hidden")
    check_against_the_uninterrupted_run(student)
    student.close()


def test_without_a_network_pause_works_and_start_waits(chromium, server, visited):
    student = Student(chromium, server.url, visited).open()
    student.set_rate(RATE)
    student.press("start")
    student.wait_for_epoch(5)
    student.context.set_offline(True)
    student.wait_for_text("state", "Waiting for the server")
    assert student.page.get_attribute("#start", "aria-disabled") == "true"
    student.press("pause")
    student.wait_until("document.getElementById('pause').dataset.face === 'flat'")
    epoch = student.epoch()
    student.context.set_offline(False)
    student.wait_for_text("state", "Paused")
    student.settle()
    assert student.epoch() == epoch
    student.press("start")
    student.wait_for_epoch(epoch + 5)
    check_against_the_uninterrupted_run(student)
    student.close()


def test_a_hidden_tab_asks_for_nothing(student):
    student.press("start")
    student.wait_for_epoch(3)
    student.page.evaluate(
        "() => { Object.defineProperty(document, 'hidden', { value: true, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }"
    )
    student.wait_until("dash_clientside.chalkline.page.client.clock.inFlight === null")
    epoch = student.epoch()
    student.settle(1500)
    assert student.epoch() == epoch
    shown = time.monotonic()
    student.page.evaluate("() => { delete document.hidden; document.dispatchEvent(new Event('visibilitychange')); }")
    student.wait_for_epoch(epoch + 3)
    assert student.epoch() < epoch + 10 * (time.monotonic() - shown) + 5  # and none of those that were due before


def test_the_page_works_on_plain_http_that_is_not_loopback(chromium, server):
    student = Student(chromium, f"http://lecture.test:{server.port}").open()
    assert not student.page.evaluate("window.isSecureContext")
    assert student.page.evaluate("typeof crypto.randomUUID") == "undefined"
    student.set_rate(RATE)
    student.press("start")
    student.wait_for_epoch(5)
    check_against_the_uninterrupted_run(student)
    assert student.errors == []
    student.close()


def test_pause_wins_also_before_the_first_answer(student):
    student.press("more-button")
    student.slow_down(60_000)
    student.press("new-start")
    student.press("start")
    student.press("pause")
    student.slow_down(0)
    student.wait_for_text("state", "Ready")
    student.settle(1500)
    assert student.epoch() == 0
    assert student.state() == "Ready"


def test_new_data_while_playing_is_paused_at_once(student):
    student.press("more-button")
    student.press("start")
    student.wait_for_epoch(3)
    student.slow_down(700)
    student.press("new-data")
    assert student.page.get_attribute("#pause", "data-face") == "flat"
    assert "Learning" not in student.state()


def test_inside_an_epoch_the_loss_is_that_of_the_points_on_the_page(student):
    student.press("more-button")
    student.type("n-samples", "2000")
    student.type("batch-size", "1")
    student.press("step")
    student.wait_for_epoch(1)
    student.press("start")
    student.page.wait_for_function("Number(document.querySelector('#steps').textContent) > 2020")
    student.press("pause")
    student.settle(200)
    if student.epoch() > 1:
        pytest.skip("the epoch was over too soon")
    weight, bias = student.value("weight"), student.value("bias")
    student.slide("noise", 2)
    student.page.wait_for_function("Number(document.querySelector('#loss').dataset.value) > 3")
    data = load(LineData(n=2000, noise=2.0))
    assert student.value("loss") == pytest.approx(data.loss([weight], bias), rel=1e-9)
