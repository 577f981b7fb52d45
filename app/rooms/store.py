"""Where classes are kept: what a store must do, whether it is this process (memory_store.py) or Redis (redis_store.py).

All that two can write is changed by `swap`: it writes a row only if it still is what the writer has seen.
"""

from collections.abc import Collection
from enum import Enum, auto
from typing import Protocol

from app.rooms.room import Room


class Swapped(Enum):
    """What became of a row that was to be changed."""

    DONE = auto()
    CHANGED = auto()  # somebody else was faster: look again
    SHUT = auto()  # nothing of the kind is taken any more
    FULL = auto()
    GONE = auto()  # there is no such class


class AwayError(Exception):
    """The store cannot be reached."""


class FullError(Exception):
    """The store holds as much as it can."""


class Row:
    """A change of a row: from what it was to what it is to be, None where there is none.

    `counts` is 1 where a member comes, -1 where one goes; `most` of them there may be. `gate` is what must be open,
    and `opens` what is open from now on.
    """

    __slots__ = ("counts", "field", "gate", "most", "new", "old", "opens")

    def __init__(
        self,
        field: str,
        old: bytes | None,
        new: bytes | None,
        *,
        counts: int = 0,
        most: int = 0,
        gate: str = "",
        opens: str | None = None,
    ) -> None:
        self.field, self.old, self.new = field, old, new
        self.counts, self.most, self.gate, self.opens = counts, most, gate, opens


class Store(Protocol):
    """What keeps classes. Everything may raise AwayError, what writes FullError too."""

    is_shared: bool  # by several processes

    @property
    def is_away(self) -> bool:
        """Tell whether it could not be reached when last asked."""
        ...

    async def create(self, room: Room) -> bool:
        """Keep a new class; return whether its code was free."""
        ...

    async def load(self, code: str) -> Room | None:
        """Return a class that is kept and not known here."""
        ...

    async def swap(self, room: Room, row: Row) -> Swapped:
        """Change a row, in the room too if that is done."""
        ...

    def gather(self, room: Room, member: str) -> None:
        """Keep a member's numbers, soon."""
        ...

    async def end(self, room: Room) -> None:
        """Delete a class and all that is of it; remember for a while that its teacher has ended it."""
        ...

    async def has_ended(self, code: str) -> bool:
        """Tell whether the teacher of a class that is not there has ended it."""
        ...

    async def refresh(self, room: Room) -> bool:
        """Look for what others have written; return whether the class is still there."""
        ...

    async def work(self, rooms: Collection[Room]) -> Collection[Room]:
        """Write what was gathered, and look what others have written of these; return those that are no more."""
        ...

    async def close(self) -> None:
        """Write what was gathered, and leave."""
        ...
