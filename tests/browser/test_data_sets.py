"""Every data set on one page: chosen, stepped through and seen, with its own learning rates, units and question."""

from math import log10

import pytest

from model.data import DATA_SETS, load
from model.theory import largest_stable_learning_rate

SEEN = """() => {
    const { state } = dash_clientside.chalkline.page;
    const place = (id) => document.getElementById(id);
    const share = (name) => Number(place("zones").style.getPropertyValue(name));
    const axis = document.querySelector("#loss-figure .js-plotly-plot")._fullLayout.yaxis;
    const { min, max, value } = place("learning-rate");
    return {
        epoch: state.record.epoch,
        now: [...state.record.now.weight, state.record.now.bias, state.record.now.loss],
        told: ["weight", "bias", "loss"].map((id) => Number(place(id).dataset.value)),
        line: document.querySelector("#fit-figure .scatterlayer").innerHTML.includes("NaN"),
        names: [...document.querySelectorAll("#fit-figure .annotation-text")].map((it) => it.textContent).join(" "),
        slider: [min, value, max].map(Number),
        zone: share("--diverges-from"),
        rate: place("learning-rate-value").textContent,
        limit: Number(place("learning-rate-limit").dataset.value),
        prompt: place("prompt").textContent,
        axis: [axis.type, ...axis.range],
        lowest: state.points.least_squares.loss,
        sentence: place("sentence").textContent,
    };
}"""
TABLE = """() => [...document.querySelectorAll("#data-table tbody")].map((body) =>
    [...body.querySelectorAll("th, td")].map((cell) => cell.textContent))"""
TITLES = """async () => {
    const names = await import(document.querySelector("script[type=module]").src.replace("main.js", "text/names.js"));
    const kinds = Object.keys(dash_clientside.chalkline.page.state.schema.data).filter((kind) => kind !== "points");
    return kinds.map((kind) => names.datasetTitle(kind));
}"""
ARRIVED = "(kind) => dash_clientside.chalkline.page.state.points?.kind === kind"
STEP_TWICE = "[1, 2].forEach(() => document.querySelector('#step').click())"
DRAWN = """() => {
    const { length } = dash_clientside.chalkline.page.state.record.history;
    return length === 3 && document.querySelector("#epoch").textContent === "2";
}"""


def test_every_data_set_is_chosen_stepped_and_seen(student):
    headings = student.page.locator("#dataset option:disabled:not([hidden])")
    assert headings.all_text_contents() == ["Made", "Measured", "Penguins of 2014", "Anscombe's quartet, 1973"]
    prompts, low_before = set(), -4
    for kind, spec in DATA_SETS.items():
        rates, points = spec.rate_setting(), load(spec())
        choose(student, kind, moved=log10(rates.low) != pytest.approx(low_before))
        low_before = log10(rates.low)
        student.page.evaluate(STEP_TWICE)
        student.wait_until(DRAWN)
        seen = student.page.evaluate(SEEN)
        check_numbers(seen)
        check_rates(seen, rates, points)
        check_figures(seen, points)
        prompts.add(seen["prompt"])
    check_the_table(student)
    # Each has a question of its own, but for the bills of the three kinds, which share one.
    assert len(prompts) == len(DATA_SETS) - 2


def choose(student, kind, moved):
    """Choose a data set; where its rates are others than those before, that is said."""
    student.page.select_option("#dataset", kind)
    student.wait_until(ARRIVED, kind)
    sentence = student.text("sentence")
    assert sentence.startswith("The slider now goes from") == moved, sentence


def check_numbers(seen):
    assert seen["told"][-1] == seen["now"][-1] < float("inf")
    assert all(abs(number) < 1e12 for number in seen["now"])
    assert not seen["line"]
    assert seen["prompt"].startswith("Try this.")


def check_rates(seen, rates, points):
    assert seen["slider"] == pytest.approx([log10(rates.low), log10(rates.default), log10(rates.high)])
    assert float(seen["rate"]) == rates.default
    limit = largest_stable_learning_rate(points.training_features)
    assert seen["limit"] == pytest.approx(limit)
    assert seen["zone"] == pytest.approx(log10(limit / rates.low) / 5, abs=1e-6)


def check_figures(seen, points):
    kind_of_axis, low, high = seen["axis"]
    assert kind_of_axis == "log"
    assert low <= log10(seen["lowest"]) < log10(seen["now"][-1]) <= high
    for unit in {variable.unit for variable in (points.inputs[0], points.output)} if points.x is not None else ():
        assert unit in seen["names"], seen["names"]


def check_the_table(student):
    """Side by side, from About: what the model says of each, and the focus goes in and comes back."""
    student.press("about-button")
    student.press("about-data")
    student.wait_until("document.activeElement?.closest('#data-table') !== null")
    rows = student.page.evaluate(TABLE)
    assert [row[0] for row in rows] == student.page.evaluate(TITLES)
    assert ["Boyle, 1662", "25", "1403", "0.998"] in [row[:4] for row in rows]
    assert any("bill depth (mm) over bill length (mm)" in row[-1] and "CC0." in row[-1] for row in rows)
    student.page.keyboard.press("Escape")
    assert student.page.query_selector("#data-table") is None
    assert student.page.evaluate("document.activeElement.id") == "about-button"
