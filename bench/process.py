"""One worker: from start to the first answered tick, and its memory with many live sessions."""

import statistics
import time
from typing import Any

from bench.machine import Process, ask, command, follow

SESSIONS = 500
STARTS = 5


def start_up() -> dict[str, Any]:
    """Return the seconds from process start to the first answered tick."""
    times = []
    for _ in range(STARTS):
        began = time.perf_counter()
        with Process() as server:
            ask(server.connect(), command(epochs=1))
            times.append(time.perf_counter() - began)
    return {"seconds": statistics.median(times), "all": times}


def memory() -> dict[str, Any]:
    """Return the megabytes of one worker when it has just started and with its live sessions."""
    with Process() as server:
        connection = server.connect()
        fresh = server.memory_mb()
        for number in range(SESSIONS):
            given = command(f"{number:08x}", seed=number)
            progress, _, _ = ask(connection, given)
            ask(connection, follow(given, progress, 1))
        return {"fresh_mb": fresh, "with_sessions_mb": server.memory_mb(), "sessions": SESSIONS}
