"""How much is read, and how long a text of it may be."""

MOST_BYTES = 1_000_000
MOST_ROWS = 5_000  # of data
MOST_ABOVE = 60  # rows more: head, units, notes
MOST_COLUMNS = 20
FEWEST_ROWS = 3
LONGEST_NAME = 40
LONGEST_UNIT = 20
LONGEST_TEXT = 60
LARGEST = 1e12


def short(text: str, most: int = LONGEST_NAME) -> str:
    """Return a text on one line, of what can be seen alone, cut to so many letters."""
    text = " ".join("".join(letter for letter in text if letter.isprintable() or letter.isspace()).split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
