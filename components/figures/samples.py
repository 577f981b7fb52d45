"""Many samples: their points and fitted lines as a fan, and how often which slope came, against theory."""

import plotly.graph_objects as go

from components.figures.squared_paper import axis_label, line, markers, squared_paper
from components.text import text
from components.theme import Palette

MARGIN = {"l": 34, "r": 20, "t": 22, "b": 30}


def fan_figure(*, palette: Palette) -> go.Figure:
    """Return the points of the newest sample, its line, those before it, and what they are drawn about."""
    figure = squared_paper(
        palette=palette,
        margin=MARGIN,
        traces=[
            markers("Sample", {"color": palette.data, "size": 4, "opacity": 0.4}, hoverinfo="skip"),
            line("Earlier samples", color=palette.least_squares, width=1.2) | {"opacity": 0.6},
            line("This sample", color=palette.least_squares, width=3.5),
            line("True line", color=palette.true, width=2.8, dash="10px,6px"),
            line("Least squares", color=palette.ink, width=2.2, dash="10px,6px"),
        ],
        x={"range": [0.0, 1.0]},
        y={"range": [-1.0, 6.5]},
    )
    figure.add_annotation(axis_label("y", palette=palette, x=0, y=1, xanchor="center", yanchor="bottom"))
    figure.add_annotation(axis_label("x", palette=palette, x=1, y=0, xanchor="left", yanchor="middle", xshift=6))
    return figure


def histogram_figure(*, palette: Palette) -> go.Figure:
    """Return how many samples lie in each bin, the one drawn last, and the bell of theory."""
    figure = squared_paper(
        palette=palette,
        margin=MARGIN,
        traces=[
            line("Samples", color=palette.least_squares, width=1.4) | {"fill": "tozeroy"},
            line("Theory", color=palette.ink, width=2.4),
            line("Centre", color=palette.true, width=2.4, dash="10px,6px"),
            line("This sample", color=palette.least_squares, width=3.5),
        ],
        x={"range": [1.5, 2.5]},
        y={"range": [0, 10]},
    )
    name = text("panel.sampling.axis")
    figure.add_annotation(axis_label(name, palette=palette, x=0, y=1, xanchor="left", yanchor="bottom"))
    return figure
