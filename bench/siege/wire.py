"""What attackers say, and how: many connections of one process, each bounded in time."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from bench.machine import ENDPOINT, command

HOST = b"Host: x\r\nContent-Type: application/json\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def connected(port: int, talk: Talk) -> None:
    """Open a connection and talk on it; who is cut off is done."""
    with suppress(OSError, asyncio.IncompleteReadError):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            await talk(reader, writer)
        finally:
            writer.transport.abort()


async def say(writer: asyncio.StreamWriter, *parts: bytes) -> None:
    """Write, and wait until that is on its way."""
    for part in parts:
        writer.write(part)
        await writer.drain()


async def whole(port: int, path: str, body: bytes) -> bytes:
    """Post a body on a connection of its own; return the answer with its head, b"" where there is none."""
    heard = b""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal heard
        head = f"POST {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
        await say(writer, head.encode() + HOST + b"\r\n" + body)
        heard = await reader.read(-1)

    await connected(port, talk)
    return heard


def started(path: str = ENDPOINT) -> bytes:
    """Return a request whose body never ends."""
    return f"POST {path} HTTP/1.1\r\n".encode() + HOST + CHUNKED


def houses(number: int) -> dict[str, Any]:
    """Return the command that begins one of the largest legal runs."""
    given = command(f"a{number:07x}", seed=number)
    given["data"] = {"kind": "house-prices", "n": 2000, "noise": 25.0, "seed": number}
    return given


def record(segments: int) -> bytes:
    """Return the record of a run that changed its learning rate so many times."""
    training = {"batch_size": None, "seed": 1}
    data = {"kind": "line", "n": 250, "noise": 0.25, "seed": 1}
    listed = [
        {"epoch": 2 * i, "batch": 0, "data": data, "training": training | {"optimizer": rate(0.01 + i / 10_000)}}
        for i in range(segments)
    ]
    parameters = {"linear.weight": [0.1], "linear.bias": [0.2]}
    start = {"version": 1, "epoch": 0, "batch": 0, "step": 0, "start_loss": 1.0, "parameters": parameters}
    whole_run = {"version": 1, "start": start, "segments": listed, "epoch": 2 * segments, "batch": 0}
    return json.dumps(whole_run).encode()


def rate(learning_rate: float) -> dict[str, Any]:
    """Return plain gradient descent with this learning rate."""
    return {"name": "sgd", "learning_rate": learning_rate}
