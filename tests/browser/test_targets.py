"""Where training ends: least squares says so, and guess first hides what gives it away."""

from model import theory
from model.data import LineData, load
from tests.browser.person import run_to

SEEN = """(name) => document.querySelector("#fit-figure .js-plotly-plot")
    .data.find((trace) => trace.name === name).visible !== false"""
ANSWERS = ("#zones", "#learning-rate-limit", "#weight-true", "#weight-least-squares", "#lowest-loss")


def test_one_switch_hides_what_gives_the_answer_away_and_brings_it_back(student):
    """At the figure, by its name; the key H is the same, and so is Share's."""
    page = student.page
    student.press("chip-compare")
    student.press("chip-code")
    student.wait_for_text("script", "import torch")
    switch = page.get_by_role("switch", name="Hide the answer", exact=True)
    switch.check()
    student.wait_until("document.querySelector('#script').textContent === ''")
    student.wait_for_text("code-words", "hidden with the answer")
    page.wait_for_selector("#show-limits:not(:checked)", state="attached")  # under More, the same the other way round
    assert page.get_attribute("#download-script", "aria-disabled") == "true"
    for selector in (*ANSWERS, ".compare-table [data-column=within]"):
        assert not page.locator(selector).first.is_visible(), selector
    assert not page.evaluate(SEEN, "True line")
    side_by_side(student, columns=2)
    student.reload()
    assert switch.is_checked()
    assert not page.is_visible("#weight-true")
    student.press("share")
    page.wait_for_selector("#share-view")
    assert page.get_by_role("switch", name="Hide the answer", exact=True).count() == 2
    page.locator("#share-view").get_by_role("switch").uncheck()
    page.keyboard.press("Escape")
    assert not switch.is_checked()
    student.press("panel-code .close")
    student.press("panel-compare .close")
    for selector in ANSWERS:
        page.wait_for_selector(selector)
    student.wait_until(SEEN, "True line")
    side_by_side(student, columns=4)
    page.keyboard.press("h")
    student.wait_until("document.querySelector('#hide-answer').checked")


def side_by_side(student, columns):
    """The table of the data sets shows neither slopes nor limits while they are hidden."""
    student.press("about-button")
    student.press("about-data")
    student.page.wait_for_selector("#data-table tbody th")
    assert student.page.locator("#data-table thead th").count() == columns
    student.page.keyboard.press("Escape")


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
