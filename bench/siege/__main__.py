"""`make siege`: plays each attack against a server of its own, with a class beside it; prints what a student noticed.

SIEGE_ROOT names another checkout, whose server is tried instead, and SIEGE_CLASS how many students there are. Names of
attacks may be given, else all are played.
"""

import asyncio
import os
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bench.siege import attacks, operation
from bench.siege.server import Server
from bench.students import Student

CLASS, SECONDS = int(os.environ.get("SIEGE_CLASS", "15")), 6.0
OF_ONE_WORKER = 80  # students, as docs/deploy.md has it
CHECKED = 15  # of their runs, to the last bit
HEAD = ("attack", "p95", "longest gap", "epochs a second", "errors", "memory's peak", "lines of log", "found")
ATTACKS = (
    *(attacks.heaviest, attacks.scripts, attacks.large_runs, attacks.other_data, attacks.workbooks, attacks.one_x),
    attacks.endless_trailers,
    *(attacks.commands_without_end, attacks.half_heads, attacks.noise, attacks.half_records, attacks.no_readers),
    attacks.made_up_fingerprints,
)
OPERATIONS = (operation.interrupted, operation.parent_killed, operation.both_families, operation.without_a_voice)
FEW_DESCRIPTORS: dict[object, int] = {attacks.half_heads: 256}
Play = Callable[[int, float], Awaitable[str]]


@dataclass
class Noticed:
    """What a class noticed: answers' times and gaps in s, epochs in all, students that met an error."""

    times: list[float] = field(default_factory=list)
    gap: float = 0.0
    epochs: float = 0.0
    errors: int = 0

    def cells(self) -> list[str]:
        """Return the columns of the table."""
        p95 = f"{1000 * self.times[int(0.95 * len(self.times))]:.0f} ms" if self.times else "–"
        return [p95, f"{1000 * self.gap:.0f} ms", f"{self.epochs:.1f}", str(self.errors)]


async def undisturbed(_: int, __: float) -> str:
    """Do nothing to the class."""
    return ""


async def beside_a_class(port: int, play: Play) -> tuple[Noticed, str]:
    """Let a class learn while an attack is played."""
    pupils = [Student(number) for number in range(1, CLASS + 1)]
    learning = [asyncio.create_task(pupil.learn(port, SECONDS, i / CLASS)) for i, pupil in enumerate(pupils)]
    await asyncio.sleep(1.5)
    found = await play(port, SECONDS - 2)
    _, late = await asyncio.wait(learning, timeout=3 * SECONDS)
    for task in late:
        task.cancel()
    ends = await asyncio.gather(*learning, return_exceptions=True)
    times = sorted(value for pupil in pupils for value in pupil.times)
    failed = sum(isinstance(end, BaseException) for end in ends) + sum(pupil.errors for pupil in pupils)
    failed += sum(not pupil.is_right() for pupil in pupils[:: max(1, CLASS // CHECKED)] if pupil.epoch)
    gap = max((gap for pupil in pupils for gap in pupil.gaps), default=0.0)
    return Noticed(times, gap, sum(pupil.epoch for pupil in pupils) / CLASS / SECONDS, failed), found


def attacked(play: Play) -> list[str]:
    """Return the row of an attack."""
    workers = {"WEB_WORKERS": "2"} if CLASS > OF_ONE_WORKER else {}
    with Server(descriptors=FEW_DESCRIPTORS.get(play, 0), environment=workers) as server:
        before = server.lines()
        noticed, found = asyncio.run(beside_a_class(server.port, play))
        time.sleep(0.5)
        return [_name(play), *noticed.cells(), f"{server.peak_mb():.0f} MB", str(server.lines() - before), found]


def operated(play: Callable[[], str]) -> list[str]:
    """Return the row of what needs no class."""
    return [_name(play), *["–"] * 6, play()]


def _name(play: Callable[..., object]) -> str:
    return play.__name__.replace("_", " ")


def _row(cells: list[str] | tuple[str, ...]) -> None:
    print("|", " | ".join(cells), "|", flush=True)


def main(names: list[str]) -> None:
    """Play what is named, or all, and print a row each as it is done."""
    _row(HEAD)
    _row(["---"] * len(HEAD))
    for attack in (undisturbed, *ATTACKS):
        if not names or attack.__name__ in names:
            _row(attacked(attack))
    for operation_ in OPERATIONS:
        if not names or operation_.__name__ in names:
            _row(operated(operation_))


if __name__ == "__main__":
    main(sys.argv[1:])
