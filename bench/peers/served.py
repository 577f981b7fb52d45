"""A page of Chalkline or of a peer: its server in a process of its own, and how many epochs it has run."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.browser import READY
from bench.cdp import Page
from bench.machine import BOOT_SECONDS, tree_cpu_s
from tests.support import ROOT, free_port

PEERS_PYTHON = ROOT / ".peers" / "bin" / "python"
PORT = "{port}"
STREAMLIT = (
    *("-m", "streamlit", "run", "bench/peers/streamlit_page.py", "--server.address=127.0.0.1", f"--server.port={PORT}"),
    *("--server.headless=true", "--server.fileWatcherType=none", "--browser.gatherUsageStats=false"),
)
EPOCH = re.compile(r"^epoch \d+$", re.MULTILINE)


@dataclass(frozen=True)
class Served:
    """What is compared: how its server is started, where Python for it is, and how its page is started."""

    name: str
    arguments: tuple[str, ...]
    python: Path = PEERS_PYTHON
    start: Callable[[Page], None] = lambda _: None
    epochs_in_page: str | None = None


def press_start(page: Page) -> None:
    """Start Chalkline's run when its picture is there."""
    page.wait(READY)
    page.press("start")


CHALKLINE = Served(
    "Chalkline",
    ("-m", "app.serve"),
    Path(sys.executable),
    press_start,
    "dash_clientside.chalkline.page.state.record.epoch",
)
NICEGUI = Served("NiceGUI", ("-m", "bench.peers.nicegui_page", PORT))
PEERS = [
    NICEGUI,
    Served("Panel", ("-m", "bench.peers.panel_page", PORT)),
    Served("naive Dash", ("-m", "bench.peers.dash_page", PORT)),
    Served("Streamlit", STREAMLIT),
]


class Running:
    """A server that runs until the end of the `with`."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> "Running":
        arguments = [argument.replace(PORT, str(self.port)) for argument in self.served.arguments]
        given = {"PYTHONPATH": str(ROOT), "HOST": "127.0.0.1", "PORT": str(self.port), "LOG_LEVEL": "error"}
        self.told = tempfile.NamedTemporaryFile("r", encoding="utf-8")
        with Path(self.told.name).open("w", encoding="utf-8") as out:
            self.process = subprocess.Popen(
                [self.served.python, *arguments], cwd=ROOT, env={**os.environ, **given}, stdout=out, stderr=out
            )
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.told.close()

    def epochs(self, pages: list[Page]) -> int:
        """Return the epochs that all pages have run so far, as the application counts them."""
        if self.served.epochs_in_page:
            return sum(page.value(self.served.epochs_in_page) or 0 for page in pages)
        return len(EPOCH.findall(self.output()))

    def output(self) -> str:
        """Return what the server has written."""
        return Path(self.told.name).read_text(encoding="utf-8")

    def cpu_s(self) -> float:
        """Return the CPU time of the server and its children."""
        return tree_cpu_s(self.process.pid)

    def _wait(self) -> None:
        """Wait for the port alone: asking for the page would start a run that nobody looks at."""
        end = time.monotonic() + BOOT_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError(f"{self.served.name} did not start:\n{self.output()}")
