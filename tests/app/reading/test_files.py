"""Files as pupils have them: each has its right reading, or the one sentence why there is none."""

import tracemalloc

import pytest

from app.notices import RefusedError
from app.reading.delimiter import parted
from app.reading.workbook import _repacked, sheets
from tests.app.reading import files
from tests.app.reading.pupils_files import REFUSED, RIGHT, XS, YS
from tests.app.reading.reads import heads, ids, left_out, numbers, read, refusal, signs


@pytest.mark.parametrize("name", RIGHT)
def test_the_file_is_read_right(name):
    given, wanted, decimal, out, told = RIGHT[name]
    said = read(given)
    assert "notice" not in said, said
    assert heads(said) == wanted
    used = [pair for pair in zip(*numbers(said), strict=True) if None not in pair]
    assert used == list(zip(XS, YS, strict=True))
    assert signs(said) == decimal
    assert left_out(said) == out
    assert ids(said) == told


@pytest.mark.parametrize("name", REFUSED)
def test_the_file_is_refused_with_its_sentence(name):
    given, wanted = REFUSED[name]
    assert refusal(read(given)) == wanted


def test_as_much_as_is_promised_is_read():
    said = read("x;y\n" + "1,5;2\n" * 5000)
    assert len(said["rows"]) == 5000
    assert len(read("\t".join("1" * 20) + "\n" + ("\t".join("2" * 20) + "\n") * 3)["columns"]) == 20
    assert len(RIGHT) + len(REFUSED) >= 60


def test_lines_are_counted_by_whatever_ends_them():
    for end in ("\r", "\f", "\u2028", "\n"):
        with pytest.raises(RefusedError, match=r"reading\.rows"):
            parted(f"1;2{end}" * 30_000)
        assert parted(f"1;2{end}3;4")[0] == [["1", "2"], ["3", "4"]]


def test_a_workbook_of_few_bytes_gives_no_more_letters_than_are_read():
    """One text that stands in many cells is packed to nothing."""
    rows = [["x", "y"], *([["é" * 5_000, "é" * 5_000]] * 300)]
    assert all(len(cell) <= 200 for _, sheet in sheets(files.xlsx(rows)) for row in sheet for cell in row)


def test_a_workbook_that_is_large_only_unpacked_is_never_whole_in_memory():
    """23 MB of spaces in 30 kB: what is handed to the process that reads it is as small."""
    bomb = files.zipped({"xl/workbook.xml": b" " * 23_000_000})
    tracemalloc.start()
    repacked = _repacked(bomb)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(repacked) < 500_000
    assert most < 3_000_000
