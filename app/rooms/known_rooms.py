"""The classes that this process knows, and how their rows are changed: looked at again where somebody was faster."""

import time
from collections.abc import Callable

from app.rooms.bounds import MOST_MEMBERS
from app.rooms.errors import refuse
from app.rooms.members import Member
from app.rooms.other_versions import write_row
from app.rooms.plan import Plan
from app.rooms.rate_limits import RateLimits
from app.rooms.room import MEMBER, PLAN, Room
from app.rooms.store import AwayError, FullError, Row, Store, Swapped

TRIES = 20
MISSING_S = 1.0
MOST_MISSING = 10_000


class Known:
    """Code -> Room."""

    def __init__(self, store: Store, limits: RateLimits) -> None:
        self.store, self.limits = store, limits
        self.known: dict[str, Room] = {}
        self.missing: dict[str, float] = {}  # codes that the store was asked for, and when

    @property
    def size(self) -> int:
        """Return about how many bytes they take."""
        return sum(room.size for room in self.known.values())

    async def find(self, code: str, browser: str) -> Room:
        """Return a class; raise RefusedError where there is none, after a while for who tries codes."""
        room = self.known.get(code) or await self.look_for(code)
        if room is None:
            await self.check_not_ended(code)
            raise await self.limits.wrong.refused(browser, code)
        return self.touched(room)

    async def check_not_ended(self, code: str) -> None:
        """Raise RefusedError where a teacher has ended the class: it comes back with no page."""
        try:
            if await self.store.has_ended(code):
                raise refuse("ended")
        except AwayError:
            raise refuse("away") from None

    async def look_for(self, code: str) -> Room | None:
        """Look for a class in the store; raise RefusedError where that is out of touch."""
        try:
            room = await self.store.load(code)
        except AwayError:
            raise refuse("away") from None
        if room is None:
            if len(self.missing) >= MOST_MISSING:
                self.missing.clear()
            self.missing[code] = time.monotonic()
            return None
        return self.known.setdefault(code, room)

    def is_missing(self, code: str) -> bool:
        """Tell whether a class was looked for a moment ago, and there was none."""
        return time.monotonic() - self.missing.get(code, -MISSING_S) < MISSING_S

    def touched(self, room: Room) -> Room:
        """Note that somebody asked for a class."""
        room.asked, room.used = time.monotonic(), time.time()
        return room

    async def refresh(self, room: Room) -> None:
        """Look for what other processes have written."""
        try:
            if not await self.store.refresh(room):
                self.forget(room)
                raise refuse("unknown")
        except AwayError:
            raise refuse("away") from None

    async def change(self, room: Room, make: Callable[[Plan], Plan]) -> None:
        """Change what is set for all; looked at again where somebody else was faster."""
        for _ in range(TRIES):
            plan = make(room.plan)
            before = room.rows[PLAN]
            if await self.swap(room, Row(PLAN, before, write_row(plan, before), opens=plan.gate)):
                return
        raise refuse("away")

    async def change_member(
        self, room: Room, name: str, make: Callable[[Member], Member], gate: str = "", counts: int = 0
    ) -> None:
        """Change a member's row, if what it needs is open."""
        for _ in range(TRIES):
            member = room.members.get(name)
            if member is None or member.removed:
                raise refuse("removed")
            before = room.rows[MEMBER + name]
            new = write_row(make(member), before)
            if await self.swap(room, Row(MEMBER + name, before, new, gate=gate, counts=counts)):
                return
        raise refuse("away")

    async def put(self, room: Room, field: str, new: bytes | None) -> None:
        """Write a row that only one writes, or take it away."""
        for _ in range(TRIES):
            if await self.swap(room, Row(field, room.rows.get(field), new)):
                return
        raise refuse("away")

    async def end(self, room: Room) -> None:
        """Delete a class."""
        try:
            await self.store.end(room)
        except AwayError:
            raise refuse("away") from None
        self.forget(room)

    def forget(self, room: Room) -> None:
        """Forget a class in this process."""
        if self.known.get(room.code) is room:
            del self.known[room.code]

    async def swap(self, room: Room, row: Row) -> bool:
        """Change a row; return whether it was as it was thought to be, or raise RefusedError."""
        try:
            swapped = await self.store.swap(room, row)
        except AwayError:
            raise refuse("away") from None
        except FullError:
            raise refuse("full-server") from None
        if swapped is Swapped.CHANGED:
            await self.refresh(room)
        elif swapped is Swapped.GONE:
            self.forget(room)
            raise refuse("unknown")
        elif swapped is Swapped.SHUT:
            raise refuse("closed")
        elif swapped is Swapped.FULL:
            raise refuse("full-class", most=MOST_MEMBERS)
        return swapped is Swapped.DONE
