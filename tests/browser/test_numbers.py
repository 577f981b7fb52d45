"""One way to write numbers: on the page, at the axes, under the pointer, in words for readers and in what is copied."""

import re

from tests.browser.person import choose

NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?(e[+-][1-9]\d*)?")
# Whatever begins like a number, with all that other ways of writing one would put into it.
ANY = re.compile(r"[-\u2212]?\d[\d.,\u00a0\u2009\u202f\u2032']*(?:[eE][-+\u2212]?\d+|[kM]\b)?")
WORDS = """() => {
    const shown = ({ parentElement: place }) => place.checkVisibility() && !place.closest("script, style, #about, pre");
    const walker = document.createTreeWalker(document.querySelector("#page"), NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) if (shown(walker.currentNode)) found.push(walker.currentNode.data);
    ["aria-label", "aria-valuetext", "title"].forEach((name) =>
        document.querySelectorAll(`[${name}]`).forEach((one) => found.push(one.getAttribute(name))));
    return found;
}"""
TICKS = """() => {
    const shown = [...document.querySelectorAll(".js-plotly-plot")].filter((graph) => graph.checkVisibility());
    const labels = (graph, axis) => [...graph.querySelectorAll(`.${axis} text`)].map((label) => label.textContent);
    return shown.flatMap((graph) => [labels(graph, "xtick"), labels(graph, "ytick")]);
}"""

# Numbers and formulas that a browser which translates would write anew: 0.5 is 0,5 in German.
TRANSLATED = """() => {
    const isNumber = (text) => /\\d/.test(text) && !/[a-z]{2}/i.test(text);
    const mayBe = (place) => place.closest("[translate]")?.getAttribute("translate") !== "no";
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const { parentElement: place, data } = walker.currentNode;
        const isSeen = place.checkVisibility() && !place.closest("script, #prompt, #aloud");
        if (isSeen && isNumber(data) && mayBe(place)) found.push(`${place.closest("[id]").id}: ${data}`);
    }
    return found;
}"""

COPIED = """(id) => {
    getSelection().selectAllChildren(document.getElementById(id));
    return getSelection().toString();
}"""


def numbers(text):
    return [found.rstrip(".,\u00a0\u2009\u202f") for found in ANY.findall(text)]


def written_otherwise(student):
    words = student.page.evaluate(WORDS)
    assert any("Epoch" in text for text in words)
    return {text for text in words if not all(NUMBER.fullmatch(number) for number in numbers(text))}


def check(student):
    assert written_otherwise(student) == set()
    assert student.page.evaluate(TRANSLATED) == []
    axes = student.page.evaluate(TICKS)
    assert len(axes) >= 4
    for labels in axes:
        assert len(labels) >= 2
        assert all(NUMBER.fullmatch(label) for label in labels), labels
        assert len(set(labels)) == len(labels), labels
        assert len({"e" in label for label in labels if label != "0"}) == 1, f"two notations at one axis: {labels}"


def show(student, dataset, *panels):
    choose(student, dataset)
    student.settle(700)
    for panel in panels:
        student.press(f"chip-{panel}")
    student.settle(700)


def test_other_ways_to_write_a_number_are_found():
    for other in ("49\u2009727", "131\u00a0072", "12,500", "\u22120.5", "200k", "3.2E7"):
        assert not all(NUMBER.fullmatch(number) for number in numbers(f"Loss {other}.")), other
    for one in ("Hubble, 1929, 24 nebulae", "2x + 3", "within 1\u00a0% of 0.057.", "-0.5, 3.26e+7"):
        assert all(NUMBER.fullmatch(number) for number in numbers(one)), one


def test_numbers_are_written_in_one_way_everywhere(student):
    student.set_rate(0.6)
    show(student, "line", "map", "residuals")
    student.press("step")
    student.wait_for_epoch(1)
    check(student)
    show(student, "hubble", "step")
    student.press("step")
    student.wait_for_epoch(1)
    student.page.hover("#fit-figure .trace path.point >> nth=3", force=True)
    student.wait_until("document.querySelector('#fit-figure .hoverlayer text') !== null")
    check(student)
    copied = student.page.evaluate(COPIED, "step-table")
    assert any(float(number) < 0 for number in numbers(copied)), copied
    student.page.click("[data-close=residuals]")
    student.page.click("[data-close=step]")
    student.page.click("#loss-scale [data-scale=linear]")
    student.settle()
    check(student)
    assert len([float(number) for number in numbers(student.page.evaluate(COPIED, "weights-rows"))]) == 5
    student.set_rate(1.5)
    show(student, "house-prices", "compare")
    student.press("keep-run")
    student.press("start")
    student.wait_for_text("state", "Stopped")
    assert written_otherwise(student) == set()
    student.press("card-close")  # beside it the loss figure has room for one label
    student.settle(700)
    check(student)
