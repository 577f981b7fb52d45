"""The residuals: target − prediction over x, as segments or as squares, beside the square that is their mean."""

import plotly.graph_objects as go

from components.figures.squared_paper import axis_label, line, points, squared_paper
from components.text import text
from components.theme import Palette

MARGIN = {"l": 40, "r": 24, "t": 22, "b": 30}


def residuals_figure(*, palette: Palette) -> go.Figure:
    """Return the residuals over x, in units of the target; 0 is the predicted line."""
    figure = squared_paper(
        palette=palette,
        margin=MARGIN,
        traces=[
            line("Segments", color=palette.data, width=1.4),
            line("Predicted", color=palette.predicted, width=3.5) | {"x": [0.0, 1.0], "y": [0, 0]},
            points("Residuals", color=palette.data),
            line("Mean square", color=palette.predicted, width=3),
        ],
        x={"range": [0.0, 1.0]},
        y={"range": [-3.0, 3.0]},
    )
    name = text("panel.residuals.axis")
    figure.add_annotation(axis_label(name, palette=palette, x=0, y=1, xanchor="left", yanchor="bottom"))
    figure.add_annotation(axis_label("x", palette=palette, x=1, y=0, xanchor="left", yanchor="middle", xshift=8))
    return figure
