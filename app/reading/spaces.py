"""A text parted by spaces: heads of several words are put together again, and what is missing in a row is found."""

from itertools import combinations
from math import comb

from app.reading.numbers import SIGNS, is_missing, number
from app.reading.units import is_unit, unit_alone

MARKS = ("#", "%", "//")
IN = ("in", "en")
MOST_WAYS = 200

Rows = list[list[str]]


def rejoined(rows: Rows, width: int) -> tuple[Rows, set[int]]:
    """Return the rows, and the places of those that have too few cells to tell which are missing.

    A row of words that are more than there are columns names as many, or it is a note; one that is one shorter than a
    table whose rows are counted, as R and pandas write it, has no name over the counts.
    """
    full = [row for row in rows if len(row) == width and any(map(_is_number, row))]
    kinds = ["number" if 2 * sum(map(_is_number, cells)) > len(cells) else "text" for cells in zip(*full, strict=True)]
    is_counted = bool(full) and kinds.count("number") > 2 and _counts([row[0] for row in full])  # noqa: PLR2004
    found, short = [], set()
    for place, row in enumerate(rows):
        new, is_told = _row(row, width, kinds, is_counted=is_counted)
        found.append(new)
        short |= set() if is_told else {place}
    return found, short


def _row(row: list[str], width: int, kinds: list[str], *, is_counted: bool) -> tuple[list[str], bool]:
    has_numbers = any(map(_is_number, row))
    if not any(row) or len(row) == width or (has_numbers and len(row) > width):
        return row, True
    if not has_numbers:
        is_head = is_counted and len(row) == width - 1
        return (["", *row] if is_head else _joined(row, width) if len(row) > width else row), True
    ways = _ways(row, kinds) if comb(width, len(row)) <= MOST_WAYS else []
    if len(ways) != 1:
        return row, False
    cells = dict(zip(ways[0], row, strict=True))
    return [cells.get(place, "") for place in range(width)], True


def _ways(row: list[str], kinds: list[str]) -> list[tuple[int, ...]]:
    """Return in which columns the cells of a row can stand, in their order."""
    return [
        places
        for places in combinations(range(len(kinds)), len(row))
        if all(is_missing(cell) or kinds[at] == _kind(cell) for cell, at in zip(row, places, strict=True))
    ]


def _counts(cells: list[str]) -> bool:
    return cells in ([str(first + place) for place in range(len(cells))] for first in (0, 1))


def _joined(row: list[str], width: int) -> list[str]:
    """Put each unit to the word before it, `Weg (cm)` and `Weg in cm`; without a mark of comment."""
    words = row[1:] if row[0] in MARKS else row
    heads: list[str] = []
    for place, word in enumerate(words):
        is_in = word in IN and place + 1 < len(words) and is_unit(words[place + 1])
        is_unit_of = (word[0] in "([/" and unit_alone(word.lstrip("/")) != "") or (place > 0 and words[place - 1] in IN)
        if heads and (is_in or is_unit_of):
            heads[-1] += f" {word}"
        else:
            heads.append(word)
    return heads if len(heads) == width else [" ".join(row)]


def _kind(cell: str) -> str:
    return "number" if _is_number(cell) else "text"


def _is_number(cell: str) -> bool:
    return any(number(cell, sign) for sign in SIGNS)
