"""uvicorn's server, which sleeps while it has nothing to do, and takes a class in at once (docs/why/hosts.md)."""

import asyncio
import socket
import sys
from contextlib import suppress
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.config import STARTUP_FAILURE

from app.host.addresses import bound_socket
from app.host.listener import Listener, most_connections
from app.host.logs import LOGGER

BEAT_S = 1.0  # how often an answer's date is renewed


class IdleServer(uvicorn.Server):
    """A uvicorn server that wakes once a second, and when a signal comes, instead of looking ten times a second.

    Each time costs 0.25 ms of CPU, as much as a tick's HTTP: for one student it was a quarter of all.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._signal = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start the application, and listen."""
        if sys.platform == "win32":  # its loop tells of no socket that it does not read itself
            await super().startup(sockets)
            return
        listening = listening_at(self.config, sockets)
        await self.lifespan.startup()
        if self.lifespan.should_exit:
            sys.exit(STARTUP_FAILURE)
        connections, most = self.server_state.connections, most_connections()
        self.servers: list[Any] = [Listener(one, self._protocol, connections, most) for one in listening]
        self.started = True

    async def main_loop(self) -> None:
        """Do once a second what uvicorn does each second, until it is time to stop."""
        self._loop = asyncio.get_running_loop()
        while not await self.on_tick(0):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._signal.wait(), BEAT_S)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop, at once."""
        super().handle_exit(sig, frame)
        if self._loop:
            self._loop.call_soon_threadsafe(self._signal.set)

    def _protocol(self) -> asyncio.Protocol:
        make: Any = self.config.http_protocol_class
        return make(config=self.config, server_state=self.server_state, app_state=self.lifespan.state)


def listening_at(config: uvicorn.Config, sockets: list[socket.socket] | None = None) -> list[socket.socket]:
    """Return sockets that listen, made where none are given; where that cannot be, say why and leave."""
    try:
        sockets = sockets or [bound_socket(config.host, config.port)]
        for one in sockets:
            one.listen(config.backlog)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        LOGGER.error("Nothing can be served at %s, port %d: %s.", config.host, config.port, reason)
        sys.exit(STARTUP_FAILURE)
    return sockets
