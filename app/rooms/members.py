"""A member: what the class knows of one, in one row, and what of it only this member is told."""

from typing import Annotated, Any, Literal

import msgspec

from app.rooms.bounds import Count, Given, OwnName, Seed
from app.rooms.names import FIRST, SECOND

Tempo = Literal["faster", "slower", "lost"]
First = Annotated[int, msgspec.Meta(ge=0, lt=FIRST)]
Second = Annotated[int, msgspec.Meta(ge=0, lt=SECOND)]


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was answered, and how sure its author is."""

    value: Given
    confidence: Annotated[int, msgspec.Meta(ge=1, le=5)] | None = None


class Result(msgspec.Struct, frozen=True):
    """A challenge that was passed, as a replay found it."""

    challenge: int
    epochs: Count
    rate: float


class Name(msgspec.Struct, frozen=True, omit_defaults=True):
    """Two words of the list, or a typed one."""

    words: tuple[First, Second] | None = None
    own: OwnName | None = None

    def __post_init__(self) -> None:
        if (self.words is None) == (self.own is None):
            raise ValueError("Either two words of the list or one's own.")
        if self.own is not None and not (self.own.isprintable() and self.own.strip()):
            raise ValueError("A name that cannot be written.")


class Member(msgspec.Struct, frozen=True, omit_defaults=True):
    """A row. `mine` grows with every change; `handle` names the member's dot, and nothing else names it."""

    token: str
    name: Name
    seed: Seed
    start: Seed
    handle: int
    mine: int = 1
    hidden: bool = False
    removed: bool = False
    answers: dict[str, Answer] = {}
    tempo: Tempo | None = None
    point: tuple[float, float] | None = None
    result: Result | None = None
    link: str = ""

    def with_(self, **changes: Any) -> "Member":
        """Return the row after a change."""
        return msgspec.structs.replace(self, mine=self.mine + 1, **changes)

    def as_seen(self, *, is_outlier: bool, wanted: bool) -> dict[str, Any]:
        """Return what the member itself is told."""
        seen: dict[str, Any] = {
            "name": self.name,
            "hidden": self.hidden,
            "seed": self.seed,
            "start": self.start,
            "answered": self.answers,
        }
        told = {"point": self.point, "tempo": self.tempo, "result": self.result}
        seen |= {name: value for name, value in told.items() if value is not None}
        flags = {"outlier": is_outlier, "handed": bool(self.link), "wanted": "snapshot" if wanted else ""}
        return seen | {name: value for name, value in flags.items() if value}
