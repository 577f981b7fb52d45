"""One column: which decimal sign its cells agree with, and what each of them is under that sign."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from app.reading.limits import LARGEST
from app.reading.numbers import COMMA, POINT, SIGNS, WHOLE, Number, is_beyond, is_day, is_missing, number
from app.reading.units import turned

Cell = str | float  # a workbook's numbers are numbers

SHARES = ("%", "‰")
NUMBERS_ENOUGH = 0.5  # of the cells that say something


class Column(msgspec.Struct, frozen=True):
    """A column of numbers, null where there is none, or of texts; `decimal` is the sign where one stands in it."""

    name: str
    unit: str
    kind: Literal["number", "text", "date"]
    decimal: str | None
    numbers: list[float | None]
    texts: list[str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """How often cells can be read: under one sign alone, or under both but to different numbers."""

    counts: dict[str, int]
    doubtful: list[str]

    @property
    def sign(self) -> str | None:
        """Return the sign that most cells ask for, None where none does."""
        point, comma = self.counts[POINT], self.counts[COMMA]
        if point == comma:
            return POINT if point else None
        return POINT if point > comma else COMMA


@dataclass(slots=True)
class Values:
    """What a column is under its sign: a number or nothing for each cell; and which cells should have been numbers.

    `turned` has, by a unit that is not the column's, how many cells were in it, the first of them and what it became;
    `bare` counts those without one, where the unit is known by others alone.
    """

    numbers: list[float | None] = field(default_factory=list)
    wrong: dict[int, str] = field(default_factory=dict)
    others: set[int] = field(default_factory=set)  # of these, numbers in a unit that cannot be turned
    unit: str = ""
    turned: dict[str, tuple[int, str, float]] = field(default_factory=dict)
    bare: int = 0
    spelt: dict[str, tuple[int, str, float]] = field(default_factory=dict)  # as `turned`, by how a number is spelt
    beyond: int = 0
    days: int = 0
    texts: int = 0

    @property
    def is_numbers(self) -> bool:
        """Tell whether it is a column of numbers with some words in it, rather than the reverse."""
        count = sum(one is not None for one in self.numbers)
        return count > 0 and count >= NUMBERS_ENOUGH * (count + len(self.wrong))

    @property
    def is_beyond(self) -> bool:
        """Tell whether it is a column of numbers that are too large."""
        return not self.is_numbers and 2 * self.beyond > len(self.wrong)

    def reason(self, place: int) -> Literal["text", "unit", "sign", "beyond"]:
        """Return why a cell that is there is no number of this column."""
        if place in self.others:
            return "unit"
        if is_beyond(self.wrong[place]):
            return "beyond"
        return "sign" if any(number(self.wrong[place], sign) for sign in SIGNS) else "text"

    @property
    def is_days(self) -> bool:
        """Tell whether most of what is no number is a date or a time."""
        return self.days > self.texts


def evidence(cells: list[Cell]) -> Evidence:
    """Count what a column's cells say of its decimal sign."""
    counts: dict[str, int] = dict.fromkeys(SIGNS, 0)
    doubtful: list[str] = []
    for cell, count in Counter(cell for cell in cells if isinstance(cell, str)).items():
        read = {sign: number(cell, sign) for sign in SIGNS}
        point, comma = read[POINT], read[COMMA]
        if point and comma:
            if point.value != comma.value:
                doubtful += [cell] * count
        else:
            for sign in SIGNS:
                counts[sign] += count if read[sign] else 0
    return Evidence(counts, doubtful)


def likely_sign(cells: list[Cell], doubtful: list[str]) -> str:
    """Return the better guess where it cannot be known: decimal, but grouped where numbers beside go up to 999."""
    mark = COMMA if COMMA in doubtful[0] else POINT
    beside = [int(cell.lstrip("-")) for cell in cells if isinstance(cell, str) and WHOLE.fullmatch(cell)]
    is_grouped = bool(beside) and 100 <= max(beside) < 1000  # noqa: PLR2004
    other = POINT if mark == COMMA else COMMA
    return other if is_grouped else mark


def values(cells: list[Cell], sign: str, found: Evidence, headed: str = "") -> Values:
    """Read a column's cells under a decimal sign, for which something was found in them or nothing.

    `headed` is the unit that its head names.
    """
    read = {cell: number(cell, sign) for cell in set(cells) if isinstance(cell, str)}
    usual = _usual_unit(cells, read)
    column = Values(unit=_unit(usual, headed))
    proven = {one.group for one in read.values() if one and one.proves}
    is_decided = found.counts[sign] > 0
    sound = {
        cell: value for cell, one in read.items() if one and (value := _value(one, column.unit, usual)) is not None
    }
    others = {cell for cell, one in read.items() if one and cell not in sound}
    if is_decided:
        sound = {cell: value for cell, value in sound.items() if not _is_doubtful(read[cell], proven)}
    _count_units(column, cells, read, sound, headed)
    for place, cell in enumerate(cells):
        column.numbers.append(cell if isinstance(cell, float) else sound.get(str(cell)))
        if cell in read and cell not in sound and not is_missing(str(cell)):
            column.wrong[place] = str(cell)
            column.others |= {place} if cell in others else set()
            column.days += is_day(str(cell))
            column.texts += not is_day(str(cell))
            column.beyond += is_beyond(str(cell))
    return column


def _is_doubtful(found: Number | None, proven: set[str]) -> bool:
    """Tell whether a number is grouped by a sign that its column uses nowhere else: 2.345 among 1,5 and 2,25."""
    return found is not None and found.group in SIGNS and found.group not in proven


def _usual_unit(cells: list[Cell], read: dict[str, Number | None]) -> str:
    units = Counter(found.unit for cell in cells if isinstance(cell, str) and (found := read.get(cell)))
    bare = units.pop("", 0)
    unit = max(units, key=lambda unit: units[unit], default="")
    return "" if unit in SHARES and bare > units[unit] else unit


def _unit(usual: str, headed: str) -> str:
    """Return a column's unit: its head's, unless its cells have one that cannot be turned into that."""
    return headed if headed and (not usual or usual == headed or turned(1, usual, headed) is not None) else usual


def _value(found: Number, unit: str, usual: str) -> float | None:
    """Return a number in its column's unit; None where it has another one. A percent sign changes the number."""
    if found.unit == unit or (found.unit == "" and usual not in SHARES):
        return found.value
    value = turned(found.value, found.unit, unit)
    return value if value is not None and abs(value) <= LARGEST else None


def _count_units(
    column: Values, cells: list[Cell], read: dict[str, Number | None], sound: dict[str, float], headed: str
) -> None:
    """Count the cells that were turned into the column's unit, and those that are taken to be in it."""
    for cell in cells:
        one = read.get(cell) if isinstance(cell, str) else None
        if one and cell in sound and one.unit not in ("", column.unit):
            count, first, value = column.turned.get(one.unit, (0, str(cell), sound[str(cell)]))
            column.turned[one.unit] = (count + 1, first, value)
        if one and cell in sound and one.spelt:
            count, first, value = column.spelt.get(one.spelt, (0, str(cell), sound[str(cell)]))
            column.spelt[one.spelt] = (count + 1, first, value)
        is_bare = isinstance(cell, float) or (one is not None and one.unit == "" and cell in sound)
        column.bare += is_bare and column.unit != headed
