"""Classes in Redis, for any number of processes. What is read a hundred times a second is read from the room here;

five times a second all that is new is fetched, and what was gathered is written, in one round trip.
"""

import secrets
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any

import msgspec
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NotConnectedError

from app.rooms.bounds import IDLE_S
from app.rooms.breaker import AT_ONCE, Breaker
from app.rooms.keys import trace_of
from app.rooms.numbers import Numbers
from app.rooms.plan import Plan
from app.rooms.redis_scripts import CHANGES, CREATE, NUMBERS, RESTORE, SWAP
from app.rooms.room import ENCODER, PLAN, Head, Room
from app.rooms.store import AwayError, FullError, Row, Swapped

TIMEOUT_S = 0.5
IDLE_MS = int(IDLE_S * 1000)
MARK = "chalkline:mark"  # is gone when Redis has lost everything
WATCHED_S = 3.0
NUMBERS_S = 1.0  # how old numbers may be where nobody watches
OUTCOMES = {0: Swapped.CHANGED, -1: Swapped.GONE, -2: Swapped.SHUT, -3: Swapped.FULL}


class RedisStore:
    """Keeps rows as hashes that expire; every change in one script."""

    is_shared = True

    def __init__(self, url: str, timeout_s: float = TIMEOUT_S) -> None:
        retry = Retry(NoBackoff(), 1, supported_errors=(NotConnectedError,))
        waits: dict[str, Any] = {"socket_timeout": timeout_s, "socket_connect_timeout": timeout_s, "timeout": timeout_s}
        pool = BlockingConnectionPool.from_url(url, max_connections=AT_ONCE, retry=retry, **waits)
        self.redis = Redis.from_pool(pool)
        self.breaker = Breaker()
        self.gathered: dict[Room, set[str]] = {}
        self.fetched: dict[Room, float] = {}
        self.mark: bytes | str | None = None

    @property
    def is_away(self) -> bool:
        """Tell whether Redis could not be reached when last asked."""
        return self.breaker.is_away

    async def create(self, room: Room) -> bool:
        """Keep a new class."""
        await self._know_mark()
        given = (ENCODER.encode(room.head), room.plan.gate, room.rows[PLAN], IDLE_MS)
        return bool(await self._run(CREATE, room.code, *given))

    async def load(self, code: str) -> Room | None:
        """Return a class that another process opened, or this one before it was started anew."""
        await self._know_mark()
        found = await self._run(CHANGES, code, 0)
        if not found:
            return None
        room = Room(code, msgspec.json.decode(found[0], type=Head), Plan())
        take(room, found)
        numbers: Any = await self.breaker.call(lambda: self.redis.hgetall(keys_of(code)[2]))  # pyright: ignore
        take_numbers(room, numbers)
        return room

    async def swap(self, room: Room, row: Row) -> Swapped:
        """Change a row, in Redis and then here."""
        rows = (row.field, row.old or b"", row.new or b"")
        seq = int(await self._run(SWAP, room.code, *rows, row.counts, row.most, row.gate, row.opens or "", IDLE_MS))
        if OUTCOMES.get(seq) is Swapped.GONE and await self._put_back(room):
            return Swapped.CHANGED
        if seq <= 0:
            return OUTCOMES[seq]
        room.take(row.field, row.new, seq)
        return Swapped.DONE

    def gather(self, room: Room, member: str) -> None:
        """Remember whose numbers are to be written."""
        self.gathered.setdefault(room, set()).add(member)

    async def end(self, room: Room) -> None:
        """Delete the three keys."""
        self.gathered.pop(room, None)
        pipe = self.redis.pipeline(transaction=False)  # a Redis that is full deletes nevertheless
        pipe.delete(*keys_of(room.code))
        pipe.set(ended_key(room.code), b"1", px=IDLE_MS)
        deleted, _ = await self.breaker.call(lambda: pipe.execute(raise_on_error=False))
        if isinstance(deleted, Exception):
            raise AwayError

    async def has_ended(self, code: str) -> bool:
        """Tell whether a teacher has ended it."""
        return bool(await self.breaker.call(lambda: self.redis.exists(ended_key(code))))

    async def refresh(self, room: Room) -> bool:
        """Fetch what is new of one class."""
        found = await self._run(CHANGES, room.code, room.seq)
        if not found and await self._put_back(room):
            found = await self._run(CHANGES, room.code, room.seq)
        return bool(found) and take(room, found)

    async def work(self, rooms: Collection[Room]) -> Collection[Room]:
        """Write and fetch for all classes at once; nothing is lost where Redis is away: it is tried again."""
        everything = list({*rooms, *self.gathered})
        if not everything:
            return ()
        written, self.gathered = self.gathered, {}
        try:
            return await self.breaker.call(lambda: self._exchange(everything, written))
        except (AwayError, FullError):
            self._gather_again(written)
            return ()

    async def close(self) -> None:
        """Write what was gathered, and leave."""
        await self.work(())
        await self.redis.aclose()

    async def _know_mark(self) -> None:
        """Leave a mark, or find the one that is there: without it nobody would notice that Redis has lost it."""
        if self.mark is None:
            with suppress(FullError):  # one that is full can still be read
                await self.breaker.call(lambda: self.redis.set(MARK, secrets.token_bytes(8), nx=True))
            self.mark = await self.breaker.call(lambda: self.redis.get(MARK))

    async def _run(self, script: str, code: str, *given: Any) -> Any:
        keys = keys_of(code)[:2]
        return await self.breaker.call(lambda: self.redis.eval(script, len(keys), *keys, *given))  # pyright: ignore

    async def _exchange(self, rooms: list[Room], written: Mapping[Room, Collection[str]]) -> Collection[Room]:
        now = time.monotonic()
        pipe = self.redis.pipeline(transaction=False)
        pipe.set(MARK, secrets.token_bytes(8), nx=True)
        pipe.get(MARK)
        due = [room for room in rooms if self._is_due(room, now)]
        for room in due:  # before anything is written: what others have learned of the same members
            pipe.hgetall(keys_of(room.code)[2])
        for room in rooms:
            keys = keys_of(room.code)
            pipe.eval(NUMBERS, len(keys), *keys, *rows_of(room, written.get(room, ())))
            pipe.eval(CHANGES, len(keys), *keys, room.seq)
        _, mark, *found = await pipe.execute(raise_on_error=False)
        if isinstance(mark, Exception):
            raise mark
        if self.mark not in (None, mark):
            await self._restore(rooms)
            self.mark = mark  # not before: what failed half-way is done again
            return ()
        self.mark = mark
        numbers, told = found[: len(due)], found[len(due) :]
        kept, changes = told[::2], told[1::2]
        if any(isinstance(one, Exception) for one in kept):  # it is full: later, perhaps
            self._gather_again(written)
        for room, rows in zip(due, numbers, strict=True):
            self.fetched[room] = now
            self._gather_again({room: take_numbers(room, rows)})
        ended = [room for room, found in zip(rooms, changes, strict=True) if not (found and take(room, found))]
        self.fetched = {room: at for room, at in self.fetched.items() if room in rooms and room not in ended}
        return ended

    def _gather_again(self, written: Mapping[Room, Collection[str]]) -> None:
        for room, members in written.items():
            self.gathered.setdefault(room, set()).update(members)

    def _is_due(self, room: Room, now: float) -> bool:
        return now - room.watched < WATCHED_S or now - self.fetched.get(room, 0.0) > NUMBERS_S

    async def _put_back(self, room: Room) -> bool:
        """Put a class back that Redis has lost since this process looked last; tell whether it had."""
        mark = await self.breaker.call(lambda: self.redis.get(MARK))
        if self.mark in (None, mark):
            return False  # somebody has ended it
        await self.breaker.call(lambda: self._restore([room]))
        return True

    async def _restore(self, rooms: Collection[Room]) -> None:
        """Put back what this process knows; what others knew, they have put back too."""
        for room in rooms:
            keys, given = keys_of(room.code)[:2], [ENCODER.encode(room.head), room.plan.gate, IDLE_MS]
            for field, row in room.rows.items():
                given += [field, row]
            await self.redis.eval(RESTORE, len(keys), *keys, *given)  # pyright: ignore
            room.seq, room.seqs = 0, {}
            self.gathered.setdefault(room, set()).update(room.numbers)


def keys_of(code: str) -> list[str]:
    """Return the keys of a class: rows, log, numbers."""
    return [f"chalkline:{code}:{name}" for name in ("rows", "log", "numbers")]


def ended_key(code: str) -> str:
    """Return under which key stands that a class has ended, without its code."""
    return f"chalkline:ended:{trace_of(code)}"


def take(room: Room, found: list[bytes]) -> bool:
    """Take what was written since; return whether it still is the same class."""
    head, seq, *rows = found
    if msgspec.json.decode(head, type=Head) != room.head:
        return False
    for field, at, row in zip(rows[::3], rows[1::3], rows[2::3], strict=True):
        room.take(field.decode(), row or None, int(float(at)))
    room.seq = max(room.seq, int(seq))
    return True


def rows_of(room: Room, members: Collection[str]) -> list[Any]:
    """Return how long numbers live without anybody, and then members and their numbers in turn."""
    given: list[Any] = [IDLE_MS]
    for name in members:
        if name in room.numbers:
            given += [name, ENCODER.encode(room.numbers[name])]
    return given


def take_numbers(room: Room, rows: dict[bytes, bytes]) -> set[str]:
    """Take numbers that are newer than those here, of members that there are; return of whom both knew something."""
    merged = set()
    for name, row in rows.items():
        member = name.decode()
        known = room.members.get(member)
        if known is None or known.removed:
            continue
        try:
            numbers = msgspec.json.decode(row, type=Numbers)
        except msgspec.ValidationError:  # of another version
            continue
        here = room.numbers.get(member, numbers)
        newer, older = (numbers, here) if numbers.at > here.at else (here, numbers)
        room.numbers[member] = newer
        if newer.merge(older):
            merged.add(member)
    return merged
