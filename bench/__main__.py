"""`make bench`: measures, prints a table, and keeps the whole as JSON in bench/results."""

import json
import os
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import browser, first_load, process, students, tick

RESULTS = Path(__file__).with_name("results")
MEASURES: dict[str, Callable[[], dict[str, Any]]] = {
    "tick": tick.measure,
    "start-up": process.start_up,
    "memory": process.memory,
    "first load": first_load.measure,
    "100 students, 2 workers": lambda: students.class_of(100, 2),
    "200 students, 2 workers": lambda: students.class_of(200, 2),
    "600 students, 2 workers": lambda: students.class_of(600, 2),
    "browser": browser.measure,
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
    return {"cores": os.cpu_count(), "processor": platform.machine(), "python": platform.python_version()}


def table(found: dict[str, Any]) -> str:
    """Return the numbers of one measure on one line."""
    return ", ".join(f"{name} {_short(value)}" for name, value in found.items() if not isinstance(value, list))


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return f"({table(value)})"
    return f"{value:.3g}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    main(sys.argv[1:])
