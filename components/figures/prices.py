"""Predicted against actual: what a fit looks like when there are several features and no line to draw."""

from collections.abc import Sequence

import plotly.graph_objects as go

from components.figures.sheet import axis_label, sheet
from components.theme import Palette

MARGIN = {"l": 46, "r": 24, "t": 30, "b": 52}


def prices_figure(
    *,
    palette: Palette,
    actual: Sequence[float] = (),
    predicted: Sequence[float] = (),
    axis_range: tuple[float, float] = (0.0, 800.0),
    name: str = "price",
    unit: str = "k€",
) -> go.Figure:
    """Draw one dot per example, (actual, predicted), and the diagonal on which predictions are right."""
    figure = sheet(
        palette=palette,
        margin=MARGIN,
        traces=[
            {
                "type": "scatter",
                "name": "Predicted",
                "mode": "markers",
                "x": list(actual),
                "y": list(predicted),
                "marker": {"color": palette.predicted, "size": 6, "opacity": 0.72},
                "hovertemplate": "actual %{x:.4~g}, predicted %{y:.4~g}<extra></extra>",
            },
            {
                "type": "scatter",
                "name": "Predicted = actual",
                "mode": "lines",
                "x": list(axis_range),
                "y": list(axis_range),
                "line": {"color": palette.true, "width": 2.8, "dash": "10px,6px"},
                "hoverinfo": "skip",
            },
        ],
        x={"range": list(axis_range)},
        y={"range": list(axis_range)},
    )
    unit = f" ({unit})" if unit else ""
    figure.add_annotation(
        axis_label(f"predicted {name}{unit}", palette=palette, x=0, y=1, xanchor="left", yanchor="bottom")
    )
    figure.add_annotation(
        axis_label(f"actual {name}{unit}", palette=palette, x=1, y=0, xanchor="right", yanchor="top", yshift=-24)
    )
    return figure
