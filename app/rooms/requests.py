"""What pages ask of a class, typed and bounded; what does not fit is refused before anything is looked up."""

from typing import Annotated, Any, Literal, TypeVar

import msgspec

from app.notices import RefusedError
from app.rooms.bounds import MOST_KEPT, Code, Count, Given, Number, OwnName, Secret, Seed
from app.rooms.members import First, Name, Second, Tempo
from app.rooms.numbers import Phase
from app.run.protocol import UNUSABLE, refusing

T = TypeVar("T")
Version = Annotated[int, msgspec.Meta(ge=0, le=2**31)]
Browser = Annotated[str, msgspec.Meta(max_length=40)]
Figure = Literal["map", "curves", "ucurve", "slopes"]
MOST_WANTED = 4
MOST_LINK = 4_000


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a page sends."""


class Me(msgspec.Struct, frozen=True):
    """What a page keeps of its member, as far as it brings the member back; the rest is passed over."""

    name: Name
    seed: Seed
    start: Seed
    hidden: bool = False


class Before(Asked, frozen=True):
    """Who a member was in a class that was lost with its process."""

    id: Secret
    me: Me


class Kept(Asked, frozen=True):
    """A class that was lost with its process, as its teacher's page holds it."""

    code: Code
    key: Secret
    kept: Annotated[str, msgspec.Meta(max_length=MOST_KEPT)]


class Open(Asked, frozen=True):
    """A class is to be opened, or brought back."""

    again: Kept | None = None


class Join(Asked, frozen=True):
    """Somebody comes."""

    code: Code
    browser: Browser = ""
    token: Secret | None = None
    again: Before | None = None


class OfMember(Asked, frozen=True):
    """Everything that a member asks begins so."""

    code: Code
    token: Secret


class Poll(OfMember, frozen=True):
    """What is new?"""

    version: Version = 0
    mine: Version = 0
    phase: Phase | None = None


class InCommand(OfMember, frozen=True):
    """The room of a command."""

    version: Version = 0
    mine: Version = 0


class OfTeacher(Asked, frozen=True):
    """Everything that a teacher asks begins so."""

    code: Code
    key: Secret


class Watch(OfTeacher, frozen=True):
    """What is new, for the teacher."""

    version: Version = 0
    members: Version = 0
    want: Annotated[list[Figure], msgspec.Meta(max_length=MOST_WANTED)] = []
    keep: Version = 0


class OfPoints(Asked, frozen=True):
    """The points of the class, unless they are those of this hash."""

    code: Code
    token: Secret | None = None
    key: Secret | None = None
    hash: Annotated[str, msgspec.Meta(max_length=64)] = ""


class Download(OfTeacher, frozen=True):
    """A table to take home."""

    table: Literal["runs", "answers", "snapshots", "handed"]
    page: Annotated[str, msgspec.Meta(max_length=300, pattern=r"^(https?://[!-~]+)?\Z")] = ""  # where links open


class Claim(Asked, frozen=True):
    """What a page says that its record comes to."""

    epochs: Count
    weight: Number
    bias: Number
    loss: Number


class Record(OfMember, frozen=True):
    """A run."""

    record: msgspec.Raw
    # The name of the field is a word of Python's.
    purpose: Literal["snapshot", "challenge"] = msgspec.field(name="for")
    claim: Claim | None = None


class MemberAct(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    """Something that a member does."""


class Rename(MemberAct, frozen=True, tag="name"):
    """Another name: two words of the list, any other, or a typed one."""

    words: tuple[First, Second] | None = None
    own: OwnName | None = None
    other: bool = False


class Hide(MemberAct, frozen=True, tag="hide"):
    """The name is to be seen by nobody, or again."""

    hidden: bool


class Leave(MemberAct, frozen=True, tag="leave"):
    """Gone, until the page comes back."""


class GiveAnswer(MemberAct, frozen=True, tag="answer"):
    """An answer to the question that is open."""

    question: Count
    round: Literal[1, 2]
    value: Given
    confidence: Annotated[int, msgspec.Meta(ge=1, le=5)] | None = None


class Vote(MemberAct, frozen=True, tag="tempo"):
    """How it is going."""

    tempo: Tempo | None


class PlacePoint(MemberAct, frozen=True, tag="point"):
    """Where the member's own point is."""

    x: Number
    y: Number


class HandIn(MemberAct, frozen=True, tag="hand-in"):
    """The link of a run, or nothing any more."""

    link: Annotated[str, msgspec.Meta(min_length=1, max_length=MOST_LINK, pattern=r"^[!-~]+\Z")] | None


class Act(OfMember, frozen=True):
    """A member does something."""

    do: Rename | Hide | Leave | GiveAnswer | Vote | PlacePoint | HandIn


def parse(body: bytes, kind: type[T]) -> T:
    """Turn a body into what was asked; raise RefusedError if it is nothing that a page sends."""
    with refusing():
        return msgspec.json.decode(body, type=kind)


def convert(raw: Any, kind: type[T]) -> T:
    """Turn plain JSON into what was asked; raise RefusedError."""
    try:  # not by `refusing`, which every tick in a class would pay for
        return msgspec.convert(raw, kind)
    except UNUSABLE as error:
        raise RefusedError("server.unusable", str(error)) from error
