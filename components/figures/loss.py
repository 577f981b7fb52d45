"""The loss curve: the mean squared error after each epoch, and the lowest that any line can have."""

from collections.abc import Sequence

import plotly.graph_objects as go

from components.figures.sheet import sheet
from components.theme import Palette

MARGIN = {"l": 44, "r": 12, "t": 22, "b": 42}


def loss_figure(
    *,
    palette: Palette,
    epochs: Sequence[int] = (),
    losses: Sequence[float] = (),
    lowest: float | None = None,
    x_range: tuple[float, float] = (0.0, 50.0),
    y_range: tuple[float, float] = (-1.4, 1.3),
    logarithmic: bool = True,
) -> go.Figure:
    """Draw the loss by epoch; `y_range` is in powers of ten when the axis is logarithmic, as Plotly has it."""
    return sheet(
        palette=palette,
        margin=MARGIN,
        traces=[
            {
                "type": "scatter",
                "name": "Lowest possible",
                "mode": "lines",
                "x": list(x_range),
                "y": [lowest, lowest],
                "line": {"color": palette.least_squares, "width": 3, "dash": "0px,7px"},
                "hoverinfo": "skip",
            },
            {
                "type": "scatter",
                "name": "Kept runs",
                "mode": "lines+text",
                "x": [],
                "y": [],
                "text": [],
                "line": {"color": palette.ink2, "width": 1.6, "simplify": False},
                "textfont": {"color": palette.ink, "size": 15},
                "textposition": "top right",
                "connectgaps": False,
                "hoverinfo": "skip",
            },
            {
                "type": "scatter",
                "name": "Loss",
                "mode": "lines",
                "x": list(epochs),
                "y": list(losses),
                "line": {"color": palette.predicted, "width": 3.5, "simplify": False},
                "hovertemplate": "epoch %{x}: %{y:.4~g}<extra></extra>",
            },
            {
                "type": "scatter",
                "name": "Now",
                "mode": "markers",
                "x": list(epochs[-1:]),
                "y": list(losses[-1:]),
                "marker": {"color": palette.predicted, "size": 12, "line": {"color": palette.plot, "width": 2}},
                "cliponaxis": False,
                "hoverinfo": "skip",
            },
        ],
        x={
            "range": list(x_range),
            "title": {"text": "epoch", "standoff": 4, "font": {"color": palette.ink, "size": 16}},
        },
        y={"range": list(y_range), "type": "log" if logarithmic else "linear"},
    )
