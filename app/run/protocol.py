"""What a browser sends and what it gets back, typed and bounded: requests are parsed here, and answers written.

A Command says which data, how to train, from which checkpoint and for how many epochs; a Progress says what came of
it. Both are plain JSON: the README's section on the tick lists their fields.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Annotated, Any, TypeVar

import msgspec

from app.notices import Notice, RefusedError, notice
from app.run.own_points import MOST_POINTS, OwnPoints
from app.run.points import Points
from model.data import DATA_SETS, DataSets, DataSpec
from model.data.curve import shaped
from model.data.points import PointsData
from model.defaults_and_limits import MAX_EPOCHS_PER_TICK
from model.optimizers import OPTIMIZERS, TrainingSettings, field_names
from model.snapshot import CHECKPOINT_VERSION, Checkpoint, Snapshot

VERSION = 1
SHAPE_FIELDS = frozenset({"degree", "test_share", "split_seed"})
REMEMBERED = 1024  # data and settings that were parsed: a page sends the same ones with every tick
ENCODER = msgspec.json.Encoder()
CHECKPOINT_FIELDS = tuple(field.name for field in fields(Checkpoint))

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Raw = dict[str, Any]
T = TypeVar("T")


class Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The outer fields of a command, before the tagged ones are told apart."""

    version: int
    run: Name
    seq: Annotated[int, msgspec.Meta(ge=0, le=2**53)]
    epochs: Annotated[int, msgspec.Meta(ge=0, le=MAX_EPOCHS_PER_TICK)]
    data: Raw
    training: Raw
    checkpoint: Raw | None = None
    shown: Annotated[str, msgspec.Meta(max_length=64)] | None = None
    batch: Annotated[int, msgspec.Meta(ge=0, le=MOST_POINTS)] = 0
    room: Any = None


class Training(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The training settings, before the optimizer's kind is told apart."""

    optimizer: Raw
    seed: int
    batch_size: int | None = None


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is learned of the points of any data set: a curve of what degree, and which share is for testing."""

    degree: int = 1
    test_share: int = 0
    split_seed: int | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """One tick asked for: everything that its answer depends on.

    Of the last of its epochs only the batches before `batch` are run, where that is not 0: a replay stops where
    settings were changed. `room` is for the class (app/rooms/ticking.py): what is run does not depend on it.
    """

    run: str
    seq: int
    epochs: int
    data: DataSpec
    training: TrainingSettings
    checkpoint: Checkpoint | None = None
    shown: str | None = None
    notice: Notice | None = None
    batch: int = 0
    room: Any = None


@dataclass(frozen=True, slots=True)
class Progress:
    """What a tick did: the epochs completed in it and the checkpoint to go on from.

    `epoch` counts the epochs completed since the start. A command for 0 epochs gets the last completed epoch again,
    measured on the data of the command.
    """

    seq: int
    epoch: int
    snapshots: list[Snapshot]
    checkpoint: Checkpoint
    diverged: bool
    pace_ms: int
    points: Points | None = None
    notice: Notice | None = None

    def as_json(self) -> Raw:
        """Return the public fields; `points` and `notice` only when there are any."""
        public: Raw = {
            "version": VERSION,
            "seq": self.seq,
            "epoch": self.epoch,
            "weight": [snapshot.weight for snapshot in self.snapshots],
            "bias": [snapshot.bias for snapshot in self.snapshots],
            "loss": [snapshot.loss for snapshot in self.snapshots],
            "checkpoint": checkpoint_as_json(self.checkpoint),
            "diverged": self.diverged,
            "pace_ms": self.pace_ms,
        }
        if any(snapshot.test_loss is not None for snapshot in self.snapshots):
            public["test_loss"] = [snapshot.test_loss for snapshot in self.snapshots]
        if self.points:
            public["points"] = self.points.as_json()
        if self.notice:
            public["notice"] = self.notice
        return public


UNUSABLE = (ValueError, OverflowError, RecursionError)  # what parsing raises: msgspec's errors are ValueErrors


@contextmanager
def refusing() -> Iterator[None]:
    """Raise RefusedError in place of what parsing raises."""
    try:
        yield
    except UNUSABLE as error:
        raise RefusedError("server.unusable", str(error)) from error


def parse_command(raw: object, data_sets: DataSets = DATA_SETS, own: OwnPoints | None = None) -> Command:
    """Turn what a browser sent into a Command; raise RefusedError with a notice if anything in it is not right.

    Raises UnknownPointsError where its points are somebody's own and not among the known ones.
    """
    with refusing():
        envelope = msgspec.convert(raw, Envelope)
        if envelope.version != VERSION:
            raise RefusedError("server.other-version")
        checkpoint, said = _checkpoint(envelope.checkpoint)
        return Command(
            run=envelope.run,
            seq=envelope.seq,
            epochs=envelope.epochs,
            data=parse_data(envelope.data, data_sets, own),
            training=parse_training(envelope.training),
            checkpoint=checkpoint,
            shown=envelope.shown,
            notice=said,
            batch=envelope.batch,
            room=envelope.room,
        )


def parse_data(raw: Raw, data_sets: DataSets = DATA_SETS, own: OwnPoints | None = None) -> DataSpec:
    """Turn JSON into the data spec of its kind; raise ValueError or msgspec's error unless all of it is in bounds."""
    if data_sets is DATA_SETS and raw.get("kind") != PointsData.kind:
        return _data_as_before(ENCODER.encode(raw))
    return _data(raw, data_sets, own)


def parse_training(raw: Raw) -> TrainingSettings:
    """Turn JSON into training settings; raise ValueError or msgspec's error unless all of it is in bounds."""
    return _training_as_before(ENCODER.encode(raw))


@lru_cache(REMEMBERED)
def _data_as_before(raw: bytes) -> DataSpec:
    return _data(msgspec.json.decode(raw), DATA_SETS, None)


def _data(raw: Raw, data_sets: DataSets, own: OwnPoints | None) -> DataSpec:
    if SHAPE_FIELDS.isdisjoint(raw):
        return _points(raw, data_sets, own)
    asked = msgspec.convert({name: value for name, value in raw.items() if name in SHAPE_FIELDS}, Shape)
    points = {name: value for name, value in raw.items() if name not in SHAPE_FIELDS}
    return shaped(_points(points, data_sets, own), asked.degree, asked.test_share, asked.split_seed)


@lru_cache(REMEMBERED)
def _training_as_before(raw: bytes) -> TrainingSettings:
    training = msgspec.convert(msgspec.json.decode(raw), Training)
    return TrainingSettings(_tagged(training.optimizer, "name", OPTIMIZERS), training.batch_size, training.seed)


def parse_checkpoint(raw: Raw) -> Checkpoint:
    """Turn JSON into a checkpoint; raise ValueError or msgspec's error unless it is one of this version, in bounds."""
    checkpoint = _exact(raw, Checkpoint)
    checkpoint.check()
    return checkpoint


def refusal(raw: object, refused: RefusedError) -> Raw:
    """Return the answer to a command that did not parse: it changes nothing and says why."""
    return {"version": VERSION, "seq": _seq(raw), **refused.as_json()}


def asking_for_points(raw: object) -> Raw:
    """Return the answer to a command whose points are not known here: nothing was run; they are to be sent along."""
    return {"version": VERSION, "seq": _seq(raw), "needs": "data"}


def _seq(raw: object) -> int | None:
    seq = raw.get("seq") if isinstance(raw, dict) else None
    return seq if type(seq) is int else None


def checkpoint_as_json(checkpoint: Checkpoint) -> Raw:
    """Return a checkpoint's fields, without those that say nothing."""
    public = ((name, getattr(checkpoint, name)) for name in CHECKPOINT_FIELDS)
    return {name: value for name, value in public if value is not None and value != ""}


def _checkpoint(raw: Raw | None) -> tuple[Checkpoint | None, Notice | None]:
    if raw is None:
        return None, None
    if raw.get("version") != CHECKPOINT_VERSION:
        return None, notice("server.updated")
    return parse_checkpoint(raw), None


def _points(raw: Raw, data_sets: DataSets, own: OwnPoints | None) -> DataSpec:
    if raw.get("kind") == PointsData.kind and own is not None:
        return own.spec(raw)
    return _tagged(raw, "kind", data_sets)


def _tagged(raw: Raw, tag: str, kinds: Mapping[str, type[T]]) -> T:
    kind = kinds.get(raw[tag]) if isinstance(raw.get(tag), str) else None
    if kind is None:
        raise ValueError(f"{tag} must be one of {', '.join(kinds)}.")
    return _exact(raw, kind, tag)


def _exact(raw: Raw, kind: type[T], *tag: str) -> T:
    """Convert to a dataclass, refusing unknown fields but the tag, which msgspec would pass over in a dataclass."""
    unknown = raw.keys() - field_names(kind) - {*tag}
    if unknown:
        raise ValueError(f"{kind.__name__} has no {min(unknown, key=str)!r:.40}.")
    return msgspec.convert(raw, kind)
