"""How a request is refused: a status, and one plain sentence in a JSON object."""

import msgspec
from starlette.types import Send


class Refusal(Exception):  # noqa: N818 - what it says is an answer, not an error of ours
    """Raised before anything has been answered; the guard sends it.

    `keeps` tells whether the connection may be used again: not where a body was left unread.
    """

    def __init__(
        self, status: int, sentence: str, *, keeps: bool = False, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.keeps = keeps
        self.headers = headers or {}

    async def send(self, send: Send, *, is_head: bool) -> None:
        """Answer with the sentence, or with the headers alone."""
        body = msgspec.json.encode({"notice": self.sentence})
        named = {
            "content-type": "application/json",
            "content-length": str(len(body)),
            "cache-control": "no-store",
            **({} if self.keeps else {"connection": "close"}),
            **self.headers,
        }
        headers = [(name.encode(), value.encode()) for name, value in named.items()]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if is_head else body})
