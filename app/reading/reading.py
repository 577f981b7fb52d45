"""A table into a reading: columns with names, units and values, which rows are left out and why, what is to be said."""

from typing import Literal

import msgspec

from app.notices import Notice, RefusedError
from app.reading.columns import Cell, Column, Evidence, Values, evidence, likely_sign, values
from app.reading.heads import Head, head_of
from app.reading.limits import FEWEST_ROWS, LARGEST, LONGEST_TEXT, MOST_ROWS, short
from app.reading.numbers import POINT, is_missing
from app.reading.sentences import parting_of, sentences_of
from app.reading.table import Table
from app.reading.words import COUNTERS, TOTALS


class LeftOut(msgspec.Struct, frozen=True):
    """A row that holds no number where its column has them; column -1 where it concerns them all."""

    row: int
    column: int
    cell: str
    reason: Literal["text", "unit", "sign", "beyond", "wide", "short", "total"]


class Reading(msgspec.Struct, frozen=True):
    """What was read; `rows` are the rows' numbers in the text or sheet, `x` and `y` the columns to begin with."""

    columns: list[Column]
    rows: list[int]
    left_out: list[LeftOut]
    delimiter: str
    header: bool
    x: int
    y: int
    title: str
    sentences: list[Notice]


def reading(
    table: Table,
    delimiter: str,
    *,
    decimal: str | None = None,
    header: bool | None = None,
    title: str = "",
    said: list[Notice] | None = None,
) -> Reading:
    """Read a table; raise RefusedError where there are not two columns of numbers in it."""
    head = head_of(table, header)
    kept = [place for place in range(head.first, len(table.rows)) if place not in {*table.wide, *table.short}]
    if len(kept) > MOST_ROWS:
        raise RefusedError("reading.rows", most=MOST_ROWS)
    rows = [table.rows[place] for place in kept]
    cells = [[_bounded(row[place]) for row in rows] for place in range(table.width)]
    found = [evidence(column) for column in cells]
    signs, asked = _signs(cells, found, delimiter, decimal)
    read = [
        values(column, signs[place] or POINT, found[place], head.units[place]) for place, column in enumerate(cells)
    ]
    totals = _totals(rows, read)
    columns = [_column(head, place, cells[place], one, signs[place]) for place, one in enumerate(read)]
    numbers = [table.numbers[place] for place in kept]
    wrong = {place: read[place] for place, column in enumerate(columns) if column.kind == "number"}
    left_out = [*_uneven(table, head), *_wrong(numbers, wrong, totals)]
    left_out.sort(key=lambda one: (one.row, one.column))
    for row in totals:
        for column in columns:
            column.numbers[row : row + 1] = [None] if column.numbers else []
    x, y = _axes(table, columns, read)
    columns = _named(table, columns, x, y)
    parting = parting_of(rows, head, columns) if delimiter == "comma" else []
    sentences = [*(said or []), *parting, *sentences_of(table, head, columns, read, asked)]
    return Reading(columns, numbers, left_out, delimiter, head.is_there, x, y, title, sentences)


def _bounded(cell: Cell) -> Cell:
    """Return a cell as text where it is a number beyond all bounds."""
    return cell if isinstance(cell, str) or abs(cell) <= LARGEST else f"{cell:g}"


def _signs(
    cells: list[list[Cell]], found: list[Evidence], delimiter: str, decimal: str | None
) -> tuple[list[str | None], dict[int, str]]:
    """Return each column's decimal sign, None where it has none, and by column a cell of which it cannot be known."""
    if decimal is not None:
        return [decimal if _has_sign(one) else None for one in found], {}
    signs: list[str | None] = [one.sign for one in found]
    sure = {sign for sign in signs if sign} or ({POINT} if delimiter == "comma" else set())
    asked: dict[int, str] = {}
    for place, one in enumerate(found):
        if signs[place] or not one.doubtful:
            continue
        if len(sure) == 1:
            signs[place] = next(iter(sure))
        else:
            signs[place] = likely_sign(cells[place], one.doubtful)
            asked[place] = one.doubtful[0]
    return signs, asked


def _has_sign(found: Evidence) -> bool:
    return bool(found.doubtful or any(found.counts.values()))


def _totals(rows: list[list[Cell]], read: list[Values]) -> dict[int, str]:
    """Return the rows that sum the others up, with the cell that says so."""
    texts = [place for place, one in enumerate(read) if not one.is_numbers]
    found = {}
    for place, row in enumerate(rows):
        said = [str(row[text]) for text in texts if str(row[text]).strip(" :.=").lower() in TOTALS]
        if said:
            found[place] = said[0]
    return found


def _column(head: Head, place: int, cells: list[Cell], read: Values, sign: str | None) -> Column:
    name, unit = head.names[place], head.units[place]
    if read.is_numbers:
        return Column(name, read.unit, "number", sign, read.numbers, [])
    texts = [short("" if is_missing(str(cell)) else str(cell), LONGEST_TEXT) for cell in cells]
    return Column(name, unit, "date" if read.is_days else "text", None, [], texts)


def _uneven(table: Table, head: Head) -> list[LeftOut]:
    rows = {place: " ".join(map(str, table.rows[place])).strip() for place in table.short}
    told: list[tuple[Literal["wide", "short"], dict[int, str]]] = [("wide", table.wide), ("short", rows)]
    return [
        LeftOut(table.numbers[place], -1, short(cells), reason)
        for reason, found in told
        for place, cells in found.items()
        if place >= head.first
    ]


def _wrong(numbers: list[int], wrong: dict[int, Values], totals: dict[int, str]) -> list[LeftOut]:
    summed = [LeftOut(numbers[row], -1, short(cell), "total") for row, cell in totals.items()]
    return summed + [
        LeftOut(numbers[row], place, short(cell), read.reason(row))
        for place, read in wrong.items()
        for row, cell in read.wrong.items()
        if row not in totals
    ]


def _axes(table: Table, columns: list[Column], read: list[Values]) -> tuple[int, int]:
    """Return the first two columns of numbers, without one that only counts the rows."""
    found = [place for place, column in enumerate(columns) if column.kind == "number"]
    if len(found) < 2:  # noqa: PLR2004
        other = next((place for place, one in enumerate(read) if one.is_beyond or columns[place].kind == "date"), None)
        if other is not None:
            name = columns[other].name or table.letter(other)
            raise RefusedError("reading.beyond" if read[other].is_beyond else "reading.only-dates", column=name)
        raise RefusedError("reading.one-column" if found else "reading.no-numbers")
    if len(found) > 2 and _counts(columns[found[0]]):  # noqa: PLR2004
        found = found[1:]
    x, y = found[:2]
    both = sum(None not in pair for pair in zip(columns[x].numbers, columns[y].numbers, strict=True))
    if both < FEWEST_ROWS:
        raise RefusedError("reading.few-rows", count=both, fewest=FEWEST_ROWS)
    return x, y


def _counts(column: Column) -> bool:
    said = [value for value in column.numbers if value is not None]
    first = said[0] if said and said[0] in (0, 1) else 1
    is_counter = all(word in COUNTERS for word in column.name.lower().split())
    return is_counter and said == [first + place for place in range(len(said))]


def _named(table: Table, columns: list[Column], x: int, y: int) -> list[Column]:
    """Name what has no name: x and y where there are but two columns of numbers, else the letter over the column."""
    count = sum(column.kind == "number" for column in columns)
    letters = {x: "x", y: "y"} if count == 2 else {}  # noqa: PLR2004
    return [
        column if column.name else msgspec.structs.replace(column, name=letters.get(place, table.letter(place)))
        for place, column in enumerate(columns)
    ]
