"""A text parted by spaces: heads of several words, and what stands before them, are put together again."""

from app.reading.numbers import SIGNS, number
from app.reading.units import is_unit, unit_alone

MARKS = ("#", "%", "//")
IN = ("in", "en")


def rejoined(rows: list[list[str]], width: int | None) -> list[list[str]]:
    """Return the rows; one of words that are more than there are columns names as many, or it is a note."""
    return [
        _joined(row, width) if width and len(row) > width and not any(map(_is_number, row)) else row for row in rows
    ]


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


def _is_number(cell: str) -> bool:
    return any(number(cell, sign) for sign in SIGNS)
