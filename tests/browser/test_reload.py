"""A reload, a tab that was discarded, a store that is broken or forbidden: the run comes back as it was, paused."""

import json

from tests.runs import RATE, check_against_the_uninterrupted_run, epochs_lost, executed, uninterrupted
from tests.support import Student

KEPT_EPOCH = """Math.max(...["chalkline", "chalkline-2"].map((slot) =>
    JSON.parse(sessionStorage.getItem(slot) ?? "{}").head?.state.record.checkpoint?.epoch ?? 0))"""


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
    student.page.wait_for_timeout(200)
    student.page.unroute_all(behavior="ignoreErrors")
    student.reload()
    student.settle()
    assert student.epoch() == 0
    assert student.value("weight") == weight
    assert student.value("learning-rate") == 0.3
    assert student.page.input_value("#noise") == "0.6"


def test_a_tab_that_was_discarded_comes_back_as_the_run_that_it_was(student, chromium):
    """No farewell, as from a discard, a crash or a kill: what the tab had kept by then is all there is."""
    student.set_rate(RATE)
    student.press("start")
    student.wait_for_epoch(25)
    student.wait_until(f"{KEPT_EPOCH} > 10")
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
