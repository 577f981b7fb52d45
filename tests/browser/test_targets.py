"""Where training ends: least squares says so, and guess first hides what gives it away."""

from model import theory
from model.data import LineData, load
from tests.browser.person import run_to


def test_guess_first_hides_what_gives_it_away_and_showing_brings_it_back(student):
    student.press("more-button")
    student.press("show-limits")
    student.settle(300)
    for selector in ("#zones", "#learning-rate-limit", "#weight-true", "#weight-least-squares", "#lowest-loss"):
        assert not student.page.is_visible(selector)
    shown = """(name) => document.querySelector("#fit-figure .js-plotly-plot")
        .data.find((trace) => trace.name === name).visible !== false"""
    assert not student.page.evaluate(shown, "True line")
    student.reload()
    assert not student.page.is_visible("#weight-true")
    student.press("more-button")
    student.press("show-limits")
    student.settle(300)
    assert student.page.is_visible("#weight-true")
    assert student.page.evaluate(shown, "True line")


def test_least_squares_says_where_training_ends_and_what_changes_that(student):
    student.page.click("#key [data-trace='Least squares']")
    run_to(student, 60, 0.6)
    assert "Training ends at least squares" in student.text("sentence")
    data = load(LineData())
    error = theory.least_squares(data.features, data.targets).weight_error[0]
    assert student.text("weight-error") == f"± {error:.2g}"
    student.press("more-button")
    student.type("weight-decay", "0.5")
    student.wait_for_text("sentence", "Weight decay")
    student.type("weight-decay", "0")
    student.type("batch-size", "10")
    student.wait_for_text("sentence", "Small batches")
