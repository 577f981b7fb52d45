"""The residuals: target − prediction over x, as segments or as squares, beside the square that is their mean."""

from collections.abc import Sequence

import plotly.graph_objects as go

from components.figures.sheet import NO_LINE, axis_label, line, sheet
from components.theme import Palette

MARGIN = {"l": 40, "r": 24, "t": 22, "b": 30}


def residuals_figure(
    *,
    palette: Palette,
    x: Sequence[float] = (),
    residuals: Sequence[float] = (),
    x_range: tuple[float, float] = (0.0, 1.0),
    y_range: tuple[float, float] = (-3.0, 3.0),
    x_name: str = "x",
) -> go.Figure:
    """Draw the residuals (n,) over x (n,), in units of the target; 0 is the predicted line."""
    figure = sheet(
        palette=palette,
        margin=MARGIN,
        traces=[
            line("Segments", NO_LINE, color=palette.data, width=1.4),
            line("Predicted", (x_range, (0, 0)), color=palette.predicted, width=3.5),
            {
                "type": "scatter",
                "name": "Residuals",
                "mode": "markers",
                "x": list(x),
                "y": list(residuals),
                "marker": {"color": palette.data, "size": 6, "opacity": 0.72},
                "hovertemplate": "x %{x:.4~g}, residual %{y:.4~g}<extra></extra>",
            },
            line("Mean square", NO_LINE, color=palette.predicted, width=3),
        ],
        x={"range": list(x_range)},
        y={"range": list(y_range)},
    )
    figure.add_annotation(axis_label("residual", palette=palette, x=0, y=1, xanchor="left", yanchor="bottom"))
    figure.add_annotation(axis_label(x_name, palette=palette, x=1, y=0, xanchor="left", yanchor="middle", xshift=8))
    return figure
