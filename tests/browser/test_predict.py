"""A prediction of several features is the sum of its terms, beside the true value and the row of the data."""

import numpy as np
import pytest

from model.data import HousePricesData, load
from tests.browser.person import WEIGHTS, choose, values

ASKED = np.array([120, 3, 1.5, 20])


def test_a_prediction_is_the_sum_of_its_terms_beside_the_true_value_and_the_row_of_the_data(student):
    choose(student, "house-prices")
    student.press("step")
    student.wait_for_epoch(1)
    student.press("chip-predict")
    data = load(HousePricesData())
    ask_for_the_first_row(student, data)
    ask_for_a_house(student, data)
    ask_for_what_cannot_be(student, data)
    come_back_to_what_was_asked(student)
    ask_for_a_row_of_the_data(student, data)
    student.page.check("#hide-answer")
    student.wait_until("document.querySelector('#aim').textContent === ''")
    choose(student, "penguin-masses")
    student.wait_until("document.querySelectorAll('#predict-fields input').length === 3")
    student.wait_until("document.querySelector('#asked-1').value !== '900'")


def predicted(student, features):
    return np.array(values(student, WEIGHTS)) @ features + student.value("bias")


def ask_for_the_first_row(student, data):
    """Which is asked for before anybody has typed."""
    first = data.features[0]
    assert [float(student.page.input_value(f"#asked-{i}")) for i in (1, 2, 3, 4)] == list(first)
    assert student.value("prediction") == pytest.approx(predicted(student, first), rel=1e-9)
    assert student.value("measured") == pytest.approx(data.targets[0], rel=1e-6)


def ask_for_a_house(student, data):
    for i, value in enumerate(("120", "3", "1,5", "20")):
        student.type(f"asked-{i + 1}", value)
    assert student.value("prediction") == pytest.approx(predicted(student, ASKED), rel=1e-9)
    assert student.value("aim") == pytest.approx(data.true_weight @ ASKED + data.true_bias)
    assert student.text("measured") == ""
    terms, total = student.text("predict-terms").replace("− ", "-").replace("+ ", "").replace("≈", "=").split(" = ")
    numbers = [float(word) for word in terms.replace(" ×", "").split()]
    assert [*numbers[1::2], numbers[-1]][:4] == list(ASKED)
    found = sum(weight * value for weight, value in zip(numbers[0:8:2], ASKED, strict=True)) + numbers[8]
    assert found == pytest.approx(float(total), rel=1e-3)


def ask_for_what_cannot_be(student, data):
    student.type("asked-1", "much")
    student.wait_for_text("predict-words", "area: that is no number.")
    assert student.value("prediction") == pytest.approx(predicted(student, ASKED), rel=1e-9)
    student.type("asked-1", "900")
    student.wait_for_text("predict-words", f"go from {data.features[:, 0].min():g} to {data.features[:, 0].max():g}")


def come_back_to_what_was_asked(student):
    student.reload()
    student.wait_until("document.querySelector('#asked-1')?.value === '900'")
    link = student.module("run/link.js", "(it, state) => it.linkOf(state, '', 'en')")
    assert "asked=900_3_1.5_20" in link


def ask_for_a_row_of_the_data(student, data):
    student.page.click("#data-later")
    row = student.page.locator("#data-rows tr[data-example='57']")
    cells = [float(cell) for cell in row.locator("td").all_text_contents()]
    assert cells[0] == 58
    assert cells[1:5] == list(data.features[57])
    assert cells[5:7] == pytest.approx([data.targets[57], predicted(student, data.features[57])], rel=1e-3)
    row.locator("button").click()
    assert student.value("prediction") == pytest.approx(predicted(student, data.features[57]), rel=1e-9)
    assert student.value("measured") == pytest.approx(data.targets[57], rel=1e-6)
