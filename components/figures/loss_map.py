"""The loss map: the mean squared error over weight and bias, and the way that a run takes down into its valley."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from components.figures.sheet import NO_LINE, Line, line, sheet
from components.theme import INTERFACE_FONT, Palette

MARGIN = {"l": 34, "r": 10, "t": 22, "b": 30}
LABEL_SIZE = 15

Place = tuple[float, float]


def loss_map_figure(
    *,
    palette: Palette,
    weights: Sequence[float] = (),
    biases: Sequence[float] = (),
    log2_loss: Sequence[Sequence[float]] = (),
    levels: tuple[float, float] = (-3.0, 5.0),
    path: Line = NO_LINE,
    true: Place | None = None,
    least_squares: Place | None = None,
) -> go.Figure:
    """Draw contours of the loss and the path of a run, all in (weight, bias).

    `log2_loss` is a grid, one row a bias, of the loss's logarithm to base 2, so that each contour line stands for
    twice the loss of the one inside it; `levels` are the lowest and highest line.
    """
    figure = sheet(
        palette=palette,
        margin=MARGIN,
        traces=[
            _contours(palette, weights, biases, log2_loss, levels),
            line("Kept runs", NO_LINE, color=palette.ink2, width=1.6),
            line("Edge of the path", NO_LINE, color=palette.plot, width=6.5),
            line("Path", path, color=palette.predicted, width=3),
            line("Epochs", NO_LINE, color=palette.predicted, width=11),
            _mark(
                "Least squares",
                symbol="circle-open",
                size=22,
                colour=palette.least_squares,
                width=3.4,
                place=least_squares,
            ),
            _mark("True", symbol="cross-thin", size=18, colour=palette.true, width=3.4, place=true),
            _mark("Start", symbol="circle", size=13, colour=palette.predicted, width=2.4, fill=palette.plot),
            _mark("Now", symbol="circle", size=16, colour=palette.predicted, width=0, place=_last(path)),
            line("Next step", NO_LINE, color=palette.ink, width=2.6),
            _mark("Epoch shown", symbol="circle-open", size=22, colour=palette.ink, width=2),
            _mark("Pressed", symbol="x-thin", size=15, colour=palette.action, width=3.4),
        ],
        x={"title": None},
        y={"title": None},
    )
    figure.add_annotation(_axis_name("bias", palette, x=0, y=1, xanchor="left", yanchor="bottom", xshift=-16, yshift=2))
    figure.add_annotation(_axis_name("weight", palette, x=1, y=0, xanchor="right", yanchor="bottom", xshift=-4))
    figure.update_xaxes(showgrid=False, minor={"showgrid": False}, ticks="outside", ticklen=5)
    figure.update_yaxes(showgrid=False, minor={"showgrid": False}, ticks="outside", ticklen=5)
    return figure


def _contours(
    palette: Palette,
    weights: Sequence[float],
    biases: Sequence[float],
    log2_loss: Sequence[Sequence[float]],
    levels: tuple[float, float],
) -> dict[str, Any]:
    return {
        "type": "contour",
        "name": "Loss",
        "x": list(weights),
        "y": list(biases),
        "z": [list(row) for row in log2_loss],
        "contours": {"start": levels[0], "end": levels[1], "size": 1, "coloring": "fill"},
        "autocontour": False,
        "colorscale": [[i / 5, colour] for i, colour in enumerate(palette.loss_map)],
        "showscale": False,
        "line": {"color": palette.axis, "width": 0.8, "smoothing": 1},
        "hoverinfo": "skip",
    }


def _mark(
    name: str,
    *,
    symbol: str,
    size: float,
    colour: str,
    width: float,
    place: Place | None = None,
    fill: str | None = None,
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": name,
        "mode": "markers",
        "x": [place[0]] if place else [],
        "y": [place[1]] if place else [],
        "marker": {"symbol": symbol, "size": size, "color": fill or colour, "line": {"color": colour, "width": width}},
        "hoverinfo": "skip",
    }


def _last(path: Line) -> Place | None:
    weight, bias = (path[0][-1], path[1][-1]) if path[0] else (None, None)
    return None if weight is None or bias is None else (weight, bias)


def _axis_name(text: str, palette: Palette, **place: Any) -> dict[str, Any]:
    font = {"family": INTERFACE_FONT, "size": LABEL_SIZE, "color": palette.ink}
    return {"text": f"<b>{text}</b>", "showarrow": False, "font": font, "xref": "paper", "yref": "paper"} | place
