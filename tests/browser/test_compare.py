"""Runs are kept, compared, forgotten and brought back."""

import re

import pytest

from tests.browser.person import PAGE, box, path_of, run_to


def test_the_number_of_a_run_kept_stands_within_the_figure_however_steep_its_curve(student):
    student.press("chip-compare")
    run_to(student, 60, 0.5)
    student.press("keep-run")
    student.page.wait_for_selector("#compare-figure .textpoint text")
    student.settle(300)
    plot = box(student, "#compare-figure .bglayer .bg")
    number = box(student, "#compare-figure .textpoint text")
    assert student.page.text_content("#compare-figure .textpoint text") == "1"
    assert plot["x"] <= number["x"] <= plot["x"] + plot["width"] - number["width"]


def test_runs_are_kept_compared_and_forgotten(student):
    student.press("chip-compare")
    run_to(student, 20, 0.5)
    student.press("keep-run")
    student.press("reset")
    student.settle(300)
    run_to(student, 6, 0.1)
    student.wait_until("document.querySelectorAll('#compare-rows tr').length === 2")
    lines = student.page.locator("#compare-rows tr").all()
    rows = [[cell.strip() for cell in line.locator("th,td").all_inner_texts()] for line in lines]
    assert len(rows) == 2
    assert rows[0][0].startswith("1 rate 0.5")
    assert rows[1][0] == "now: rate 0.1"
    assert rows[1][2:4] == ["not yet", student.text("epoch")]
    weight, bias = (abs(float(part)) for part in re.findall(r"[\d.]+", rows[1][1]))
    assert (weight, bias) == pytest.approx((abs(student.value("weight")), abs(student.value("bias"))), abs=0.006)
    assert float(rows[1][4]) == pytest.approx(student.value("loss"), rel=1e-3)
    assert "All of them: SGD, batch all" in student.text("compare-note")
    kept = f"{PAGE}.runs.length"
    for _ in range(7):
        student.press("keep-run")
    student.page.click("#keep-run", force=True)
    assert student.page.evaluate(kept) == 8
    assert student.text("keep-run") == "Eight runs are kept"
    student.reload()
    assert student.page.evaluate(kept) == 8
    student.wait_for_panels()
    student.page.wait_for_selector("#compare-figure .js-plotly-plot .main-svg")
    student.settle(500)
    assert len(path_of(student, "loss-figure", "Kept runs")) > 20
    assert box(student, "#compare-figure")["height"] >= 140
    student.page.click("[data-forget='3']")
    assert student.page.evaluate(kept) == 7
    student.press("forget-runs")
    assert student.page.evaluate(kept) == 0
    assert student.text("bring-back") == "Bring 7 back"
    student.press("bring-back")
    assert student.page.evaluate(kept) == 7
    assert student.page.is_hidden("#bring-back")
