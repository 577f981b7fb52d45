"""What a teacher takes home: tables without names, which a spreadsheet opens as they are."""

import csv
import io
import secrets
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from math import isfinite
from typing import Any

from app.rooms.asked_questions import words_of
from app.rooms.members import Answer, Member
from app.rooms.numbers import Numbers
from app.rooms.plan import SNAPSHOT
from app.rooms.room import Room

BOM = "\ufeff"
SMALL, LARGE = 1e-6, 1e21  # between them JavaScript writes a number without a power of ten
GUARDED = ("=", "+", "-", "@", "\t", "\r")
Row = Sequence[Any]
Numbered = Sequence[tuple[int, str, Member]]


def download(room: Room, table: str, page: str = "") -> bytes:
    """Return a table as CSV. Members are numbered in an order drawn anew for each download; `page` begins its links."""
    order = list(room.present)
    secrets.SystemRandom().shuffle(order)
    rows = TABLES[table](room, [(number, name, member) for number, (name, member) in enumerate(order, 1)])
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    if page and table == "handed":
        head, *handed = rows
        rows = [head, *((number, f"{page}?{link}") for number, link in handed)]
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return (BOM + written.getvalue()).encode()


def cell(value: Any) -> Any:
    """Return what stands in a cell. A text that a spreadsheet would take for a formula has an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, float):
        return number(value)
    if not isinstance(value, str):
        return value
    return "'" + value if value.lstrip(" ").startswith(GUARDED) else value


def number(value: float) -> str:
    """Return a number as the page writes it in a table: 2, not 2.0; 0.00005, not 5e-05; 1e-7, not 1e-07."""
    if not isfinite(value):
        return ""
    digits = f"{Decimal(repr(value)):f}"
    plain = digits.rstrip("0").removesuffix(".") if "." in digits else digits
    if value == 0 or SMALL <= abs(value) < LARGE:
        return "0" if value == 0 else plain
    mantissa, _, power = f"{Decimal(repr(value)).normalize():e}".partition("e")
    return f"{mantissa}e{int(power):+d}"


def _runs(room: Room, members: Numbered) -> Iterable[Row]:
    yield ("member", "phase", "epoch", "weight", "bias", "loss", "rate", "limit", "slope", "within_1_percent_at_epoch")
    for number, name, _ in members:
        it = room.numbers.get(name, Numbers())
        facts = (it.weight, it.bias, it.loss, it.rate or None, it.limit, it.slope, it.arrived)
        yield (number, it.phase, it.epoch, *facts)


def _answers(room: Room, members: Numbered) -> Iterable[Row]:
    """Yield answers in the order of questions; a choice by its words, a line and a place as weight and bias.

    While a question is open, those to it are left out: only their number leaves the server.
    """
    ask = room.plan.ask
    hidden = ask.question if ask is not None and ask.phase == "open" else None
    yield ("member", "number", "question", "round", "answer", "bias", "confidence")
    given = [
        (*map(int, key.split(".")), number, it) for number, _, member in members for key, it in member.answers.items()
    ]
    given = [one for one in given if one[0] != hidden]
    asked = {question: words_of(room, question) for question, *_ in given}
    for question, round_, number, answer in sorted(given, key=lambda one: one[:3]):
        words, choices = asked[question]
        yield (number, question, words, round_, *_said(answer, choices), answer.confidence)


def _said(answer: Answer, choices: Sequence[str]) -> tuple[Any, float | None]:
    if isinstance(answer.value, tuple):
        return answer.value
    return (choices[int(answer.value)] if choices else answer.value), None


def _snapshots(room: Room, members: Numbered) -> Iterable[Row]:
    yield ("member", "record")
    by_handle = {member.handle: number for number, _, member in members}
    for field, row in room.rows.items():
        if field.startswith(SNAPSHOT):
            yield (by_handle.get(int(field.rpartition(".")[2])), row.decode())


def _handed(_: Room, members: Numbered) -> Iterable[Row]:
    yield ("member", "link")
    yield from ((number, member.link) for number, _name, member in members if member.link)


TABLES: dict[str, Callable[[Room, Numbered], Iterable[Row]]] = {
    "runs": _runs,
    "answers": _answers,
    "snapshots": _snapshots,
    "handed": _handed,
}
