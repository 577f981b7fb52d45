"""Figures: skeletons that a palette alone gives, told apart by trace name."""

import inspect
from itertools import combinations

import pytest

from components.figures.fit import fit_figure
from components.figures.loss import loss_figure
from components.figures.loss_map import loss_map_figure
from components.figures.prices import prices_figure
from components.figures.residuals import residuals_figure
from components.figures.samples import fan_figure, histogram_figure
from components.theme import PALETTES, Palette

FIGURES = (fit_figure, loss_figure, prices_figure, loss_map_figure, residuals_figure, fan_figure, histogram_figure)


def by_name(figure):
    return {trace.name: trace for trace in figure.data}


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_the_fit_has_its_traces_and_colours(palette):
    traces = by_name(fit_figure(palette=palette))
    named = ["Residuals", "Data", "Earlier epochs", "Predicted", "True line", "Least squares"]
    named += ["My guess", "My line", "Epoch shown"]
    assert list(traces) == named
    assert traces["Predicted"].line.color == palette.predicted
    assert traces["True line"].line.color == palette.true
    assert traces["Data"].marker.color == palette.data
    assert traces["Data"].mode == "markers"


def test_the_loss_curve_has_its_traces_on_a_logarithmic_axis():
    figure = loss_figure(palette=PALETTES["light"])
    traces = by_name(figure)
    assert list(traces) == ["Lowest possible", "Kept runs", "Loss", "Now"]
    assert traces["Loss"].hovertemplate == "%{text}<extra></extra>"
    assert figure.layout.xaxis.title.text == "epoch"
    assert figure.layout.yaxis.type == "log"


def test_prices_lie_about_a_diagonal():
    figure = prices_figure(palette=PALETTES["light"])
    traces = by_name(figure)
    assert list(traces) == ["Predicted", "Predicted = actual"]
    assert list(traces["Predicted = actual"].x) == list(traces["Predicted = actual"].y) == [0, 800]
    assert [note.text for note in figure.layout.annotations] == [
        "<i>predicted price (k€)</i>",
        "<i>actual price (k€)</i>",
    ]


def test_the_loss_map_has_contours_a_path_and_its_marks():
    traces = by_name(loss_map_figure(palette=PALETTES["dark"]))
    assert {"Loss", "Kept runs", "Path", "True", "Least squares", "Start", "Next step", "Now"} <= set(traces)
    assert [stop[1] for stop in traces["Loss"].colorscale] == list(PALETTES["dark"].loss_map)
    assert traces["Loss"].contours.size == 1
    assert traces["True"].marker.line.color == PALETTES["dark"].true


def test_the_residuals_lie_about_the_predicted_line():
    traces = by_name(residuals_figure(palette=PALETTES["light"]))
    assert list(traces) == ["Segments", "Predicted", "Residuals", "Mean square"]
    assert list(traces["Predicted"].y) == [0, 0]


@pytest.mark.parametrize("make", FIGURES)
def test_a_figure_is_small_plain_json(make):
    text = make(palette=PALETTES["light"]).to_json()
    assert len(text) < 6000
    assert "bdata" not in text


@pytest.mark.parametrize("make", FIGURES)
def test_a_figure_depends_on_its_palette_alone(make):
    assert list(inspect.signature(make).parameters) == ["palette"]
    assert make(palette=PALETTES["light"]) == make(palette=PALETTES["light"])
    assert make(palette=PALETTES["light"]) != make(palette=PALETTES["dark"])


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_text_and_graphics_can_be_told_from_their_ground(palette: Palette):
    texts = (palette.ink, palette.ink2, palette.predicted_text, palette.true_text, palette.least_squares_text)
    assert all(contrast(text, palette.page) >= 4.5 for text in texts)
    actors = (palette.data, palette.predicted, palette.true, palette.least_squares, palette.axis, palette.zigzag)
    assert all(contrast(actor, palette.plot) >= 3 for actor in actors)
    assert contrast(palette.on_action, palette.action) >= 4.5
    assert contrast(palette.ink, palette.notice) >= 4.5


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_the_colours_of_eight_runs_are_seen_and_told_apart(palette: Palette):
    assert len(set(palette.runs)) == 8
    assert not {palette.predicted, palette.true, palette.least_squares, palette.action} & set(palette.runs)
    assert all(contrast(colour, ground) >= 3 for colour in palette.runs for ground in (palette.plot, palette.page))
    for one, other in combinations(palette.runs, 2):
        apart = max(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) for i in (1, 3, 5))
        assert apart >= 30, (one, other)
