"""Who sees fewer colours tells the actors apart: by colour as far as there is one, and each by a shape of its own.

Colours are simulated at full severity by the matrices of Machado, Oliveira and Fernandes, "A Physiologically-based
Model for Simulation of Color Vision Deficiency", IEEE TVCG 15 (2009), which are for linear RGB; how far two of them
are apart is CIEDE2000's (Sharma, Wu and Dalal, 2005).
"""

from itertools import combinations

import numpy as np
import pytest

from components.figures.fit import fit_figure
from components.figures.loss_map import loss_map_figure
from components.theme import PALETTES

MACHADO = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
SIGHTS = {"all colours": np.eye(3).tolist(), **MACHADO}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = TO_XYZ.sum(axis=1)
ACTORS = ("data", "predicted", "true", "least_squares", "hand")
DOTS = "circle"
CLEAR = 10.0  # of CIEDE2000: seen at a glance, side by side
LEAST = 3.0  # of WCAG 1.4.11, for what is drawn
EVERY = pytest.mark.parametrize("mode", PALETTES)
EVERYBODY = pytest.mark.parametrize("sight", SIGHTS)


def linear(colour):
    values = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def seen(colour, sight):
    """Return the linear RGB that somebody sees."""
    return np.clip(np.array(SIGHTS[sight]) @ linear(colour), 0, 1)


def lab(rgb):
    ratio = TO_XYZ @ rgb / WHITE
    x, y, z = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def apart(one, other, sight):
    """Return how far two colours are apart as somebody sees them."""
    return distance(lab(seen(one, sight)), lab(seen(other, sight)))


def distance(one, other):
    """Return CIEDE2000 of two places in Lab."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    c = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 0.5 * (1 - np.sqrt(c**7 / (c**7 + 25.0**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    dh = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn) / 2)
    l_, c_ = (l1 + l2) / 2, (c1 + c2) / 2
    h_ = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = 1 - 0.17 * cos(h_ - 30) + 0.24 * cos(2 * h_) + 0.32 * cos(3 * h_ + 6) - 0.20 * cos(4 * h_ - 63)
    sl = 1 + 0.015 * (l_ - 50) ** 2 / np.sqrt(20 + (l_ - 50) ** 2)
    sc, sh = 1 + 0.045 * c_, 1 + 0.015 * c_ * t
    turned = 60 * np.exp(-(((h_ - 275) / 25) ** 2))
    rt = -2 * np.sqrt(c_**7 / (c_**7 + 25.0**7)) * np.sin(np.radians(turned))
    dl, dc, dh = (l2 - l1) / sl, (c2 - c1) / sc, dh / sh
    return float(np.sqrt(dl**2 + dc**2 + dh**2 + rt * dc * dh))


def cos(degrees):
    return np.cos(np.radians(degrees))


def contrast(one, other, sight):
    """Return the ratio of WCAG 2."""
    low, high = sorted(0.05 + float(TO_XYZ[1] @ seen(colour, sight)) for colour in (one, other))
    return high / low


def test_the_distance_is_that_of_the_published_pairs():
    """Three of the pairs of Sharma, Wu and Dalal, by their Lab."""
    for one, other, told in (
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ):
        assert distance(one, other) == pytest.approx(told, abs=1e-4)


@EVERY
@EVERYBODY
def test_each_actor_stands_out_from_the_paper(mode, sight):
    palette = PALETTES[mode]
    found = {name: round(contrast(getattr(palette, name), palette.plot, sight), 2) for name in ACTORS}
    assert {name: ratio for name, ratio in found.items() if ratio < LEAST} == {}
    runs = {i: round(contrast(colour, palette.plot, sight), 2) for i, colour in enumerate(palette.runs, 1)}
    assert {i: ratio for i, ratio in runs.items() if ratio < LEAST} == {}


@EVERY
@EVERYBODY
def test_what_colour_alone_would_confuse_has_another_shape(mode, sight):
    """On the fit and on the map: two that are near in colour differ in dashes, in width by half, or in their mark."""
    for figure in (fit_figure, loss_map_figure):
        looks = {trace.name: look_of(trace) for trace in figure(palette=PALETTES[mode]).data if look_of(trace)}
        for (one, (colour, shape)), (other, (its, another)) in combinations(looks.items(), 2):
            assert shape != another or apart(colour, its, sight) >= CLEAR, f"{one}, {other}"


def look_of(trace):
    """Return a trace's colour, and what else it is told by; None for what is a backdrop or has no look of its own.

    A line of round dots among points is told from them by its colour alone.
    """
    if trace.type != "scatter" or trace.mode is None:
        return None
    if "markers" in trace.mode:
        colour, edge = trace.marker.color, trace.marker.line.color
        return edge or colour, ("mark", trace.marker.symbol or DOTS, edge in (None, colour))
    dash = trace.line.dash or "solid"
    return trace.line.color, ("mark", DOTS, True) if dash.startswith("0px") else ("line", dash, round(trace.line.width))
