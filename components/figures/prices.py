"""Predicted against actual: what a fit looks like when there are several features and no line to draw."""

import plotly.graph_objects as go

from components.figures.squared_paper import axis_label, line, points, squared_paper
from components.text import text
from components.theme import Palette

MARGIN = {"l": 46, "r": 24, "t": 30, "b": 52}
RANGE = [0.0, 800.0]


def prices_figure(*, palette: Palette) -> go.Figure:
    """Return one dot per example, (actual, predicted), and the diagonal on which predictions are right."""
    figure = squared_paper(
        palette=palette,
        margin=MARGIN,
        traces=[
            points("Predicted", color=palette.predicted),
            line("Predicted = actual", color=palette.true, width=2.8, dash="10px,6px") | {"x": RANGE, "y": RANGE},
        ],
        x={"range": RANGE},
        y={"range": RANGE},
    )
    price = {"output": text("data.house-prices.price"), "unit": "k€"}
    above = text("figure.prices.predicted.with-unit", **price)
    below = text("figure.prices.actual.with-unit", **price)
    figure.add_annotation(axis_label(above, palette=palette, x=0, y=1, xanchor="left", yanchor="bottom"))
    figure.add_annotation(axis_label(below, palette=palette, x=1, y=0, xanchor="right", yanchor="top", yshift=-24))
    return figure
