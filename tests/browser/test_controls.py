"""What each control does to a run: the table of the design, line by line."""

import pytest

from tests.support import Student


def run_to(student, epoch, rate=0.1):
    student.set_rate(rate)
    student.press("start")
    student.wait_for_epoch(epoch)


def settings_of(student):
    return student.page.evaluate("() => dash_clientside.chalkline.page.state.controls")


def open_more(student):
    student.press("more-button")


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
    run_to(student, 5)
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
    run_to(student, 5)
    student.page.click("label.segment:has-text('25')")
    student.wait_for_epoch(200, seconds=8)
    student.wait_for_text("state", "250 epochs a second")
    assert len(student.record()["segments"]) == 1
    student.page.click("label.segment:has-text('slow')")
    student.wait_for_text("state", "Learning, 1 epoch a second")
    before = student.epoch()
    student.page.wait_for_timeout(1000)
    assert student.epoch() <= before + 3
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
    student.page.wait_for_function("Number(document.querySelector('#steps').textContent) > 20")
    assert student.epoch() <= 1
    student.press("pause")
    student.press("step")
    student.wait_for_epoch(1)
    assert student.text("steps") == "2000"


def test_another_data_set_is_a_new_run_paused(student):
    run_to(student, 5)
    student.page.select_option("#dataset", "hubble")
    student.page.wait_for_function("document.querySelector('#epoch').textContent === '0'")
    assert student.state() == "Ready"
    assert settings_of(student)["learning_rate"] == 0.1
    assert student.page.is_disabled("#noise")
    student.page.select_option("#dataset", "line")
    student.wait_for_text("weight-true", "2")
    assert settings_of(student)["noise"] == 0.25
    assert student.page.is_enabled("#noise")


@pytest.mark.parametrize("button", ["reset", "new-start", "new-data"])
def test_back_to_epoch_0_paused_with_the_settings_kept(student, button):
    open_more(student)
    start = student.value("weight"), student.value("bias")
    data = student.page.evaluate("() => dash_clientside.chalkline.page.state.points.targets")
    run_to(student, 5)
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
    run_to(student, 5)
    student.press("step")
    student.settle(200)
    stepped = student.epoch()
    student.settle(500)
    assert student.epoch() == stepped
    assert student.state() == "Paused"
    for _ in range(3):
        student.press("step")
    student.wait_for_epoch(stepped + 3)
    student.settle()
    assert student.epoch() == stepped + 3


def test_start_on_a_diverged_run_says_what_to_change(student):
    run_to(student, 8)
    student.set_rate(1)
    student.wait_for_text("state", "Stopped")
    limit = student.text("card-limit")
    student.press("start")
    student.wait_for_text("sentence", f"First lower the learning rate below {limit}")
    assert student.state() == "Stopped"
    student.set_rate(0.3)
    student.press("start")
    student.wait_for_text("state", "Learning")
    record = student.record()
    assert not record["diverged"]
    assert [row[0] for row in record["rows"]] == list(range(len(record["rows"])))


def test_a_diverged_picture_stays_with_finite_numbers(student):
    run_to(student, 8)
    student.set_rate(1)
    student.wait_for_text("state", "Stopped")
    for id_ in ("weight", "bias", "loss"):
        assert float(student.text(id_)) == pytest.approx(student.value(id_), rel=0.01)
    assert "NaN" not in student.page.inner_text("body")
    assert student.page.locator("#fit-figure .points path.point").count() == 250
    assert student.page.is_visible("#pill")


# Where everything is that is pressed or typed into, wherever it was scrolled to.
PLACES = """() => {
    const controls = [...document.querySelectorAll(".settings :is(button, input, select, label)")];
    const scrolled = scrollY + document.querySelector(".settings").scrollTop;
    return controls.filter((it) => it.offsetParent).map((it) => {
        const { left, top, width, height } = it.getBoundingClientRect();
        return [it.id || it.textContent, ...[left, top + scrolled, width, height].map(Math.round)].join();
    });
}"""
# Whether the refusal stands over its field, and both are seen.
OVER = """(id) => {
    const [field, words] = [id, "refusal"].map((one) => document.getElementById(one).getBoundingClientRect());
    const at = ({ left, right, top, bottom }) => document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const isSeen = at(field)?.id === id && !at(words)?.closest("#sentence");
    const isOver = words.right > field.left && words.left < field.right && words.left >= 0 && words.right <= innerWidth;
    return isSeen && isOver && words.top >= 0 && Math.abs(field.top - words.bottom) < 12;
}"""
SCREENS = [(1280, 720), (390, 844), (320, 480), (844, 390)]
WHOLE = "must be a whole number from"
REFUSED = [
    ("n-samples", "many", f"Points {WHOLE} 2 to 2000."),
    ("batch-size", "0", f'Batch {WHOLE} 1 to 2000, or "all".'),
    ("weight-decay", "-1", "Weight decay must be a number from 0 to 10."),
    ("learning-rate-field", "11", "Learning rate must be a number from 0.0001 to 10."),
]


def test_bad_input_gets_a_sentence_at_the_field_too_and_loses_nothing(student):
    open_more(student)
    for late in ("#outlier-edge", "#sound-switch"):  # rows of More that come when it is opened
        student.page.wait_for_selector(late, state="attached")
    run_to(student, 5)
    before = settings_of(student)
    student.page.emulate_media(reduced_motion="reduce")
    for width, height in SCREENS:
        student.page.set_viewport_size({"width": width, "height": height})
        student.settle(100)
        for field, text, sentence in REFUSED[2 if height < 500 else 0 :]:
            student.page.focus(f"#{field}")
            usual, places = student.page.input_value(f"#{field}"), student.page.evaluate(PLACES)
            student.type(field, text)
            student.wait_for_text("sentence", sentence)
            assert student.page.get_attribute(f"#{field}", "aria-invalid") == "true"
            assert student.text("refusal") == "A " + sentence.split(" must be a ")[1]
            student.wait_until(OVER, field)
            if height > 400:  # on its side the page lets the column of controls go, so that all of it can be reached
                assert student.page.evaluate(PLACES) == places, (field, width)
            assert student.page.get_attribute(f"#{field}", "aria-describedby") == "refusal"
            student.type(field, usual)
            student.page.wait_for_selector("#refusal", state="detached")
            assert student.page.locator("[aria-describedby=refusal]").count() == 0
    student.type(field, text)
    student.wait_for_text("aloud", sentence)
    assert student.page.get_attribute("#refusal", "aria-hidden") == "true"  # the live region alone says it
    student.type(field, usual)
    assert settings_of(student) == before
    student.wait_for_epoch(student.epoch() + 5)


def test_noise_moves_the_points_in_place_also_when_paused(student):
    x = student.page.evaluate("() => dash_clientside.chalkline.page.state.points.features")
    run_to(student, 5)
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
    run_to(student, 5)
    open_more(student)
    student.page.click("label.segment:has-text('25')")
    student.wait_for_epoch(300)
    student.press("pause")
    for id_ in ("weight", "weight-2", "weight-3", "weight-4", "bias"):
        assert student.page.is_visible(f"#{id_}")
        assert float(student.text(id_)) == pytest.approx(float(student.text(f"{id_}-least-squares")), rel=0.02)
    assert student.page.locator("#fit-figure .points path.point").count() == 250


def test_data_that_come_back_before_the_others_arrived_are_asked_for_once(student):
    student.slow_down(400)
    student.page.select_option("#dataset", "house-prices")
    student.page.select_option("#dataset", "line")
    student.settle(1500)
    student.slow_down(0)
    commands = student.page.evaluate("dash_clientside.chalkline.page.client.clock.seq")
    student.settle(500)
    assert student.page.evaluate("dash_clientside.chalkline.page.client.clock.seq") == commands
    assert student.page.locator("#fit-figure .points path.point").count() == 250
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


@pytest.mark.parametrize("slider", ["learning-rate", "noise"])
def test_a_finger_that_scrolls_the_page_over_a_slider_sets_nothing(chromium, server, slider):
    phone = Student(chromium, server.url, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).open()
    value = f"Number(document.getElementById('{slider}').value)"

    def on_the_slider(share):
        box = phone.page.locator(f"#{slider}").bounding_box()
        return box["x"] + share * box["width"], box["y"] + box["height"] / 2

    phone.page.evaluate(f"document.getElementById('{slider}').scrollIntoView({{ block: 'center' }})")
    before, top, old = phone.page.evaluate(value), phone.page.evaluate("scrollY"), settings_of(phone)
    swipe(phone, on_the_slider(0.8), down=-200)
    phone.wait_until(f"scrollY > {top + 50}")
    assert phone.page.evaluate(value) == before
    assert settings_of(phone) == old
    phone.settle(600)  # the page glides on for a while
    phone.page.touchscreen.tap(*on_the_slider(0.8))
    phone.wait_until(f"{value} > {before}")
    tapped = phone.page.evaluate(value)
    swipe(phone, on_the_slider(0.8), across=-120)
    phone.wait_until(f"{value} < {tapped}")
    phone.wait_until(f"document.getElementById('{slider}').value < {tapped}")
    assert settings_of(phone) != old
    assert phone.errors == []
    phone.close()


def test_any_rate_that_the_page_names_can_be_typed(student):
    limit = student.text("learning-rate-limit").split()[-1]
    for typed in (limit, "0,85"):
        student.type("learning-rate-field", typed)
        rate = float(typed.replace(",", "."))
        student.wait_until("(rate) => Number(document.querySelector('#learning-rate').dataset.value) === rate", rate)
        assert student.text("learning-rate-value") == f"{rate:g}"
    assert student.page.get_attribute("#learning-rate", "aria-valuetext") == "0.85 diverges"
    student.page.focus("#learning-rate")
    student.page.keyboard.press("ArrowLeft")
    student.wait_until("document.querySelector('#learning-rate-value').textContent === '0.8'")
    student.type("learning-rate-field", "11")
    student.wait_for_text("sentence", "Learning rate must be a number from 0.0001 to 10.")
    student.press("step")
    student.wait_for_epoch(1)
    assert (
        student.value("learning-rate"),
        student.record()["segments"][0]["training"]["optimizer"]["learning_rate"],
    ) == (0.8, 0.8)
    student.type("learning-rate-field", "0.78")
    student.wait_until("!document.querySelector('#sentence').textContent.includes('must be')")


def test_any_noise_can_be_typed_within_the_bounds_of_the_data(student):
    student.type("noise-field", "0,33")
    student.wait_until("document.querySelector('#noise-value').textContent === '0.33'")
    student.wait_until("dash_clientside.chalkline.page.state.shownData.noise === 0.33")
    assert (student.page.input_value("#noise"), student.page.get_attribute("#noise", "aria-valuetext")) == (
        "0.33",
        "0.33",
    )
    open_more(student)
    student.type("n-samples", "40")  # whatever else is set leaves it as it is
    student.wait_until("dash_clientside.chalkline.page.state.shownData.n === 40")
    assert settings_of(student)["noise"] == 0.33
    student.page.focus("#noise")
    for key, value in (("ArrowRight", 0.35), ("Shift+ArrowRight", 0.85), ("ArrowLeft", 0.8)):
        student.page.keyboard.press(key)
        student.wait_until(f"document.querySelector('#noise-value').textContent === '{value}'")
    student.type("noise-field", "3")
    student.wait_for_text("sentence", "Noise must be a number from 0 to 2.")
    student.page.select_option("#dataset", "house-prices")
    student.wait_for_text("noise-value", "25 k€")
    student.type("noise-field", "33.3")
    student.wait_for_text("noise-value", "33.3 k€")
    assert student.page.get_attribute("#noise", "aria-valuetext") == "33.3 k€"
    student.type("noise-field", "201")
    student.wait_for_text("sentence", "Noise must be a number from 0 to 200.")
    student.reload()
    assert (student.text("noise-value"), settings_of(student)["noise"]) == ("33.3 k€", 33.3)
    student.page.select_option("#dataset", "hubble")
    student.wait_for_text("noise-value", "as measured")
    assert student.page.is_hidden("#noise-field")


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
