"""The code of a class: six letters that cannot be taken for one another, read as people type them."""

import re
import secrets
import unicodedata

from app.rooms.errors import refuse

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without I, O, 0 and 1
LETTERS = 6
TYPED = re.compile(r"/([^/.]{1,20})")
BETWEEN = re.compile(r"[\s\u200b-\u200d\u2060\ufeff\u2010-\u2015\u2212_.:,-]+")


def new_code() -> str:
    """Draw a code: one of a thousand million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))


def read_code(typed: str) -> str:
    """Return the code that somebody typed; raise RefusedError that says which letter no code can hold."""
    letters = BETWEEN.sub("", unicodedata.normalize("NFKC", typed))
    for letter in letters:
        upper = letter.upper()
        if len(upper) > 1 or upper not in ALPHABET:
            raise refuse("letter" if upper.isascii() and len(upper) == 1 else "foreign", letter=_seen(letter))
    if len(letters) != LETTERS:
        raise refuse("length", count=len(letters))
    return letters.upper()


def _seen(letter: str) -> str:
    upper = letter.upper()
    return "?" if not letter.isprintable() else upper if len(upper) == 1 else letter


def is_address(path: str) -> bool:
    """Tell whether a path is the short address of a class, or meant as one: the page says which letter is wrong."""
    typed = TYPED.fullmatch(path)
    letters = BETWEEN.sub("", typed[1]) if typed else ""
    return len(letters) == LETTERS and letters.isalnum()
