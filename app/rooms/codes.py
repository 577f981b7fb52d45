"""The code of a class: six letters that cannot be taken for one another, read as people type them."""

import re
import secrets

from app.rooms.errors import refuse

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without I, O, 0 and 1
LETTERS = 6
TYPED = re.compile(r"/([^/.]{1,20})")
BETWEEN = re.compile(r"[\s\u2010-\u2015\u2212_.-]+")


def new_code() -> str:
    """Draw a code: one of a thousand million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))


def read_code(typed: str) -> str:
    """Return the code that somebody typed; raise RefusedError that says which letter no code can hold."""
    letters = BETWEEN.sub("", typed).upper()
    for letter in letters:
        if letter not in ALPHABET:
            raise refuse("letter", letter=letter if letter.isprintable() else "?")
    if len(letters) != LETTERS:
        raise refuse("length", count=len(letters))
    return letters


def is_address(path: str) -> bool:
    """Tell whether a path is the short address of a class, or meant as one: the page says which letter is wrong."""
    typed = TYPED.fullmatch(path)
    letters = BETWEEN.sub("", typed[1]) if typed else ""
    return len(letters) == LETTERS and letters.isalnum()
