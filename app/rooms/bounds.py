"""How much of everything a class may hold, and for how long (docs/privacy.md says why these)."""

from typing import Annotated

import msgspec

MOST_MEMBERS = 500
IDLE_S = 12 * 3600.0  # after so long without anybody, a class is deleted
HERE_S = 10.0  # who was heard of so lately is here: a page asks once a second
MOST_ACTIONS = 40  # of the teacher's, that a page which lags may still apply one by one
MOST_SNAPSHOTS = 3
MOST_RECORD = 60_000  # bytes of a run that is shown to the class: a long one with many changes
MOST_TABLE = 100_000  # bytes of the points of the teacher's own, which every page that follows fetches
MOST_ROWS = 20  # of the board
MOST_ASKED = 200  # questions whose words are kept
SHOWN_FROM = 3  # votes from which a tempo is shown
MOST_KEPT = 200_000  # bytes of what the teacher's page holds of a class
MOST_BYTES = 30_000_000  # of all classes in this process, as `Room.size` counts them: 40 classes of 200, 280 of 30
OF_A_ROW = 3_000  # bytes that a row takes beside its own: a member with its numbers and its curve
GROWN = 200  # bytes by which a row may grow in a process that is full: who is there goes on
MOST_ANSWERS = 400  # of a member: two rounds of each question whose words are kept

Sentence = Annotated[str, msgspec.Meta(max_length=200)]
Line = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Word = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Unit = Annotated[str, msgspec.Meta(max_length=20)]
OwnName = Annotated[str, msgspec.Meta(min_length=1, max_length=24)]
Control = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_-]{0,39}\Z")]
Number = Annotated[float, msgspec.Meta(ge=-1e12, le=1e12)]
Seed = Annotated[int, msgspec.Meta(ge=0, le=2**32 - 1)]
Count = Annotated[int, msgspec.Meta(ge=0, le=10_000_000)]
Pair = tuple[Number, Number]
# A number or two of them. Its bounds are checked by `in_bounds`: msgspec 0.22 crashes at the next collection of garbage
# where a union holds both a number with bounds and a tuple of fixed length (docs/why/rooms.md).
Given = float | Pair
LARGEST = 1e12
Secret = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Code = Annotated[str, msgspec.Meta(max_length=40)]


def in_bounds(given: Given) -> bool:
    """Tell whether a number, or each of two, is one that may be sent; NaN never is."""
    return all(abs(value) <= LARGEST for value in (given if isinstance(given, tuple) else (given,)))
