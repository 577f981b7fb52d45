"""How a request is refused: a status, and a notice in a JSON object."""

from collections.abc import Mapping

from fastapi.responses import JSONResponse

from app.notices import notice


class Refusal(Exception):  # noqa: N818 - what it says is an answer, not an error of ours
    """Raised before anything has been answered; the guard sends its response.

    `keeps` tells whether the connection may be used again: not where a body was left unread.
    """

    def __init__(
        self, status: int, id_: str, *, keeps: bool = False, headers: Mapping[str, str] = {}, **values: str | int
    ) -> None:
        super().__init__(id_)
        named = {"cache-control": "no-store", **({} if keeps else {"connection": "close"}), **headers}
        self.response = JSONResponse({"notice": notice(id_, **values)}, status, named)
