"""A process of its own that reads a workbook from its input with calamine and writes the cells as JSON.

Two cells at the far corners of a sheet make calamine ask for as much memory as lies between them, and where there is
not so much its process ends. So that is not the server's, and its memory and its time are bounded. It imports nothing
of ours: docs/why/reading.md.
"""

import io
import json
import sys
from typing import Any

MOST_MEMORY = 130_000_000  # a table of 5,000 rows and 20 columns needs less than 100
MOST_SECONDS = 3
MOST_SHEETS = 5
MOST_LETTERS = 10_000_000  # of all cells
LONGEST_CELL = 200
MOST_CELLS = 200  # of a row: what is beyond is told by that many


def main(most_rows: int) -> None:
    """Read standard input, write standard output."""
    _bound()
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415  after its bounds are there

    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    found, letters = [], 0
    tables = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    tables.sort(key=lambda one: one.visible != SheetVisibleEnum.Visible)  # what is hidden comes last
    for name in [one.name for one in tables[:MOST_SHEETS]]:
        sheet = book.get_sheet_by_name(name)
        rows = [_cells(row) for row in sheet.to_python(skip_empty_area=False, nrows=most_rows)]
        letters += sum(len(cell) for row in rows for cell in row if isinstance(cell, str))
        if letters > MOST_LETTERS:
            sys.exit(1)
        if any(map(any, rows)):
            found.append((name, rows))
    sys.stdout.buffer.write(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))


def _bound() -> None:
    try:
        import resource  # noqa: PLC0415  Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def _cells(row: list[Any]) -> list[float | str]:
    return [_cell(value) for value in row[:MOST_CELLS]]


def _cell(value: Any) -> float | str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return float(value)
    return (value.strip() if isinstance(value, str) else str(value))[:LONGEST_CELL]


if __name__ == "__main__":
    main(int(sys.argv[1]))
