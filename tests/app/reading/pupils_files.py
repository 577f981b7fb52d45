"""The files that are read in tests: those that have a right reading, with it, and those that have a sentence."""

from tests.app.reading import files
from tests.app.reading.reads import PNG

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
    "powers of ten as a text program writes them": (
        "5·10⁻¹\t1,0·10¹\n1,5\t2,05 · 10¹\n2,25\t31\n1,2·10³\t4200,75\n", [("x", ""), ("y", "")], ",,", [], [],
    ),
    "units in brackets behind the numbers": (
        "Weg;Zeit\n0,5 (cm);10 [s]\n1,5 (cm);20,5 [s]\n2,25 (cm);31 [s]\n1200 (cm);4200,75 [s]\n", WAY, ",,", [], [],
    ),
    "spaces, heads of several words": ("Weg (cm) Zeit in s\n" + COMMAS.format(d=" "), WAY, ",,", [], []),
    "spaces, a sentence above": (
        "Messung vom Montag\n" + COMMAS.format(d=" "), [("x", ""), ("y", "")], ",,",
        [(1, "Messung vom Montag", "text")], [],
    ),
    "numpy's savetxt": ("# Weg Zeit\n" + POINTS.format(d=" "), [("Weg", ""), ("Zeit", "")], "..", [], []),
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
    "a workbook with a hidden sheet": (
        files.zipped(files.xlsx_parts({"alt": [["x", "y"], *[[9.0, 9.0]] * 4], "Messung": CELLS}, hidden=["alt"])),
        WAY, "--", [], ["reading.sheet"],
    ),
    "a sheet of LibreOffice": (files.ods(CELLS), WAY, "--", [], []),
    "points in brackets": (
        "(0,5 | 10)\n(1,5 | 20,5)\nC(2,25|31)\nP1(1200|4200,75)", [("x", ""), ("y", "")], ",,", [], [],
    ),
    "a list of points": ("{(0.5, 10), (1.5, 20.5), (2.25, 31), (1200, 4200.75)}", [("x", ""), ("y", "")], "..", [], []),
    "a serial monitor": (
        "".join(f"10:15:0{i}.123 -> {x},{y}\n" for i, (x, y) in enumerate(zip(XS, YS, strict=True))),
        [("x", ""), ("y", "")], "..", [], [],
    ),
    "tabs among spaces": (POINTS.format(d=" ").replace(" ", "\t", 1), [("x", ""), ("y", "")], "..", [], []),
    "digits of Arabic": (
        POINTS.format(d=";").translate(str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩٫")),
        [("x", ""), ("y", "")], "..", [], [],
    ),
    "letters that cannot be seen": ("\u200b" + GERMAN.replace(";", "\u200b;\u200b"), WAY, ",,", [], []),
    "an old Mac's letters": (
        "Höhe (cm);Größe\r0,5;10\r1,5;20,5\r2,25;31\r1200;4200,75\r".encode("mac-roman"),
        [("Höhe", "cm"), ("Größe", "")], ",,", [], [],
    ),
    "Excel, Polish": (
        "Źródło (cm);Siła\r\n0,5;10\r\n1,5;20,5\r\n2,25;31\r\n1200;4200,75\r\n".encode("cp1250"),
        [("Źródło", "cm"), ("Siła", "")], ",,", [], [],
    ),
    "a calculator's indices": ("x_{1}\ty_{1}\n" + POINTS.format(d="\t"), [("x_1", ""), ("y_1", "")], "..", [], []),
    "an apostrophe before what shall stay a text": (
        COMMAS.format(d=";").replace("0,5;", "'0,5;"), [("x", ""), ("y", "")], ",,", [], [],
    ),
    "Swiss prices": (
        "Gewicht;Preis\n0.5;CHF 10.–\n1.5;CHF 20.50\n2.25;CHF 31.--\n1200;CHF 4\'200.75\n",
        [("Gewicht", ""), ("Preis", "CHF")], "..", [], [],
    ),
}  # fmt: skip
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
    "an object of a program": ('{"x": [1, 2, 3],\n"y": [2, 4, 6]}', "reading.markup"),
    "a page of the web": (b"<html><table><tr><td>1</td><td>2</td></tr></table></html>", "reading.markup"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "reading.old-workbook"),
    "an archive of a thousand parts": (files.zipped({f"{i}.xml": "" for i in range(1000)}), "reading.too-packed"),
}
