"""What happens to a server without any class: how it starts, where it listens, and how it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from bench.siege.server import Server, checkout
from bench.siege.wire import started


def interrupted() -> str:
    """Press Ctrl+C beside a body that never ends, on a laptop's server and on a host's."""
    found = []
    for module in ("app", "app.serve"):
        with Server(module) as server, socket.create_connection(("127.0.0.1", server.port)) as half:
            half.sendall(started())
            time.sleep(0.3)
            found.append(f"{module}: {server.stop()}")
    return "; ".join(found)


def parent_killed() -> str:
    """Kill the parent of two workers."""
    with Server(environment={"WEB_WORKERS": "2"}) as server:
        pid = server.process.pid
        workers = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        server.process.send_signal(signal.SIGKILL)
        time.sleep(2)
        left = server.is_healthy()
        for worker in workers:
            with suppress(ProcessLookupError, FileNotFoundError):
                _end(worker)
        return "orphans hold the port" if left else "nobody is left"


def both_families() -> str:
    """Listen at ::, and knock at an address of each family."""
    with Server(environment={"HOST": "::"}) as server:
        return ", ".join(f"{host} {'yes' if server.is_healthy(host) else 'no'}" for host in ("127.0.0.1", "[::1]"))


def without_a_voice() -> str:
    """Start a laptop's server whose output is closed, and one whose terminal knows ASCII only."""
    return f"closed: {_starts('exec >&-')}; ASCII: {_starts('export PYTHONIOENCODING=ascii')}"


def _starts(before: str) -> str:
    command = ["sh", "-c", f"{before}; PORT=0 exec {sys.executable} -m app"]
    with subprocess.Popen(command, cwd=checkout(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            return f"ends with {process.wait(12)}"
        except subprocess.TimeoutExpired:
            return "runs"
        finally:
            process.terminate()


def _end(pid: int) -> None:
    """End a worker that this siege started, if it is one still."""
    if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes():
        os.kill(pid, signal.SIGKILL)
