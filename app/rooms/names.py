"""Friendly names for members: two numbers each, whose words are the page's texts class.name.first.* and .second.*."""

import secrets
from collections.abc import Container

FIRST, SECOND = 32, 64

Words = tuple[int, int]


def draw(taken: Container[Words]) -> Words:
    """Draw a name that nobody has: there are four times as many as a class may hold."""
    while True:
        words = (secrets.randbelow(FIRST), secrets.randbelow(SECOND))
        if words not in taken:
            return words
