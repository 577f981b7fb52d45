"""Many samples: a person draws them, reads the fan, the histogram and the numbers; what is hidden stays hidden."""

import numpy as np
import pytest

from model.data import HubbleData, LineData, load
from model.theory import least_squares
from tests.support import Student

STATE = "dash_clientside.chalkline.page.state"


def traces(student, figure):
    """What Plotly has drawn, by name."""
    return student.page.evaluate(
        """(id) => Object.fromEntries(document.querySelector(`#${id} .js-plotly-plot`).data
            .map(({ name, x, y }) => [name, { x: [...x], y: [...y] }]))""",
        figure,
    )


def drawn(student, count):
    student.wait_for_text("sampling-count", f"{count} sample")
    return traces(student, "fan-figure"), traces(student, "histogram-figure")


def set_points(student, n):
    student.page.evaluate("(n) => dash_clientside.chalkline.page.store.dispatch({ type: 'set', controls: { n } })", n)
    student.wait_until(f"{STATE}.points.targets.length === {n}")


def test_another_sample_shows_its_line_and_fifty_a_fan_under_theory_for_250_and_20_points(student):
    student.press("chip-sampling")
    student.press("another-sample")
    fan, counted = drawn(student, 1)
    x, y = np.array(fan["Sample"]["x"]), np.array(fan["Sample"]["y"])
    weight, bias = np.polyfit(x, y, 1)
    assert fan["This sample"]["y"] == pytest.approx([bias, weight + bias], rel=1e-5)
    assert student.value("sampling-slope") == pytest.approx(weight, rel=1e-5)
    assert x == pytest.approx(load(LineData()).features[:, 0], rel=1e-6)
    student.press("another-sample")
    other, _ = drawn(student, 2)
    assert other["Sample"]["x"] == fan["Sample"]["x"]
    assert other["Sample"]["y"] != fan["Sample"]["y"]
    student.press("fifty-samples")
    for n in (250, 20):
        set_points(student, n)
        error = 0.25 / np.sqrt(n * np.var(load(LineData(n=n)).features[:, 0]))
        student.wait_until(f"Math.abs(document.querySelector('#sampling-error').dataset.value / {error} - 1) < 1e-6")
        fan, counted = drawn(student, 52)
        slopes = np.diff(np.reshape([y for y in fan["Earlier samples"]["y"] if y is not None], (-1, 2)))[:, 0]
        assert len(slopes) == 49
        assert sum(counted["Samples"]["y"][1::4]) == 52
        assert student.value("sampling-mean") == pytest.approx(2, abs=4 * error / np.sqrt(52))
        assert student.value("sampling-spread") == pytest.approx(error, rel=0.45)
        assert np.std(slopes) == pytest.approx(error, rel=0.45)
    assert student.epoch() == 0
    student.press("sampling-as-t")
    student.wait_for_text("sampling-note", "of 52 here, 5 % by theory")
    assert "±2.10" in student.text("sampling-note")
    student.press("forget-samples")
    student.wait_for_text("sampling-count", "0 samples")
    assert student.errors == []


def test_the_truth_is_hidden_with_the_limits_and_a_reload_brings_the_samples_back(student):
    student.press("chip-sampling")
    student.press("fifty-samples")
    fan, counted = drawn(student, 50)
    assert fan["True line"]["y"] == [3, 5]
    assert counted["Centre"]["x"] == [2, 2]
    mean = student.value("sampling-mean")
    student.page.check("#hide-answer")
    student.wait_for_text("sampling-note", "hidden with the answer")
    fan, counted = drawn(student, 50)
    assert [fan["True line"]["y"], counted["Centre"]["x"], counted["Theory"]["y"]] == [[], [], []]
    student.reload()
    student.wait_for_panels()
    student.wait_for_text("sampling-count", "50 samples")
    assert student.value("sampling-mean") == mean
    assert student.errors == []


def test_real_data_are_drawn_from_themselves_and_it_is_named_so(student):
    student.page.select_option("#dataset", "hubble")
    student.press("chip-sampling")
    student.press("fifty-samples")
    student.wait_for_text("sampling-note", "Bootstrap")
    fan, _ = drawn(student, 50)
    data = load(HubbleData())
    best = least_squares(data.features, data.targets)
    assert student.value("sampling-error") == pytest.approx(best.weight_error[0], rel=1e-6)
    assert student.value("sampling-spread") == pytest.approx(best.weight_error[0], rel=0.5)
    assert set(fan["Sample"]["x"]) <= set(np.float32(data.features[:, 0]).tolist())
    student.page.select_option("#dataset", "house-prices")
    student.wait_until("document.querySelector('#chip-sampling').getAttribute('aria-disabled') === 'true'")
    assert not student.page.is_visible("#panel-sampling")
    assert student.errors == []


def test_a_link_opens_the_same_samples(student, chromium, server):
    student.press("chip-sampling")
    student.press("fifty-samples")
    drawn(student, 50)
    seed = student.page.evaluate(f"() => {STATE}.samples.seed")
    other = Student(chromium, f"{server.url}?v=1&open=sampling&samples={seed}_50").open()
    other.wait_for_text("sampling-count", "50 samples")
    assert other.value("sampling-mean") == student.value("sampling-mean")
    other.close()
