"""A run as a record: its start, what held from when on, and how far it got; and the same run again from that."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from model.data import DataSpec, load
from model.data.curve import base_of, shape_of
from model.data.points import PointsData
from model.defaults_and_limits import INSIDE, SCALINGS
from model.optimizers import TrainingSettings
from model.snapshot import Checkpoint, Snapshot
from model.trainer import Trainer

Position = tuple[int, int]  # epochs completed, and batches done in the epoch under way


@dataclass(frozen=True, slots=True)
class Segment:
    """From which epoch and batch on which data and settings held, until the next segment."""

    epoch: int
    batch: int
    data: DataSpec
    training: TrainingSettings

    @property
    def position(self) -> Position:
        """Return where in the run the segment begins."""
        return self.epoch, self.batch

    def holds_the_same(self, other: "Segment") -> bool:
        """Tell whether data and settings are those of another segment."""
        return (self.data, self.training) == (other.data, other.training)


@dataclass(frozen=True, slots=True)
class RunRecord:
    """All that a run's weights depend on. It stands after `epoch` epochs and `batch` batches of the next.

    Raises ValueError with a sentence unless it is a run that can have been.
    """

    start: Checkpoint
    segments: tuple[Segment, ...]
    epoch: int
    batch: int

    def __post_init__(self) -> None:
        _check_segments(self.segments)
        _check_start(self.start, load(self.segments[0].data).input_dim)
        stages(self)

    @property
    def position(self) -> Position:
        """Return where the run stands."""
        return self.epoch, self.batch


@dataclass(frozen=True, slots=True)
class Piece:
    """Work between two changes: whole epochs, or batches of one epoch.

    Epochs are numbered from 1. The batches go from `first`, counted from 0, to before `last`, or to the epoch's end
    where that is None. `size` is their size, None for the full batch. `is_empty` where the epoch ends without a step.
    """

    epochs: range
    size: int | None
    first: int = 0
    last: int | None = None
    is_empty: bool = False

    @property
    def is_whole(self) -> bool:
        """Tell whether these are whole epochs."""
        return self.first == 0 and self.last is None


@dataclass(frozen=True, slots=True)
class Stage:
    """What ran under one segment, in order, on n points, until the run stood at `end`."""

    segment: Segment
    n: int
    pieces: tuple[Piece, ...]
    end: Position


def stages(record: RunRecord) -> list[Stage]:
    """Return what ran under which settings, without segments that change nothing or under which nothing ran.

    Another batch size holds from the next epoch on: the epoch under way ends with the size that it began with.
    """
    segments = _that_ran(record)
    counts = {data: data.count() for data in {segment.data for segment in segments}}
    ends = [segment.position for segment in segments[1:]] + [record.position]
    found, size = [], None
    for segment, end in zip(segments, ends, strict=True):
        n = counts[segment.data]
        pieces = tuple(_pieces(segment, end, n, size))
        found.append(Stage(segment, n, pieces, end))
        size = pieces[-1].size if pieces else None
    return found


def replay(record: RunRecord) -> list[Snapshot]:
    """Run it all again: the snapshots of epoch 0 and of every epoch completed, the same to the last bit.

    An epoch that diverged is run like any other. A start holds no buffers, so none are taken over.
    """
    checkpoint, snapshots = replace(record.start, buffers=None, family=""), []
    for stage in stages(record):
        trainer = Trainer(load(stage.segment.data), stage.segment.training, checkpoint)
        snapshots += [*([] if snapshots else [trainer.snapshot()]), *_replayed(trainer, stage.end)]
        checkpoint = trainer.checkpoint()
    return snapshots


def _replayed(trainer: Trainer, end: Position) -> Iterator[Snapshot]:
    while (trainer.epoch, trainer.batch) < end:
        if trainer.take_epoch(lambda: (trainer.epoch, trainer.batch) == end):
            yield trainer.snapshot()


def _that_ran(record: RunRecord) -> list[Segment]:
    last_at = {segment.position: segment for segment in record.segments}
    first, *others = last_at.values()
    kept = [first]
    for segment in others:
        if segment.position < record.position and not segment.holds_the_same(kept[-1]):
            kept.append(segment)
    return kept


def _pieces(segment: Segment, end: Position, n: int, size_under_way: int | None) -> Iterator[Piece]:
    epoch, batch = segment.position
    size = segment.training.batch_size
    if size is not None and size >= n:
        size = None
    if batch:
        last = end[1] if end[0] == epoch else None
        yield _part(epoch + 1, batch, last, size_under_way, n)
        epoch += 1
    if end[0] > epoch:
        yield Piece(range(epoch + 1, end[0] + 1), size)
    if end[1] and end[0] >= epoch:
        yield _part(end[0] + 1, 0, end[1], size, n)


def _part(epoch: int, first: int, last: int | None, size: int | None, n: int) -> Piece:
    """Return batches of one epoch; a run stands in the middle of an epoch only while there are more to come."""
    if size is None or (last is not None and last * size >= n):
        raise ValueError(f"The run cannot stand after batch {last} of epoch {epoch}, which is over by then.")
    return Piece(range(epoch, epoch + 1), size, first, last, is_empty=first * size >= n)


def _check_start(start: Checkpoint, input_dim: int) -> None:
    if (start.epoch, start.batch, start.step) != (0, 0, 0):
        raise ValueError("The start must be the checkpoint at epoch 0.")
    if any(value for values in (start.buffers or {}).values() for value in values):
        raise ValueError("The start must hold no buffers of an optimizer.")
    if {name: len(values) for name, values in start.parameters.items()} != {
        "linear.weight": input_dim,
        "linear.bias": 1,
    }:
        raise ValueError("The start does not belong to a model of these data.")


def _check_segments(segments: tuple[Segment, ...]) -> None:
    if segments[0].position != (0, 0):
        raise ValueError("The first segment must begin at epoch 0.")
    if any(later.position < earlier.position for earlier, later in pairwise(segments)):
        raise ValueError("The segments must stand in the order in which they began.")
    for earlier, later in pairwise(segments):
        if not _goes_on(earlier.data, later.data):
            raise ValueError(
                "All segments of a run must have the same kind of data, the same scaling, degree and split."
            )


def _goes_on(before: DataSpec, after: DataSpec) -> bool:
    """Tell whether a run on these data may go on with those: of the same kind, or the same touched by hand."""
    if shape_of(before) != shape_of(after):
        return False
    before, after = base_of(before), base_of(after)
    if type(before) is type(after):
        return _frame(before) == _frame(after)
    return isinstance(after, PointsData) and after.scaling == SCALINGS[0] and after.inputs == load(before).input_dim


def _frame(data: DataSpec) -> tuple[object, ...]:
    """Return what makes parameters mean the same."""
    scaling, inside = getattr(data, "scaling", None), ()
    if scaling == INSIDE and isinstance(data, PointsData):  # those of other kinds follow from their kind and seed
        points = load(data)
        inside = tuple(np.concatenate([points.mean, points.scale]).tolist())  # pyright: ignore[reportCallIssue, reportArgumentType]
    return scaling, getattr(data, "inputs", None), inside
