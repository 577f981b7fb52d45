"""A connection that takes no more than it may: its heads, what it waits for and who does not read have bounds.

uvicorn has none of these (docs/why/server.md).
"""

import asyncio
from collections.abc import Callable
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from app.host.addresses import plain_address

MOST_BESIDE_BODY = 32_000  # bytes of a head, of trailers and of what stands between the chunks of a body
MOST_BEHIND = 32  # requests that wait behind the one being answered
SLICE = 16_384  # bytes parsed at once: what is too long is seen after one more of them
HEAD_S = 10.0
READER_S = 30.0
TOO_SLOW = "The head of the request did not end."
TOO_LONG = "What stands before and after a body may be 32 kB."


class Connection(HttpToolsProtocol):
    """uvicorn's protocol with bounds. Who crosses one is counted as refused and cut off, and nothing is logged."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.refused: Callable[[], None] = self.app_state.get("refused", lambda: None)
        self.beside_body = 0  # bytes that came since a message was whole, without the body's
        self.in_head = False
        self.head_timer: asyncio.TimerHandle | None = None
        self.reader_timer: asyncio.TimerHandle | None = None

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing is being answered; a head may have begun."""
        return self.cycle is None or self.cycle.response_complete

    @property
    def has_asked(self) -> bool:
        """Tell whether anything has been asked here: a browser does, at once."""
        return self.cycle is not None

    @property
    def idle_until(self) -> float:
        """Return when the connection ends unless something is asked, in the loop's time; now, if a head has begun."""
        return self.timeout_keep_alive_task.when() if self.timeout_keep_alive_task else self.loop.time()

    def connection_made(self, transport: Any) -> None:
        """Begin; who never speaks is sent away like who has nothing more to ask."""
        super().connection_made(transport)
        self.client = self.client and (plain_address(self.client[0]), self.client[1])
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """End, with all that still waits."""
        super().connection_lost(exc)
        self._unset_keepalive_if_required()
        self.head_timer = cancelled(self.head_timer)
        self.reader_timer = cancelled(self.reader_timer)

    def data_received(self, data: bytes) -> None:
        """Parse what has come, as far as it is within bounds."""
        self._unset_keepalive_if_required()
        for start in range(0, len(data), SLICE):
            if not self._parse(data[start : start + SLICE]):
                return
        if self.in_head:
            self.head_timer = self.head_timer or self.loop.call_later(HEAD_S, self._refuse, 408, TOO_SLOW)
        elif self.is_idle:
            self._wait()

    def on_message_begin(self) -> None:
        """Another head begins."""
        super().on_message_begin()
        self.in_head = True

    def on_headers_complete(self) -> None:
        """Let the request be answered, if it names one host; what is raised here is a 400."""
        self.in_head = False
        self.head_timer = cancelled(self.head_timer)
        if len(self.pipeline) >= MOST_BEHIND:
            raise ValueError("Too much is asked before the first answer.")
        hosts = sum(name == b"host" for name, _ in self.headers)
        if hosts != 1 and (hosts or self.parser.get_http_version() != "1.0"):  # pyright: ignore[reportOptionalMemberAccess]
            raise ValueError(f"{hosts} hosts are named.")
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of the body: the guard says how large it may be."""
        self.beside_body -= len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Count anew."""
        super().on_message_complete()
        self.beside_body = 0

    def on_response_complete(self) -> None:
        """Look whether what was answered is read."""
        super().on_response_complete()
        self._watch_reader()

    def pause_writing(self) -> None:
        """Look whether somebody reads."""
        super().pause_writing()
        self._watch_reader()

    def timeout_keep_alive_handler(self) -> None:
        """End a connection on which nothing more is asked, once its answer is taken."""
        if self.transport.get_write_buffer_size():
            self._wait()
        else:
            super().timeout_keep_alive_handler()

    def _wait(self) -> None:
        self._unset_keepalive_if_required()
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)

    def _parse(self, data: bytes) -> bool:
        """Parse a slice; return whether the connection goes on."""
        self.beside_body = max(0, self.beside_body) + len(data)
        try:
            self.parser.feed_data(data)  # pyright: ignore[reportOptionalMemberAccess]
        except httptools.HttpParserUpgrade:
            self.refused()  # the request is answered as if it had not asked for another protocol, and is the last
            if self.cycle:
                self.cycle.keep_alive = False
            return False
        except httptools.HttpParserError:
            self._refuse(400, "Invalid HTTP request received.")
            return False
        if self.beside_body > MOST_BESIDE_BODY:
            self._refuse(431, TOO_LONG)
            return False
        return not self.transport.is_closing()

    def _refuse(self, status: int, told: str) -> None:
        """Say why, unless an answer is under way or due before this one, and end."""
        self.refused()
        if not self.pipeline and (self.is_idle or not self.cycle.response_started):
            head = b"content-type: text/plain; charset=utf-8\r\nconnection: close\r\ncontent-length: %d\r\n\r\n"
            self.transport.write(STATUS_LINE[status] + head % len(told) + told.encode())
        if self.cycle:  # who works on an answer need not go on
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.pipeline.clear()
        self.transport.close()

    def _watch_reader(self) -> None:
        """Look later whether anything was read of what waits to be sent, if anything does."""
        waiting = self.transport.get_write_buffer_size()
        if waiting and self.reader_timer is None:
            self.reader_timer = self.loop.call_later(READER_S, self._look_at_reader, waiting)

    def _look_at_reader(self, before: int) -> None:
        self.reader_timer = None
        if self.transport.get_write_buffer_size() < before:
            self._watch_reader()
        else:
            self.refused()
            self.transport.abort()


def cancelled(timer: asyncio.TimerHandle | None) -> None:
    """Cancel a timer, if there is one; None is what is left of it."""
    if timer is not None:
        timer.cancel()
