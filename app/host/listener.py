"""Takes in whoever knocks, many at a time: uvloop takes one at a turn of the loop, and a class then waits in line."""

import asyncio
import errno
import socket
from collections.abc import Callable, Set
from time import monotonic
from typing import Any

from app.host.connection import Connection
from app.host.logs import LOGGER

try:
    import resource
except ImportError:  # Windows has no such limit
    resource = None

AT_ONCE = 64
PAUSE_S = 0.5  # without a descriptor left, until the next try
SPARE = 48  # descriptors that connections leave to files, sockets and libraries
MOST = 20_000  # connections, whatever the system allows: each takes some 10 kB
SHARE = 10  # when there are too many, one in so many of the idle ones ends
MINUTE_S = 60.0
EXHAUSTED = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
FULL = "There is no room for more connections (%d are open): the longest idle ones are closed."


class Listener:
    """A listening socket whose connections get a protocol each. It is to uvicorn what asyncio's Server is."""

    def __init__(self, sock: socket.socket, protocol: Callable[[], Any], connections: Set[Any], most: int) -> None:
        self.sockets = (sock,)
        self.sock, self.protocol, self.connections, self.most = sock, protocol, connections, most
        self.loop = asyncio.get_running_loop()
        self._welcomes: set[asyncio.Task[Any]] = set()
        self._told_at = -MINUTE_S
        self._is_open = True
        sock.setblocking(False)
        self.loop.add_reader(sock, self._accept)

    def close(self) -> None:
        """Take nobody in any more."""
        if self._is_open:
            self._is_open = False
            self.loop.remove_reader(self.sock)
            self.sock.close()

    async def wait_closed(self) -> None:
        """Do nothing: close() has done all."""

    def _accept(self) -> None:
        for _ in range(AT_ONCE):
            if len(self.connections) + len(self._welcomes) >= self.most:
                if not self._welcomes:  # who has just come in is no connection yet, and would not be closed
                    self._make_room()  # what is closed is gone when the loop comes round
                return
            try:
                accepted, _ = self.sock.accept()
            except (BlockingIOError, InterruptedError):
                return
            except OSError as error:
                if error.errno in EXHAUSTED:
                    self._make_room()
                    self._pause()
                    return
                continue  # this one has gone away again
            welcome = self.loop.create_task(self._welcome(accepted))
            self._welcomes.add(welcome)
            welcome.add_done_callback(self._welcomes.discard)

    async def _welcome(self, accepted: socket.socket) -> None:
        accepted.setblocking(False)
        try:
            await self.loop.connect_accepted_socket(self.protocol, accepted)
        except OSError:
            accepted.close()

    def _make_room(self) -> None:
        """End who has asked nothing yet, then who has been idle longest: a browser opens another when it asks again."""
        self._tell()
        idle = [one for one in self.connections if isinstance(one, Connection) and one.is_idle]
        for one in sorted(idle, key=lambda one: (one.has_asked, one.idle_until))[: max(1, len(idle) // SHARE)]:
            one.transport.abort()
        if not idle:
            self._pause()

    def _pause(self) -> None:
        """Wait a little: what waits at the socket would wake the loop again and again."""
        if self.loop.remove_reader(self.sock):
            self.loop.call_later(PAUSE_S, self._go_on)

    def _go_on(self) -> None:
        if self._is_open:
            self.loop.add_reader(self.sock, self._accept)

    def _tell(self) -> None:
        if monotonic() - self._told_at >= MINUTE_S:
            self._told_at = monotonic()
            LOGGER.warning(FULL, len(self.connections))


def most_connections() -> int:
    """Raise the limit of descriptors as far as that is allowed, and return how many connections are then held."""
    if resource is None:
        return MOST
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard not in (soft, resource.RLIM_INFINITY):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        soft = hard
    return MOST if soft == resource.RLIM_INFINITY else max(1, min(MOST, soft - SPARE))
