"""What each control does to a run: the table of the design, line by line."""

import time

import pytest

from tests.browser.person import (
    PAGE,
    open_more,
    settings_of,
    start_to,
)
from tests.support import Student

# The last segment of the run's record has this value in this place.
IS_TOLD = """([where, value]) => {
    const { segments } = dash_clientside.chalkline.page.state.record;
    return where.reduce((part, name) => part?.[name], segments[segments.length - 1]) === value;
}"""


@pytest.mark.parametrize(
    ("change", "where", "value"),
    [
        (lambda s: s.set_rate(0.2), ("training", "optimizer", "learning_rate"), 0.2),
        (lambda s: s.slide("noise", 0.5), ("data", "noise"), 0.5),
        (lambda s: s.type("batch-size", "50"), ("training", "batch_size"), 50),
        (lambda s: s.type("n-samples", "40"), ("data", "n"), 40),
    ],
    ids=["learning rate", "noise", "batch size", "points"],
)
def test_the_run_goes_on_with_another_setting(student, change, where, value):
    open_more(student)
    start_to(student, 5)
    before = student.epoch()
    change(student)
    student.wait_until(IS_TOLD, [list(where), value])
    student.wait_for_epoch(student.epoch() + 6)
    record = student.record()
    assert record["segments"][-1]["epoch"] >= before
    assert [row[0] for row in record["rows"]] == list(range(len(record["rows"])))
    assert student.state().startswith(("Learning", "Busy server"))


def test_speed_goes_on_and_asks_for_more_epochs(student):
    open_more(student)
    start_to(student, 5)
    student.page.click("label.segment:has-text('25')")
    student.wait_for_epoch(200)
    student.wait_for_text("state", "250 epochs a second")
    assert len(student.record()["segments"]) == 1
    student.page.click("label.segment:has-text('slow')")
    student.wait_for_text("state", "Learning, 1 epoch a second")
    before, begun = student.epoch(), time.monotonic()
    student.page.wait_for_timeout(1000)
    assert student.epoch() <= before + (time.monotonic() - begun) + 2
    student.wait_for_epoch(before + 1)


def test_batches_count_steps_apart_from_epochs(student):
    open_more(student)
    student.type("batch-size", "50")
    student.press("step")
    student.wait_for_epoch(1)
    assert (student.text("epoch"), student.text("steps")) == ("1", "5")


def test_examples_one_by_one_hold_up_nobody(student, chromium, server):
    open_more(student)
    student.type("n-samples", "2000")
    student.type("batch-size", "1")
    student.press("start")
    student.page.wait_for_function("Number(document.querySelector('#steps').textContent) % 2000 > 20")
    student.press("pause")
    epoch = student.epoch()  # on a busy machine it may be a later one
    student.press("step")
    student.wait_for_epoch(epoch + 1)
    assert student.text("steps") == str(2000 * (epoch + 1))


def test_another_data_set_is_a_new_run_paused(student):
    start_to(student, 5)
    student.page.select_option("#dataset", "hubble")
    student.page.wait_for_function("document.querySelector('#epoch').textContent === '0'")
    student.wait_for_text("state", "Ready")
    assert settings_of(student)["learning_rate"] == 0.1
    student.page.wait_for_selector("#noise:disabled")
    student.page.select_option("#dataset", "line")
    student.wait_for_text("weight-true", "2")
    assert settings_of(student)["noise"] == 0.25
    student.page.wait_for_selector("#noise:enabled")


@pytest.mark.parametrize("button", ["reset", "new-start", "new-data"])
def test_back_to_epoch_0_paused_with_the_settings_kept(student, button):
    open_more(student)
    start = student.value("weight"), student.value("bias")
    data = student.page.evaluate("() => dash_clientside.chalkline.page.state.points.targets")
    start_to(student, 5)
    student.press(button)
    student.page.wait_for_function("document.querySelector('#epoch').textContent === '0'")
    student.settle()
    assert student.state() == "Ready"
    assert student.text("steps") == "0"
    assert settings_of(student)["learning_rate"] == 0.1
    again = student.value("weight"), student.value("bias")
    points = student.page.evaluate("() => dash_clientside.chalkline.page.state.points.targets")
    assert (again == start) == (button != "new-start")
    assert (points == data) == (button != "new-data")
    student.press("step")
    student.wait_for_epoch(1)
    student.press("reset")
    student.page.wait_for_function("document.querySelector('#epoch').textContent === '0'")
    student.settle()
    assert (student.value("weight"), student.value("bias")) == again


def test_step_pauses_then_adds_exactly_one(student):
    start_to(student, 5)
    student.press("step")
    student.wait_until(f"{PAGE}.phase === 'paused'")
    stepped = student.epoch()
    student.settle(500)
    assert student.epoch() == stepped
    assert student.state() == "Paused"
    for _ in range(3):
        student.press("step")
    student.wait_for_epoch(stepped + 3)
    student.settle()
    assert student.epoch() == stepped + 3


def test_noise_moves_the_points_in_place_also_when_paused(student):
    x = student.page.evaluate("() => dash_clientside.chalkline.page.state.points.features")
    start_to(student, 5)
    student.press("pause")
    student.settle(200)
    epoch, loss = student.epoch(), student.value("loss")
    student.slide("noise", 1.5)
    student.page.wait_for_function(f"Number(document.querySelector('#loss').dataset.value) !== {loss}")
    assert student.page.evaluate("() => dash_clientside.chalkline.page.state.points.features") == x
    assert student.epoch() == epoch
    assert student.value("loss") > loss


def test_house_prices_show_every_weight_in_original_units(student):
    student.page.select_option("#dataset", "house-prices")
    student.wait_for_text("weight-true", "2.5")
    start_to(student, 5)
    open_more(student)
    student.page.click("label.segment:has-text('25')")
    student.wait_for_epoch(300)
    student.press("pause")
    for id_ in ("weight", "weight-2", "weight-3", "weight-4", "bias"):
        assert student.page.is_visible(f"#{id_}")
        assert float(student.text(id_)) == pytest.approx(float(student.text(f"{id_}-least-squares")), rel=0.02)
    student.becomes("document.querySelectorAll('#fit-figure .points path.point').length", 250)


def test_data_that_come_back_before_the_others_arrived_are_asked_for_once(student):
    student.slow_down(400)
    student.page.select_option("#dataset", "house-prices")
    student.page.select_option("#dataset", "line")
    student.wait_until("dash_clientside.chalkline.page.state.controls.dataset === 'line'")
    student.settle(1500)
    student.slow_down(0)
    commands = student.page.evaluate("dash_clientside.chalkline.page.client.clock.seq")
    student.settle(500)
    assert student.page.evaluate("dash_clientside.chalkline.page.client.clock.seq") == commands
    student.becomes("document.querySelectorAll('#fit-figure .points path.point').length", 250)
    student.press("start")
    student.wait_for_epoch(3)


def swipe(phone, start, across=0, down=0):
    """A finger that comes down, goes so far in eight moves, and leaves."""
    hand = phone.context.new_cdp_session(phone.page)
    x, y = start
    hand.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for i in range(1, 9):
        place = {"x": x + across * i / 8, "y": y + down * i / 8}
        hand.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [place]})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def wait_until_it_stands(phone):
    before = None
    while before != (before := phone.page.evaluate("scrollY")):
        phone.settle(600)


def bring_into_view(phone, id_):
    """To the middle of the screen, however far a finger's push has carried the page."""
    phone.page.evaluate(f"document.getElementById('{id_}').scrollIntoView({{ block: 'center' }})")
    wait_until_it_stands(phone)


@pytest.mark.parametrize("slider", ["learning-rate", "noise"])
def test_a_finger_that_scrolls_the_page_over_a_slider_sets_nothing(chromium, server, slider):
    phone = Student(chromium, server.url, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).open()
    value = f"Number(document.getElementById('{slider}').value)"

    def on_the_slider(share):
        box = phone.page.locator(f"#{slider}").bounding_box()
        return box["x"] + share * box["width"], box["y"] + box["height"] / 2

    bring_into_view(phone, slider)
    before, top, old = phone.page.evaluate(value), phone.page.evaluate("scrollY"), settings_of(phone)
    swipe(phone, on_the_slider(0.8), down=-200)
    phone.wait_until(f"scrollY > {top + 50}")
    assert phone.page.evaluate(value) == before
    assert settings_of(phone) == old
    wait_until_it_stands(phone)  # the page glides on for a while
    bring_into_view(phone, slider)
    phone.page.touchscreen.tap(*on_the_slider(0.8))
    phone.wait_until(f"{value} > {before}")
    tapped = phone.page.evaluate(value)
    swipe(phone, on_the_slider(0.8), across=-120)
    phone.wait_until(f"{value} < {tapped}")
    phone.wait_until(f"document.getElementById('{slider}').value < {tapped}")
    assert settings_of(phone) != old
    assert phone.errors == []
    phone.close()


def test_the_sound_of_the_loss_is_switched_under_more_and_by_its_key(student):
    pressed = (
        "[...document.querySelectorAll('#sound-switch button')].map((it) => it.getAttribute('aria-pressed')).join()"
    )
    student.press("more-button")
    student.wait_until(f"{pressed} === 'true,false'")
    student.page.click("#sound-switch [data-value=true]")
    student.wait_for_text("sentence", "tone")
    student.wait_until(f"{pressed} === 'false,true'")
    student.page.evaluate("document.activeElement.blur()")
    student.page.keyboard.press("a")
    student.wait_until(f"{pressed} === 'true,false'")
    student.page.evaluate("dash_clientside.chalkline.page.store.dispatch({ type: 'hide', hidden: ['loss'] })")
    student.wait_until("document.getElementById('sound-switch').closest('.field-row').hidden")
