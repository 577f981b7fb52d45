"""A process of its own that reads a workbook from its input with calamine and writes the cells, a line of JSON a sheet.

Two cells at the far corners of a sheet make calamine ask for as much memory as lies between them, and where there is
not so much its process ends. So that is not the server's, and its memory and its time are bounded. It imports nothing
of ours: docs/why/reading.md.
"""

import io
import json
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

MOST_MEMORY = 130_000_000  # addresses, used or not
MOST_DATA = 40_000_000  # of them its own, which is what it takes; 5,000 rows of 20 columns need 10 to 32
MOST_SECONDS = 3
MOST_SHEETS = 5
MOST_WRITTEN = 8_000_000  # bytes: the longest table that is read has 7
LONGEST_CELL = 200
MOST_CELLS = 200  # of a row: what is beyond is told by that many
MOST_FILLED = 300_000  # cells of a sheet that say something: three times the largest table


def main(most_rows: int) -> None:
    """Read standard input, write standard output."""
    _bound()
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415  after its bounds are there

    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    tables = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    tables.sort(key=lambda one: one.visible != SheetVisibleEnum.Visible)  # what is hidden comes last
    left = MOST_WRITTEN
    for name in [one.name for one in tables[:MOST_SHEETS]]:
        pieces = _pieces(name, _rows(book.get_sheet_by_name(name), most_rows), left)
        left -= sum(map(len, pieces))
        sys.stdout.buffer.writelines(pieces)


def _bound() -> None:
    try:
        import resource  # noqa: PLC0415  Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_DATA, MOST_DATA))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def _pieces(name: str, rows: Iterator[list[float | str]], most: int) -> list[bytes]:
    """Return the line of a sheet, nothing where it says nothing; end where it is too much."""
    written, size, filled = [json.dumps([name])[:-1].encode() + b",["], 0, 0
    for row in rows:
        said = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        size += len(said)
        filled += len(row) - row.count("")
        if size > most or filled > MOST_FILLED:
            sys.exit(1)
        written += [said, b","]
    written[-1] = b"]]\n"
    return written if filled else []


def _rows(sheet: Any, most_rows: int) -> Iterator[list[float | str]]:
    """Yield the rows from the sheet's first on, one at a time: together they take more than all that is written."""
    if sheet.start is None:
        return
    before = [""] * min(sheet.start[1], MOST_CELLS)
    for place, row in enumerate(islice(sheet.iter_rows(), most_rows)):
        cells = [_cell(value) for value in row[: MOST_CELLS - len(before)]] if place >= sheet.start[0] else []
        said = next((count for count in range(len(cells), 0, -1) if cells[count - 1] != ""), 0)
        yield before + cells[:said] if said else []


def _cell(value: Any) -> float | str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return float(value)
    return (value.strip() if isinstance(value, str) else str(value))[:LONGEST_CELL]


if __name__ == "__main__":
    main(int(sys.argv[1]))
