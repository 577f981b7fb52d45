"""`make bench-peers`: an epoch in Chalkline and in other frameworks, in turns; JSON, kept in bench/results/peers.json.

Each stretch has a server and pages of its own, so that all are measured at about the same epochs.
"""

import io
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import partial
from typing import Any

from bench.__main__ import RESULTS, machine
from bench.cdp import Chromium, Page, wait_for
from bench.machine import tree_cpu_s
from bench.peers.classes import class_counts
from bench.peers.lesson import EPOCH_S, Lesson
from bench.peers.served import CHALKLINE, NICEGUI, PEERS, Running, Served

ROUNDS = 5
WARM_UP_EPOCHS = 30
STRETCH_S = 6.0
SEVERAL = 8
CLASS_SIZES = (30, 100)
SCREEN = {"width": 1280, "height": 720}
TIMEOUT_S = 60

Stretch = dict[str, float]


def main() -> None:
    """Measure, print, keep."""
    found: dict[str, Any] = {"machine": {**machine(), "load_before": os.getloadavg()[0]}}
    with Chromium() as chromium:
        found["bare_epoch_every_100_ms"] = statistics.median(paced_epoch_ms() for _ in range(ROUNDS))
        found["one_page"] = compared([CHALKLINE, *PEERS], lambda served: stretch(chromium, served, 1))
        found[f"{SEVERAL}_pages"] = compared([CHALKLINE, NICEGUI], lambda served: stretch(chromium, served, SEVERAL))
    for students in CLASS_SIZES:
        found[f"{students}_students"] = compared([CHALKLINE, NICEGUI], partial(class_stretch, students=students))
    text = json.dumps(found, indent=2)
    print(text)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "peers.json").write_text(text + "\n", encoding="utf-8")


def compared(all_served: list[Served], measure: Callable[[Served], Stretch]) -> dict[str, Any]:
    """Return the medians of each, and the medians of Chalkline's share in each round."""
    rounds = [{served.name: measure(served) for served in all_served} for _ in range(ROUNDS)]
    found: dict[str, Any] = {}
    for served in all_served:
        rows = [row[served.name] for row in rounds]
        found[served.name] = {name: statistics.median(row[name] for row in rows) for name in rows[0]}
        found[served.name]["server_ms_of_each_stretch"] = [row["server_ms"] for row in rows]
    for served in all_served[1:]:
        found[served.name]["chalkline_is_times"] = {
            name: statistics.median(row[CHALKLINE.name][name] / row[served.name][name] for row in rounds)
            for name in rounds[0][served.name]
            if name.endswith("_ms")
        }
    return found


def stretch(chromium: Chromium, served: Served, number: int) -> Stretch:
    """Start a server, open so many pages of it, and return the milliseconds of CPU of an epoch."""
    with Running(served) as running:
        pages = [chromium.page(running.url, **SCREEN) for _ in range(number)]
        for page in pages:
            served.start(page)
        wait_for(lambda: running.epochs(pages) >= WARM_UP_EPOCHS * number, TIMEOUT_S)
        before, began = counts(chromium, running, pages), time.perf_counter()
        time.sleep(STRETCH_S)
        after, seconds = counts(chromium, running, pages), time.perf_counter() - began
        for page in pages:
            page.close()
    return told(f"{served.name}, {number}", per_epoch(before, after, seconds, number))


def class_stretch(served: Served, students: int) -> Stretch:
    """Start a server, let so many students watch it without a browser, and return its milliseconds of an epoch."""
    return told(f"{served.name}, {students} students", per_epoch(*class_counts(served, students), students))


def told(name: str, found: Stretch) -> Stretch:
    """Print what was found, and return it."""
    print(f"{name}: {found}", file=sys.stderr, flush=True)
    return found


def counts(chromium: Chromium, running: Running, pages: list[Page]) -> Stretch:
    """Return what is counted: epochs, and CPU seconds of the server, the pages' main threads and the whole browser."""
    return {
        "server": running.cpu_s(),
        "page_thread": sum(page.metrics()["TaskDuration"] for page in pages),
        "browser": tree_cpu_s(chromium.process.pid),
        "epochs": running.epochs(pages),
    }


def per_epoch(before: Stretch, after: Stretch, seconds: float, pages: int) -> Stretch:
    """Return milliseconds by epoch, and the epochs a second of one page."""
    epochs = after["epochs"] - before["epochs"]
    if not epochs:
        raise RuntimeError("no epoch was run in the stretch")
    found = {f"{part}_ms": 1000 * (after[part] - before[part]) / epochs for part in before if part != "epochs"}
    return {**found, "epochs_a_second": epochs / seconds / pages}


def paced_epoch_ms() -> float:
    """Return the CPU of the five textbook lines alone, run at the pages' pace: a core that has slept is slower."""
    lesson, worked = Lesson(), 0.0
    with redirect_stdout(io.StringIO()):
        for _ in range(int(STRETCH_S / EPOCH_S)):
            time.sleep(EPOCH_S)
            began = time.process_time()
            lesson.run_epoch()
            worked += time.process_time() - began
    return 1000 * worked / lesson.epoch


if __name__ == "__main__":
    main()
