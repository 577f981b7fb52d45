"""The loss map of several features, against numpy: over any two of the parameters, with all others as they are."""

import numpy as np
import pytest

from model.data import HousePricesData, load
from tests.browser.person import choose
from tests.support import Student

MAP = "document.querySelector('#loss-map .js-plotly-plot')"
RING = f"{MAP}.data.find((trace) => trace.name === 'Least squares')"


def lowest_of(data, held, pair):
    """Least squares of two parameters alone, of what the others leave over."""
    design = np.column_stack([data.features, np.ones(len(data.targets))])
    others = [i for i in range(5) if i not in pair]
    rest = data.targets - design[:, others] @ held[others]
    return np.linalg.lstsq(design[:, pair], rest, rcond=None)[0]


PARAMETERS = ("weight", "weight-2", "weight-3", "weight-4", "bias")


def parameters(student):
    return [student.value(name) for name in PARAMETERS]


def wait_for_ring(student, pair):
    """The ring stands at the lowest loss over these two, all others as they are."""
    wanted = lowest_of(load(HousePricesData()), np.array(parameters(student)), pair)
    student.wait_until(
        f"([x, y]) => {MAP} && Math.abs({RING}.x[0] - x) < 1e-3 * (1 + Math.abs(x))"
        f" && Math.abs({RING}.y[0] - y) < 1e-3 * (1 + Math.abs(y))",
        wanted.tolist(),
    )


def choose_what_the_map_is_over(student):
    student.page.select_option("#map-across", "3")
    student.page.select_option("#map-up", "4")
    wait_for_ring(student, [3, 4])
    student.page.select_option("#map-up", "3")  # chosen twice: they change places
    student.becomes("['across', 'up'].map((axis) => document.getElementById(`map-${axis}`).value)", ["4", "3"])
    wait_for_ring(student, [4, 3])


def start_further_up(student):
    """From a place on the map: the parameter up is another one, and no other."""
    before = parameters(student)
    student.page.focus("#loss-map")
    student.page.keyboard.press("ArrowUp")
    student.wait_for_text("map-words", "bias ")
    student.press("start-here")
    student.becomes("document.querySelector('#epoch').textContent", "0")
    after = parameters(student)
    assert after[:3] == pytest.approx(before[:3], rel=1e-5)
    assert after[4] == pytest.approx(before[4], rel=1e-4)
    assert after[3] > before[3]
    return after


def check_link(student, wanted):
    """Whoever opens it begins at the chosen place too."""
    link = student.module("run/link.js", "(it, state) => it.linkOf(state, '', 'en')")
    other = Student(student.context.browser, f"{student.url}?{link}").open()
    other.wait_until("dash_clientside.chalkline.page.state.record.chosen")
    assert parameters(other) == pytest.approx(wanted, rel=1e-9)
    other.close()


def test_the_loss_map_is_over_any_two_of_the_weights_with_all_others_as_they_are(student):
    choose(student, "house-prices")
    student.set_rate(0.1)
    student.press("step")
    student.wait_for_epoch(1)
    student.press("chip-map")
    student.wait_until("document.querySelector('#loss-map .contourlayer path') !== null")
    offered = student.page.locator("#map-across option").all_text_contents()
    assert offered == ["area", "bedrooms", "floors", "age", "bias"]
    assert student.text("map-held").startswith("All others stay as they are now")
    wait_for_ring(student, [0, 1])
    student.press("step")
    student.wait_for_epoch(2)
    wait_for_ring(student, [0, 1])
    choose_what_the_map_is_over(student)
    student.reload()
    student.wait_until("document.querySelector('#map-up')?.value === '3'")
    wait_for_ring(student, [4, 3])
    assert "pair=4_3" in student.module("run/link.js", "(it, state) => it.linkOf(state, '', 'en')")
    check_link(student, start_further_up(student))
    choose(student, "line")
    student.wait_until("!document.querySelector('#map-choice').checkVisibility()")
