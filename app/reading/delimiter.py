"""How a text is parted into cells: by which sign, and under which decimal sign most of them are numbers."""

import csv
import io
import re
from collections import Counter

from app.notices import RefusedError
from app.reading.limits import MOST_ABOVE, MOST_ROWS
from app.reading.numbers import SIGNS, is_missing, number
from app.reading.programs import cleared

DELIMITERS = {"tab": "\t", "semicolon": ";", "bar": "|", "comma": ",", "space": " "}
LOOKED_AT = 400  # rows
MOST_LINES = 4 * (MOST_ROWS + MOST_ABOVE)  # empty ones too
ALONE = 0.001  # one column is what is left when nothing parts the rows
GROUPED = 0.9  # 5 200 is sooner two numbers than one
_LINE_END = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")  # all that anything here takes for one
_TOLD = re.compile(r"\s*\"?sep=(.)\"?\s*\Z", re.IGNORECASE)

Row = list[str]


def parted(text: str) -> tuple[list[Row], str]:
    """Return the rows of a text, empty ones too, and what parts them: the same, whichever decimal sign is asked for."""
    text = _LINE_END.sub("\n", text)
    text = cleared(text) if text.count("\n") <= MOST_LINES else text
    if text.count("\n") > MOST_LINES:
        raise RefusedError("reading.rows", most=MOST_ROWS)
    name = told(text) or _best(text)
    rows = rows_of(text, name)
    if told(text):
        rows[0] = []
    return rows, name


def told(text: str) -> str:
    """Return the delimiter that the first line names as Excel does, `sep=;`, or ""."""
    found = _TOLD.match(text.split("\n", 1)[0][:20])
    return next((name for name, delimiter in DELIMITERS.items() if found and found[1] == delimiter), "")


def rows_of(text: str, name: str) -> list[Row]:
    """Part a text; where its quotes are none, they are letters."""
    if name == "space":
        text = "\n".join(line.replace("\t", " ").strip() for line in text.split("\n"))
    try:
        return _read(text, name, quoted=True)
    except csv.Error:
        pass
    try:
        return [[_bare(cell) for cell in row] for row in _read(text, name, quoted=False)]
    except csv.Error:
        raise RefusedError("reading.no-table") from None


def _read(text: str, name: str, *, quoted: bool) -> list[Row]:
    lines = io.StringIO(text, newline="")
    quoting = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    read = csv.reader(
        lines, delimiter=DELIMITERS[name], quoting=quoting, strict=quoted, skipinitialspace=name in ("space", "comma")
    )
    return [[cell.strip() for cell in row] for row in read]


def _bare(cell: str) -> str:
    return cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def _best(text: str) -> str:
    start = text[: _end_of_line(text, LOOKED_AT)]
    scores = {}
    for name in DELIMITERS:
        try:
            rows = [row for row in rows_of(start, name) if any(row)]
        except RefusedError:
            continue
        scores[name] = max(score(rows, sign) for sign in SIGNS)
    return max(scores, key=lambda name: scores[name], default="tab")


def score(rows: list[Row], sign: str) -> float:
    """Return the share of rows of the usual width times the share of their cells that are numbers or empty."""
    if not rows:
        return 0.0
    width = usual_width(rows)
    usual = [row for row in rows if len(row) == width]
    known = {cell: _weight(cell, sign) for row in usual for cell in row}
    told_of = sum(known[cell] for row in usual for cell in row)
    share = len(usual) / len(rows) * told_of / (len(usual) * width)
    return share if width > 1 else share * ALONE


def usual_width(rows: list[Row]) -> int:
    """Return how many cells most rows have; the larger number where two are as frequent."""
    counts = Counter(map(len, rows))
    return max(counts, key=lambda width: (counts[width], width))


def _weight(cell: str, sign: str) -> float:
    if is_missing(cell):
        return 1.0
    found = number(cell, sign)
    if found is None:
        return 0.0
    return GROUPED if found.group else 1.0


def _end_of_line(text: str, count: int) -> int:
    end = -1
    for _ in range(count):
        found = text.find("\n", end + 1)
        if found < 0:
            return len(text)
        end = found
    return end
