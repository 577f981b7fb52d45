"""The server under siege: started from a checkout, on loopback, with its log and its memory in view."""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from bench.machine import process_tree, tree_cpu_s
from tests.support import ROOT, free_port

BOOT_S, CALM_S = 60.0, 30.0
CALM = 0.1  # of a core, while nobody asks


def checkout() -> Path:
    """Return the checkout whose server is tried: SIEGE_ROOT, or this one."""
    return Path(os.environ.get("SIEGE_ROOT", ROOT)).resolve()


@dataclass
class Server:
    """A server of its own; `descriptors` is its soft limit, `environment` what it is told besides."""

    module: str = "app.serve"
    environment: dict[str, str] = field(default_factory=dict)
    descriptors: int = 0
    log: Path = field(default_factory=lambda: Path(tempfile.mkstemp(prefix="siege-")[1]))

    def __enter__(self) -> "Server":
        self.port = free_port()
        given = {"HOST": "127.0.0.1", "PORT": str(self.port), "PYTHONPATH": str(checkout())} | self.environment
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", self.module],
                cwd=checkout(),
                env={**os.environ, **given},
                stdout=log,
                stderr=log,
            )
        if self.descriptors:
            resource.prlimit(self.process.pid, resource.RLIMIT_NOFILE, (self.descriptors, self.descriptors))
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.log.unlink()

    def is_healthy(self, host: str = "127.0.0.1", seconds: float = 2.0) -> bool:
        """Tell whether a newcomer hears that the server is well."""
        try:
            with urllib.request.urlopen(f"http://{host}:{self.port}/healthz", timeout=seconds) as answer:
                return answer.read() == b"ok"
        except OSError:
            return False

    def peak_mb(self) -> float:
        """Return the most memory that was resident since the start, of the process that took most."""
        pids = process_tree(self.process.pid)
        return max(int(Path(f"/proc/{pid}/status").read_text().split("VmHWM:")[1].split()[0]) for pid in pids) / 1024

    def lines(self) -> int:
        """Return how many lines it has said."""
        return self.log.read_bytes().count(b"\n")

    def stop(self, number: int = signal.SIGINT) -> str:
        """Send a signal; return how long it took to end, and how it ended."""
        began = time.perf_counter()
        self.process.send_signal(number)
        try:
            code = self.process.wait(30)
        except subprocess.TimeoutExpired:
            return "still there after 30 s"
        traceback = ", a traceback" if b"Traceback" in self.log.read_bytes() else ""
        return f"{time.perf_counter() - began:.1f} s, code {code}{traceback}"

    def _wait(self) -> None:
        """Wait until it answers, and then until it has done what a start leaves to do."""
        end = time.monotonic() + BOOT_S
        while not self.is_healthy():
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"{self.module} did not start: {self.log.read_text()[-300:]}")
            time.sleep(0.1)
        end = time.monotonic() + CALM_S
        while time.monotonic() < end:
            before = tree_cpu_s(self.process.pid)
            time.sleep(1)
            if tree_cpu_s(self.process.pid) - before < CALM:
                return
