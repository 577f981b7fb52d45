"""A member's latest numbers: learned where a tick is answered, so that no page has to send them.

They are for looking at: a result counts only when a replay finds it (app/rooms/verify.py).
"""

from collections import OrderedDict
from collections.abc import Sequence
from math import isfinite
from typing import Literal, NamedTuple
from zlib import crc32

import msgspec

from app.rooms.stretches import Stretch, joined, judged, with_more
from app.run.protocol import Command, Progress
from model import theory
from model.data import DataSpec, load
from model.data.curve import best_fit
from model.optimizers import SGD, TrainingSettings
from model.snapshot import Snapshot

Phase = Literal["ready", "playing", "paused", "stepping", "replaying", "diverged"]
CURVE = 32  # losses that a curve keeps: where there are more, every second one leaves
DIGITS = 5
MOST_FACTS = 2_000
MOST_INPUTS = 4  # more of them cost milliseconds of everybody's time, and no picture of the class shows them


class Facts(NamedTuple):
    """What theory knows of a sample: the loss within 1 % of the lowest, the best slope, the largest stable rate."""

    near: float
    slope: float | None
    limit: float


class Samples:
    """Remembers the facts of samples; the one that was wanted longest ago leaves first."""

    def __init__(self) -> None:
        self._facts: OrderedDict[str, Facts | None] = OrderedDict()

    def facts(self, spec: DataSpec) -> Facts | None:
        """Return what is known of a sample, None where nothing is."""
        name = repr(spec)
        if name in self._facts:
            self._facts.move_to_end(name)
            return self._facts[name]
        self._facts[name] = found = _facts(spec)
        if len(self._facts) > MOST_FACTS:
            self._facts.popitem(last=False)
        return found


def _facts(spec: DataSpec) -> Facts | None:
    points = load(spec)
    if points.input_dim > MOST_INPUTS:
        return None
    best = best_fit(spec, points)
    slope = best.weight[0] if points.input_dim == 1 and best.weight is not None else None
    return Facts(
        theory.near_loss(best.loss, points.target_variance),
        slope,
        theory.largest_stable_learning_rate(points.training_features),
    )


class Settings(NamedTuple):
    """What a run learns from, and how; `key` is the same in every process."""

    data: DataSpec
    training: TrainingSettings
    facts: Facts | None
    limit: float | None
    key: int


def settings_of(data: DataSpec, training: TrainingSettings, facts: Facts | None) -> Settings:
    """Return the settings of a run."""
    key = crc32(repr((data, training)).encode()) or 1
    return Settings(data, training, facts, limit_of(training, facts), key)


class Numbers(msgspec.Struct, array_like=True):
    """The latest of one member. `at` is when it was heard of, in seconds of the epoch.

    `arrived` is the epoch since which the loss has stayed within 1 % of the lowest. `whole` tells whether the same
    settings have held since epoch 0: only such a run is a point of the U-curve. `curve` holds every `stride`th loss.
    `gone` is who has left. (More is only ever added at the end: another version reads it, too.)
    """

    at: float = 0.0
    phase: Phase = "ready"
    epoch: int = 0
    weight: float | None = None
    bias: float | None = None
    loss: float | None = None
    rate: float = 0.0
    limit: float | None = None
    slope: float | None = None
    arrived: int | None = None
    whole: bool = False
    stride: int = 1
    curve: list[float] = []
    moved: float = 0.0
    gone: bool = False
    stretches: list[Stretch] = []

    def heard(self, now: float, phase: Phase | None) -> None:
        """Note that the page is there, and whether its run moves."""
        self.at, self.gone = now, False
        if phase is not None and phase != self.phase:
            self.phase = phase

    def learn(self, command: Command, progress: Progress, settings: Settings, now: float) -> None:
        """Take the answer to a tick."""
        self.at, self.gone = now, False
        snapshots = progress.snapshots
        self.rate, self.limit = command.training.optimizer.learning_rate, settings.limit
        self.slope = settings.facts.slope if settings.facts else None
        if progress.diverged:
            self.phase = "diverged"
        elif command.epochs:
            self.phase, self.moved = "playing", now
        if not snapshots or self._has(snapshots):
            return
        before = snapshots[0].epoch - (1 if command.epochs else 0)
        if before <= 0:
            self.stretches, self.stride = [Stretch(0, 0, None, settings.key)], 1
            self.curve = [short(progress.checkpoint.start_loss)] if command.epochs else []
        elif before < self.epoch:  # it went back, or began anew in another process
            self.stretches, self.stride, self.curve = [], 1, []
        if not command.epochs and self.phase == "diverged" and not progress.diverged:
            self.phase = "paused"
        self._take(snapshots)
        near = _near_since(snapshots, settings.facts)
        if command.epochs or before <= 0:
            self._know(Stretch(snapshots[0].epoch, snapshots[-1].epoch, near, settings.key))
        elif not self.stretches:
            self.arrived, self.whole = near, False

    def merge(self, older: "Numbers") -> bool:
        """Take what older ones know of the same run that these do not; tell whether there was anything."""
        known = with_more(self.stretches, older.stretches) if older.epoch <= self.epoch else self.stretches
        if known == self.stretches:
            return False
        self.stretches = known
        self.arrived, self.whole = judged(known)
        return True

    def _know(self, more: Stretch) -> None:
        known = self.stretches
        is_next = len(known) == 1 and more.first == known[0].last + 1
        self.stretches = [joined(known[0], more)] if is_next else with_more(known, [more])
        self.arrived, self.whole = judged(self.stretches)

    def _has(self, snapshots: Sequence[Snapshot]) -> bool:
        last = snapshots[-1]
        return bool(last.epoch) and (last.epoch, last.loss) == (self.epoch, self.loss)

    def _take(self, snapshots: Sequence[Snapshot]) -> None:
        for snapshot in snapshots:
            if snapshot.epoch % self.stride == 0:
                missed = snapshot.epoch // self.stride - len(self.curve)
                self.curve.extend([short(snapshot.loss)] * (missed + 1))
                while len(self.curve) > CURVE:
                    self.curve, self.stride = self.curve[::2], self.stride * 2
        last = snapshots[-1]
        self.epoch, self.loss = last.epoch, last.loss
        is_line = len(last.weight) == 1
        self.weight, self.bias = (last.weight[0], last.bias) if is_line else (None, None)


def _near_since(snapshots: Sequence[Snapshot], facts: Facts | None) -> int | None:
    """Return since which of these epochs the loss has stayed near the lowest, None where it is not."""
    since = None
    for snapshot in snapshots:
        is_near = facts is not None and snapshot.loss <= facts.near
        since = (snapshot.epoch if since is None else since) if is_near else None
    return since


def short(value: float) -> float:
    """Return a number with five digits: more are not seen."""
    return float(f"{value:.{DIGITS}g}") if isfinite(value) else value


def limit_of(training: TrainingSettings, facts: Facts | None) -> float | None:
    """Return the largest rate that converges, where there is a fixed one: for gradient descent on all points.

    With a momentum of β it is 2(1+β)/λmax, as Nesterov's kind in torch 2(1+β)/((1+2β)λmax); weight decay adds to λ.
    """
    optimizer = training.optimizer
    if facts is None or training.batch_size is not None or not isinstance(optimizer, SGD):
        return None
    beta, curvature = optimizer.momentum, 2 / facts.limit + optimizer.weight_decay
    return 2 * (1 + beta) / ((1 + 2 * beta if optimizer.nesterov else 1) * curvature)
