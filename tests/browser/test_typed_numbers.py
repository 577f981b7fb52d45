"""Typed numbers: within the bounds any is taken; any other gets a sentence, at its field too, and nothing is lost."""

from tests.browser.person import open_more, settings_of, start_to

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
    start_to(student, 5)
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
                student.becomes(PLACES, places)
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
    told = "(({ value, ariaValueText }) => [value, ariaValueText])(document.querySelector('#noise'))"
    student.becomes(told, ["0.33", "0.33"])
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
    student.page.wait_for_selector("#noise[aria-valuetext='33.3 k€']")
    student.type("noise-field", "201")
    student.wait_for_text("sentence", "Noise must be a number from 0 to 200.")
    student.reload()
    assert (student.text("noise-value"), settings_of(student)["noise"]) == ("33.3 k€", 33.3)
    student.page.select_option("#dataset", "hubble")
    student.wait_for_text("noise-value", "as measured")
    assert student.page.is_hidden("#noise-field")
