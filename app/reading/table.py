"""Rows of cells into a table: what is empty goes, what lies on its side is turned, what is too much is refused."""

import re
from dataclasses import dataclass

from app.notices import RefusedError
from app.reading.columns import Cell
from app.reading.limits import MOST_ABOVE, MOST_COLUMNS, MOST_ROWS
from app.reading.numbers import SIGNS, is_missing, number

RULER = re.compile(r"[:\-=+_|\s]*")
LETTERS = 26
MOST_TURNED = 4  # rows of a table that lies on its side
BARE = re.compile(r"([0-9]+(?:[.,][0-9]+)?)([A-Za-z])")
UNITS_BARE = {"d", "h", "u"}
FEWEST_BARE = 3  # different numbers


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells each, with their numbers in the text or sheet; `wide` has what did not fit, by row.

    `short` are the rows of which it cannot be known which cells are missing. `places` are those of the columns where
    they stood.
    """

    rows: list[list[Cell]]
    numbers: list[int]
    wide: dict[int, str]
    places: list[int]
    is_turned: bool = False
    short: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def letter(self, column: int) -> str:
        """Return what a spreadsheet writes over a column."""
        place = self.places[column]
        return (chr(ord("A") + place // LETTERS - 1) if place >= LETTERS else "") + chr(ord("A") + place % LETTERS)

    def column(self, place: int, first: int = 0) -> list[Cell]:
        """Return the cells of a column from a row on."""
        return [row[place] for row in self.rows[first:]]


def table_of(raw: list[list[Cell]], width: int | None = None, short: set[int] | None = None) -> Table:
    """Make a table of what was read; `width` is how many cells its rows have, where they need not all have as many.

    `short` are the places of rows in which cells are missing.
    """
    found = [(place, row) for place, row in enumerate(raw, 1) if _says_something(row)]
    if not found:
        raise RefusedError("reading.nothing")
    turned = _turned(found, width)
    if turned:
        found, width = turned, None
    if len(found) > MOST_ROWS + MOST_ABOVE:
        raise RefusedError("reading.rows", most=MOST_ROWS)
    width = width or max(_filled(row) for _, row in found)
    used = [place for place in range(width) if any(_has(row, place) for _, row in found)]
    if len(used) > MOST_COLUMNS:
        raise RefusedError("reading.columns", count=len(used), most=MOST_COLUMNS)
    rows = [[row[place] if place < len(row) else "" for place in used] for _, row in found]
    wide = {
        place: str(next(filter(_says, row[width:]))) for place, (_, row) in enumerate(found) if _filled(row) > width
    }
    without = frozenset(at for at, (place, _) in enumerate(found) if turned is None and place - 1 in (short or ()))
    return Table(_with_units(rows), [place for place, _ in found], wide, used, turned is not None, without)


def _with_units(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Part numbers from one letter behind them where that is a unit: 2h, 3h and 4h, but not the classes 7a and 7b."""
    for place in range(len(rows[0])):
        cells = ((at, str(row[place])) for at, row in enumerate(rows))
        found = [(at, match) for at, cell in cells if cell[-1:].isalpha() and (match := BARE.fullmatch(cell))]
        letters, different = ({match[group] for _, match in found} for group in (2, 1))
        if len(letters) == 1 and letters <= UNITS_BARE and len(different) >= FEWEST_BARE:
            for at, match in found:
                rows[at][place] = f"{match[1]} {match[2]}"
    return rows


def is_number(cell: Cell) -> bool:
    """Tell whether a cell is a number under one sign or the other."""
    return isinstance(cell, float) or any(number(str(cell), sign) for sign in SIGNS)


def is_word(cell: Cell) -> bool:
    """Tell whether a cell says something that is no number, and not that there is none."""
    return not is_number(cell) and not is_missing(str(cell))


def _says(cell: Cell) -> bool:
    return cell != ""


def _says_something(row: list[Cell]) -> bool:
    cells = [str(cell) for cell in row]
    is_ruler = sum(cell.count("-") + cell.count("=") for cell in cells) >= 3 * max(1, len(row) - 2)
    return any(cells) and not (is_ruler and all(RULER.fullmatch(cell) for cell in cells))


def _has(row: list[Cell], place: int) -> bool:
    return place < len(row) and _says(row[place])


def _filled(row: list[Cell]) -> int:
    return next((place + 1 for place in range(len(row) - 1, -1, -1) if _says(row[place])), 0)


def _turned(found: list[tuple[int, list[Cell]]], width: int | None) -> list[tuple[int, list[Cell]]] | None:
    """Turn a table whose few rows each begin with their name and go on with numbers; its rows' numbers are columns'."""
    rows = [row[: width or None] for _, row in found]
    if not 2 <= len(rows) <= MOST_TURNED:  # noqa: PLR2004
        return None
    longest = max(_filled(row) for row in rows)
    if longest <= len(rows) or not all(_begins_with_its_name(row) for row in rows):
        return None
    padded = [row + [""] * (longest - len(row)) for row in rows]
    return [(place + 1, [row[place] for row in padded]) for place in range(longest)]


def _begins_with_its_name(row: list[Cell]) -> bool:
    rest = [cell for cell in row[1:] if _says(cell)]
    return is_word(row[0]) and len(rest) > 1 and not is_word(rest[0]) and sum(map(is_number, rest)) > len(rest) / 2
