"""A workbook into rows: unpacked within bounds first, then read by a process of its own (docs/why/reading.md)."""

import io
import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from app.notices import RefusedError
from app.reading.columns import Cell
from app.reading.limits import MOST_ABOVE, MOST_ROWS

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and what has a password
MOST_UNPACKED = 24_000_000
MOST_PARTS = 500
SECONDS = 5
PART = 1 << 16
KINDS = {"xl/workbook.xml": ".xlsx", "content.xml": ".ods"}
WANTED = (".xml", ".rels", "mimetype")
PROGRAM = Path(__file__).with_name("calamine_process.py")

Sheet = tuple[str, list[list[Cell]]]


def is_workbook(data: bytes) -> bool:
    """Tell whether bytes are an archive, as every workbook of today is, or one of the past."""
    return data.startswith((ZIP, OLD_OFFICE))


class Sheets:
    """The sheets of a workbook that have cells, as they were written: each becomes cells when it is wanted."""

    def __init__(self, written: bytes) -> None:
        self.written = written

    def __len__(self) -> int:
        return self.written.count(b"\n")

    def __iter__(self) -> Iterator[Sheet]:
        for line in io.BytesIO(self.written):
            try:
                yield msgspec.json.decode(line, type=Sheet, strict=False)
            except ValueError:
                raise RefusedError("reading.no-workbook") from None


def sheets(data: bytes) -> Sheets:
    """Return the sheets that have cells; raise RefusedError where there is too much."""
    if data.startswith(OLD_OFFICE):
        raise RefusedError("reading.old-workbook")
    try:
        repacked = _repacked(data)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise RefusedError("reading.no-workbook") from None
    most = str(MOST_ROWS + MOST_ABOVE + 1)
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(PROGRAM), most],
            input=repacked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"RUST_BACKTRACE": "0"},  # it would take 20 MB to say where memory ran out
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        raise RefusedError("reading.no-workbook") from None
    return Sheets(done.stdout)


def _repacked(data: bytes) -> bytes:
    """Unpack what is wanted, counting what really comes out, and pack it anew: only what was counted is read.

    Never more than a piece of it lies unpacked: a workbook of 30 kB can be 24 MB.
    """
    new = io.BytesIO()
    left = MOST_UNPACKED
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as written,
    ):
        names = old.namelist()
        if len(names) > MOST_PARTS or len(set(names)) < len(names):
            raise RefusedError("reading.too-packed")
        if not any(name in KINDS for name in names):
            raise RefusedError("reading.other-archive")
        for name in names:
            if name.endswith(WANTED):
                left -= _copied(old, written, name, left)
    return new.getvalue()


def _copied(old: zipfile.ZipFile, new: zipfile.ZipFile, name: str, most: int) -> int:
    """Copy a part; return how large it is, or raise RefusedError where it is larger than it may be."""
    size = 0
    with old.open(name) as part, new.open(name, "w") as copy:
        while piece := part.read(PART):
            size += len(piece)
            if size > most:
                raise RefusedError("reading.too-packed")
            copy.write(piece)
    return size
