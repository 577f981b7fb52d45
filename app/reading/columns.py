"""One column: which decimal sign its cells agree with, and what each of them is under that sign."""

from collections import Counter
from dataclasses import dataclass, field

from app.reading.numbers import COMMA, POINT, SIGNS, WHOLE, Number, is_day, is_missing, number

Cell = str | float  # a workbook's numbers are numbers

SHARES = ("%", "‰")
NUMBERS_ENOUGH = 0.5  # of the cells that say something


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
    """What a column is under its sign: a number or nothing for each cell; and which cells should have been numbers."""

    numbers: list[float | None] = field(default_factory=list)
    wrong: dict[int, str] = field(default_factory=dict)
    unit: str = ""
    days: int = 0
    texts: int = 0

    @property
    def is_numbers(self) -> bool:
        """Tell whether it is a column of numbers with some words in it, rather than the reverse."""
        count = sum(one is not None for one in self.numbers)
        return count > 0 and count >= NUMBERS_ENOUGH * (count + len(self.wrong))

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


def values(cells: list[Cell], sign: str, found: Evidence) -> Values:
    """Read a column's cells under a decimal sign, for which something was found in them or nothing."""
    read = {cell: number(cell, sign) for cell in set(cells) if isinstance(cell, str)}
    column = Values(unit=_usual_unit(cells, read))
    proven = {one.group for one in read.values() if one and one.proves}
    is_decided = found.counts[sign] > 0
    sound = {cell: one.value for cell, one in read.items() if one and _fits(one, column.unit)}
    if is_decided:
        sound = {cell: value for cell, value in sound.items() if not _is_doubtful(read[cell], proven)}
    for place, cell in enumerate(cells):
        column.numbers.append(cell if isinstance(cell, float) else sound.get(str(cell)))
        if cell in read and cell not in sound and not is_missing(str(cell)):
            column.wrong[place] = str(cell)
            column.days += is_day(str(cell))
            column.texts += not is_day(str(cell))
    return column


def _is_doubtful(found: Number | None, proven: set[str]) -> bool:
    """Tell whether a number is grouped by a sign that its column uses nowhere else: 2.345 among 1,5 and 2,25."""
    return found is not None and found.group in SIGNS and found.group not in proven


def _usual_unit(cells: list[Cell], read: dict[str, Number | None]) -> str:
    units = Counter(found.unit for cell in cells if isinstance(cell, str) and (found := read.get(cell)))
    bare = units.pop("", 0)
    unit = max(units, key=lambda unit: units[unit], default="")
    return "" if unit in SHARES and bare > units[unit] else unit


def _fits(found: Number, unit: str) -> bool:
    """Tell whether a number has its column's unit behind it, or none; a percent sign changes the number."""
    return found.unit == unit or (found.unit == "" and unit not in SHARES)
