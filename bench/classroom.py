"""Two hundred students of one class without browser, from one start, each with data and a rate of its own."""

import asyncio
import json
import threading
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bench.in_a_class import Connection, post
from bench.machine import ENDPOINT, command, follow, frame

LIMIT = 0.789  # of the learning rate, for points like these
BEAT_S = 1.0
AT_ONCE = 8  # epochs of a tick
BEGINNING = 6  # epochs after which a run takes one more in a tick: the first ones lead furthest
LONGEST = 1500


@dataclass
class Pupil:
    """One of them: how fast it learns, and when it stops."""

    number: int
    rate: float
    stops: int
    room: dict[str, Any] = field(default_factory=dict)
    given: dict[str, Any] = field(default_factory=dict)
    epoch: int = 0
    is_still: bool = False

    async def join(self, connection: Connection, code: str) -> None:
        """Come into the class."""
        joined = await post(connection, "/class/join", json.dumps({"code": code, "browser": str(self.number)}).encode())
        self.room = {"code": code, "token": joined["token"], "version": joined["version"], "mine": joined["mine"]}
        self.given = command(f"{self.number:08x}", rate=self.rate)
        self.given["data"] |= {"seed": self.number}

    async def learn(self, connection: Connection) -> None:
        """Go on by a few epochs, or tell that the run stands still."""
        if self.is_still or self.epoch >= self.stops:
            body = {"code": self.room["code"], "token": self.room["token"], "version": self.room["version"]}
            phase = "diverged" if self.is_still else "paused"
            await post(connection, "/class/poll", json.dumps(body | {"phase": phase}).encode())
            return
        answer = await post(connection, ENDPOINT, frame({**self.given, "room": self.room}))
        progress = answer["response"]["progress"]["data"]
        self.epoch, self.is_still = progress["epoch"], progress["diverged"]
        news = progress.get("room", {})
        self.room |= {name: news[name] for name in ("version", "mine") if name in news}
        self.given = follow(
            self.given, progress, min(AT_ONCE, 1 + self.epoch // BEGINNING, max(1, self.stops - self.epoch))
        )


def pupils(count: int, seed: int = 5) -> list[Pupil]:
    """Return students with rates from a tenth of the limit to above it; one in six stops early."""
    random = Random(seed)
    found = []
    for number in range(1, count + 1):
        share = random.random()
        rate = random.uniform(1.03, 1.4) * LIMIT if share < 0.08 else LIMIT * 0.02 ** random.random() * 0.99
        stops = random.randrange(15, 120) if share > 0.84 else LONGEST
        found.append(Pupil(number, float(f"{rate:.3g}"), stops))
    return found


class Classroom:
    """All of them at work, in a thread of their own, until it is left."""

    def __init__(self, port: int, code: str, count: int = 200) -> None:
        self.port, self.code, self.pupils = port, code, pupils(count)
        self.is_over = threading.Event()
        self.are_in = threading.Event()
        self.beats = 0
        self.most_beats: int | None = None
        self.thread = threading.Thread(target=lambda: asyncio.run(self._work()), daemon=True)

    def __enter__(self) -> "Classroom":
        self.thread.start()
        self.are_in.wait(60)
        return self

    def __exit__(self, *_: object) -> None:
        self.is_over.set()
        self.thread.join(30)

    async def _work(self) -> None:
        connections = [await asyncio.open_connection("127.0.0.1", self.port) for _ in self.pupils]
        pairs = list(zip(self.pupils, connections, strict=True))
        for pupil, connection in pairs:
            await pupil.join(connection, self.code)
        self.are_in.set()
        await asyncio.gather(
            *(self._one(pupil, connection, i / len(pairs)) for i, (pupil, connection) in enumerate(pairs))
        )

    async def _one(self, pupil: Pupil, connection: Connection, part: float) -> None:
        await asyncio.sleep(part * BEAT_S)
        while not self.is_over.is_set():
            await pupil.learn(connection)
            await asyncio.sleep(BEAT_S)
