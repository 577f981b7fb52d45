"""Classes that come and go: new runs, reloads with a checkpoint, connections that are dropped, pages, scripts."""

import asyncio
import http.client
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from bench.machine import ENDPOINT, ask, command, follow, frame
from bench.students import Student

CLASS_SIZE = 20
CLASS_S = 10.0
OPENING_S = 2.0
VISITORS, RELOADS, EXPORTS, DROPPED = 2, 5, 3, 10


@dataclass
class Crowd:
    """Everybody who came so far, by what they did; a number is given to each run once."""

    port: int
    done: Counter[str] = field(default_factory=Counter)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def one_class(self) -> None:
        """Let one class come, with everything that happens meanwhile, and go."""
        jobs = [self._student(i * OPENING_S / CLASS_SIZE) for i in range(CLASS_SIZE)]
        for happening, times in {visit: VISITORS, reload: RELOADS, export: EXPORTS}.items():
            jobs += [self._meanwhile(happening) for _ in range(times)]
        jobs += [self._drop() for _ in range(DROPPED)]
        for end in await asyncio.gather(*jobs, return_exceptions=True):
            self.done["errors"] += isinstance(end, BaseException)
        self.done["classes"] += 1

    async def _student(self, begin: float) -> None:
        student = Student(next(self.numbers))
        await student.learn(self.port, CLASS_S, begin)
        self.done["students"] += 1
        self.done["answers"] += len(student.times)
        self.done["errors"] += student.errors

    async def _meanwhile(self, happening: Callable[[int, int], None]) -> None:
        await asyncio.sleep(random.uniform(0, CLASS_S))
        await asyncio.to_thread(happening, self.port, next(self.numbers))
        self.done[happening.__name__] += 1

    async def _drop(self) -> None:
        """Send half of a command and leave, with or without a goodbye."""
        await asyncio.sleep(random.uniform(0, CLASS_S))
        _, writer = await asyncio.open_connection("127.0.0.1", self.port)
        body = frame(command(f"{next(self.numbers):08x}"))
        head = f"POST {ENDPOINT} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body[: len(body) // 2])
        await asyncio.sleep(random.uniform(0, 2))
        writer.transport.abort() if random.random() < 1 / 2 else writer.close()
        self.done["drop"] += 1


def visit(port: int, _: int) -> None:
    """Load the page, its scripts and its styles."""
    connection = _connect(port)
    page = _get(connection, "/")
    for part in re.findall(r'(?:src|href)="(/[^"]+)"', page.decode()):
        _get(connection, part)
    connection.close()


def reload(port: int, number: int) -> None:
    """Learn, leave, load the page again, and go on from the checkpoint."""
    given = command(f"{number:08x}", seed=number)
    for _ in range(2):
        connection = _connect(port)
        for _ in range(5):
            progress, _, _ = ask(connection, given)
            given = follow(given, progress, 5)
        connection.close()
        visit(port, number)


def export(port: int, number: int) -> None:
    """Ask for the script and the notebook of a run."""
    connection = _connect(port)
    given = command(f"{number:08x}", seed=number)
    progress, _, _ = ask(connection, given)
    segment = {"epoch": 0, "batch": 0, "data": given["data"], "training": given["training"]}
    record = {"version": 1, "start": progress["checkpoint"], "segments": [segment], "epoch": 50, "batch": 0}
    for path in ("/script", "/notebook"):
        connection.request("POST", path, json.dumps(record), {"Content-Type": "application/json"})
        _whole(connection)
    connection.close()


def _connect(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port, timeout=30)


def _get(connection: http.client.HTTPConnection, path: str) -> bytes:
    """Get a page as it is, and a file compressed, as browsers do."""
    connection.request("GET", path, headers={"Accept-Encoding": "identity" if path == "/" else "br, gzip"})
    return _whole(connection)


def _whole(connection: http.client.HTTPConnection) -> bytes:
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != http.HTTPStatus.OK:
        raise RuntimeError(f"{answer.status} {body[:200]!r}")
    return body
