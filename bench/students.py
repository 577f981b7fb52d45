"""A class: students who load the page and its scripts and then tick as the real page does; every answer is checked."""

import asyncio
import json
import re
import statistics
import time
from dataclasses import dataclass, field
from typing import Any

from bench.machine import ENDPOINT, Process, command, follow, frame
from model.data import LineData, load
from model.optimizers import SGD, TrainingSettings

TICK_S = 0.1
OPENING_S = 5.0
MOST = 100
RATE = 0.05
CONNECTIONS = 8  # enough to meet each of two workers
MOST_S = 20.0


@dataclass
class Student:
    """One page: its run, the times that its answers took, and when the picture moved last."""

    number: int
    times: list[float] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    epoch: int = 0
    pace_ms: int = 0
    errors: int = 0
    last: tuple[float, float] = (0.0, 0.0)

    async def learn(self, port: int, seconds: float, begin: float) -> None:
        """Tick for so many seconds."""
        await asyncio.sleep(begin)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        given = command(f"{self.number:08x}", seed=self.number, rate=RATE)
        progress = await ask(reader, writer, given)
        start = asked = moved = time.perf_counter()
        pace, due = TICK_S, 0.0
        while asked - start < seconds:
            await asyncio.sleep(max(0.0, asked + pace - time.perf_counter()))
            now = time.perf_counter()
            due += (now - asked) / TICK_S
            epochs = max(1, min(MOST, round(due)))
            due = min(0.5, max(-0.5, due - epochs))
            asked = now
            given = follow(given, progress, epochs)
            progress = await ask(reader, writer, given)
            done = time.perf_counter()
            self.times.append(done - asked)
            self.gaps.append(done - moved)
            moved = done
            pace = progress["pace_ms"] / 1000
            self.pace_ms = max(self.pace_ms, progress["pace_ms"])
            self.errors += progress["epoch"] != self.epoch + len(progress["loss"])
            self.epoch = progress["epoch"]
            self.last = (progress["weight"][-1][0], progress["bias"][-1])
        writer.close()

    def is_right(self) -> bool:
        """Tell whether the run ended where an uninterrupted one ends, to the last bit."""
        # Here and not above: a rehearsal needs no torch, which takes as much memory as the server that it tests.
        from model.trainer import Trainer  # noqa: PLC0415

        trainer = Trainer(load(LineData()), TrainingSettings(SGD(RATE), seed=self.number))
        end = trainer.run(self.epoch).snapshots[-1]
        return (end.weight[0], end.bias) == self.last


def class_of(students: int, workers: int, seconds: float = 15.0) -> dict[str, Any]:
    """Return how a class of so many fares on so many workers."""
    with Process(workers=workers) as server:
        loaded = asyncio.run(_load_page(server.port))
        pupils = [Student(number) for number in range(1, students + 1)]
        before, own = server.cpu_s(), time.process_time()
        asyncio.run(_learn(pupils, server.port, seconds))
        cpu, driver = server.cpu_s() - before, time.process_time() - own
        calm = asyncio.run(_calm_again(server.port))
    times = sorted(value for pupil in pupils for value in pupil.times)
    checked = pupils[:: max(1, students // 50)]
    return {
        "students": students,
        "workers": workers,
        "p50_ms": 1000 * statistics.median(times),
        "p95_ms": 1000 * times[int(0.95 * len(times))],
        "longest_pause_s": max(max(pupil.gaps) for pupil in pupils),
        "epochs_a_second": statistics.median(pupil.epoch for pupil in pupils) / seconds,
        "slowest_epochs_a_second": min(pupil.epoch for pupil in pupils) / seconds,
        "longest_pace_ms": max(pupil.pace_ms for pupil in pupils),
        "pace_back_after_s": calm,
        "errors": sum(pupil.errors for pupil in pupils),
        "wrong_runs": sum(not pupil.is_right() for pupil in checked),
        "checked_runs": len(checked),
        "server_cores": cpu / (seconds + OPENING_S),
        "driver_cores": driver / (seconds + OPENING_S),
        "page_bytes": loaded,
    }


async def _learn(pupils: list[Student], port: int, seconds: float) -> None:
    """Open all pages within five seconds, evenly, and let each of them learn for the same time."""
    step = OPENING_S / len(pupils)
    await asyncio.gather(*(pupil.learn(port, seconds, i * step) for i, pupil in enumerate(pupils)))


async def _calm_again(port: int) -> float:
    """Return the seconds until every worker's pace is the shortest again, asked over several connections."""
    began = time.perf_counter()
    given = command("after")
    connections = [await asyncio.open_connection("127.0.0.1", port) for _ in range(CONNECTIONS)]
    while max([(await ask(*connection, given))["pace_ms"] for connection in connections]) > 1000 * TICK_S:
        await asyncio.sleep(TICK_S)
        if time.perf_counter() - began > MOST_S:
            break
    for _, writer in connections:
        writer.close()
    return time.perf_counter() - began


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, given: dict[str, Any]) -> dict[str, Any]:
    """Send a command over a kept connection and return the progress."""
    body = frame(given)
    head = (
        f"POST {ENDPOINT} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    writer.write(head.encode() + body)
    return json.loads(await _answer(reader))["response"]["progress"]["data"]


async def _answer(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.split(b"\r\n", 1)[0].decode())
    length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    if length is None:
        raise RuntimeError("an answer without a length")
    return await reader.readexactly(int(length[1]))


async def _load_page(port: int) -> int:
    """Load the page and its scripts and styles once, as a browser does; return the bytes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)

    async def get(path: str, encodings: str = "br, gzip") -> bytes:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: {encodings}\r\n\r\n".encode())
        return await _answer(reader)

    page = await get("/", "identity")
    parts = re.findall(r'(?:src|href)="(/[^"]+)"', page.decode())
    sizes = [len(await get(part)) for part in parts]
    writer.close()
    return len(page) + sum(sizes)
