"""Your own data: pasted or opened, read at once, flipped, taken; what cannot be read says so in one sentence."""

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.app.reading import files
from tests.app.reading.reads import PNG

SPANS = [148.5 + 1.25 * place for place in range(28)]
HEIGHTS = [150.25 + 1.1 * place + (place * 7 % 11) / 2 for place in range(28)]
PAIRS = list(zip(SPANS, HEIGHTS, strict=True))
PASTED = "Spannweite (cm)\tGröße (cm)\n" + "".join(f"{x}\t{y}\n".replace(".", ",") for x, y in PAIRS)
HOSTILE = '<img src=x onerror="window.hacked=1">'
TAKEN = "(({ own, tables }) => tables[own])(dash_clientside.chalkline.page.state)"
MAP_TRUTH = "document.querySelector('#panel-map .entry.true')"
FITTED = "dash_clientside.chalkline.page.state.points"


def test_a_table_is_pasted_read_flipped_and_taken(student):
    paste_and_flip(student)
    take_what_was_pasted(student)
    open_a_workbook_and_take_some_of_it(student)
    open_what_cannot_be_read(student)
    learn_from_six_columns(student)


def paste_and_flip(student):
    page = student.page
    student.press("own-data")
    page.wait_for_selector("#data-text:focus")
    assert page.is_disabled("#data-take")
    assert not page.is_visible("#data-flip-decimal")
    page.fill("#data-text", PASTED)
    student.wait_for_text("data-reading", "28 rows, separated by tabs; comma is the decimal sign")
    student.press("data-flip-decimal")
    student.wait_for_text("data-reading", "holds numbers")
    assert page.is_disabled("#data-take")
    student.press("data-flip-decimal")
    student.wait_for_text("data-reading", "28 rows")
    student.press("data-flip-header")
    student.wait_for_text("data-left-out", "Row 1")
    student.press("data-flip-header")
    student.wait_until("document.getElementById('data-left-out') === null")
    found = Axe().run(page, context="#own-data-view").response["violations"]
    assert [one["id"] for one in found] == []


def take_what_was_pasted(student):
    page = student.page
    student.press("data-take")
    student.wait_until(f"{TAKEN}?.targets.length === {len(HEIGHTS)}")
    points = page.evaluate(TAKEN)
    assert [list(row) for row in zip(*points["features"], strict=True)] == [SPANS]
    assert points["targets"] == HEIGHTS
    assert points["inputs"] == [{"name": "Spannweite", "unit": "cm"}]
    student.wait_until(f"{FITTED}?.targets.length === 28")
    fitted = page.evaluate(f"{FITTED}.least_squares")
    slope, bias = np.polyfit(SPANS, HEIGHTS, 1)
    assert np.allclose([*fitted["weight"], fitted["bias"]], [slope, bias], rtol=1e-6)
    student.becomes("document.activeElement.id", "own-data")
    assert not page.is_visible("#own-data-view")


def open_a_workbook_and_take_some_of_it(student):
    page = student.page
    student.press("own-data")
    rows = [[HOSTILE, "a", "b", "c"], ["Anna", 1.0, 2.0, 3.0], ["Ben", 2.0, "k. A.", 4.0], ["Cem", 3.0, 5.0, 5.0]]
    rows += [[HOSTILE, 4.0, HOSTILE, 6.0], ["Dora", 5.0, 9.0, 7.0]]
    named = {"name": "8b.xlsx", "mimeType": "", "buffer": files.xlsx(rows)}
    page.set_input_files("#data-file", named)
    student.wait_for_text("data-reading", "2 rows left out: 3 and 5")
    assert HOSTILE in student.text("data-left-out")
    page.select_option("#data-x", label="c")
    page.check("#data-more input[value='1']")
    student.press("data-take")
    student.wait_until(f"{TAKEN}?.targets.length === 3")
    points = page.evaluate(TAKEN)
    assert (points["features"], points["targets"]) == ([[1, 3], [3, 5], [5, 7]], [2, 5, 9])
    assert (points["labels"], points["title"]) == (["Anna", "Cem", "Dora"], "8b")
    assert page.evaluate("window.hacked") is None


def open_what_cannot_be_read(student):
    page = student.page
    student.press("own-data")
    for name, content, words in (
        ("cat.csv", PNG, "no text and no table"),
        ("bomb.xlsx", files.bomb(), "far larger"),
        ("long.csv", b"1;2\n" * 300_000, "more than 1 MB"),
    ):
        page.set_input_files("#data-file", {"name": name, "mimeType": "", "buffer": content})
        student.wait_for_text("data-reading", words)
        assert page.is_disabled("#data-take")
    page.keyboard.press("Escape")
    assert not page.is_visible("#own-data-view")


def learn_from_six_columns(student):
    """More features than the page has rows for at first: each has its weight wherever weights are told."""
    page = student.page
    table = np.random.default_rng(5).normal(20, 3, (30, 7)).round(2)
    names = [*"abcde", "shoe size", "Note"]
    student.press("own-data")
    lines = ["\t".join(names), *("\t".join(map(str, row)) for row in table.tolist())]
    page.fill("#data-text", "\n".join(lines))
    student.wait_for_text("data-reading", "30 rows")
    page.select_option("#data-y", label="Note")
    assert "19 in all at most" in student.text("data-more")
    student.press("data-all")
    student.press("data-take")
    student.wait_until(f"{FITTED}?.inputs.length === 6")
    held = page.evaluate("dash_clientside.chalkline.page.state.record.start.parameters")
    student.press("step")
    student.wait_for_epoch(1)
    student.wait_until("document.querySelector('#weight-6') !== null")
    told = np.array([student.value(name) for name in ("weight", *(f"weight-{i}" for i in range(2, 7)), "bias")])
    assert told == pytest.approx(stepped(table, np.array([*held["linear.weight"], *held["linear.bias"]])), rel=1e-4)
    shown = page.locator("#weights-rows .weights-row:visible .name").all_text_contents()
    assert shown == [*names[:6], "Bias"]
    terms = [
        term.replace("\u00a0", " ").split()[-1] for term in page.locator("#equation .term:visible").all_text_contents()
    ]
    assert terms[:6] == [*"abcde", "size"]
    assert float(terms[6]) == pytest.approx(told[6], abs=0.006)
    assert page.is_visible(".key-prices .entry.true")  # the diagonal has its name
    assert page.evaluate(f"getComputedStyle({MAP_TRUTH}).display") == "none"  # and the map none that nobody knows
    student.press("chip-predict")
    page.fill("#asked-6", "43")
    page.press("#asked-6", "Enter")
    student.wait_until("document.querySelector('#prediction').dataset.value !== ''")
    asked = [*table[0, :5], 43]
    assert student.value("prediction") == pytest.approx(told[:6] @ asked + told[6], rel=1e-5)


def stepped(table, held, rate=0.01):
    """What one step of gradient descent makes of the weights of standardised features, told for the features."""
    features, targets = table[:, :-1], table[:, -1]
    mean, scale = features.mean(axis=0), features.std(axis=0)
    design = np.column_stack([(features - mean) / scale, np.ones(len(targets))])
    after = held - rate * 2 * design.T @ (design @ held - targets) / len(targets)
    return [*(after[:-1] / scale), after[-1] - after[:-1] @ (mean / scale)]
