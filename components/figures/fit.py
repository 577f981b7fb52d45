"""The fit: the points, the line the model predicts now, where it was earlier, and the lines it could aim at."""

from typing import Any

import plotly.graph_objects as go

from components.figures.sheet import NO_LINE, Line, axis_label, line, sheet
from components.theme import Palette

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
            line("Residuals", NO_LINE, color=palette.data, width=1.2) | {"opacity": 0.7},
            _points(points, palette),
            line("Earlier epochs", earlier, color=palette.predicted, width=1.6) | {"opacity": 0.4},
            line("Predicted", predicted, color=palette.predicted, width=6.5),
            line("True line", true_line, color=palette.true, width=2.8, dash="10px,6px"),
            line("Least squares", least_squares, color=palette.least_squares, width=3.4, dash="0px,7px"),
            line("Epoch shown", NO_LINE, color=palette.ink, width=2, dash="3px,4px"),
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
