"""`make bench`: measures, prints a table, and keeps the whole as JSON in bench/results."""

import json
import os
import platform
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench import browser, class_wall, drag, first_load, first_picture, in_a_class, process, students, tick

RESULTS = Path(__file__).with_name("results")
MEASURES: dict[str, Callable[[], dict[str, Any]]] = {
    "tick": tick.measure,
    "start-up": process.start_up,
    "memory": process.memory,
    "first load": first_load.measure,
    "first picture": first_picture.measure,
    "100 students, 2 workers": lambda: students.class_of(100, 2),
    "100 students, 1 worker": lambda: students.class_of(100, 1),
    "200 students, 1 worker": lambda: students.class_of(200, 1),
    "200 students, 2 workers": lambda: students.class_of(200, 2),
    "600 students, 2 workers": lambda: students.class_of(600, 2),
    "200 in a class, 1 worker": lambda: in_a_class.class_of(200),
    "200 in a class, 2 workers and Redis": lambda: in_a_class.class_of(200, 2),
    "500 joins, 1 worker": lambda: in_a_class.joins_of(500),
    "500 joins, 2 workers and Redis": lambda: in_a_class.joins_of(500, 2),
    "class view, 200 students": class_wall.measure,
    "browser": browser.measure,
    "browser at epoch 100,000": browser.far,
    "drag of a point": drag.measure,
}


def main(wanted: list[str]) -> None:
    """Measure everything, or what the arguments name the beginning of."""
    found: dict[str, Any] = {"machine": machine()}
    for name, measure in MEASURES.items():
        if wanted and not any(name.startswith(word) for word in wanted):
            continue
        print(f"{name}…", file=sys.stderr, flush=True)
        found[name] = measure()
        print(f"  {table(found[name])}", file=sys.stderr, flush=True)
    print(json.dumps(found, indent=2))
    if not wanted:
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"{time.strftime('%Y-%m-%d')}.json"
        path.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def machine() -> dict[str, Any]:
    """Say what was measured on."""
    model = next((line.split(":")[1].strip() for line in _cpu_lines() if line.startswith("model name")), "")
    return {
        "cores": os.cpu_count(),
        "processor": model or platform.machine(),
        "python": platform.python_version(),
        "torch": version("torch"),
        "dash": version("dash"),
    }


def _cpu_lines() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def table(found: dict[str, Any]) -> str:
    """Return the numbers of one measure on one line."""
    return ", ".join(f"{name} {_short(value)}" for name, value in found.items() if not isinstance(value, list))


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return f"({table(value)})"
    return f"{value:.3g}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    main(sys.argv[1:])
