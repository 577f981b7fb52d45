"""What is said of a reading, in sentences by their ids: what was left aside, turned, or cannot be known."""

from app.notices import Notice, notice
from app.reading.columns import Cell, Column, Values
from app.reading.heads import Head
from app.reading.numbers import COMMA, POINT, number
from app.reading.table import Table


def _others(columns: list[Column], place: int, read: Values) -> str:
    """Return the id of what is said of a column of no numbers: the first one of words names the points."""
    if read.is_beyond:
        return "reading.beyond"
    if columns[place].kind == "date":
        return "reading.dates"
    names = next(at for at, column in enumerate(columns) if column.kind == "text" and any(column.texts))
    return "reading.words" if names == place else "reading.words.other"


def sentences_of(
    table: Table, head: Head, columns: list[Column], read: list[Values], asked: dict[int, str]
) -> list[Notice]:
    """Return what is to be said of a table beside its numbers; `asked` has a cell of each column of doubtful sign."""
    said: list[Notice] = []
    if table.is_turned:
        said.append(notice("reading.turned"))
    if head.above:
        said.append(notice("reading.above", count=head.above))
    said += [
        notice(_others(columns, place, one), column=column.name)
        for place, (column, one) in enumerate(zip(columns, read, strict=True))
        if column.kind != "number" and any(column.texts)
    ]
    said += [_asked(columns[place], cell) for place, cell in asked.items() if columns[place].kind == "number"]
    return [*said, *_units(head, columns, read), *_spelt(columns, read)]


def parting_of(rows: list[list[Cell]], head: Head, columns: list[Column]) -> list[Notice]:
    """Tell what a comma between two whole numbers was taken for, where no names say that there are two columns."""
    is_plain = len(columns) == 2 and all(one.kind == "number" and one.decimal is None for one in columns)  # noqa: PLR2004
    if not is_plain or all(head.names):
        return []
    x, y = next(([str(cell) for cell in row] for row in rows if "" not in row), ["", ""])
    return [notice("reading.parted", cell=f"{x},{y}", x=x, y=y)] if x else []


def _units(head: Head, columns: list[Column], read: list[Values]) -> list[Notice]:
    """Tell what was done with cells that do not have their column's unit."""
    said: list[Notice] = []
    for place, column in enumerate(columns):
        if column.kind != "number":
            continue
        one, told = read[place], {"column": column.name, "unit": column.unit}
        if head.units[place] not in ("", column.unit):
            said.append(notice("reading.unit.head", head=head.units[place], **told))
        for unit, (count, cell, value) in one.turned.items():
            said.append(notice("reading.unit.turned", count=count, other=unit, cell=cell, value=f"{value:g}", **told))
        if one.bare:
            said.append(notice("reading.unit.bare", count=one.bare, **told))
    return said


def _spelt(columns: list[Column], read: list[Values]) -> list[Notice]:
    """Tell which cells hold more than a number, and what was made of the first of them."""
    return [
        notice(f"reading.{how}", column=column.name, count=count, cell=cell, value=f"{value:g}")
        for column, one in zip(columns, read, strict=True)
        if column.kind == "number"
        for how, (count, cell, value) in one.spelt.items()
    ]


def _asked(column: Column, cell: str) -> Notice:
    """Return both readings of a cell, the one that was taken first."""
    taken, other = (COMMA, POINT) if column.decimal == COMMA else (POINT, COMMA)
    read = [number(cell, sign) for sign in (taken, other)]
    first, second = (f"{one.value:g}" if one else "" for one in read)
    return notice("reading.asked", column=column.name, cell=cell, taken=first, other=second)
