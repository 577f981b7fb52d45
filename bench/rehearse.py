"""`make rehearse N=30`: plays a class against the server on this machine, and says whether the class will run."""

import argparse
import asyncio
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from bench.students import Student

ROOT = Path(__file__).parent.parent
LOOPBACK = ("127.0.0.1", "localhost")
MOST = 600
OPENING_S, LESSON_S, LIMIT_S = 5.0, 15.0, 60.0
BOOT_S = 60.0
FROZEN_S = 2.0
FULL_SPEED = 9.0
ON_THE_HOST = (
    "A rehearsal knows no address but this machine's own. To rehearse on the host itself, open a shell there and call "
    "`python -m bench.rehearse N` (docs/deploy.md)."
)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a class met."""

    students: int
    failed: int
    longest_wait_s: float
    epochs_a_second: float
    pace_ms: int

    @property
    def will_run(self) -> bool:
        """Tell whether nobody met an error or stood still for longer than a page may."""
        return not self.failed and self.longest_wait_s <= FROZEN_S

    def sentence(self) -> str:
        """Return the one sentence."""
        waits = f"the longest wait was {self.longest_wait_s:.1f} s"
        if not self.will_run:
            return (
                f"No: of {self.students} students {self.failed} met an error, and {waits}; "
                "take the next larger size (docs/deploy.md)."
            )
        speed = f"{self.epochs_a_second:.1f} epochs a second each"
        if self.epochs_a_second >= FULL_SPEED:
            return f"Yes: {self.students} students ran at full speed, {speed}, and {waits}."
        return f"Yes, but slower: {self.students} students ran at {speed} and {waits}, at a pace of {self.pace_ms} ms."


def main() -> int:
    """Rehearse, print the sentence, and return 0 if the class will run."""
    parser = argparse.ArgumentParser(description=__doc__, epilog=ON_THE_HOST)
    parser.add_argument("students", type=int, help=f"how many, 1 to {MOST}")
    parser.add_argument("address", nargs="?", default=f"http://localhost:{os.environ.get('PORT', '8050')}")
    given = parser.parse_args()
    try:
        port, students = port_of(given.address), bounded(given.students)
        with server_on(port):
            rehearsal = rehearse(port, students)
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(rehearsal.sentence())
    return 0 if rehearsal.will_run else 1


def port_of(address: str) -> int:
    """Return the port of an address of this machine; raise ValueError with a sentence for any other."""
    parts = urlsplit(address if "://" in address else f"http://{address}")
    if parts.hostname not in LOOPBACK or parts.scheme != "http":
        raise ValueError(f"{address} is not this machine. {ON_THE_HOST}")
    return parts.port or 80


def bounded(students: int) -> int:
    """Return the number of students, or raise ValueError with a sentence."""
    if not 1 <= students <= MOST:
        raise ValueError(f"A class has 1 to {MOST} students, not {students}.")
    return students


@contextmanager
def server_on(port: int) -> Iterator[None]:
    """Use the server that answers on this port, or start one for as long as it is needed."""
    if is_chalkline(port):
        yield
        return
    environment = {"LOG_LEVEL": "warning", **os.environ, "HOST": LOOPBACK[0], "PORT": str(port)}
    print(f"No server answers on port {port}: starting one…", file=sys.stderr, flush=True)
    process = subprocess.Popen([sys.executable, "-m", "app.serve"], cwd=ROOT, env=environment)
    try:
        _wait(port, process)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def is_chalkline(port: int) -> bool:
    """Tell whether a healthy server answers on a port of this machine."""
    try:
        with urllib.request.urlopen(f"http://{LOOPBACK[0]}:{port}/healthz", timeout=5) as answer:
            return answer.read() == b"ok"
    except OSError:
        return False


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + BOOT_S
    while time.monotonic() < end and process.poll() is None:
        if is_chalkline(port):
            return
        time.sleep(0.1)
    raise OSError(f"No server could be started on port {port}.")


def rehearse(port: int, students: int, seconds: float = LESSON_S, opening: float = OPENING_S) -> Rehearsal:
    """Let so many students open the page one after the other, and each of them learn for so long."""
    pupils = [Student(number) for number in range(1, students + 1)]
    failed = asyncio.run(_lesson(pupils, port, seconds, opening / students))
    gaps = [gap for pupil in pupils for gap in pupil.gaps]
    return Rehearsal(
        students=students,
        failed=sum(failed[i] or bool(pupil.errors) or not pupil.gaps for i, pupil in enumerate(pupils)),
        longest_wait_s=max(gaps, default=0.0),
        epochs_a_second=median(pupil.epoch for pupil in pupils) / seconds,
        pace_ms=max(pupil.pace_ms for pupil in pupils),
    )


async def _lesson(pupils: list[Student], port: int, seconds: float, step: float) -> list[bool]:
    """Return who met an error or had no end within a minute."""
    lessons = [pupil.learn(port, seconds, i * step) for i, pupil in enumerate(pupils)]
    timed = [asyncio.wait_for(lesson, LIMIT_S) for lesson in lessons]
    return [isinstance(end, Exception) for end in await asyncio.gather(*timed, return_exceptions=True)]


if __name__ == "__main__":
    sys.exit(main())
