"""Classes from the first press to the end: opened, brought back, joined, swept."""

import asyncio
import secrets
import time
from typing import NamedTuple

from app.host.logs import LOGGER
from app.rooms.bounds import IDLE_S, MOST_BYTES, MOST_MEMBERS
from app.rooms.codes import new_code
from app.rooms.errors import refuse
from app.rooms.keys import hashed, is_same, member_of, new_key, new_member, new_token, public_id
from app.rooms.known_rooms import Known
from app.rooms.members import Member, Name
from app.rooms.memory_store import MemoryStore
from app.rooms.names import draw
from app.rooms.plan import Plan
from app.rooms.rate_limits import RateLimits
from app.rooms.room import ENCODER, MEMBER, Head, Room
from app.rooms.store import AwayError, FullError, Row, Store

TRIES = 20
MOST_CLASSES = 200
FORGET_S = 60.0  # a class of a shared store that nobody here has asked for: it is found there again
MOST_SEED = 2**32
WORK_S = 0.2
REST_S = 1.0
SWEEP_S = 60.0


class Opened(NamedTuple):
    """A class just opened: only now is its key known."""

    room: Room
    key: str


class Rooms(Known):
    """Code -> Room. `workers` is how many processes serve: several need a store that they share."""

    def __init__(
        self, store: Store | None = None, workers: int = 1, most: int = MOST_CLASSES, limits: RateLimits | None = None
    ) -> None:
        super().__init__(store or MemoryStore(), limits or RateLimits())
        self.workers, self.most = workers, most

    async def open(self, address: str) -> Opened:
        """Open a class."""
        self.check_may_open(address)
        key = new_key()
        for _ in range(TRIES):
            room = Room(new_code(), Head(public_id(key), hashed(key)), Plan())
            if await self._created(room):
                return Opened(room, key)
        raise refuse("full-server")

    async def bring_back(self, address: str, code: str, key: str, plan: Plan) -> Room:
        """Open a class again that was lost with the process which held it; raise RefusedError if the code is taken."""
        self.check_may_open(address)
        room = Room(code, Head(public_id(key), hashed(key), restored=True), plan)
        if not await self._created(room):
            raise refuse("taken")
        return room

    def check_may_open(self, address: str) -> None:
        """Raise RefusedError that says why no class may be opened."""
        if self.workers > 1 and not self.store.is_shared:
            raise refuse("workers")
        self.limits.check_opened(address)
        if len(self.known) >= self.most or self.size > MOST_BYTES:
            raise refuse("full-server")

    async def join(self, room: Room, before: Member | None = None) -> tuple[str, str]:
        """Let somebody in; return the member and its token. `before` is who it was before the class was lost."""
        await self.limits.joins.turn()
        for _ in range(TRIES):
            name = new_member()
            token = new_token(name)
            if await self._add(room, name, self._fresh(room, hashed(token), before)):
                return name, token
        raise refuse("away")

    async def join_again(self, room: Room, token: str, before: Member) -> str:
        """Let a member in with the token that it had before the class was lost; return its name."""
        await self.limits.joins.turn()
        name = member_of(token)
        if not await self._add(room, name, self._fresh(room, hashed(token), before)):
            raise refuse("token")
        return name

    async def member(self, room: Room, token: str) -> str:
        """Return who has this token; raise RefusedError if nobody, or somebody who was removed."""
        name = member_of(token)
        if name not in room.members and self.store.is_shared:
            await self.refresh(room)
        return checked(room, token)

    def check_key(self, room: Room, key: str) -> None:
        """Raise RefusedError unless this is the teacher's key."""
        if not is_same(key, room.head.key):
            raise refuse("key")

    async def watch(self) -> None:
        """Let the store work four times a second, and sweep once a minute, for as long as the server runs."""
        swept = time.monotonic()
        while True:
            await asyncio.sleep(SWEEP_S if not self.store.is_shared else WORK_S if self.known else REST_S)
            now = time.monotonic()
            is_due = now - swept >= SWEEP_S
            swept = now if is_due else swept
            try:
                await self.work(sweeps=is_due)
            except Exception as error:  # a row of another version must not end it for all classes
                LOGGER.error("Classes could not be brought up to date.", exc_info=error)

    async def work(self, *, sweeps: bool) -> None:
        """Let the store write and fetch, and forget what is no more."""
        for room in await self.store.work(list(self.known.values())):
            self.forget(room)
        if sweeps:
            await self.sweep()

    async def close(self) -> None:
        """Leave."""
        await self.store.close()

    async def sweep(self) -> None:
        """Delete classes that nobody has asked for in twelve hours; of a shared store, forget who is not asked for."""
        for room in list(self.known.values()):
            if self.store.is_shared:
                if time.monotonic() - room.asked > FORGET_S:
                    self.forget(room)
            elif time.time() - room.used > IDLE_S:
                await self.end(room)

    async def _created(self, room: Room) -> bool:
        try:
            is_new = await self.store.create(room)
        except AwayError:
            raise refuse("away") from None
        except FullError:
            raise refuse("full-server") from None
        if is_new:
            self.known[room.code] = room
        return is_new

    def _fresh(self, room: Room, token: str, before: Member | None) -> Member:
        seed, start, handle = (secrets.randbelow(MOST_SEED) for _ in range(3))
        name = Name(words=draw({member.name.words for member in room.members.values()}))
        if before is None:
            return Member(token, name, seed, start, handle)
        if before.name.own is None or room.plan.drive.names:  # what was typed is shown only where that is allowed
            name = before.name
        return Member(token, name, before.seed, before.start, handle, hidden=before.hidden)

    async def _add(self, room: Room, name: str, member: Member) -> bool:
        return await self.swap(room, Row(MEMBER + name, None, ENCODER.encode(member), counts=1, most=MOST_MEMBERS))


def checked(room: Room, token: str) -> str:
    """Return who has this token, as far as is known here; raise RefusedError if nobody, or somebody removed."""
    name = member_of(token)
    member = room.members.get(name)
    if member is None or not room.proofs.is_same(token, member.token):
        raise refuse("token")
    if member.removed:
        raise refuse("removed")
    return name
