"""Attacks that are played beside a class: each takes the port and how long, and may return what it found."""

import asyncio
import base64
import io
import json
import time
import urllib.request
import zipfile
from contextlib import suppress

from bench.machine import ENDPOINT, command, follow, frame
from bench.siege.wire import Talk, connected, houses, record, say, started, whole
from bench.students import ask

Found = str
HEAVY, NEWCOMERS, LARGE, EXPORTS = 20, 60, 900, 20
FIND_S = 30.0


async def heaviest(port: int, seconds: float) -> Found:
    """Let pages train with batches of one on 2,000 points, at the pace they are told, while newcomers arrive."""
    end = time.perf_counter() + seconds

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        given = command("heavy", epochs=100)
        given["data"] = {"kind": "line", "n": 2000, "noise": 0.25, "seed": 1}
        given["training"]["batch_size"] = 1
        progress = await ask(reader, writer, given)
        while time.perf_counter() < end:
            await asyncio.sleep(progress["pace_ms"] / 1000)
            given = follow(given, progress, 100)
            progress = await ask(reader, writer, given)

    heavy = [asyncio.create_task(connected(port, talk)) for _ in range(HEAVY)]
    await asyncio.sleep(seconds / 4)
    waits = sorted(await asyncio.gather(*(_newcomer(port) for _ in range(NEWCOMERS))))
    await asyncio.gather(*heavy)
    return f"the last of {NEWCOMERS} newcomers waits {waits[-1]:.1f} s"


async def scripts(port: int, seconds: float) -> Found:
    """Ask for the script of a long run again and again."""
    body, end, got, refused = record(1500), time.perf_counter() + seconds, 0, 0
    while time.perf_counter() < end:
        heard = await whole(port, "/script", body)
        got += heard.startswith(b"HTTP/1.1 200")
        refused += heard.startswith(b"HTTP/1.1 4")
        await asyncio.sleep(0.05)
    return f"{got} scripts, {refused} refused"


async def large_runs(port: int, _: float) -> Found:
    """Begin many of the largest runs from one address, and take some along."""
    for first in range(0, LARGE, 10):
        bodies = [frame(houses(number)) for number in range(first, first + 10)]
        await asyncio.gather(*(whole(port, ENDPOINT, body) for body in bodies))
    body = record(1000)
    await asyncio.gather(*(whole(port, "/notebook", body) for _ in range(EXPORTS)))
    return ""


async def other_data(port: int, seconds: float) -> Found:
    """Let pages change their data from tick to tick, as fast as they are answered."""
    end, answered = time.perf_counter() + seconds, 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal answered
        given = houses(1)
        progress = await ask(reader, writer, given)
        while time.perf_counter() < end:
            answered += 1
            given = follow(given, progress, 1)
            given["data"] = given["data"] | {"noise": answered % 190 + 0.5}
            progress = await ask(reader, writer, given)

    await asyncio.gather(*(connected(port, talk) for _ in range(HEAVY)))
    return f"{answered} answers with points"


async def workbooks(port: int, seconds: float) -> Found:
    """Send workbooks of 30 kB that are 23 MB unpacked, again and again."""
    packed, end, read = io.BytesIO(), time.perf_counter() + seconds, 0
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", b" " * 23_000_000)
    body = json.dumps({"file": base64.b64encode(packed.getvalue()).decode()}).encode()
    while time.perf_counter() < end:
        read += (await whole(port, "/read", body)).startswith(b"HTTP/1.1 200")
    return f"{read} workbooks"


async def one_x(port: int, seconds: float) -> Found:
    """Ask for two points at the same x, standardised."""
    given, end = command("one-x"), time.perf_counter() + seconds / 2
    given["data"] = {"kind": "line", "n": 2, "noise": 0.25, "seed": 10121757, "scaling": "standardised"}
    status = b""
    while time.perf_counter() < end:
        status = (await whole(port, ENDPOINT, frame(given)))[9:12]
        await asyncio.sleep(0.2)
    return status.decode()


async def endless_trailers(port: int, _: float) -> Found:
    """Send 20 MB of trailers, then a header of 20 MB."""
    trailers = started() + b"2\r\n{}\r\n0\r\n"
    await connected(port, _flood(trailers, b"A: " + b"a" * 9000 + b"\r\n", 2200))
    await connected(port, _flood(b"GET / HTTP/1.1\r\nHost: x\r\nA: ", b"a" * 10_000, 2000))
    return ""


async def commands_without_end(port: int, seconds: float) -> Found:
    """Keep commands under way that never end, again and again."""
    body = started() + b"ea60\r\n" + b" " * 60_000
    await _many(port, 600, body, seconds)
    return ""


async def half_heads(port: int, seconds: float) -> Found:
    """Keep more half heads open than the server has descriptors, and knock as a newcomer."""
    crowd = asyncio.create_task(_many(port, 400, b"GET / HTTP/1.1\r\nHost:", seconds))
    await asyncio.sleep(seconds / 2)
    found = await asyncio.to_thread(_is_let_in, port)
    await crowd
    return f"a newcomer is {'' if found else 'not '}let in"


async def noise(port: int, seconds: float) -> Found:
    """Speak something else than HTTP, and ask for other protocols."""
    end = time.perf_counter() + seconds
    upgrade = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await say(writer, upgrade, b"\x16\x03\x01\r\n\r\n")
        await reader.read(1000)

    while time.perf_counter() < end:
        await asyncio.gather(*(connected(port, talk) for _ in range(10)))
        await asyncio.sleep(0.02)
    return ""


async def half_records(port: int, seconds: float) -> Found:
    """Keep half records under way, while others take their runs along."""
    crowd = asyncio.create_task(_many(port, 50, started("/script") + b"ff\r\n{", seconds))
    await asyncio.sleep(1)
    answers = [(await whole(port, "/script", record(1)))[9:12] for _ in range(10)]
    await crowd
    return f"{answers.count(b'200')} of {len(answers)} scripts"


async def no_readers(port: int, seconds: float) -> Found:
    """Ask for the page many times on each connection, and read nothing."""
    await _many(port, 100, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 400, seconds)
    return ""


async def made_up_fingerprints(port: int, seconds: float) -> Found:
    """Ask for files under fingerprints that were never given."""
    end = time.perf_counter() + seconds
    path = b"/page-" + b"-1.1" * 4000 + b"/main.js"

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while time.perf_counter() < end:
            await say(writer, b"GET " + path + b" HTTP/1.1\r\nHost: x\r\n\r\n")
            if not await reader.read(65536):
                return

    await asyncio.gather(*(connected(port, talk) for _ in range(4)))
    return ""


async def _newcomer(port: int) -> float:
    began = time.perf_counter()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await say(writer, b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        with suppress(TimeoutError):
            await asyncio.wait_for(reader.read(-1), FIND_S)

    await connected(port, talk)
    return time.perf_counter() - began


def _flood(first: bytes, more: bytes, times: int) -> Talk:
    async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await say(writer, first, *[more] * times)

    return talk


async def _many(port: int, count: int, said: bytes, seconds: float) -> None:
    """Open so many connections, say something on each, and stay."""

    async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(say(writer, said), seconds / 2)
        await asyncio.sleep(seconds / 2)

    await asyncio.gather(*(connected(port, talk) for _ in range(count)))


def _is_let_in(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=3) as answer:
            return answer.read() == b"ok"
    except OSError:
        return False
