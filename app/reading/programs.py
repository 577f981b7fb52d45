"""What programs write about the rows of a table, and texts of theirs that are none."""

import re

from app.notices import RefusedError

NO_TABLE = re.compile(r"\{(?![(\[])|\[\{|<(?:!doctype|\?xml|html|table|meta|svg)|%PDF", re.IGNORECASE)
FEWEST = 3  # points
_POINT = re.compile(r"[(\[]([^()\[\]\n]*)[)\]]")
_NAME = re.compile(r"\b[A-Za-z][0-9]{0,2}\b")
_PAIR = re.compile(r"\s*[-+−–]?[0-9.,]+\s*[|;,]\s*[-+−–]?[0-9.,]+\s*")
_AROUND = re.compile(r"[\s,;{}()\[\]=:]*")
_STAMP = re.compile(r"^[0-9]{1,2}:[0-9]{2}:[0-9]{2}[.,][0-9]+ -> ", re.MULTILINE)


def cleared(text: str) -> str:
    """Return the rows alone: of points such as `A(1|2)`, and of a serial monitor that writes the time before each.

    Raises RefusedError where a text is markup and no table.
    """
    if NO_TABLE.match("".join(text[:200].split())):
        raise RefusedError("reading.markup")
    points = _POINT.findall(text)
    if len(points) >= FEWEST and all(map(_PAIR.fullmatch, points)):
        around = _NAME.sub("", _POINT.sub("", text))
        return "\n".join(points) if _AROUND.fullmatch(around) else text
    lines = text.count("\n") + 1
    return _STAMP.sub("", text) if 2 * len(_STAMP.findall(text)) >= lines else text
