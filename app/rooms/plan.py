"""What the teacher has set for the class: sections, each with the version in which it last changed.

A value: every change makes another, of the next version, and pages that hold an older one are sent what is newer.
"""

from typing import Annotated, Any, Literal

import msgspec

from app.rooms.bounds import MOST_SNAPSHOTS, Control, Pair, Sentence, Unit, Word
from app.rooms.challenges import Challenge
from app.rooms.follow import Follow
from app.rooms.other_versions import readable
from app.rooms.questions import Question

Face = Literal["wall", "all"]
Shown = Literal["hidden", "wall", "all"]
Which = Literal["same", "own"]
MOST_LOCKS = 40
SECTIONS = ("drive", "follow", "show", "ask", "challenge", "replay", "points", "handing")
LAST_VERSION = 2**31
SNAPSHOT = "s:"


class Drive(msgspec.Struct, frozen=True):
    """Who moves the pages, and what on them is locked."""

    mode: Literal["free", "follow", "freeze"] = "free"
    sentence: Sentence = ""
    locks: Annotated[list[Control], msgspec.Meta(max_length=MOST_LOCKS)] = []
    sample: Which = "same"
    start: Which = "same"
    names: bool = False


class Show(msgspec.Struct, frozen=True):
    """Which figures of the class are shown, and to whom: what is hidden is sent to nobody."""

    map: Shown = "wall"
    curves: Shown = "hidden"
    ucurve: Shown = "hidden"
    slopes: Shown = "hidden"
    theory: bool = False
    own: bool = True


class Replay(msgspec.Struct, frozen=True):
    """Whose runs are shown side by side, in this order."""

    number: int
    handles: Annotated[list[int], msgspec.Meta(min_length=1, max_length=MOST_SNAPSHOTS)]
    to: Face = "wall"

    def row_of(self, handle: int) -> str:
        """Return under which name a run is kept; one that is chosen anew is asked for anew."""
        return f"{SNAPSHOT}{self.number}.{handle}"


class Placed(msgspec.Struct, frozen=True):
    """The class as data: the plane on which each places a point, and who is the outlier, which nobody else is told."""

    mode: Literal["place", "pair"]
    x: Pair
    y: Pair
    names: tuple[Word, Word] = ("x", "y")
    units: tuple[Unit, Unit] = ("", "")
    outlier: str | None = None


class Handing(msgspec.Struct, frozen=True):
    """Whether runs are taken in."""

    on: bool = False


class Plan(msgspec.Struct, frozen=True):
    """All of it. `numbered` counts questions and challenges; `since` is the version in which a section last changed."""

    version: int = 1
    since: dict[str, int] = {}
    numbered: int = 0
    drive: Drive = msgspec.field(default_factory=Drive)
    follow: Follow = msgspec.field(default_factory=Follow)
    show: Show = msgspec.field(default_factory=Show)
    ask: Question | None = None
    challenge: Challenge | None = None
    replay: Replay | None = None
    points: Placed | None = None
    handing: Handing = msgspec.field(default_factory=Handing)

    def __post_init__(self) -> None:
        if not 0 < self.version < LAST_VERSION:
            raise ValueError("No plan of a class.")

    def with_(self, **changes: Any) -> "Plan":
        """Return the next plan, in which these sections stand."""
        version = self.version + 1
        since = self.since | {name: version for name in changes if name in SECTIONS}
        return msgspec.structs.replace(self, version=version, since=since, **changes)

    def newer(self, version: int, *, teacher: bool = False) -> list[str]:
        """Return the sections that changed after a version; all of them for a page that holds nothing.

        A page that holds a version which has not been comes from before a restart: it gets all, too. What the teacher's
        pages tell one another while nobody follows is for them alone.
        """
        if not 0 < version <= self.version:
            return list(SECTIONS)
        newer = [name for name in SECTIONS if self.since.get(name, 1) > version]
        is_unheard = newer == ["follow"] and not teacher and self.drive.mode != "follow"
        return [] if is_unheard else newer

    @property
    def gate(self) -> str:
        """Return what may be sent in now, as words between bars: the store looks at it together with what it writes."""
        ask, challenge = self.ask, self.challenge
        open_ = [
            f"ask {ask.question}.{ask.round}" if ask and ask.phase == "open" else "",
            f"challenge {challenge.challenge}" if challenge and challenge.phase == "open" else "",
            f"points {self.points.mode}" if self.points else "",
            "handing" if self.handing.on else "",
        ]
        return f"|{'|'.join(filter(None, open_))}|"


PARTS = {field.name: field.type for field in msgspec.structs.fields(Plan)}


class PlanHead(msgspec.Struct, frozen=True):
    """What a plan of any version has beside its sections."""

    version: int
    since: dict[str, int] = {}
    numbered: int = 0


def read_plan(raw: bytes) -> Plan:
    """Return the plan that a store or the teacher's page has kept.

    It may come from another version of this program, where the server is renewed in mid-class: what of a section does
    not parse is then as at the beginning, and the class goes on. Raises msgspec's errors, or ValueError, if it is none.
    """
    try:
        return msgspec.json.decode(raw, type=Plan)
    except msgspec.ValidationError:
        kept = msgspec.json.decode(raw, type=dict[str, Any])
        sections = {name: part for name in SECTIONS if (part := _section(name, kept.get(name))) is not None}
        head = msgspec.convert(kept, PlanHead)
        return Plan(version=head.version, numbered=head.numbered, since=head.since, **sections)


def _section(name: str, kept: Any) -> Any:
    kind = PARTS[name]
    try:
        return msgspec.convert(kept, kind)
    except msgspec.ValidationError:
        is_row = isinstance(kept, dict) and isinstance(kind, type) and issubclass(kind, msgspec.Struct)
        return msgspec.convert(readable(kept, kind), kind) if is_row else None
