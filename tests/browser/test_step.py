"""The step in numbers: the last one is what the run did, the coming one is covered until it is asked for or taken."""

from decimal import Decimal

import numpy as np
import pytest

from model import theory
from model.data import LineData, load


def ascii_number(text):
    return Decimal(text.strip("()"))


def read_step(student, name):
    parts = ("after", "before", "rate", "direction")
    return {part: ascii_number(student.text(f"step-{name}-{part}")) for part in parts}


@pytest.mark.parametrize(("optimizer", "factor"), [("sgd", "gradient"), ("momentum", "velocity"), ("adam", "step")])
def test_the_step_in_numbers_is_true(student, optimizer, factor):
    student.press("more-button")
    student.page.select_option("#optimizer", optimizer)
    student.press("chip-step")
    student.wait_for_text("step-sentence", "No step yet. Press Step.")
    assert student.text("step-weight-after") == student.text("step-bias-direction") == "–"
    assert student.text("step-direction-name") == factor
    student.set_rate(0.1)
    for epoch in (1, 2, 3):
        student.press("step")
        student.wait_for_epoch(epoch)
        student.wait_for_text("step-what", f"from epoch {epoch - 1} to {epoch}")
        assert student.text("step-direction-name") == factor
        for name in ("weight", "bias"):
            line = read_step(student, name)
            end = line["before"] - line["rate"] * line["direction"]
            assert end.quantize(line["after"]) == line["after"]
            assert float(line["after"]) == pytest.approx(student.value(name), abs=1e-4)
    if optimizer == "sgd":
        data = load(LineData())
        before = student.record()["rows"][2]
        by_weight, by_bias = theory.gradient(data.features, data.targets, np.array([before[3]]), before[2])
        assert float(read_step(student, "weight")["direction"]) == pytest.approx(float(by_weight[0]), abs=1e-4)
        assert float(read_step(student, "bias")["direction"]) == pytest.approx(by_bias, abs=1e-4)
        step_by_hand(student)


def step_by_hand(student):
    """The coming step is covered, until it is asked for or taken."""
    student.page.click("#step-which [data-which=coming]")
    student.wait_for_text("step-what", "from epoch 3 to 4")
    sums, table = student.page.locator("#coming-sums"), student.page.locator("#coming-table")
    assert table.locator("tr").count() == 8
    assert student.page.is_hidden("#step-table")
    assert sums.inner_text().count("?") == 6
    record = student.record()["rows"][3]
    data = load(LineData())
    by_weight, by_bias = theory.gradient(data.features, data.targets, np.array([record[3]]), record[2])
    student.press("coming-reveal")
    told = sums.inner_text()
    assert "?" not in told
    assert f"{by_weight[0]:.4f}" in told
    assert f"{by_bias:.4f}" in told
    student.press("check-gradient")
    assert student.text("coming-checked").count(f"= {by_weight[0]:.4f}; gradient {by_weight[0]:.4f}") == 1
    student.press("coming-reveal")
    assert "?" in sums.inner_text()
    student.press("step")
    student.wait_for_epoch(4)
    student.wait_for_text("coming-reveal", "The next step")
    after = sums.locator(".after").first.inner_text().split(" ")[-1]
    assert float(after) == pytest.approx(student.value("weight"), abs=1e-4)
    student.press("coming-reveal")
    student.wait_for_text("step-what", "from epoch 4 to 5")
    assert sums.inner_text().count("?") == 6
