"""POST /read: what was pasted or opened in, a reading of it out, or the one sentence why there is none."""

from typing import Annotated, Literal

import msgspec
from fastapi import FastAPI

from app.host.logs import Refusals
from app.http.turns import Turns, in_turn
from app.notices import RefusedError, notice
from app.reading.delimiter import parted, usual_width
from app.reading.encoding import checked, decoded
from app.reading.limits import LONGEST_NAME, LONGEST_TEXT, MOST_BYTES, MOST_COLUMNS, short
from app.reading.reading import Reading, reading
from app.reading.spaces import rejoined
from app.reading.table import table_of
from app.reading.workbook import is_workbook, sheets
from app.run.protocol import refusing

LONGEST_FILE_NAME = 300
WIDEST = 4 * MOST_COLUMNS  # empty ones too


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a page sends: a text or a file with its name, and what somebody said of how to read it."""

    text: str | None = None
    file: bytes | None = None
    name: Annotated[str, msgspec.Meta(max_length=LONGEST_FILE_NAME)] = ""
    decimal: Literal[".", ","] | None = None
    header: bool | None = None


def add_reading(server: FastAPI, refusals: Refusals) -> None:
    """Add POST /read. What cannot be read is answered with a notice and 200: nothing is wrong with the request."""
    server.add_api_route("/read", in_turn(answer, "application/json", refusals, Turns()), methods=["POST"])


def answer(body: bytes) -> bytes:
    """Return the JSON of a reading or of a notice; raise RefusedError where the body is not what a page sends."""
    with refusing():
        given = msgspec.json.decode(body, type=Given)
    if (given.text is None) == (given.file is None):
        raise RefusedError("server.unusable", "either text or file")
    try:
        return msgspec.json.encode(read_given(given))
    except RefusedError as refused:
        return msgspec.json.encode({"notice": refused.notice})


def read_given(given: Given) -> Reading:
    """Read a text or a file; raise RefusedError with the sentence why it cannot be read."""
    size = len(given.file) if given.file is not None else len((given.text or "").encode(errors="replace"))
    if size > MOST_BYTES:
        raise RefusedError("reading.too-large")
    if given.file is not None and is_workbook(given.file):
        return _read_workbook(given, given.file)
    text = decoded(given.file) if given.file is not None else checked(given.text or "")
    rows, delimiter = parted(text)
    said = [row for row in rows if any(row)]
    width = usual_width(said) if said else None
    short: set[int] = set()
    if delimiter == "space" and width is not None and width <= WIDEST:
        rows, short = rejoined(rows, width)
    table = table_of([list(row) for row in rows], width, short)
    return reading(table, delimiter, decimal=given.decimal, header=given.header, title=_title(given.name))


def _read_workbook(given: Given, data: bytes) -> Reading:
    """Read the first sheet that has two columns of numbers; what is wrong with the first one is said where none has."""
    found = sheets(data)
    if not found:
        raise RefusedError("reading.nothing")
    wrong = None
    for name, rows in found:
        said = [notice("reading.sheet", sheet=short(name, LONGEST_NAME), count=len(found))] if len(found) > 1 else []
        try:
            table = table_of(rows)
            return reading(
                table, "sheet", decimal=given.decimal, header=given.header, title=_title(given.name), said=said
            )
        except RefusedError as refused:
            wrong = wrong or refused
    raise wrong or RefusedError("reading.nothing")


def _title(name: str) -> str:
    """Return what a file is called, without its folder and its ending."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return short(stem, LONGEST_TEXT)
