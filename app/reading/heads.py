"""Where the numbers begin, and what stands above them: notes, names, units."""

import re
from dataclasses import dataclass
from itertools import pairwise

from app.reading.columns import Cell
from app.reading.limits import LONGEST_NAME, LONGEST_UNIT, short
from app.reading.table import Table, is_number, is_word
from app.reading.units import name_and_unit, unit_alone

LOOKED_AT = 200
YEAR = re.compile("1[5-9][0-9]{2}|20[0-9]{2}")
SETTLED = 12  # rows: what stands above a longer table does not count for what its columns are


@dataclass(frozen=True, slots=True)
class Head:
    """The names and units of all columns; `first` is the first row of data, `above` how many rows are notes."""

    names: list[str]
    units: list[str]
    first: int
    above: int
    is_there: bool


def number_columns(table: Table) -> list[int]:
    """Return the columns that hold numbers more often than words."""
    below = min(SETTLED, len(table.rows) // 2)
    return [place for place in range(table.width) if _holds_numbers(table.column(place, below)[:LOOKED_AT])]


def head_of(table: Table, wanted: bool | None = None) -> Head:
    """Find the head; `wanted` says that there is one, in the first row of data if need be, or that there is none."""
    columns = number_columns(table)
    first = next((place for place, row in enumerate(table.rows) if _is_data(row, columns)), 0)
    named = next((place for place in range(first - 1, -1, -1) if _is_head(table.rows[place], columns)), None)
    unit_row = None
    if named and _is_units(table.rows[named], columns) and _is_head(table.rows[named - 1], columns):
        unit_row, named = named, named - 1
    if wanted is False:
        return _nameless(table, first if named is None else named, above=named or 0)
    if named is None and wanted is None and _is_years(table, columns):
        named = first
    if named is None and not wanted:
        return _nameless(table, 0, above=0)
    if named is None:
        named = first
    names, units = _named(table, named, unit_row, columns)
    begin = (named if unit_row is None else unit_row) + 1
    return Head(names, units, begin, named, True)


def _nameless(table: Table, first: int, above: int) -> Head:
    return Head([""] * table.width, [""] * table.width, first, above, False)


def _named(table: Table, named: int, unit_row: int | None, columns: list[int]) -> tuple[list[str], list[str]]:
    row, over = table.rows[named], table.rows[named - 1] if named else []
    is_merged = sum(1 for cell in over if cell != "") > 1 and _is_head(over, columns)
    texts = [str(cell) or (str(over[place]) if is_merged else "") for place, cell in enumerate(row)]
    parted = [name_and_unit(_plain(text)) for text in texts]
    names, units = [name for name, _ in parted], [unit for _, unit in parted]
    if unit_row is not None:
        below = [unit_alone(str(cell)) for cell in table.rows[unit_row]]
        units = [short(one or other, LONGEST_UNIT) for one, other in zip(below, units, strict=True)]
    return [short(name, LONGEST_NAME) for name in names], units


def _is_years(table: Table, columns: list[int]) -> bool:
    """Tell whether the first row is a word and years in order, over numbers that are none: `Land;2019;2020`."""
    years, below = ([_year(row[place]) for place in columns] for row in (table.rows * 2)[:2])
    others = [cell for place, cell in enumerate(table.rows[0]) if place not in columns and cell != ""]
    in_order = [year for year in years if year]
    steps = {later - sooner for sooner, later in pairwise(in_order)}
    is_row = len(in_order) == len(years) > 1 and len(steps) == 1 and min(steps) > 0
    return is_row and bool(others) and not any(below)


def _year(cell: Cell) -> int:
    text = _plain(str(cell))
    return int(text) if YEAR.fullmatch(text) else 0


def _plain(text: str) -> str:
    """Write a whole number of a workbook, a year say, as it stands there."""
    return text.removesuffix(".0")


def _holds_numbers(cells: list[Cell]) -> bool:
    numbers = sum(map(is_number, cells))
    return numbers > 0 and numbers >= sum(map(is_word, cells))


def _cells(row: list[Cell], columns: list[int]) -> tuple[int, int]:
    cells = [row[place] for place in columns]
    return sum(map(is_number, cells)), sum(map(is_word, cells))


def _is_data(row: list[Cell], columns: list[int]) -> bool:
    numbers, words = _cells(row, columns)
    return numbers > words


def _is_head(row: list[Cell], columns: list[int]) -> bool:
    numbers, words = _cells(row, columns)
    return words > 0 and numbers == 0 and sum(1 for cell in row if cell != "") > 1


def _is_units(row: list[Cell], columns: list[int]) -> bool:
    cells = [str(row[place]) for place in columns if row[place] != ""]
    return bool(cells) and all(unit_alone(cell) for cell in cells)
