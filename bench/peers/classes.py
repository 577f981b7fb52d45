"""A class before Chalkline and before NiceGUI, without browsers: on two cores eight of them leave a server no room."""

import asyncio
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bench.peers.served import CHALKLINE, NICEGUI, PEERS_PYTHON, Running, Served
from bench.students import OPENING_S, Student
from tests.support import ROOT

WARM_UP_S = 3.0
STRETCH_S = 8.0
SECONDS = OPENING_S + WARM_UP_S + STRETCH_S + 1  # each stays so long: all are there during the stretch
TIMEOUT_S = 30.0

Count = Callable[[], int]


def class_counts(served: Served, students: int) -> tuple[dict[str, float], dict[str, float], float]:
    """Return the server's CPU seconds and the epochs of all, before and after a stretch, and how long it was."""
    with Running(served) as running, CLASSES[served.name](running, students) as epochs:
        time.sleep(OPENING_S + WARM_UP_S)
        before, began = {"server": running.cpu_s(), "epochs": epochs()}, time.perf_counter()
        time.sleep(STRETCH_S)
        after, seconds = {"server": running.cpu_s(), "epochs": epochs()}, time.perf_counter() - began
    return before, after, seconds


@contextmanager
def chalkline_class(running: Running, students: int) -> Iterator[Count]:
    """Let so many students learn until the end of the `with`; raise RuntimeError if one of them met an error."""
    pupils = [Student(number) for number in range(1, students + 1)]
    ends: list[BaseException | None] = []

    async def learn() -> None:
        lessons = [pupil.learn(running.port, SECONDS, i * OPENING_S / students) for i, pupil in enumerate(pupils)]
        ends.extend(await asyncio.gather(*lessons, return_exceptions=True))

    thread = threading.Thread(target=lambda: asyncio.run(learn()))
    thread.start()
    yield lambda: sum(pupil.epoch for pupil in pupils)
    thread.join()
    met = zip(ends, pupils, strict=True)
    wrong = [end or pupil for end, pupil in met if end or pupil.errors or not pupil.is_right()]
    if wrong:
        raise RuntimeError(f"{len(wrong)} of {students} students of Chalkline: {wrong[0]!r}")


@contextmanager
def nicegui_class(running: Running, students: int) -> Iterator[Count]:
    """Let so many students watch until the end of the `with`; raise CalledProcessError if one of them saw no lesson."""
    given = map(str, (running.port, students, SECONDS, OPENING_S))
    command = [PEERS_PYTHON, "-m", "bench.peers.nicegui_students", *given]
    with subprocess.Popen(command, cwd=ROOT) as driver:
        yield lambda: running.epochs([])
        if driver.wait(TIMEOUT_S):
            raise subprocess.CalledProcessError(driver.returncode, command)


CLASSES = {CHALKLINE.name: chalkline_class, NICEGUI.name: nicegui_class}
