"""What a person at the page does and sees: how far a run goes, where things stand, what is drawn; and its oracle."""

from app.run.protocol import parse_command
from components import panels
from model.data import LineData, load
from model.optimizers import SGD, TrainingSettings
from model.trainer import Trainer

PAGE = "dash_clientside.chalkline.page.state"
MAP = "dash_clientside.chalkline.page.panels.made.map"
PANELS = [panel.name for panel in panels.PANELS]
WEIGHTS = ("weight", "weight-2", "weight-3", "weight-4")


def run_to(student, epoch, rate=None):
    """Play up to an epoch, or somewhat further, and pause."""
    if rate is not None:
        student.set_rate(rate)
    student.press("start")
    student.wait_for_epoch(epoch)
    student.press("pause")
    student.settle(300)


def box(student, selector):
    return student.page.locator(selector).bounding_box()


def overlap(one, other):
    across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
    down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
    return across > 1 and down > 1


def numbers(student):
    return student.value("weight"), student.value("bias"), student.value("loss")


def path_of(student, figure, trace):
    return student.page.evaluate(
        """([figure, name]) => {
            const graph = document.querySelector(`#${figure} .js-plotly-plot`);
            const { uid } = graph._fullData.find((trace) => trace.name === name);
            const path = graph.querySelector(`.scatterlayer .trace${uid} path.js-line`);
            return path ? path.getAttribute("d") : "";
        }""",
        [figure, trace],
    )


def check_run(student):
    """The record's own settings, run again without interruption, give the numbers on the page."""
    record = student.record()
    trainer = None
    for i, segment in enumerate(record["segments"]):
        command = {"version": 1, "run": "a", "seq": 1, "epochs": 0, "shown": None, "checkpoint": record["start"]}
        parsed = parse_command({**command, "data": segment["data"], "training": segment["training"]})
        end = record["segments"][i + 1]["epoch"] if i + 1 < len(record["segments"]) else record["rows"][-1][0]
        trainer = Trainer(load(parsed.data), parsed.training, trainer.checkpoint() if trainer else parsed.checkpoint)
        trainer.run(end - segment["epoch"])
    snapshot = trainer.snapshot()
    assert (student.value("weight"), student.value("bias")) == (snapshot.weight[0], snapshot.bias)


def download(student, id_):
    with student.page.expect_download() as waiting:
        student.press(id_)
    return waiting.value


def start_to(student, epoch, rate=0.1):
    """Play up to an epoch, and on."""
    student.set_rate(rate)
    student.press("start")
    student.wait_for_epoch(epoch)


def settings_of(student):
    return student.page.evaluate("() => dash_clientside.chalkline.page.state.controls")


def open_more(student):
    student.press("more-button")


def columns(record):
    return [tuple(row) for row in record["rows"]]


def check_replay(student):
    """Every epoch is there once, and equals a run under the segments of the record."""
    record = student.record()
    rows = columns(record)
    assert [row[0] for row in rows] == list(range(len(rows)))
    trainer, checkpoint, segments = None, None, record["segments"]
    for index, segment in enumerate(segments):
        end = segments[index + 1]["epoch"] if index + 1 < len(segments) else len(rows) - 1
        training = TrainingSettings(SGD(segment["training"]["optimizer"]["learning_rate"]))
        trainer = Trainer(load(LineData()), training, checkpoint)
        for snapshot in trainer.run(end - segment["epoch"]).snapshots:
            assert rows[snapshot.epoch] == (snapshot.epoch, snapshot.loss, snapshot.bias, snapshot.weight[0])
        checkpoint = trainer.checkpoint()


def values(student, names=(*WEIGHTS, "bias")):
    return [student.value(name) for name in names]


def choose(student, kind):
    student.page.select_option("#dataset", kind)
    student.wait_until("(kind) => dash_clientside.chalkline.page.state.points?.kind === kind", kind)
