"""Nothing is lost: a killed server, a lost network, a reload, a hidden tab, a network that is not loopback."""

import json

import pytest

from model.data import LineData, load
from tests.runs import RATE, check_against_the_uninterrupted_run, epochs_lost, executed, uninterrupted
from tests.support import Student


def test_a_killed_server_costs_no_epoch(chromium, own_server):
    student = Student(chromium, own_server.url).open()
    student.set_rate(RATE)
    student.press("start")
    student.wait_for_epoch(10)
    own_server.kill()
    student.wait_for_text("state", "Waiting for the server")
    assert student.page.is_visible("#banner")
    assert student.text("banner") == "Connection lost. Your run is safe; trying again…"
    lost_at = student.epoch()
    own_server.start()
    student.wait_for_epoch(lost_at + 10)
    assert student.page.is_hidden("#banner")
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
    student.wait_until("document.getElementById('pause').dataset.face === 'flat'")  # a press goes through Dash
    epoch = student.epoch()
    student.context.set_offline(False)
    student.wait_for_text("state", "Paused")
    student.settle()
    assert student.epoch() == epoch
    student.press("start")
    student.wait_for_epoch(epoch + 5)
    check_against_the_uninterrupted_run(student)
    student.close()


def test_a_reload_keeps_run_picture_and_controls(student):
    student.set_rate(RATE)
    student.press("more-button")
    student.press("start")
    student.wait_for_epoch(12)
    student.page.click("text=Linear")
    student.press("pause")
    student.settle()
    epoch, weight, loss = student.epoch(), student.value("weight"), student.value("loss")
    student.reload()
    student.page.wait_for_function(f"document.querySelector('#epoch').textContent === '{epoch}'")
    student.settle()
    assert (student.epoch(), student.value("weight"), student.value("loss")) == (epoch, weight, loss)
    assert student.state() == "Paused"
    assert student.value("learning-rate") == RATE
    assert student.page.get_attribute("[data-scale=linear]", "aria-pressed") == "true"
    curve = "document.querySelector('#loss-figure .js-plotly-plot').data.find(({ name }) => name === 'Loss').y"
    assert student.page.evaluate(f"{curve}.length") == epoch + 1
    student.press("start")
    student.wait_for_epoch(epoch + 5)
    check_against_the_uninterrupted_run(student)


def test_a_reload_in_mid_run_comes_back_paused(student):
    student.set_rate(RATE)
    student.press("start")
    student.wait_for_epoch(12)
    student.reload()
    student.settle()
    epoch = student.epoch()
    assert epoch >= 12
    assert student.state() == "Paused"
    student.press("start")
    student.wait_for_epoch(epoch + 5)
    check_against_the_uninterrupted_run(student)


def test_a_reload_keeps_another_data_set_with_its_noise(student):
    student.page.select_option("#dataset", "house-prices")
    student.wait_for_text("weight-true", "2.5")
    student.slide("noise", 100)
    student.settle()
    student.press("step")
    student.wait_for_epoch(1)
    weight = student.value("weight-4")
    student.settle(300)
    student.reload()
    student.wait_for_epoch(1)
    student.settle()
    assert student.page.input_value("#noise") == "100"
    assert student.page.input_value("#dataset") == "house-prices"
    assert student.value("weight-4") == weight


def test_a_broken_store_is_survived(chromium, server):
    student = Student(chromium, server.url)
    student.page.add_init_script("sessionStorage.setItem('chalkline', '{\"version\": 1, \"record\": 7}')")
    student.open()
    student.press("start")
    student.wait_for_epoch(3)
    assert student.errors == []
    student.close()


def test_a_forbidden_store_is_no_broken_one(chromium, server):
    student = Student(chromium, server.url)
    student.page.add_init_script(
        "for (const name of ['sessionStorage', 'localStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    student.open()
    assert student.text("sentence").startswith("These weights are a guess")
    student.press("start")
    student.wait_for_epoch(3)
    assert student.errors == []
    student.close()


def test_a_hidden_tab_asks_for_nothing(student):
    student.press("start")
    student.wait_for_epoch(3)
    student.page.evaluate(
        "() => { Object.defineProperty(document, 'hidden', { value: true, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }"
    )
    student.settle(300)
    epoch = student.epoch()
    student.settle(800)
    assert student.epoch() == epoch
    student.page.evaluate("() => { delete document.hidden; document.dispatchEvent(new Event('visibilitychange')); }")
    student.wait_for_epoch(epoch + 3)
    assert student.epoch() < epoch + 15


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
    student.settle(1500)
    assert student.epoch() == 0
    assert student.state() == "Ready"


def test_new_data_while_playing_is_paused_at_once(student):
    student.press("more-button")
    student.press("start")
    student.wait_for_epoch(3)
    student.slow_down(700)
    student.press("new-data")
    student.settle(100)
    assert student.page.get_attribute("#pause", "data-face") == "flat"
    assert "Learning" not in student.state()


def test_reset_without_a_server_and_a_reload_keep_start_and_settings(student):
    student.press("more-button")
    student.press("new-start")
    student.settle()
    weight = student.value("weight")
    student.set_rate(0.3)
    student.slide("noise", 0.6)
    student.press("start")
    student.wait_for_epoch(5)
    student.page.route("**/_dash-update-component*", lambda route: None)
    student.press("reset")
    student.settle(200)
    student.page.unroute_all(behavior="ignoreErrors")
    student.reload()
    student.settle()
    assert student.epoch() == 0
    assert student.value("weight") == weight
    assert student.value("learning-rate") == 0.3
    assert student.page.input_value("#noise") == "0.6"


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


def test_the_space_bar_starts_and_pauses_whatever_was_pressed_last(student):
    student.press("start")
    student.wait_for_epoch(3)
    student.page.keyboard.press("Space")
    student.wait_for_text("state", "Paused")
    epoch = student.epoch()
    student.page.focus("#learning-rate")
    student.page.keyboard.press("Space")
    student.wait_for_epoch(epoch + 2)
    student.page.keyboard.press("Space")
    student.wait_for_text("state", "Paused")


def test_the_space_bar_with_another_key_or_where_something_scrolls_starts_nothing(student):
    student.press("start")
    student.wait_for_epoch(2)
    student.press("pause")
    student.press("chip-code")
    student.wait_for_text("script", "import torch")
    epoch = student.epoch()
    for key in ("Control", "Alt", "Shift", "Meta"):
        student.page.keyboard.press(f"{key}+Space")
    student.page.focus("#script")
    student.page.keyboard.press("Space")
    student.settle(300)
    assert (student.state(), student.epoch()) == ("Paused", epoch)


def test_a_tab_that_was_discarded_comes_back_as_the_run_that_it_was(student, chromium):
    """No farewell, as from a discard, a crash or a kill: what the tab had kept by then is all there is."""
    student.set_rate(RATE)
    student.press("start")
    student.wait_for_epoch(25)
    stored = student.page.evaluate("() => ({ ...sessionStorage })")
    twin = Student(chromium, student.url)
    twin.context.add_init_script(f"Object.assign(sessionStorage, {json.dumps(stored)})")
    twin.open()
    epoch = twin.epoch()
    assert epoch > 10
    assert epochs_lost(twin.record()["rows"], uninterrupted(epoch)) == 0
    twin.press("chip-code")
    twin.wait_for_text("script", f"lr={RATE}")
    assert twin.text("script").count("lr=") == 1
    code = executed(twin.text("script"))
    assert (code["epoch"], code["weight"]) == (epoch, twin.value("weight"))
    assert twin.errors == []
    twin.close()
