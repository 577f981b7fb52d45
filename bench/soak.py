"""`make soak MINUTES=n`: classes come and go; does the server's memory grow, does it keep descriptors or tasks?"""

import argparse
import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.crowd import Crowd
from bench.rehearse import ROOT, is_chalkline
from tests.support import free_port

SAMPLE_S = 15.0
REST_S = 12.0  # longer than the server's census takes to come round
WARM_UP_S = 300.0
BOOT_S = 60.0
LONGEST_MINUTES = 240
SESSIONS = 100  # so few that the cache is full after the first classes: what grows later is a leak
CENSUS = re.compile(r"(\d+) asyncio tasks, (\d+) live sessions")


@dataclass(frozen=True, slots=True)
class Sample:
    """The server at one moment; tasks and sessions as it counted them last."""

    seconds: float
    memory_mb: float
    descriptors: int
    threads: int
    tasks: int
    live_sessions: int


@dataclass
class Soaked:
    """A server process under watch, and what it writes."""

    process: subprocess.Popen[bytes]
    log: Path
    port: int
    began: float

    def sample(self) -> Sample:
        """Read /proc and the last census."""
        proc = Path(f"/proc/{self.process.pid}")
        status = dict(line.split(":", 1) for line in (proc / "status").read_text(encoding="utf-8").splitlines())
        tasks, sessions = CENSUS.findall(self.log.read_text(encoding="utf-8"))[-1]
        return Sample(
            seconds=time.monotonic() - self.began,
            memory_mb=int(status["VmRSS"].split()[0]) / 1024,
            descriptors=len(list((proc / "fd").iterdir())),
            threads=int(status["Threads"]),
            tasks=int(tasks),
            live_sessions=int(sessions),
        )


@contextmanager
def soaked_server() -> Iterator[Soaked]:
    """Start a server with one worker, that counts its tasks in its log."""
    port = free_port()
    settings = {"HOST": "127.0.0.1", "PORT": str(port), "LOG_LEVEL": "debug", "MAX_SESSIONS": str(SESSIONS)}
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("wb") as out:
            command = [sys.executable, "-m", "app.serve"]
            process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stdout=out, stderr=out)
        try:
            _wait(process, port)
            yield Soaked(process, log, port, time.monotonic())
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + BOOT_S
    while not is_chalkline(port):
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError("The server did not start.")
        time.sleep(0.1)


async def soak(server: Soaked, seconds: float) -> tuple[Crowd, list[Sample], list[Sample]]:
    """Let classes come for so long; return them, the samples meanwhile, and those at rest before and after."""
    crowd, samples = Crowd(server.port), []
    await asyncio.sleep(REST_S)
    rest = [server.sample()]

    async def watch() -> None:
        while True:
            await asyncio.sleep(SAMPLE_S)
            samples.append(server.sample())

    watching = asyncio.create_task(watch())
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        await crowd.one_class()
    watching.cancel()
    await asyncio.sleep(REST_S)
    return crowd, samples, [*rest, server.sample()]


def slope(hours: list[float], values: list[float]) -> tuple[float, float]:
    """Return the least-squares slope and its standard error."""
    x, y = np.array(hours) - np.mean(hours), np.array(values) - np.mean(values)
    rise = float(x @ y / (x @ x))
    residuals = y - rise * x
    return rise, float(np.sqrt(residuals @ residuals / (len(x) - 2) / (x @ x)))


def summary(samples: list[Sample]) -> dict[str, Any]:
    """Return what grew, after the warm-up: the first five minutes, or the first third where that is less."""
    warm = min(WARM_UP_S, samples[-1].seconds / 3)
    kept = [sample for sample in samples if sample.seconds > warm]
    rise, error = slope([sample.seconds / 3600 for sample in kept], [sample.memory_mb for sample in kept])
    return {
        "warm_up_s": round(warm),
        "memory_mb_per_hour": round(rise, 2),
        "standard_error": round(error, 2),
        "memory_mb": [round(kept[0].memory_mb, 1), round(kept[-1].memory_mb, 1)],
        "most": {name: max(getattr(sample, name) for sample in kept) for name in ("descriptors", "threads", "tasks")},
    }


def main() -> int:
    """Soak, print JSON, and return 0 unless somebody met an error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("minutes", type=float, help=f"how long, 2 to {LONGEST_MINUTES}")
    minutes = min(max(parser.parse_args().minutes, 2), LONGEST_MINUTES)
    with soaked_server() as server:
        crowd, samples, rest = asyncio.run(soak(server, 60 * minutes))
        faults = server.log.read_text(encoding="utf-8").count("Traceback")
    found = {"minutes": minutes, "done": dict(crowd.done), "tracebacks": faults, **summary(samples)}
    at_rest = {"before": asdict(rest[0]), "after": asdict(rest[1])}
    print(json.dumps({**found, "at_rest": at_rest, "samples": [asdict(sample) for sample in samples]}, indent=2))
    return 1 if crowd.done["errors"] or faults else 0


if __name__ == "__main__":
    sys.exit(main())
