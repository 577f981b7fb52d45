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
    assert left_out(said) == [(5, "0,4", "unit")]


@pytest.mark.parametrize(
    ("cells", "unit", "wanted", "told"),
    [
        ("3 cm|2 m|5 cm|1,5 m", ("", "cm"), [3.0, 200.0, 5.0, 150.0], [("turned", 2, "m", "2 m", "200")]),
        ("1,1 m|172 cm|1,68 m|1,80 m", ("", "m"), [1.1, 1.72, 1.68, 1.8], [("turned", 1, "cm", "172 cm", "1.72")]),
        ("150|1,7 m|160 cm|155", ("cm", "cm"), [150.0, 170.0, 160.0, 155.0], [("turned", 1, "m", "1,7 m", "170")]),
        ("5 kg|5|7,5|6 kg", ("", "kg"), [5.0, 5.0, 7.5, 6.0], [("bare", 2)]),
        ("3|4|5 kg|6", ("", "kg"), [3.0, 4.0, 5.0, 6.0], [("bare", 3)]),
        ("90 s|2 min|1,5 min|0,1 h", ("s", "s"), [90.0, 120.0, 90.0, 360.0],
         [("turned", 2, "min", "2 min", "120"), ("turned", 1, "h", "0,1 h", "360")]),
        ("3 in|4 in|5 in|6 in", ("cm", "in"), [3.0, 4.0, 5.0, 6.0], [("head", "cm")]),
        ("2 kg|3 kg|4 kg|5 kg", ("kg", "kg"), [2.0, 3.0, 4.0, 5.0], []),
        ("2|3|4 kg|5", ("kg", "kg"), [2.0, 3.0, 4.0, 5.0], []),
    ],
)  # fmt: skip
def test_cells_in_another_unit_are_turned_and_that_is_said(cells, unit, wanted, told):
    rows = "".join(f"{i};{cell}\n" for i, cell in enumerate(cells.split("|")))
    headed, read_as = unit
    said = read(f"x;Maß{f' ({headed})' if headed else ''}\n{rows}")
    assert (heads(said)[1], numbers(said)[1], left_out(said)) == (("Maß", read_as), wanted, [])
    parts = ("count", "other", "cell", "value", "head")
    seen = [(one["id"], *(one["values"][part] for part in parts if part in one["values"])) for one in said["sentences"]]
    assert seen == [(f"reading.unit.{name}", *values) for name, *values in told]


def test_what_measures_something_else_is_left_out_and_named():
    said = read("x;Maß\n1;3 kg\n2;4 kg\n3;5 s\n4;7 °C\n5;6 kg\n6;2 g\n7;12 %\n")
    assert numbers(said)[1] == [3.0, 4.0, None, None, 6.0, 0.002, None]
    assert left_out(said) == [(4, "5 s", "unit"), (5, "7 °C", "unit"), (8, "12 %", "unit")]


def test_money_is_a_number():
    said = read("x;Preis\n1;€ 12,50\n2;13,99 €\n3;1.200,00 €\n")
    assert (heads(said)[1], numbers(said)[1]) == (("Preis", "€"), [12.5, 13.99, 1200.0])


def test_a_table_on_its_side_is_turned():
    said = read("t in s;0;0,5;1,0;1,5\ns in m;0;1,2;4,9;11\n")
    assert (heads(said), ids(said)) == ([("t", "s"), ("s", "m")], ["reading.turned"])
    assert numbers(said) == [[0.0, 0.5, 1.0, 1.5], [0.0, 1.2, 4.9, 11.0]]
    assert said["rows"] == [2, 3, 4, 5]


def test_years_over_numbers_are_heads():
    said = read("Land;2019;2020\nDE;83,1;83,2\nFR;67,1;67,3\nIT;60;59,8\n")
    assert heads(said) == [("2019", ""), ("2020", "")]
    assert numbers(said) == [[83.1, 67.1, 60.0], [83.2, 67.3, 59.8]]
    assert len(read("Anna;2001;2003\nBen;2002;2004\nCem;2003;2006\n")["rows"]) == 3


def test_heads_merged_over_two_rows_are_joined():
    top, below = ["Weg (cm)", "Zeit", ""], ["", "erste (s)", "zweite (s)"]
    rows = [top, below, [1.0, 2.0, 3.0], [2.0, 4.0, 5.0], [3.0, 6.0, 7.0]]
    said = read(files.xlsx(rows, merged=["A1:A2", "B1:C1"]))
    assert heads(said) == [("Weg", "cm"), ("erste", "s"), ("zweite", "s")]


def test_a_column_that_counts_the_rows_is_not_x():
    said = read("Nr.;Spannweite (cm);Größe (cm)\n1;150;152\n2;160;161,5\n3;171;170\n")
    assert (said["x"], said["y"]) == (1, 2)
    said = read(",Spannweite,Größe\n0,150,152\n1,160,161.5\n2,171,170\n")
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
    assert left_out(said) == [(3, "2.345", "sign")]
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


@pytest.mark.parametrize(
    ("cells", "unit", "wanted", "told"),
    [
        ("12,3 ± 0,1|24,5±0,1|37", "", [12.3, 24.5, 37.0], ("uncertain", 2, "12,3 ± 0,1", "12.3")),
        ("(12,3 ± 0,1) V|24,5 V ± 5 %|37 +/- 1 V", "V", [12.3, 24.5, 37.0], ("uncertain", 3, "(12,3 ± 0,1) V", "12.3")),
        ("12,31(5)|24,52(15)|37", "", [12.31, 24.52, 37.0], ("uncertain", 2, "12,31(5)", "12.31")),
        ("1/2|3/4 h|-1 1/4", "h", [0.5, 0.75, -1.25], ("fraction", 3, "1/2", "0.5")),
        ("½|2¾|3", "", [0.5, 2.75, 3.0], ("fraction", 2, "½", "0.5")),
    ],
)
def test_a_number_with_more_about_it_is_read_and_that_is_said(cells, unit, wanted, told):
    said = read("x;Maß\n" + "".join(f"{i};{cell}\n" for i, cell in enumerate(cells.split("|"))))
    assert (heads(said)[1], numbers(said)[1], left_out(said)) == (("Maß", unit), wanted, [])
    how, count, cell, value = told
    values = {"column": "Maß", "count": count, "cell": cell, "value": value}
    assert {"id": f"reading.{how}", "values": values} in said["sentences"]


def test_hours_are_told_from_classes_and_blood_pressure_from_fractions():
    said = read("Lernzeit;Punkte\n2h;8\n3h;10\n4,5h;13\n")
    assert (heads(said)[0], numbers(said)[0]) == (("Lernzeit", "h"), [2.0, 3.0, 4.5])
    said = read("Klasse;x;y\n7a;1;8\n7d;2;10\n8d;3;13\n9d;4;13\n")
    assert (heads(said), ids(said)) == ([("x", ""), ("y", "")], ["reading.words"])
    assert refusal(read("Alter;Druck\n40;120/80\n50;130/90\n60;140/80\n")) == "reading.one-column"


def test_a_short_row_among_spaces_stands_where_it_must_or_nowhere():
    said = read("x y z\n1 2 3\n2 4\n3 6 9\n4 8 12\n")
    assert (left_out(said), said["rows"]) == ([(3, "2 4", "short")], [2, 4, 5])
    said = read("Name x y\nAnna 1 2\n  2 4\nCem 3 6\nDan 4 8\n")
    assert (left_out(said), numbers(said)) == ([], [[1.0, 2.0, 3.0, 4.0], [2.0, 4.0, 6.0, 8.0]])


def test_a_table_whose_rows_are_counted_has_no_name_over_the_counts():
    """As R and pandas write it: one word fewer than there are columns."""
    said = read("   speed dist\n1      4    2\n2      4   10\n3      7    4\n")
    assert heads(said) == [("A", ""), ("speed", ""), ("dist", "")]
    assert (said["x"], said["y"], numbers(said)[1]) == (1, 2, [4.0, 4.0, 7.0])


def test_what_is_no_number_of_a_column_is_left_out_for_its_true_reason():
    said = read("x;y\n1,5;1\n2.5;2\n3,5;2e15\n4,5;4\n5,5;5\n")
    assert left_out(said) == [(3, "2.5", "sign"), (4, "2e15", "beyond")]
    said = read("x;y;z\n1;2;2e30\n2;3;4e30\n3;4;6e30\n")
    assert said["sentences"] == [{"id": "reading.beyond", "values": {"column": "z"}}]
    assert refusal(read("x;y\n1;2e30\n2;3e30\n3;4e30\n")) == "reading.beyond"


@pytest.mark.parametrize("time", ["12:30", "0:13,5", "12.3.2024", "1h30", "2h 15min"])
def test_a_table_of_times_says_what_to_do(time):
    assert refusal(read(f"Uhr;y\n{time};1\n{time};2\n{time};3\n")) == "reading.only-dates"


def test_a_unit_in_a_question_of_a_form_is_that_of_its_column():
    said = read('"Wie groß bist du (in cm)?","Schuhgröße"\n"165","39"\n"180","44"\n"172","42"\n"1,68 m","40"\n')
    assert (heads(said)[0], numbers(said)[0]) == (("Wie groß bist du", "cm"), [165.0, 180.0, 172.0, 168.0])


def test_only_one_column_of_words_names_the_points():
    said = read("Name;x;y;Kommentar\nAnna;1;2;\nBen;2;4;Wind\nCem;3;6;\n")
    assert ids(said) == ["reading.words", "reading.words.other"]


@pytest.mark.parametrize("pasted", ["1,5\n2,5\n3,75\n4,2", "Weg\n1,5\n2,5\n3,75\n4,2"])
def test_a_comma_that_may_be_a_decimal_sign_is_told_as_what_it_was_taken_for(pasted):
    said = read(pasted)
    assert [column[-4:] for column in numbers(said)] == [[1, 2, 3, 4], [5, 5, 75, 2]]  # a word above has no number
    assert {"id": "reading.parted", "values": {"cell": "1,5", "x": "1", "y": "5"}} in said["sentences"]


@pytest.mark.parametrize("pasted", ["a,b\n1,5\n2,5\n3,7", "1,5.5\n2,6.5\n3,7", "1,5,2\n2,5,3\n3,7,4", "1;5\n2;5\n3;7"])
def test_a_comma_that_parts_beyond_doubt_is_not(pasted):
    assert "reading.parted" not in ids(read(pasted))
