"""The loss curve: the mean squared error after each epoch, and the lowest that any line can have."""

from typing import Any

import plotly.graph_objects as go

from components.figures.squared_paper import HOVER, kept_runs, line, squared_paper
from components.text import text
from components.theme import Palette

MARGIN = {"l": 44, "r": 12, "t": 22, "b": 42}
EPOCHS = [0.0, 50.0]


def loss_figure(*, palette: Palette) -> go.Figure:
    """Return the loss by epoch on a logarithmic axis, whose range is in powers of ten, as Plotly has it."""
    return squared_paper(
        palette=palette,
        margin=MARGIN,
        traces=[
            _lowest(palette),
            kept_runs(palette),
            _loss(palette),
            _now(palette),
        ],
        x={
            "range": EPOCHS,
            "title": {"text": text("figure.epoch"), "standoff": 4, "font": {"color": palette.ink, "size": 16}},
        },
        y={"range": [-1.4, 1.3], "type": "log"},
    )


def _lowest(palette: Palette) -> dict[str, Any]:
    lowest = line("Lowest possible", color=palette.least_squares, width=3, dash="0px,7px")
    return lowest | {"x": EPOCHS, "y": [None, None]}


def _loss(palette: Palette) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": "Loss",
        "mode": "lines",
        "x": [],
        "y": [],
        "line": {"color": palette.predicted, "width": 3.5, "simplify": False},
        "hovertemplate": HOVER,
    }


def _now(palette: Palette) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": "Now",
        "mode": "markers",
        "x": [],
        "y": [],
        "marker": {"color": palette.predicted, "size": 12, "line": {"color": palette.plot, "width": 2}},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
