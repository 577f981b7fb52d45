"""Runs with changes on the way, made as the page and the server make them, and their scripts executed."""

import json
from dataclasses import asdict, replace

import numpy as np

from app.export.record import parse_record
from app.export.script import script
from app.run.protocol import checkpoint_as_json
from model.data import LineData, load
from model.data.curve import CurveData, base_of
from model.data.dataset import Variable
from model.data.points import PointsData, PointsTable
from model.optimizers import SGD, TrainingSettings
from model.snapshot import Checkpoint
from model.trainer import Trainer
from tests.more_data import MORE_DATA_SETS, ParabolaData

RATE = 0.1
DATA_SETS_OF_TESTS = {**MORE_DATA_SETS, ParabolaData.kind: ParabolaData}


def uninterrupted(epochs, **training):
    """The oracle: the page's first run, in one go."""
    return Trainer(load(LineData()), TrainingSettings(SGD(RATE), **training)).run(epochs).snapshots


def epochs_lost(rows, oracle):
    """How many epochs of a record, after epoch 0, are missing, told twice, or not the oracle's to the last bit."""
    kept = [(row[0], row[3], row[2], row[1]) for row in rows if row[0] > 0]
    wanted = [(s.epoch, s.weight[0], s.bias, s.loss) for s in oracle]
    missing = len(set(wanted) - set(kept))
    return missing + len(kept) - (len(wanted) - missing)


def check_against_the_uninterrupted_run(student):
    student.press("pause")
    student.settle(300)
    rows = student.record()["rows"]
    oracle = uninterrupted(len(rows) - 1)
    assert [row[0] for row in rows] == list(range(len(rows)))
    assert epochs_lost(rows, oracle) == 0
    assert student.epoch() == len(rows) - 1
    assert student.value("weight") == oracle[-1].weight[0]


class Run:
    """A run as the page and the server make it: every stretch in a new Trainer, its checkpoint sent through JSON."""

    def __init__(self, data, training, start=None):
        self.data, self.training = data, training
        trainer = Trainer(load(data), training, start)
        self.start = self.checkpoint = trainer.checkpoint()
        self.history = [trainer.snapshot()]
        self.segments = []

    def change(self, data=None, training=None, **optimizer):
        self.data = replace(self.data, **(data or {}))
        self.training = replace(self.training, **(training or {}))
        if optimizer:
            self.training = replace(self.training, optimizer=replace(self.training.optimizer, **optimizer))
        if not self.segments:
            self.history = [Trainer(load(self.data), self.training, self.start).snapshot()]
        return self

    def epochs(self, count):
        for _ in range(count):
            self._stretch(lambda _: False)
        return self

    def batches(self, count):
        """Run so many batches, fewer if the epoch ends before."""
        last = self.checkpoint.step + count
        self._stretch(lambda trainer: trainer.step == last)
        return self

    def _stretch(self, time_is_up):
        checkpoint = Checkpoint(**json.loads(json.dumps(asdict(self.checkpoint))))
        trainer = Trainer(load(self.data), self.training, checkpoint)
        if not self.segments or self.segments[-1][2:] != (self.data, self.training):
            self.segments.append((checkpoint.epoch, checkpoint.batch, self.data, self.training))
        if trainer.run_epoch(lambda: time_is_up(trainer)):
            self.history.append(trainer.snapshot())
        self.checkpoint = trainer.checkpoint()

    def body(self):
        segments = self.segments or [(0, 0, self.data, self.training)]
        return {
            "version": 1,
            "start": checkpoint_as_json(self.start),
            "segments": [as_json(*segment) for segment in segments],
            "epoch": self.checkpoint.epoch,
            "batch": self.checkpoint.batch,
            **own_points_of(segments),
        }

    def record(self):
        return parse_record(json.dumps(self.body()).encode(), DATA_SETS_OF_TESTS)

    def script(self):
        return script(self.record())


def own_points_of(segments):
    specs = [base_of(segment[2]) for segment in segments]
    tables = {spec.hash: spec.table for spec in specs if isinstance(spec, PointsData)}
    return {"points": [table_as_json(table) for table in tables.values()]} if tables else {}


def table_as_json(table):
    """A table of somebody's own, as the page sends it."""
    fields = asdict(table)
    return {**fields, "features": table.features.tolist(), "targets": table.targets.tolist()}


def own(features, targets, **others):
    """Points of somebody's own as a spec, one feature or several."""
    features = np.array(features, dtype=float)
    features = features[:, None] if features.ndim == 1 else features
    scaling = {"scaling": others.pop("scaling")} if "scaling" in others else {}
    inputs = tuple(Variable(f"x{i}", "cm") for i in range(features.shape[1]))
    table = PointsTable(features, np.array(targets, dtype=float), inputs, Variable("y"), **others)
    return PointsData(table.name, *features.shape, **scaling, table=table)


def as_json(epoch, batch, data, training):
    spec = {name: value for name, value in asdict(base_of(data)).items() if name != "table"}
    if isinstance(data, CurveData):
        spec |= {name: getattr(data, name) for name in ("degree", "test_share", "split_seed")}
    return {
        "epoch": epoch,
        "batch": batch,
        "data": {"kind": data.kind, **spec},
        "training": {**asdict(training), "optimizer": {"name": training.optimizer.name, **asdict(training.optimizer)}},
    }


def executed(code):
    namespace = {"__name__": "__main__"}
    exec(compile(code, "script.py", "exec"), namespace)
    return namespace
