"""The record of a run as a browser sends it: typed and bounded, and then the model's own."""

from typing import Annotated

import msgspec

from app.notices import RefusedError
from app.run.protocol import Raw, parse_checkpoint, parse_data, parse_training, refusing
from model.data import DATA_SETS, DataSets
from model.record import RunRecord, Segment

VERSION = 1
MAX_SEGMENTS = 2000

EpochCount = Annotated[int, msgspec.Meta(ge=0, le=10_000_000)]
BatchCount = Annotated[int, msgspec.Meta(ge=0, le=2000)]


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


def parse_record(body: bytes, data_sets: DataSets = DATA_SETS) -> RunRecord:
    """Turn what a browser sent into a RunRecord; raise RefusedError with a notice if anything in it is not right."""
    with refusing():
        raw = msgspec.json.decode(body, type=RawRecord)
        if raw.version != VERSION:
            raise RefusedError("server.other-version")
        segments = tuple(
            Segment(segment.epoch, segment.batch, parse_data(segment.data, data_sets), parse_training(segment.training))
            for segment in raw.segments
        )
        return RunRecord(parse_checkpoint(raw.start), segments, raw.epoch, raw.batch)
