"""The fit: the points, the line the model predicts now, where it was earlier, and the lines it could aim at."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from components.figures.sheet import axis_label, sheet
from components.theme import Palette

Line = tuple[Sequence[float | None], Sequence[float | None]]
NO_LINE: Line = ((), ())
MARGIN = {"l": 34, "r": 24, "t": 22, "b": 30}


def fit_figure(
    *,
    palette: Palette,
    points: Line = NO_LINE,
    predicted: Line = NO_LINE,
    earlier: Line = NO_LINE,
    true_line: Line = NO_LINE,
    least_squares: Line = NO_LINE,
    x_range: tuple[float, float] = (0.0, 1.0),
    y_range: tuple[float, float] = (-1.0, 6.5),
    x_name: str = "x",
    y_name: str = "y",
) -> go.Figure:
    """Draw points (x, y) and lines, each a pair of x and y values; `earlier` holds lines parted by None."""
    figure = sheet(
        palette=palette,
        margin=MARGIN,
        traces=[
            _points(points, palette),
            _line("Earlier epochs", earlier, color=palette.predicted, width=1.6) | {"opacity": 0.4},
            _line("Predicted", predicted, color=palette.predicted, width=6.5),
            _line("True line", true_line, color=palette.true, width=2.8, dash="10px,6px"),
            _line("Least squares", least_squares, color=palette.least_squares, width=3.4, dash="0px,7px"),
        ],
        x={"range": list(x_range)},
        y={"range": list(y_range)},
    )
    figure.add_annotation(axis_label(y_name, palette=palette, x=0, y=1, xanchor="center", yanchor="bottom"))
    figure.add_annotation(axis_label(x_name, palette=palette, x=1, y=0, xanchor="left", yanchor="middle", xshift=8))
    return figure


def _points(points: Line, palette: Palette) -> dict[str, Any]:
    marker = {"color": palette.data, "size": 6, "opacity": 0.72}
    return {
        "type": "scatter",
        "name": "Data",
        "mode": "markers",
        "x": list(points[0]),
        "y": list(points[1]),
        "marker": marker,
        "hovertemplate": "%{x:.4~g}, %{y:.4~g}<extra></extra>",
    }


def _line(name: str, line: Line, *, color: str, width: float, dash: str = "solid") -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": name,
        "mode": "lines",
        "x": list(line[0]),
        "y": list(line[1]),
        "line": {"color": color, "width": width, "dash": dash, "simplify": False},
        "connectgaps": False,
        "hoverinfo": "skip",
    }
