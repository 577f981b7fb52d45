"""A class on the server: how much dearer a tick is in it than alone, how late a press comes, how long a join takes."""

import asyncio
import json
import os
import re
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from bench.machine import ENDPOINT, Process, command, follow, frame
from tests.app.rooms.school import RedisServer

PAIRS = 9  # the first warms up; which of the two is measured first changes from pair to pair
TICKS = 20
TICK_S = 0.1
JOINING_S = 10.0
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Member:
    """A page that ticks, alone or in a class; it notes when it hears of a press."""

    number: int
    room: dict[str, Any] | None = None
    heard: list[float] = field(default_factory=list)
    given: dict[str, Any] = field(default_factory=dict)

    async def learn(self, connection: Connection, ticks: int, begin: float) -> None:
        """Tick so often, ten times a second."""
        await asyncio.sleep(begin)
        self.given = self.given or command(f"{self.number:08x}", seed=self.number, rate=0.05)
        asked = time.perf_counter()
        for _ in range(ticks):
            given = self.given if self.room is None else {**self.given, "room": self.room}
            progress = (await post(connection, ENDPOINT, frame(given)))["response"]["progress"]["data"]
            self._take(progress.get("room"))
            self.given = follow(self.given, progress, 1)
            asked += TICK_S
            await asyncio.sleep(max(0.0, asked - time.perf_counter()))

    def _take(self, room: dict[str, Any] | None) -> None:
        if self.room is None or room is None or "version" not in room:
            return
        if "drive" in room.get("changed", {}):
            self.heard.append(time.perf_counter())
        self.room |= {"version": room["version"], "mine": room["mine"]}


def class_of(students: int, workers: int = 1) -> dict[str, Any]:
    """Return CPU of a tick alone and in a class, in pairs, and how long presses and joins take.

    Several workers share the class by a Redis, whose CPU is not counted.
    """
    with serving(workers) as server:
        return asyncio.run(_measured(server, students))


def joins_of(students: int, workers: int = 1) -> dict[str, Any]:
    """Return how long joins take where all come at once, and where they come within ten seconds."""
    with serving(workers) as server:
        return asyncio.run(_joined(server, students))


@contextmanager
def serving(workers: int) -> Iterator[Process]:
    """Start a server, with a Redis if it has several workers."""
    if workers == 1:
        with Process() as server:
            yield server
        return
    with TemporaryDirectory() as folder:
        redis = RedisServer(Path(folder)).start()
        try:
            with patch.dict(os.environ, {"REDIS_URL": redis.url}), Process(workers=workers) as server:
                yield server
        finally:
            redis.kill()


async def _joined(server: Process, students: int) -> dict[str, Any]:
    found: dict[str, Any] = {"students": students}
    for name, seconds in (("at_once", 0.01), ("in_10_s", JOINING_S)):
        connections, _, opened = await _opened(server, students)
        waits = sorted(wait for _, wait in await _join(connections, opened["code"], seconds))
        found[f"{name}_p95_ms"], found[f"{name}_max_ms"] = 1000 * waits[int(0.95 * students)], 1000 * waits[-1]
    return found


async def _opened(server: Process, students: int) -> tuple[list[Connection], Connection, dict[str, Any]]:
    """Connect students and a teacher, and open a class."""
    connections = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(students)]
    teacher = await asyncio.open_connection("127.0.0.1", server.port)
    return connections, teacher, await post(teacher, "/class/open", b"{}")


async def _measured(server: Process, students: int) -> dict[str, Any]:
    connections, teacher, opened = await _opened(server, students)
    joins = await _join(connections, opened["code"])
    rooms = [{"code": opened["code"], "token": token, "version": 1, "mine": 1} for token, _ in joins]
    alone = [Member(number) for number in range(1, students + 1)]
    inside = [Member(number, room) for number, room in enumerate(rooms, students + 1)]
    pairs, late = [], []
    for number in range(PAIRS):
        cpu = [await _cpu_ms(server, arm, connections) for arm in ((alone, inside), (inside, alone))[number % 2]]
        late += await _press(inside, connections, teacher, opened)
        pairs.append(cpu if number % 2 == 0 else cpu[::-1])
    waits = sorted(wait for _, wait in joins)
    return {
        "students": students,
        "alone_ms": statistics.median(one for one, _ in pairs[1:]),
        "in_a_class_ms": statistics.median(other for _, other in pairs[1:]),
        "dearer": statistics.median(other / one for one, other in pairs[1:]),
        "press_p95_ms": 1000 * sorted(late)[int(0.95 * len(late))],
        "pages_that_heard": len(late) / (PAIRS * students),
        "join_p95_ms": 1000 * waits[int(0.95 * len(waits))],
    }


async def _join(connections: list[Connection], code: str, seconds: float = JOINING_S) -> list[tuple[str, float]]:
    """Let all join, evenly within so many seconds; return tokens and how long each waited, in seconds."""

    async def one(number: int, connection: Connection) -> tuple[str, float]:
        await asyncio.sleep(number * seconds / len(connections))
        began = time.perf_counter()
        joined = await post(connection, "/class/join", json.dumps({"code": code, "browser": str(number)}).encode())
        return joined["token"], time.perf_counter() - began

    return await asyncio.gather(*(one(number, connection) for number, connection in enumerate(connections)))


async def _cpu_ms(server: Process, members: list[Member], connections: list[Connection], ticks: int = TICKS) -> float:
    before = server.cpu_s()
    spread = TICK_S / len(members)
    pairs = enumerate(zip(members, connections, strict=True))
    await asyncio.gather(*(member.learn(connection, ticks, i * spread) for i, (member, connection) in pairs))
    return 1000 * (server.cpu_s() - before) / ticks / len(members)


async def _press(
    members: list[Member], connections: list[Connection], teacher: Connection, opened: dict[str, Any]
) -> list[float]:
    """Let the teacher press while all tick; return the seconds until each page heard of it."""
    for member in members:
        member.heard.clear()
    act = {"code": opened["code"], "key": opened["key"], "do": {"type": "mode", "mode": "follow"}}
    pressed = 0.0

    async def press() -> None:
        nonlocal pressed
        await asyncio.sleep(TICKS * TICK_S / 4)
        pressed = time.perf_counter()
        await post(teacher, "/class/drive", json.dumps(act).encode())

    spread = TICK_S / len(members)
    pairs = enumerate(zip(members, connections, strict=True))
    learning = [member.learn(connection, TICKS, i * spread) for i, (member, connection) in pairs]
    await asyncio.gather(press(), *learning)
    return [min(member.heard) - pressed for member in members if member.heard]


async def post(connection: Connection, path: str, body: bytes) -> Any:
    """Post JSON over a kept connection and return what is answered."""
    reader, writer = connection
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body)
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    if length is None or not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.split(b"\r\n", 1)[0].decode())
    return json.loads(await reader.readexactly(int(length[1])))


if __name__ == "__main__":
    print(json.dumps(class_of(200), indent=2))
