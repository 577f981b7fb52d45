"""The record of a run as a browser sends it: typed and bounded, and then the model's own."""

import sys
from typing import Annotated

import msgspec

from app.notices import RefusedError
from app.run.own_points import MOST_POINTS, OwnPoints, UnknownPointsError, parse_table
from app.run.protocol import Raw, parse_checkpoint, parse_data, parse_training, refusing
from model.data import DATA_SETS, DataSets, DataSpec, load
from model.data.curve import base_of
from model.data.points import PointsData
from model.record import RunRecord, Segment

VERSION = 1
MAX_SEGMENTS = 2000
MOST_NUMBERS = 200_000  # in the tables of a script: 4 MB, and a second

EpochCount = Annotated[int, msgspec.Meta(ge=0, le=10_000_000)]
BatchCount = Annotated[int, msgspec.Meta(ge=0, le=MOST_POINTS)]


class RawSegment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A segment, before its tagged fields are told apart."""

    epoch: EpochCount
    batch: BatchCount
    data: Raw
    training: Raw


class RawRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The outer fields of a record."""

    version: int
    start: Raw
    segments: Annotated[list[RawSegment], msgspec.Meta(min_length=1, max_length=MAX_SEGMENTS)]
    epoch: EpochCount
    batch: BatchCount
    points: Annotated[list[Raw], msgspec.Meta(max_length=MAX_SEGMENTS)] = []


def parse_record(body: bytes, data_sets: DataSets = DATA_SETS) -> RunRecord:
    """Turn what a browser sent into a RunRecord; raise RefusedError with a notice if anything in it is not right."""
    with refusing():
        raw = msgspec.json.decode(body, type=RawRecord)
        if raw.version != VERSION:
            raise RefusedError("server.other-version")
        own = OwnPoints(sys.maxsize)  # they are as bounded as the body
        for table in raw.points:
            own.remember(parse_table(table))
        segments = tuple(
            Segment(it.epoch, it.batch, _data(it.data, data_sets, own), parse_training(it.training))
            for it in raw.segments
        )
        for spec in {it.data for it in segments if isinstance(base_of(it.data), PointsData)}:
            load(spec)
        record = RunRecord(parse_checkpoint(raw.start), segments, raw.epoch, raw.batch)
    _check_tables(record)
    return record


def _check_tables(record: RunRecord) -> None:
    """Refuse a run whose points, each time that they were changed, are more numbers than anybody reads as code."""
    specs = {base_of(segment.data) for segment in record.segments}
    inputs = max(getattr(spec, "inputs", 1) for spec in specs)
    is_touched = len(specs) > 1 and any(isinstance(spec, PointsData) for spec in specs)
    if is_touched and sum(spec.count() for spec in specs) * (inputs + 1) > MOST_NUMBERS:
        raise RefusedError("server.too-many-tables")


def _data(raw: Raw, data_sets: DataSets, own: OwnPoints) -> DataSpec:
    try:
        return parse_data(raw, data_sets, own)
    except UnknownPointsError:
        raise ValueError("The points of a segment are missing.") from None
