"""What is made of the columns of a file: heads and units, decimal signs, what is missing, and what cannot be known."""

import pytest

from tests.app.reading import files
from tests.app.reading.pupils_files import COMMAS, GERMAN
from tests.app.reading.reads import heads, ids, left_out, numbers, read, refusal, signs


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
