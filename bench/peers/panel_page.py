"""The page in Panel: a periodic callback on the server, Bokeh in the browser, and only what changes is sent."""

import sys

import panel as pn
from bokeh.models import ColumnDataSource
from bokeh.plotting import figure

from bench.peers.lesson import ENDS, EPOCH_S, TRUE_LINE, Lesson


def fit_figure(lesson: Lesson, predicted: ColumnDataSource) -> figure:
    """Return the figure of points and lines."""
    fit = figure(height=400, sizing_mode="stretch_width", x_range=(0, 1), y_range=(-1, 6))
    fit.scatter(lesson.x, lesson.y, size=5, legend_label="Data")
    fit.line(ENDS, TRUE_LINE, color="green", legend_label="True line")
    fit.line("x", "y", source=predicted, color="red", legend_label="Predicted")
    return fit


def loss_figure(losses: ColumnDataSource) -> figure:
    """Return the figure of the loss."""
    loss = figure(height=400, sizing_mode="stretch_width", x_axis_label="epoch", y_axis_label="loss")
    loss.line("epoch", "loss", source=losses)
    return loss


def page() -> pn.Column:
    """Show the lesson and run it."""
    lesson = Lesson()
    epoch = pn.widgets.StaticText(name="Epoch", value="0")
    predicted = ColumnDataSource({"x": ENDS, "y": lesson.predicted()})
    losses = ColumnDataSource({"epoch": [], "loss": []})

    def advance() -> None:
        loss = lesson.run_epoch()
        epoch.value = str(lesson.epoch)
        predicted.data = {"x": ENDS, "y": lesson.predicted()}
        losses.stream({"epoch": [lesson.epoch], "loss": [loss]})

    pn.state.onload(lambda: pn.state.add_periodic_callback(advance, period=int(1000 * EPOCH_S)))
    figures = pn.Row(pn.pane.Bokeh(fit_figure(lesson, predicted)), pn.pane.Bokeh(loss_figure(losses)))
    return pn.Column(epoch, figures, sizing_mode="stretch_width")


pn.extension()
pn.serve(page, address="127.0.0.1", port=int(sys.argv[1]), title="Panel", show=False)
