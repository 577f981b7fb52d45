"""The page in NiceGUI: a timer on the server, ECharts in the browser, and only the series that change are sent."""

import sys

from nicegui import ui

from bench.peers.lesson import ENDS, EPOCH_S, TRUE_LINE, Lesson


def line(name: str, ys: list[float]) -> dict:
    """Return a line over ENDS."""
    return {"name": name, "type": "line", "showSymbol": False, "data": list(zip(ENDS, ys, strict=True))}


def fit_options(lesson: Lesson) -> dict:
    """Return the chart of points and lines."""
    points = {"name": "Data", "type": "scatter", "symbolSize": 5, "data": list(zip(lesson.x, lesson.y, strict=True))}
    return {
        "animation": False,
        "legend": {},
        "xAxis": {"type": "value", "name": "x", "min": 0, "max": 1},
        "yAxis": {"type": "value", "name": "y", "min": -1, "max": 6},
        "series": [points, line("True line", TRUE_LINE), line("Predicted", lesson.predicted())],
    }


def loss_options() -> dict:
    """Return the chart of the loss."""
    return {
        "animation": False,
        "xAxis": {"type": "value", "name": "epoch"},
        "yAxis": {"type": "value", "name": "loss"},
        "series": [{"name": "Loss", "type": "line", "showSymbol": False, "data": []}],
    }


@ui.page("/")
def page() -> None:
    """Show the lesson and run it."""
    lesson = Lesson()
    epoch = ui.label("Epoch 0")
    with ui.row().classes("w-full no-wrap"):
        fit = ui.echart(fit_options(lesson)).classes("w-1/2 h-96")
        loss = ui.echart(loss_options()).classes("w-1/2 h-96")

    def advance() -> None:
        lesson.run_epoch()
        epoch.text = f"Epoch {lesson.epoch}"
        predicted = {"name": "Predicted", "data": line("Predicted", lesson.predicted())["data"]}
        fit.run_chart_method("setOption", {"series": [predicted]})
        loss.run_chart_method("setOption", {"series": [{"name": "Loss", "data": list(enumerate(lesson.losses, 1))}]})

    ui.timer(EPOCH_S, advance)


ui.run(host="127.0.0.1", port=int(sys.argv[1]), title="NiceGUI", reload=False, show=False)
