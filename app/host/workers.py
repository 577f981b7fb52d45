"""Several processes that serve one socket: who dies is replaced and told of, and no worker outlives the parent."""

import logging
import multiprocessing
import os
import signal
import socket
import threading
from multiprocessing.connection import wait

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess
from uvicorn.supervisors.multiprocess import Process

from app.host.idle import IdleServer
from app.host.logs import LOGGER


class Worker(Process):
    """uvicorn's worker, with the server that sleeps."""

    @property
    def server(self) -> uvicorn.Server:
        """Return the server of this process."""
        if self._server is None:
            self._server = IdleServer(self.config)
        return self._server

    def target(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve, until a signal comes or the parent is gone."""
        for name in ("SIGINT", "SIGTERM", *["SIGHUP"] * follows_terminal()):
            signal.signal(getattr(signal, name), leave)
        threading.Thread(target=follow_parent, name="parent", daemon=True).start()
        super().target(sockets)


class Workers(Multiprocess):
    """uvicorn's supervisor, which says what it does."""

    def __init__(self, config: uvicorn.Config, sockets: list[socket.socket]) -> None:
        self.follows_terminal = follows_terminal()  # before uvicorn sets what it does at each signal
        super().__init__(config, sockets)
        if not self.follows_terminal and hasattr(signal, "SIGHUP"):
            # uvicorn has taken it, and of a handler a worker inherits nothing.
            signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def init_processes(self) -> None:
        """Start them all."""
        self.processes = [self._started() for _ in range(self.processes_num)]

    def keep_subprocess_alive(self) -> None:
        """Replace who died or hangs; stop everything where one could not start."""
        for index, worker in enumerate(self.processes):
            if self.should_exit.is_set() or worker.is_alive(self.config.timeout_worker_healthcheck):
                continue
            worker.kill()
            worker.join()
            if worker.exitcode == STARTUP_FAILURE:
                LOGGER.error("A worker could not start.")
                self.should_exit.set()
                return
            LOGGER.error("A worker has ended (code %s); another takes its place.", worker.exitcode)
            self.processes[index] = self._started()

    def handle_hup(self) -> None:
        """Stop, if that is what a closed terminal means."""
        if self.follows_terminal:
            self.handle_term()

    def _started(self) -> Worker:
        worker = Worker(self.config, self.sockets)
        worker.start()
        return worker


def follows_terminal() -> bool:
    """Tell whether this program ends when its terminal is closed: not under nohup, and not on Windows."""
    return hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN


def leave(*_: object) -> None:
    """Be gone at once, with what was said written: uvicorn has stopped in peace, or has not begun."""
    logging.shutdown()
    os._exit(0)


def follow_parent() -> None:
    """End when the parent does: an orphan would hold the port for ever."""
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        LOGGER.error("The parent of this worker is gone.")
        leave()
