"""The loss map: the mean squared error over weight and bias, and the way that a run takes down into its valley.

The contours are of the loss's logarithm to base 2, so that each line stands for twice the loss of the one inside it.
"""

from typing import Any

import plotly.graph_objects as go

from components.figures.squared_paper import kept_runs, line, markers, squared_paper
from components.text import text
from components.theme import INTERFACE_FONT, Palette

MARGIN = {"l": 34, "r": 10, "t": 22, "b": 30}
LABEL_SIZE = 15


def loss_map_figure(*, palette: Palette) -> go.Figure:
    """Return contours of the loss, the path of a run and its marks, all in (weight, bias)."""
    figure = squared_paper(
        palette=palette,
        margin=MARGIN,
        traces=[
            _contours(palette),
            kept_runs(palette),
            line("Edge of the path", color=palette.plot, width=6.5),
            line("Path", color=palette.predicted, width=3),
            line("Epochs", color=palette.predicted, width=11),
            _mark("Least squares", symbol="circle-open", size=22, colour=palette.least_squares, width=3.4),
            _mark("True", symbol="cross-thin", size=18, colour=palette.true, width=3.4),
            _mark("Start", symbol="circle", size=13, colour=palette.predicted, width=2.4, fill=palette.plot),
            _mark("Now", symbol="circle", size=16, colour=palette.predicted, width=0),
            line("Next step", color=palette.ink, width=2.6),
            _mark("Epoch shown", symbol="circle-open", size=22, colour=palette.ink, width=2),
            _mark("Pressed", symbol="x-thin", size=15, colour=palette.action, width=3.4),
        ],
        x={"title": None},
        y={"title": None},
    )
    bias, weight = text("panel.map.bias"), text("panel.map.weight")
    figure.add_annotation(_axis_name(bias, palette, x=0, y=1, xanchor="left", yanchor="bottom", xshift=-16, yshift=2))
    figure.add_annotation(_axis_name(weight, palette, x=1, y=0, xanchor="right", yanchor="bottom", xshift=-4))
    figure.update_xaxes(showgrid=False, minor={"showgrid": False}, ticks="outside", ticklen=5)
    figure.update_yaxes(showgrid=False, minor={"showgrid": False}, ticks="outside", ticklen=5)
    return figure


def _contours(palette: Palette) -> dict[str, Any]:
    return {
        "type": "contour",
        "name": "Loss",
        "x": [],
        "y": [],
        "z": [],
        "contours": {"start": -3.0, "end": 5.0, "size": 1, "coloring": "fill"},
        "autocontour": False,
        "colorscale": [[i / 5, colour] for i, colour in enumerate(palette.loss_map)],
        "showscale": False,
        "line": {"color": palette.axis, "width": 0.8, "smoothing": 1},
        "hoverinfo": "skip",
    }


def _mark(name: str, *, symbol: str, size: float, colour: str, width: float, fill: str | None = None) -> dict[str, Any]:
    look = {"symbol": symbol, "size": size, "color": fill or colour, "line": {"color": colour, "width": width}}
    return markers(name, look, hoverinfo="skip")


def _axis_name(name: str, palette: Palette, **place: Any) -> dict[str, Any]:
    font = {"family": INTERFACE_FONT, "size": LABEL_SIZE, "color": palette.ink}
    return {"text": f"<b>{name}</b>", "showarrow": False, "font": font, "xref": "paper", "yref": "paper"} | place
