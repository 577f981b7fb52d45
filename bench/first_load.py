"""A class that comes at once: cold loads on one worker, its CPU and errors, while students who are there tick on."""

import asyncio
import re
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import brotli

from bench.figures import percentile
from bench.machine import ENDPOINT, Process, command, frame
from bench.students import Student

LOADS = 200
SECONDS = 10.0
RUNNING = 20
CONNECTIONS = 6  # as many as a browser opens
SETTLED_S = 6.0  # the server compresses in the background when it has started
RUNS = 5
ADDRESS = re.compile(rb'(?:src|href)="(/[^"]+)"')
PLOTLY = re.compile(rb'"plotlyjs_url":"([^"]+)"')
PLOTLY_OF_DASH = "/_dash-component-suites/plotly/package_data/plotly.min.js"
REST = ("/_dash-layout", "/_dash-dependencies")
FOR_A_YEAR = b"max-age=31536000"
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Browser:
    """One browser: what it keeps, and what came over the wire, heads included."""

    port: int
    number: int
    kept: dict[str, bytes] = field(default_factory=dict)  # etag by address; empty where it need not ask again
    page: bytes = b""
    received: int = 0
    requests: int = 0

    async def load(self) -> None:
        """Load the page as a browser does: the page, what it names, what its scripts ask for, the first command."""
        pool = [await asyncio.open_connection("127.0.0.1", self.port) for _ in range(CONNECTIONS)]
        self.page = await self._get(pool[0], "/") or self.page
        plotly = PLOTLY.search(self.page)
        named = list(dict.fromkeys(address.decode() for address in ADDRESS.findall(self.page)))
        later = [*REST, plotly[1].decode().replace("\\u002f", "/") if plotly else PLOTLY_OF_DASH]
        for addresses in (named, later):
            left = iter(addresses)
            await asyncio.gather(*(self._each(one, left) for one in pool))
        await self._begin(pool[0])
        for _, writer in pool:
            writer.close()

    async def _each(self, one: Connection, addresses: Iterator[str]) -> None:
        for address in addresses:
            await self._get(one, address)

    async def _get(self, one: Connection, address: str) -> bytes:
        etag = self.kept.get(address)
        if etag == b"":
            return b""
        asked = f"If-None-Match: {etag.decode()}\r\n" if etag else ""
        one[1].write(f"GET {address} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip, br\r\n{asked}\r\n".encode())
        head, body = await self._answer(one)
        found = re.search(rb"etag: (\S+)", head)
        self.kept[address] = b"" if FOR_A_YEAR in head else found[1] if found else b"-"
        return brotli.decompress(body) if address == "/" and b"content-encoding: br" in head else body

    async def _begin(self, one: Connection) -> None:
        body = frame(command(f"{self.number:08x}", seed=self.number))
        head = f"POST {ENDPOINT} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAccept-Encoding: gzip\r\n"
        one[1].write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        await self._answer(one)

    async def _answer(self, one: Connection) -> tuple[bytes, bytes]:
        head = await one[0].readuntil(b"\r\n\r\n")
        if not head.startswith((b"HTTP/1.1 200", b"HTTP/1.1 304")):
            raise RuntimeError(head.split(b"\r\n", 1)[0].decode())
        length = re.search(rb"content-length: (\d+)", head)
        body = await one[0].readexactly(int(length[1])) if length else b""
        self.received += len(head) + len(body)
        self.requests += 1
        return head, body


def measure() -> dict[str, Any]:
    """Return what the loads cost beside what the running students cost alone; medians of servers of their own."""
    runs = [_one() for _ in range(RUNS)]
    medians = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    return {**medians, "errors": sum(run["errors"] for run in runs), "runs": runs}


def _one() -> dict[str, float]:
    with Process() as server:
        time.sleep(SETTLED_S)
        alone, _ = _counted(server, 0)
        cold, found = _counted(server, LOADS)
        sizes = asyncio.run(_sizes(server.port))
    return {
        "cpu_s": cold["cpu_s"] - alone["cpu_s"],
        "with_students_cpu_s": cold["cpu_s"],
        "driver_cpu_s": cold["driver_cpu_s"],
        "errors": sum(isinstance(end, BaseException) for end in found),
        "p95_ms": cold["p95_ms"],
        "p95_without_ms": alone["p95_ms"],
        "longest_ms": cold["longest_ms"],
        **sizes,
    }


def _counted(server: Process, loads: int) -> tuple[dict[str, float], list[Any]]:
    pupils = [Student(number) for number in range(1, RUNNING + 1)]
    before, own = server.cpu_s(), time.process_time()
    ends = asyncio.run(_together(server.port, pupils, loads))
    cpu, driver = server.cpu_s() - before, time.process_time() - own
    times = [1000 * value for pupil in pupils for value in pupil.times]
    figures = {"cpu_s": cpu, "driver_cpu_s": driver, "p95_ms": percentile(times, 95), "longest_ms": max(times)}
    return figures, ends


async def _together(port: int, pupils: list[Student], loads: int) -> list[Any]:
    """Let the students learn, and meanwhile so many browsers come, evenly; the page of nobody waits for another's."""
    learning = [pupil.learn(port, SECONDS + 2, 0.1 * i / len(pupils)) for i, pupil in enumerate(pupils)]
    coming = [_come(port, number, 1 + SECONDS * number / LOADS) for number in range(loads)]
    return (await asyncio.gather(*learning, *coming, return_exceptions=True))[len(learning) :]


async def _come(port: int, number: int, begin: float) -> None:
    await asyncio.sleep(begin)
    await Browser(port, 10_000 + number).load()


async def _sizes(port: int) -> dict[str, float]:
    """Return the bytes of a cold load and of a warm one; tests/browser reads Chromium's own count."""
    browser = Browser(port, 9_999)
    await browser.load()
    cold, requests = browser.received, browser.requests
    await browser.load()
    return {"cold_bytes": cold, "requests": requests, "warm_bytes": browser.received - cold}
