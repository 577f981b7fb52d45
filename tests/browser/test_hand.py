"""A line by hand: by mouse, by finger, by keys, by numbers; then it is locked, and training is compared with it."""

import numpy as np
import pytest

HANDLES = ".hand-handle"
FITS = """Math.abs(document.querySelector('#fit-figure .js-plotly-plot')._fullLayout.height
    - document.querySelector('#fit-figure').clientHeight) < 2"""  # it makes room for the numbers


def line(student):
    return student.page.evaluate("() => dash_clientside.chalkline.page.state.hand.line")


def at(student, side):
    """Where a handle is on the page, and what it says."""
    handle = student.page.locator(HANDLES).nth(side)
    box = handle.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, float(handle.get_attribute("aria-valuenow")), box


def draw_by_mouse(student):
    """By mouse: the one that is held goes along, the other stays, and nothing leaves the figure."""
    page = student.page
    x, y, before, box = at(student, 1)
    assert min(box["width"], box["height"]) >= 44
    other = at(student, 0)[2]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 40, steps=4)
    assert abs(at(student, 1)[1] - (y - 40)) < 2
    page.mouse.move(x + 30, -500, steps=4)
    page.mouse.up()
    top = page.evaluate("() => dash_clientside.chalkline.page.show.picture.fit.graph.axes().y.range[1]")
    assert abs(at(student, 1)[2] - top) < 0.01
    assert abs(at(student, 0)[2] - other) < 0.01
    assert before < top


def move_by_keys(student):
    """By keys, with Shift ten times as far; no key of the page comes of it."""
    page = student.page
    page.locator(HANDLES).nth(0).focus()
    pivot = at(student, 1)[2]
    here = at(student, 0)[2]
    page.keyboard.press("ArrowDown")
    small = here - at(student, 0)[2]
    page.keyboard.press("Shift+ArrowRight")
    assert small > 0
    assert abs(at(student, 0)[2] - here - 9 * small) < 0.02
    assert abs(at(student, 1)[2] - pivot) < 0.01
    assert student.epoch() == 0
    assert "loss" in page.locator(HANDLES).nth(0).get_attribute("aria-valuetext")


def type_numbers(student):
    """By numbers, with a comma too; what is none is said."""
    student.type("my-line-weight", "1,5")
    student.type("my-line-bias", "2.75")
    assert line(student) == {"weight": 1.5, "bias": 2.75}
    student.type("my-line-bias", "steep")
    assert "must be a number" in student.text("sentence")
    student.type("my-line-bias", "2.75")
    drawn = """() => document.querySelector('#fit-figure .js-plotly-plot').data
        .find(({ name, visible }) => name === 'My line' && visible)?.y.map((y) => Math.round(y * 1e6) / 1e6).join()"""
    student.wait_until(f"({drawn})() === '2.75,4.25'")


def lock_and_compare(student):
    """Locked and compared; the lowest loss is part of the answer."""
    page = student.page
    page.click("#lock-guess")
    student.press("step")
    student.wait_for_epoch(1)
    guess, model = student.text("my-line-loss").split()[1], student.text("loss")
    lowest = student.text("guess-words").split(": ")[-1]
    assert student.text("guess-words") == f"My guess: loss {guess}. The model: {model}. Lowest possible: {lowest}"
    page.evaluate("() => dash_clientside.chalkline.page.store.dispatch({ type: 'view', view: { limits: false } })")
    assert student.text("guess-words") == f"My guess: loss {guess}. The model: {model}."


def start_from_it(student):
    """A reload keeps it, and the run can begin there."""
    page = student.page
    student.reload()
    page.wait_for_selector(HANDLES)
    assert line(student) == {"weight": 1.5, "bias": 2.75}
    page.click("#start-from-my-line")
    student.wait_until("document.querySelector('#epoch').textContent === '0'")
    assert (student.value("weight"), student.value("bias")) == (1.5, 2.75)
    student.press("undo")
    student.wait_for_epoch(1)


def put_away(student):
    """Away, with the focus handed on."""
    page = student.page
    page.locator(HANDLES).nth(1).focus()
    page.evaluate("() => dash_clientside.chalkline.page.store.dispatch({ type: 'show-my-line', shown: false })")
    student.wait_until("document.activeElement?.id === 'my-line'")
    assert page.locator(HANDLES).nth(1).is_hidden()


def test_a_line_is_drawn_locked_trained_against_and_started_from(student):
    page = student.page
    page.click("#my-line")
    page.wait_for_selector(HANDLES)
    student.wait_until(FITS)
    assert page.get_attribute("#my-line", "aria-pressed") == "true"
    draw_by_mouse(student)
    move_by_keys(student)
    type_numbers(student)
    lock_and_compare(student)
    start_from_it(student)
    put_away(student)


def test_residuals_are_those_of_whichever_line_is_chosen(student):
    student.press("chip-residuals")
    student.wait_until("document.querySelector('#rmse').textContent !== ''")
    assert student.page.is_hidden("#residuals-of")
    of_model = student.value("rmse")
    student.press("my-line")
    student.wait_until("document.querySelector('#residuals-of')?.checkVisibility()")
    student.press("residuals-of-mine")
    points = student.page.evaluate(
        "() => (({ features, targets }) => ({ features, targets }))(dash_clientside.chalkline.page.state.points)"
    )
    x, y = np.ravel(points["features"]), np.array(points["targets"])
    student.page.locator(HANDLES).nth(1).focus()
    for key in ("ArrowUp", "Shift+ArrowUp"):
        student.page.keyboard.press(key)
        weight, bias = line(student)["weight"], line(student)["bias"]
        rest = y - (weight * x + bias)
        student.wait_until(
            "(rmse) => Math.abs(document.querySelector('#rmse').dataset.value / rmse - 1) < 1e-5",
            float(np.sqrt(np.mean(rest**2))),
        )
        assert student.value("r2") == pytest.approx(1 - np.mean(rest**2) / np.var(y), rel=1e-5)
    student.press("residuals-of-model")
    student.wait_until("(rmse) => Number(document.querySelector('#rmse').dataset.value) === rmse", of_model)
    student.press("residuals-of-mine")
    student.press("my-line")
    student.wait_until("(rmse) => Number(document.querySelector('#rmse').dataset.value) === rmse", of_model)
    assert student.page.is_hidden("#residuals-of")
