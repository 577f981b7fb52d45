"""A class before the NiceGUI page without browsers: each loads the page, opens its socket, and hears and acknowledges.

Run with the peers' Python: `python -m bench.peers.nicegui_students PORT STUDENTS SECONDS OPENING`; it ends with an
error if a student heard nothing, or an epoch twice.
"""

import ast
import asyncio
import re
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import aiohttp
import socketio

ACKNOWLEDGE_S = 3.0  # as NiceGUI's page does
QUERY = re.compile(r"query: (\{.*\}),")
EPOCH = re.compile(r"Epoch (\d+)")
WINDOW_BITS = 15  # browsers offer compression


@dataclass
class Student:
    """One page: what it heard."""

    port: int
    epochs: list[int] = field(default_factory=list)
    next_message: int = 0

    async def watch(self, begin: float, seconds: float) -> None:
        """Open the page after `begin` seconds, and watch it for so many."""
        await asyncio.sleep(begin)
        # A browser opens another connection for its socket; uvicorn would end a kept one after five seconds.
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as session:
            query = await self._query(session)
            self.next_message = query["next_message_id"]
            client = socketio.AsyncClient(
                http_session=session, websocket_extra_options={"compress": WINDOW_BITS}, reconnection=False
            )
            client.on("*", self._hear)
            await client.connect(
                f"http://127.0.0.1:{self.port}/?{urlencode(query)}",
                transports=["websocket"],
                socketio_path="/_nicegui_ws/socket.io",
            )
            try:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._acknowledge(client, query["client_id"]), seconds)
            finally:
                await client.disconnect()

    async def _query(self, session: aiohttp.ClientSession) -> dict[str, Any]:
        """Load the page; return what it says the socket is to be opened with."""
        async with session.get(f"http://127.0.0.1:{self.port}/", headers={"User-Agent": "Mozilla/5.0"}) as answer:
            found = QUERY.search(await answer.text())
        if found is None:
            raise RuntimeError("the page does not say what its socket is to be opened with")
        return {
            **ast.literal_eval(found[1]),
            **{"implicit_handshake": "true", "document_id": str(uuid4()), "tab_id": str(uuid4()), "old_tab_id": ""},
        }

    async def _hear(self, event: str, message: dict[str, Any]) -> None:
        self.next_message = message.get("_id", self.next_message - 1) + 1
        if event == "update":
            texts = (part.get("text", "") for part in message.values() if isinstance(part, dict))
            self.epochs += [int(found[1]) for text in texts if (found := EPOCH.fullmatch(text))]

    async def _acknowledge(self, client: socketio.AsyncClient, client_id: str) -> None:
        while True:
            await asyncio.sleep(ACKNOWLEDGE_S)
            await client.emit("ack", {"client_id": client_id, "next_message_id": self.next_message})

    def is_right(self) -> bool:
        """Tell whether epochs were heard, in their order, none of them twice."""
        return bool(self.epochs) and self.epochs == sorted(set(self.epochs))


async def main(port: int, students: int, seconds: float, opening: float) -> None:
    """Let all of them open the page within so many seconds, and watch it for the same time."""
    pupils = [Student(port) for _ in range(students)]
    step = opening / students
    lessons = [pupil.watch(i * step, seconds) for i, pupil in enumerate(pupils)]
    ends = await asyncio.gather(*lessons, return_exceptions=True)
    wrong = [end or pupil for end, pupil in zip(ends, pupils, strict=True) if end or not pupil.is_right()]
    if wrong:
        sys.exit(f"{len(wrong)} of {students} students of NiceGUI saw no lesson: {wrong[0]!r}")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])))
