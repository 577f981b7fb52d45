"""Questions: predict, talk, predict again. While one is open only the number of answers leaves the server."""

from typing import Annotated, Any, Literal

import msgspec

from app.rooms.bounds import Given, Line, Number, Pair, Unit, in_bounds

MOST_CHOICES = 6
TOLD_BY = {"line": frozenset({"map", "slopes"}), "place": frozenset({"map", "slopes"})}
Kind = Literal["number", "choice", "line", "place"]


class Words(msgspec.Struct, frozen=True, omit_defaults=True):
    """A text: of the catalogue, by its id, or the teacher's own."""

    id: Annotated[str, msgspec.Meta(pattern=r"^class\.ready\.[a-z0-9.-]{1,60}\Z")] | None = None
    own: Line | None = None

    def __post_init__(self) -> None:
        if (self.id is None) == (self.own is None):
            raise ValueError("Either a text of the catalogue or one's own.")


class Answerable(msgspec.Struct, frozen=True, kw_only=True):
    """How it is answered, and what is right: of a question as a teacher sets it, and as it stands."""

    unit: Unit = ""
    low: Number | None = None
    high: Number | None = None
    confidence: bool = True
    truth: Given | None = None
    tolerance: Annotated[float, msgspec.Meta(ge=0, le=1e12)] = 0.0


class Question(Answerable, frozen=True):
    """A question that stands, and in which round it is."""

    question: int
    kind: Kind
    text: Words
    choices: Annotated[list[Words], msgspec.Meta(max_length=MOST_CHOICES)] = []
    span: Pair | None = None  # of x, on which a line that is right is nowhere further away than the tolerance
    outcome: bool = False  # whether the runs themselves answer it: the largest rate that converges
    phase: Literal["open", "closed", "shown"] = "open"
    round: Literal[1, 2] = 1
    to: Literal["wall", "all"] = "wall"

    def __post_init__(self) -> None:
        if (self.kind == "choice") != (len(self.choices) > 1) or (self.kind != "choice" and self.choices):
            raise ValueError("A choice has two answers or more, and nothing else has.")
        if self.low is not None and self.high is not None and not self.low < self.high:
            raise ValueError("The lowest answer is not below the highest.")
        if self.truth is not None and not self.takes(self.truth):
            raise ValueError("The right answer is none that can be given.")

    @property
    def told_by(self) -> frozenset[str]:
        """Return the figures from which the answer could be read: they wait until the results are shown."""
        if self.phase == "shown":
            return frozenset()
        return frozenset({"ucurve"}) if self.outcome else TOLD_BY.get(self.kind, frozenset())

    def takes(self, value: Given) -> bool:
        """Tell whether a value is an answer to this question."""
        if not in_bounds(value):
            return False
        if self.kind in ("line", "place"):
            return isinstance(value, tuple)
        if isinstance(value, tuple):
            return False
        if self.kind == "choice":
            return value == int(value) and 0 <= value < len(self.choices)
        low, high = self.low if self.low is not None else -1e12, self.high if self.high is not None else 1e12
        return low <= value <= high

    def is_right(self, value: Given) -> bool:
        """Tell whether an answer is the right one, where there is one."""
        if self.truth is None:
            return False
        ours, theirs = (it if isinstance(it, tuple) else (it,) for it in (self.truth, value))
        if self.span is not None and len(ours) == len(theirs) > 1:
            gap = [one - other for one, other in zip(ours, theirs, strict=True)]
            return all(abs(gap[0] * x + gap[1]) <= self.tolerance for x in self.span)
        return all(abs(one - other) <= self.tolerance for one, other in zip(ours, theirs, strict=True))

    def name_of(self, round_: int) -> str:
        """Return under which name a member's answer in a round is kept."""
        return f"{self.question}.{round_}"

    def as_seen(self, results: dict[str, Any] | None) -> dict[str, Any]:
        """Return what is sent of it: never the right answer, but with the results."""
        seen = msgspec.to_builtins(self)
        for name in ("truth", "tolerance", "span", "outcome"):
            del seen[name]
        return seen | ({"results": results} if results is not None else {})
