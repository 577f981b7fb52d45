"""The fit: the points, the line the model predicts now, where it was earlier, and the lines it could aim at."""

import plotly.graph_objects as go

from components.figures.squared_paper import axis_label, line, points, squared_paper
from components.theme import Palette

MARGIN = {"l": 34, "r": 24, "t": 22, "b": 30}


def fit_figure(*, palette: Palette) -> go.Figure:
    """Return points and lines over one feature; the page writes the names of the axes."""
    figure = squared_paper(
        palette=palette,
        margin=MARGIN,
        traces=[
            line("Residuals", color=palette.data, width=1.2) | {"opacity": 0.7},
            points("Data", color=palette.data),
            line("Earlier epochs", color=palette.predicted, width=1.6) | {"opacity": 0.4},
            line("Predicted", color=palette.predicted, width=6.5),
            line("True line", color=palette.true, width=2.8, dash="10px,6px"),
            line("Least squares", color=palette.least_squares, width=3.4, dash="0px,7px"),
            line("My guess", color=palette.hand, width=1.6, dash="3px,5px"),
            line("My line", color=palette.hand, width=2.6, dash="14px,5px,3px,5px"),
            line("Epoch shown", color=palette.ink, width=2, dash="3px,4px"),
        ],
        x={"range": [0.0, 1.0]},
        y={"range": [-1.0, 6.5]},
    )
    figure.add_annotation(axis_label("y", palette=palette, x=0, y=1, xanchor="center", yanchor="bottom"))
    figure.add_annotation(axis_label("x", palette=palette, x=1, y=0, xanchor="left", yanchor="middle", xshift=8))
    return figure
