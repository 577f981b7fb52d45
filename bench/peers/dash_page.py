"""The page in Dash as a first attempt writes it: an interval, one callback, and whole figures as its answer."""

import logging
import sys
from threading import Lock

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

from bench.peers.lesson import ENDS, EPOCH_S, TRUE_LINE, Lesson

HALF = {"width": "50%"}

lesson = Lesson()
lock = Lock()  # Dash's server has threads, and two of them in one model crash it
app = Dash(title="Dash", update_title="")
app.layout = html.Div(
    [
        html.Div(["Epoch ", html.Span("0", id="epoch")]),
        html.Div([dcc.Graph(id="fit", style=HALF), dcc.Graph(id="loss", style=HALF)], style={"display": "flex"}),
        dcc.Interval(id="clock", interval=1000 * EPOCH_S),
    ]
)


def fit_figure() -> go.Figure:
    """Return the figure of points and lines."""
    figure = go.Figure()
    figure.add_scatter(x=lesson.x, y=lesson.y, mode="markers", name="Data")
    figure.add_scatter(x=ENDS, y=TRUE_LINE, mode="lines", name="True line")
    figure.add_scatter(x=ENDS, y=lesson.predicted(), mode="lines", name="Predicted")
    return figure.update_layout(xaxis={"title": "x", "range": [0, 1]}, yaxis={"title": "y", "range": [-1, 6]})


def loss_figure() -> go.Figure:
    """Return the figure of the loss."""
    figure = go.Figure(go.Scatter(x=list(range(1, lesson.epoch + 1)), y=lesson.losses, mode="lines"))
    return figure.update_layout(xaxis_title="epoch", yaxis_title="loss")


@app.callback(
    Output("epoch", "children"),
    Output("fit", "figure"),
    Output("loss", "figure"),
    Input("clock", "n_intervals"),
    prevent_initial_call=True,
)
def advance(_: int) -> tuple[int, go.Figure, go.Figure]:
    """Run an epoch and draw everything anew."""
    with lock:
        lesson.run_epoch()
        return lesson.epoch, fit_figure(), loss_figure()


logging.getLogger("werkzeug").setLevel(logging.ERROR)
app.run(host="127.0.0.1", port=sys.argv[1], debug=False)
