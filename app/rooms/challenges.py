"""Challenges: a pass mark for every screen, and what counts as having passed it."""

from typing import Annotated, Any, Literal

import msgspec

from app.rooms.bounds import Pair
from app.rooms.questions import Words

MOST_EPOCHS = 5_000


class Challenge(msgspec.Struct, frozen=True):
    """What is to be reached: `percent` above the lowest loss within `epochs`, or the largest rate that still does so,

    or a line, from a start, to within a tolerance in weight and bias.
    """

    challenge: int
    kind: Literal["within", "largest-rate", "line"]
    text: Words | None = None
    percent: Annotated[float, msgspec.Meta(gt=0, le=100)] = 1.0
    epochs: Annotated[int, msgspec.Meta(ge=1, le=MOST_EPOCHS)] = 25
    start: Pair | None = None
    line: Pair | None = None
    tolerance: Annotated[float, msgspec.Meta(gt=0, le=1e6)] = 0.05
    data: dict[str, Any] | None = None
    board: bool = False
    names: bool = False
    phase: Literal["open", "closed"] = "open"
    fewest: int | None = None  # epochs of plain gradient descent on `data`, at its best rate; None if it never does

    def __post_init__(self) -> None:
        if (self.kind == "line") != (self.line is not None):
            raise ValueError("A line to reach, where a line is to be reached.")
        if self.start is not None and self.line is None:
            raise ValueError("A start belongs to a line.")
