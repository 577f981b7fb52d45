"""Classes in the memory of the one process that serves them."""

import time
from collections.abc import Collection

from app.rooms.bounds import GROWN, IDLE_S, MOST_BYTES
from app.rooms.keys import trace_of
from app.rooms.room import Room, bytes_of
from app.rooms.store import FullError, Row, Swapped

MOST_ENDED = 10_000


class MemoryStore:
    """Keeps nothing of its own: the one process knows every class that there is."""

    is_shared = False
    is_away = False

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0  # of all classes
        self.counts: dict[str, int] = {}
        self.ended: dict[str, float] = {}  # what is remembered of a class that has ended, and since when

    async def create(self, room: Room) -> bool:
        """Keep a new class."""
        if room.code in self.counts:
            return False
        self.counts[room.code] = 0
        self.bytes += room.size
        return True

    async def load(self, code: str) -> Room | None:  # noqa: ARG002 - there is no other place
        """Return nothing: whoever is not known here is not there."""
        return None

    async def swap(self, room: Room, row: Row) -> Swapped:
        """Change a row, as it is here."""
        if room.code not in self.counts:
            return Swapped.GONE
        if room.rows.get(row.field) != row.old:
            return Swapped.CHANGED
        if row.gate and f"|{row.gate}|" not in room.plan.gate:
            return Swapped.SHUT
        if row.counts > 0 and self.counts[room.code] >= row.most:
            return Swapped.FULL
        grown = bytes_of(row.new) - bytes_of(row.old)
        if grown > GROWN and self.bytes + grown > self.most_bytes:
            raise FullError
        self.counts[room.code] += row.counts
        self.bytes += grown
        room.take(row.field, row.new)
        return Swapped.DONE

    def gather(self, room: Room, member: str) -> None:
        """Do nothing: they are in the room."""

    async def end(self, room: Room) -> None:
        """Forget a class."""
        if self.counts.pop(room.code, None) is not None:
            self.bytes -= room.size
        now = time.monotonic()
        self.ended = {trace: at for trace, at in self.ended.items() if now - at < IDLE_S}
        if len(self.ended) >= MOST_ENDED:
            self.ended.pop(next(iter(self.ended)))
        self.ended[trace_of(room.code)] = now

    async def has_ended(self, code: str) -> bool:
        """Tell whether a teacher has ended it."""
        return time.monotonic() - self.ended.get(trace_of(code), -IDLE_S) < IDLE_S

    async def refresh(self, room: Room) -> bool:
        """Tell whether it is there: nobody else writes."""
        return room.code in self.counts

    async def work(self, rooms: Collection[Room]) -> Collection[Room]:  # noqa: ARG002 - nobody else writes
        """Have nothing to do."""
        return ()

    async def close(self) -> None:
        """Leave."""
