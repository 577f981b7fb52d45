"""A server as a host's platform starts it, and a request that it is in the middle of."""

import json
import os
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from tests.support import ROOT, TIMEOUT_S, Server

CALL = {
    "output": "progress.data",
    "outputs": {"id": "progress", "property": "data"},
    "changedPropIds": ["command.data"],
    "inputs": [
        {
            "id": "command",
            "property": "data",
            "value": {
                **{"version": 1, "run": "secret-run", "seq": 9, "epochs": 1, "data": {"kind": "hubble"}},
                "training": {"optimizer": {"name": "sgd", "learning_rate": 0.1}, "batch_size": None, "seed": 1},
            },
        }
    ],
}
BODY = json.dumps(CALL).encode()
HEAD = (
    "POST /_dash-update-component HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    f"Expect: 100-continue\r\nContent-Length: {len(BODY)}\r\n\r\n"
).encode()


class Host(Server):
    """`python -m app.serve` with an environment, as a platform starts it; what it says goes to a file."""

    def __init__(self, log, **environment):
        super().__init__()
        self.log = log
        self.open = ExitStack()
        clean = {
            k: v for k, v in os.environ.items() if k not in ("WEB_WORKERS", "WEB_CONCURRENCY", "LOG_LEVEL", "HOST")
        }
        self.environment = {**clean, "PORT": str(self.port), **environment}

    def launch(self):
        with self.log.open("wb") as log:
            command = [sys.executable, "-m", "app.serve"]
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        return self

    def start(self):
        self.launch().wait_until_ready()
        return self

    def connect(self):
        connection = self.open.enter_context(socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT_S))
        return connection, self.open.enter_context(connection.makefile("rb"))

    def said(self):
        """What the log has, without what a busy machine adds to it: how late the event loop is."""
        return "".join(
            line for line in self.log.read_text().splitlines(keepends=True) if "The event loop is" not in line
        )

    def workers(self):
        """The ids of its workers' processes."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
