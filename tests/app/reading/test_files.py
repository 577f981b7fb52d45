"""Files as pupils have them: each has its right reading, or the one sentence why there is none."""

import pytest

from app.notices import RefusedError
from app.reading.delimiter import parted
from app.reading.workbook import sheets
from tests.app.reading import files
from tests.app.reading.reads import PNG, heads, ids, left_out, numbers, read, refusal, signs

XS, YS = [0.5, 1.5, 2.25, 1200.0], [10.0, 20.5, 31.0, 4200.75]
WAY = [("Weg", "cm"), ("Zeit", "s")]
POINTS = "0.5{d}10\n1.5{d}20.5\n2.25{d}31\n1200{d}4200.75\n"
COMMAS = POINTS.replace(".", ",")
GERMAN = "Weg (cm);Zeit (s)\n" + COMMAS.format(d=";")
CELLS = [["Weg (cm)", "Zeit (s)"], *map(list, zip(XS, YS, strict=True))]

# file, heads, decimal signs (- where none stands in a column), what is left out, what is said
RIGHT = {
    "tabs": (POINTS.format(d="\t"), [("x", ""), ("y", "")], "..", [], []),
    "tabs and commas": (COMMAS.format(d="\t"), [("x", ""), ("y", "")], ",,", [], []),
    "semicolons and points": (POINTS.format(d=";"), [("x", ""), ("y", "")], "..", [], []),
    "semicolons and commas": (GERMAN, WAY, ",,", [], []),
    "bars": (COMMAS.format(d="|"), [("x", ""), ("y", "")], ",,", [], []),
    "commas": (POINTS.format(d=","), [("x", ""), ("y", "")], "..", [], []),
    "a comma and a space": (POINTS.format(d=", "), [("x", ""), ("y", "")], "..", [], []),
    "spaces": (POINTS.format(d="  "), [("x", ""), ("y", "")], "..", [], []),
    "spaces and commas": (COMMAS.format(d=" "), [("x", ""), ("y", "")], ",,", [], []),
    "a table of Markdown": (
        "| Weg (cm) | Zeit (s) |\n|---:|:---|\n| " + POINTS.format(d=" | ").replace("\n", " |\n| "), WAY, "..", [], [],
    ),
    "Excel, German": (("Weg (cm);Zeit (s)\r\n" + COMMAS.format(d=";")).encode("cp1252"), WAY, ",,", [], []),
    "Excel, English": (("Weg (cm),Zeit (s)\r\n" + POINTS.format(d=",")).encode(), WAY, "..", [], []),
    "Excel, German, its mark in front": (GERMAN.replace("\n", "\r\n").encode("utf-8-sig"), WAY, ",,", [], []),
    "Excel, text of Unicode": (GERMAN.replace(";", "\t").encode("utf-16"), WAY, ",,", [], []),
    "UTF-16 without a mark": (GERMAN.encode("utf-16-le"), WAY, ",,", [], []),
    "UTF-16, the other way round": (GERMAN.encode("utf-16-be"), WAY, ",,", [], []),
    "UTF-16, the other way round, marked": (b"\xfe\xff" + GERMAN.encode("utf-16-be"), WAY, ",,", [], []),
    "an old Mac's ends of line": (GERMAN.replace("\n", "\r").encode(), WAY, ",,", [], []),
    "the sign told, sep=": ("sep=;\n" + GERMAN, WAY, ",,", [], []),
    "Excel, French": (
        "distance (m);durée (s)\n0,5;10\n1,5;20,5\n2,25;31\n1\u202f200;4\u202f200,75\n".encode(),
        [("distance", "m"), ("durée", "s")], ",,", [], [],
    ),
    "Excel, French, cp1252": (
        "distance (m);durée (s)\n0,5;10\n1,5;20,5\n2,25;31\n1\u00a0200;4\u00a0200,75\n".encode("cp1252"),
        [("distance", "m"), ("durée", "s")], ",,", [], [],
    ),
    "Excel, Spanish": (
        "peso [kg];año\n0,5;10\n1,5;20,5\n2,25;31\n1.200,00;4.200,75\n".encode(),
        [("peso", "kg"), ("año", "")], ",,", [], [],
    ),
    "Excel, Swiss": (
        b"Weg in cm;Zeit in s\n0.5;10\n1.5;20.5\n2.25;31\n1'200;4'200.75\n", WAY, "..", [], [],
    ),
    "Excel, American, grouped and quoted": (
        'Weg (cm),Zeit (s)\n0.5,10\n1.5,20.5\n2.25,31\n"1,200.00","4,200.75"\n', WAY, "..", [], [],
    ),
    "quotes about everything": (
        '"Weg (cm)";"Zeit (s)"\n"0,5";"10"\n"1,5";"20,5"\n"2,25";"31"\n"1200";"4200,75"\n', WAY, ",,", [], [],
    ),
    "a sign that is a quote and is never closed": (
        'Weg (cm);Zeit (s)\n0,5;10\n1,5;20,5\n2,25;31\n1200;4200,75\n"to be measured again\n',
        WAY, ",,", [(6, '"to be measured again', "text")], [],
    ),
    "notes above": (
        "Versuch 3 vom 12.3.2024\nGruppe: Anna, Ben und Cem\n\n" + GERMAN, WAY, ",,", [], ["reading.above"],
    ),
    "a row of units": (
        "Weg;Zeit\ncm;s\n" + COMMAS.format(d=";"), WAY, ",,", [], [],
    ),
    "a row of units in brackets under notes": (
        "Pendel\n\nWeg;Zeit\n[cm];[s]\n" + COMMAS.format(d=";"), WAY, ",,", [], ["reading.above"],
    ),
    "symbols over units": ("Weg/cm\tZeit / s\n" + COMMAS.format(d="\t"), WAY, ",,", [], []),
    "empty rows between": (GERMAN.replace("1,5;", "\n;\n1,5;"), WAY, ",,", [], []),
    "empty columns beside": (GERMAN.replace("\n", ";;;\n"), WAY, ",,", [], []),
    "spaces about cells": (GERMAN.replace(";", " ; "), WAY, ",,", [], []),
    "words where a number belongs": (
        GERMAN + "viel;3\n4;zu wenig\n", WAY, ",,", [(6, "viel", "text"), (7, "zu wenig", "text")], [],
    ),
    "a sum below": ("Name;" + GERMAN.replace("\n", "\nA;").removesuffix("A;") + "Summe;1204,25;4262,25\n",
                    WAY, ",,", [(6, "Summe", "total")], ["reading.words"]),
    "one cell too many": (GERMAN + "3;4;5\n", WAY, ",,", [(6, "5", "wide")], []),
    "names of pupils": (
        "Name;" + GERMAN.replace("\n", "\nAnna;").removesuffix("Anna;"), WAY, ",,", [], ["reading.words"],
    ),
    "dates": (
        "Tag;" + GERMAN.replace("\n", "\n12.03.2024;").removesuffix("12.03.2024;"), WAY, ",,", [], ["reading.dates"],
    ),
    "times of the day": (
        "Uhr;" + GERMAN.replace("\n", "\n08:15;").removesuffix("08:15;"), WAY, ",,", [], ["reading.dates"],
    ),
    "units behind the numbers": (
        "Weg;Zeit\n0,5 cm;10 s\n1,5 cm;20,5 s\n2,25cm;31s\n1200 cm;4200,75 s\n", WAY, ",,", [], [],
    ),
    "powers of ten": (
        "5E-1\t1,0E+01\n1,5\t2,05E1\n2,25\t3,1 x 10^1\n1,2E3\t4200,75\n",
        [("x", ""), ("y", "")], ",,", [], [],
    ),
    "a workbook": (files.xlsx(CELLS), WAY, "--", [], []),
    "a workbook with numbers as words": (
        files.xlsx([[str(one).replace(".", ",") for one in row] for row in CELLS]), WAY, ",,", [], [],
    ),
    "a workbook with notes, merged": (
        files.xlsx([["Versuch 3", "", ""], [], *CELLS], merged=["A1:C1"]), WAY, "--", [], ["reading.above"],
    ),
    "a workbook with dates": (
        files.xlsx([["Tag", *CELLS[0]], *([files.Day(45000 + i), *row] for i, row in enumerate(CELLS[1:]))]),
        WAY, "--", [], ["reading.dates"],
    ),
    "a workbook whose table stands apart": (
        files.xlsx([[], [], *(["", "", *row] for row in CELLS)]), WAY, "--", [], [],
    ),
    "a workbook of several sheets": (
        files.zipped(files.xlsx_parts({"Deckblatt": [["Physik 8b"]], "Messung": CELLS})),
        WAY, "--", [], ["reading.sheet"],
    ),
    "a sheet of LibreOffice": (files.ods(CELLS), WAY, "--", [], []),
}  # fmt: skip


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


@pytest.mark.parametrize("missing", ["", "-", "–", "NA", "n/a", "k. A.", "NaN", "#NV", "#DIV/0!", "?", "keine Angabe"])
def test_a_value_that_is_missing_is_null_and_no_word(missing):
    said = read(f"x;y\n1;4\n2;{missing}\n2,5;5,5\n{missing};7\n3;6\n")
    assert numbers(said) == [[1.0, 2.0, 2.5, None, 3.0], [4.0, None, 5.5, 7.0, 6.0]]
    assert said["left_out"] == []
    assert said["rows"] == [2, 3, 4, 5, 6]


def test_percent_is_a_unit_and_a_number_without_it_is_another_number():
    said = read("x;Anteil\n1;12,5 %\n2;20%\n3;35 %\n4;0,4\n")
    assert heads(said) == [("x", ""), ("Anteil", "%")]
    assert numbers(said)[1] == [12.5, 20.0, 35.0, None]
    assert left_out(said) == [(5, "0,4", "text")]


def test_money_is_a_number():
    said = read("x;Preis\n1;€ 12,50\n2;13,99 €\n3;1.200,00 €\n")
    assert (heads(said)[1], numbers(said)[1]) == (("Preis", "€"), [12.5, 13.99, 1200.0])


def test_a_table_on_its_side_is_turned():
    said = read("t in s;0;0,5;1,0;1,5\ns in m;0;1,2;4,9;11\n")
    assert (heads(said), ids(said)) == ([("t", "s"), ("s", "m")], ["reading.turned"])
    assert numbers(said) == [[0.0, 0.5, 1.0, 1.5], [0.0, 1.2, 4.9, 11.0]]
    assert said["rows"] == [2, 3, 4, 5]


def test_heads_merged_over_two_rows_are_joined():
    top, below = ["Weg (cm)", "Zeit", ""], ["", "erste (s)", "zweite (s)"]
    rows = [top, below, [1.0, 2.0, 3.0], [2.0, 4.0, 5.0], [3.0, 6.0, 7.0]]
    said = read(files.xlsx(rows, merged=["A1:A2", "B1:C1"]))
    assert heads(said) == [("Weg", "cm"), ("erste", "s"), ("zweite", "s")]


def test_a_column_that_counts_the_rows_is_not_x():
    said = read("Nr.;Spannweite (cm);Größe (cm)\n1;150;152\n2;160;161,5\n3;171;170\n")
    assert (said["x"], said["y"]) == (1, 2)


@pytest.mark.parametrize("values", [("1,234", 1.234, 1234.0), ("1.234", 1.234, 1234.0), ("12,500", 12.5, 12500.0)])
def test_what_cannot_be_known_is_read_once_and_said_twice(values):
    cell, decimal, whole = values
    said = read(f"a\tb\n{cell}\t1\n{cell}\t2\n{cell}\t3\n")
    assert numbers(said)[0] == [decimal] * 3
    assert said["sentences"] == [
        {
            "id": "reading.asked",
            "values": {"column": "a", "cell": cell, "taken": f"{decimal:g}", "other": f"{whole:g}"},
        }
    ]
    flipped = read(f"a\tb\n{cell}\t1\n{cell}\t2\n{cell}\t3\n", decimal="." if "," in cell else ",")
    assert numbers(flipped)[0] == [whole] * 3
    assert flipped["sentences"] == []


def test_another_column_tells_what_one_alone_cannot():
    said = read("a\tb\n1,234\t1,5\n2,345\t2\n3,456\t3\n")
    assert (numbers(said)[0], said["sentences"]) == ([1.234, 2.345, 3.456], [])
    said = read("a\tb\n1,234\t1.5\n2,345\t2\n3,456\t3\n")
    assert (numbers(said)[0], said["sentences"]) == ([1234.0, 2345.0, 3456.0], [])


def test_the_sign_is_each_columns_own():
    said = read("a;b\n1,5;1.5\n2,5;2.5\n3;3.25\n")
    assert (signs(said), numbers(said)) == (",.", [[1.5, 2.5, 3.0], [1.5, 2.5, 3.25]])


def test_a_sign_that_a_column_has_nowhere_else_makes_no_thousand():
    said = read("x;y\n1,5;1\n2.345;2\n2,5;3\n4,5;4\n")
    assert left_out(said) == [(3, "2.345", "text")]
    assert numbers(said)[0] == [1.5, None, 2.5, 4.5]


def test_the_head_can_be_flipped():
    as_data = read(GERMAN, header=False)
    assert (as_data["header"], as_data["rows"]) == (False, [1, 2, 3, 4, 5])
    assert left_out(as_data) == [(1, "Weg (cm)", "text"), (1, "Zeit (s)", "text")]
    years = "2019;2020\n1,5;2\n2,5;3\n3;4\n"
    assert heads(read(years)) == [("x", ""), ("y", "")]
    assert heads(read(years, header=True)) == [("2019", ""), ("2020", "")]
    assert len(read(years, header=True)["rows"]) == 3


def test_a_sign_that_is_asked_for_parts_the_text_no_other_way():
    assert refusal(read(COMMAS.format(d="\t"), decimal=".")) == "reading.one-column"


def test_nothing_asked_of_the_sign_is_done_to_what_has_none():
    said = read("x;y\n1;4\n2;5\n3;6\n", decimal=",")
    assert (numbers(said), signs(said)) == ([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], "--")


# file, the id of the sentence
REFUSED = {
    "nothing": ("", "reading.nothing"),
    "blanks": (" \n\t\n", "reading.nothing"),
    "a poem": ("Über allen Gipfeln\nist Ruh\nin allen Wipfeln", "reading.no-numbers"),
    "one column": ("Weg\n1.5\n2.5\n3.5\n", "reading.one-column"),
    "one column beside names": ("Anna;1,5\nBen;2,5\nCem;3\n", "reading.one-column"),
    "one row": ("1;2\n", "reading.few-rows"),
    "two rows": ("x;y\n1;2\n2;3\n", "reading.few-rows"),
    "rows that never have both": ("x;y\n1;\n2;\n3;\n;1\n;2\n;3\n", "reading.few-rows"),
    "5,001 rows": ("x;y\n" + "1;2\n" * 5001, "reading.rows"),
    "30,000 rows": ("1;2\n" * 30_000, "reading.rows"),
    "21 columns": ("1;" * 20 + "2\n" + ("3;" * 20 + "4\n") * 3, "reading.columns"),
    "1.1 MB": ("123456;123456\n" * 79_000, "reading.too-large"),
    "1.1 MB of bytes": (b"123456;123456\n" * 79_000, "reading.too-large"),
    "a picture named .csv": (PNG, "reading.no-text"),
    "a picture of a phone named .csv": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)), "reading.no-text"),
    "UTF-16 that ends within a letter": ("1;2\n".encode("utf-16") * 3 + b"\x00", "reading.no-text"),
    "NULs": ("1;2\n\0\n3;4", "reading.no-text"),
    "a zip bomb named .xlsx": (files.bomb(), "reading.too-packed"),
    "a zip bomb that lies": (files.lying_bomb(), "reading.no-workbook"),
    "two cells far apart": (files.far_apart(), "reading.no-workbook"),
    "an archive of other things": (files.zipped({"a.txt": "1;2"}), "reading.other-archive"),
    "half a workbook": (files.xlsx(CELLS)[:700], "reading.no-workbook"),
    "a workbook of no XML": (files.zipped({"xl/workbook.xml": "<no"}), "reading.no-workbook"),
    "an empty workbook": (files.xlsx([]), "reading.nothing"),
    "a workbook of words": (files.xlsx([["a", "b"], ["c", "d"]]), "reading.no-numbers"),
    "a workbook of 5,001 rows": (files.xlsx([[1.0, 2.0]] * 5001), "reading.rows"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "reading.old-workbook"),
    "an archive of a thousand parts": (files.zipped({f"{i}.xml": "" for i in range(1000)}), "reading.too-packed"),
}


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
