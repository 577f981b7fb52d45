"""Server processes to measure, and how their time is counted."""

import http.client
import json
import os
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support import ROOT, free_port, serving

ENDPOINT = "/_dash-update-component"
JSON_TYPE = {"Content-Type": "application/json"}
BOOT_SECONDS = 60


@dataclass
class Process:
    """What a host starts, or another application, on a port of its own, with all its processes."""

    application: str | None = None
    workers: int = 1

    def __enter__(self) -> "Process":
        self.port = free_port()
        started = time.perf_counter()
        given = {
            "PYTHONPATH": str(ROOT),
            "LOG_LEVEL": "error",
            "PORT": str(self.port),
            "WEB_WORKERS": str(self.workers),
        }
        command = serving(self.application, port=self.port)
        self.process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **given})
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        self.boot_s = time.perf_counter() - started
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def connect(self) -> http.client.HTTPConnection:
        """Open a connection that is kept."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def cpu_s(self) -> float:
        """Return the CPU time of the process and its children, in seconds."""
        return tree_cpu_s(self.process.pid)

    def memory_mb(self) -> float:
        """Return the resident memory of the process and its children."""
        return sum(_resident_kb(pid) for pid in process_tree(self.process.pid)) / 1024

    def _wait(self) -> None:
        end = time.monotonic() + BOOT_SECONDS
        while time.monotonic() < end:
            try:
                connection = self.connect()
                connection.request("GET", "/")
                connection.getresponse().read()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError(f"{self.application or 'the server'} did not start")


def tree_cpu_s(pid: int) -> float:
    """Return the CPU time of a process and its children, in seconds; what has ended counts no more."""
    return sum(map(_cpu_s, process_tree(pid)))


def process_tree(pid: int) -> list[int]:
    """Return a process and all that it has started, by their ids."""
    pids = [pid]
    for parent in pids:
        with suppress(FileNotFoundError, ProcessLookupError):
            for task in Path(f"/proc/{parent}/task").iterdir():
                pids.extend(map(int, (task / "children").read_text(encoding="ascii").split()))
    return pids


def _cpu_s(pid: int) -> float:
    # The clock that clock_getcpuclockid(3) names: nanoseconds, where /proc has steps of 10 ms.
    with suppress(OSError):
        return time.clock_gettime((~pid << 3) | 2)
    return 0.0


def _resident_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def command(run: str = "bench", seed: int = 136, epochs: int = 0, rate: float = 0.01) -> dict[str, Any]:
    """Return the first command of a page with the article's line."""
    return {
        **{"version": 1, "run": run, "seq": 0, "epochs": epochs, "checkpoint": None, "shown": None},
        "data": {"kind": "line", "n": 250, "noise": 0.25, "seed": 7},
        "training": {"optimizer": {"name": "sgd", "learning_rate": rate}, "batch_size": None, "seed": seed},
    }


def frame(given: dict[str, Any]) -> bytes:
    """Return the body of a command, in Dash's frame, as the page sends it."""
    call = {
        "output": "progress.data",
        "outputs": {"id": "progress", "property": "data"},
        "inputs": [{"id": "command", "property": "data", "value": given}],
        "changedPropIds": ["command.data"],
    }
    return json.dumps(call, separators=(",", ":")).encode()


def ask(connection: http.client.HTTPConnection, given: dict[str, Any]) -> tuple[Any, int, int]:
    """Send a command; return what the callback answered, and the bytes up and down."""
    body = frame(given)
    connection.request("POST", ENDPOINT, body, JSON_TYPE)
    text = connection.getresponse().read()
    return json.loads(text)["response"]["progress"]["data"], len(body), len(text)


def follow(given: dict[str, Any], progress: dict[str, Any], epochs: int) -> dict[str, Any]:
    """Return the command that goes on from an answer."""
    shown = progress["points"]["shown"] if "points" in progress else given["shown"]
    return {**given, "seq": given["seq"] + 1, "epochs": epochs, "checkpoint": progress["checkpoint"], "shown": shown}
