"""Pages without a browser, fifty at once: they ask, search and go on as the real page does."""

import asyncio
import random
import time
from dataclasses import dataclass, field
from itertools import pairwise
from threading import Event, Thread

from bench.machine import command, follow
from bench.students import ask
from tests.runs import RATE, epochs_lost, uninterrupted

TICK_S = 0.1
MOST_EPOCHS = 100
RETRY_S = (0.5, 1.0)
TIMEOUT_S = 3.0
HEALTH = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
NO_ANSWER = (OSError, EOFError, RuntimeError, TimeoutError)


@dataclass
class Page:
    """One page, playing: its record, and when it moved."""

    number: int
    port: int
    rows: list = field(default_factory=list)
    moves: list = field(default_factory=list)
    failures: int = 0

    async def live(self, over):
        given = command(f"{self.number:08x}", seed=self.number, rate=RATE)
        progress = await self.answer(given)
        asked = time.time()
        while not over.is_set():
            await asyncio.sleep(max(0.0, asked + progress["pace_ms"] / 1000 - time.time()))
            due = round((time.time() - asked) / TICK_S)
            asked = time.time()
            given = follow(given, progress, max(1, min(MOST_EPOCHS, due)))
            progress = await self.answer(given)
            self.take(progress)
        self.leave()

    async def answer(self, given):
        """Ask until there is an answer; after the first failure look for the server before asking again."""
        while True:
            try:
                async with asyncio.timeout(TIMEOUT_S):
                    if not hasattr(self, "line"):
                        self.line = await asyncio.open_connection("127.0.0.1", self.port)
                    return await ask(*self.line, given)
            except NO_ANSWER:
                self.failures += 1
                self.leave()
                await self.search()

    async def search(self):
        while not await self.is_there():
            await asyncio.sleep(random.uniform(*RETRY_S))

    async def is_there(self):
        try:
            async with asyncio.timeout(TIMEOUT_S):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.write(HEALTH)
                answer = await reader.read()
                writer.close()
                return answer.startswith(b"HTTP/1.1 200")
        except NO_ANSWER:
            return False

    def take(self, progress):
        first = progress["epoch"] - len(progress["loss"]) + 1
        for i, loss in enumerate(progress["loss"]):
            self.rows.append([first + i, loss, progress["bias"][i], progress["weight"][i][0]])
        self.moves.append(time.time())

    def leave(self):
        if hasattr(self, "line"):
            self.line[1].close()
            del self.line

    def lost(self):
        return epochs_lost(self.rows, uninterrupted(self.rows[-1][0], seed=self.number))


class Pages:
    """So many pages of one server, playing in a thread of their own until the block ends."""

    def __init__(self, count, port):
        self.pages = [Page(number, port) for number in range(1, count + 1)]
        self.over = Event()
        self.thread = Thread(target=lambda: asyncio.run(self.live()))

    async def live(self):
        await asyncio.gather(*(page.live(self.over) for page in self.pages))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        self.over.set()
        self.thread.join()

    def epochs(self):
        return [page.rows[-1][0] if page.rows else 0 for page in self.pages]

    def wait_for_epochs(self, epochs, seconds=60):
        """Wait until each page is so many epochs further than its number in the list."""
        end = time.monotonic() + seconds
        while any(now < then for now, then in zip(self.epochs(), epochs, strict=True)):
            assert time.monotonic() < end, "a page stands still"
            time.sleep(0.05)

    def frozen(self):
        return max(longest_gap(page.moves) for page in self.pages)

    def again(self, since):
        return max(next(move for move in page.moves if move >= since) - since for page in self.pages)

    def lost(self):
        return sum(page.lost() for page in self.pages)


def longest_gap(moves):
    return max(later - earlier for earlier, later in pairwise(moves))
