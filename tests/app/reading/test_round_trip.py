"""Any table comes back as it was written, through every sign, mark and encoding."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.app.reading import files
from tests.app.reading.reads import heads, numbers, read, refusal

DELIMITERS = ["\t", ";", "|", ",", " "]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
EXCELS = {
    "de": (";", ",", "."),
    "en": (",", ".", ","),
    "fr": (";", ",", "\u00a0"),
    "es": (";", ",", "."),
    "sv": (";", ",", " "),
}
# With two decimals, so that no number is one of thousands under the other sign.
VALUES = st.integers(-99_999_999, 99_999_999).map(lambda hundredths: hundredths / 100)
NAMES = st.text("abcdefghäöüéñ", min_size=2, max_size=12)


@st.composite
def tables(draw):
    width = draw(st.integers(2, 6))
    rows = draw(st.lists(st.lists(VALUES, min_size=width, max_size=width), min_size=4, max_size=12))
    return draw(st.lists(NAMES, min_size=width, max_size=width)), rows


def written(names, rows, delimiter, sign, group=""):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(names)
    grouped = [
        [f"{value:,.2f}".replace(",", "_").replace(".", sign).replace("_", group) for value in row] for row in rows
    ]
    writer.writerows(grouped)
    return out.getvalue()


def came_back(said, names, rows):
    assert [name for name, _ in heads(said)] == names
    assert numbers(said) == [list(column) for column in zip(*rows, strict=True)]
    assert said["left_out"] == []
    assert said["sentences"] == []


@given(tables(), st.sampled_from(DELIMITERS), st.sampled_from(".,"), st.sampled_from(ENCODINGS))
@settings(max_examples=150, deadline=None)
def test_a_table_comes_back_through_every_sign_and_encoding(table, delimiter, sign, encoding):
    names, rows = table
    came_back(read(written(names, rows, delimiter, sign).encode(encoding)), names, rows)


@given(tables(), st.sampled_from(sorted(EXCELS)), st.sampled_from(ENCODINGS))
@settings(max_examples=100, deadline=None)
def test_a_table_comes_back_from_excel_in_five_languages_with_thousands(table, language, encoding):
    names, rows = table
    came_back(read(written(names, rows, *EXCELS[language]).encode(encoding)), names, rows)


@given(tables())
@settings(max_examples=15, deadline=None)
def test_a_workbook_holds_the_very_numbers(table):
    names, rows = table
    for pack in (files.xlsx, files.ods):
        came_back(read(pack([names, *rows])), names, rows)


@given(st.binary(max_size=600))
@settings(max_examples=300, deadline=None)
def test_any_bytes_get_an_answer(data):
    said = read(data)
    assert "columns" in said or refusal(said).startswith("reading.")


@given(st.text("0123456789.,;-\t\n |\"'%ae€()/:#", max_size=120))
@settings(max_examples=400, deadline=None)
def test_any_text_gets_an_answer_of_bounded_numbers(text):
    for asked in ({}, {"decimal": ","}, {"decimal": ".", "header": True}, {"header": False}):
        said = read(text, **asked)
        if "notice" in said:
            continue
        assert all(len(column) == len(said["rows"]) for column in numbers(said))
        assert all(value is None or abs(value) <= 1e12 for column in numbers(said) for value in column)


@pytest.mark.parametrize("spoilt", range(0, 900, 60))
def test_a_workbook_with_a_byte_that_is_another_gets_an_answer(spoilt):
    data = bytearray(files.xlsx([["a", "b"], [1.0, 2.0], [2.0, 3.0], [3.0, 5.0]]))
    data[spoilt % len(data)] ^= 0xFF
    said = read(bytes(data))
    assert "columns" in said or refusal(said).startswith("reading.")
