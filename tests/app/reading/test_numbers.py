"""Cells and heads: numbers under both signs, days, units. No language is asked."""

import pytest

from app.reading.numbers import COMMA, POINT, is_day, number
from app.reading.units import is_unit, name_and_unit, unit_alone


def value(cell, sign):
    found = number(cell, sign)
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("cell", "point", "comma"),
    [
        ("7", 7, 7),
        ("-7", -7, -7),
        ("−7", -7, -7),
        ("+7", 7, 7),
        ("1.5", 1.5, None),
        ("1,5", None, 1.5),
        ("−1,5", None, -1.5),
        (".5", 0.5, None),
        (",5", None, 0.5),
        ("5.", 5, None),
        ("1.234", 1.234, 1234),
        ("1,234", 1234, 1.234),
        ("0,234", None, 0.234),
        ("0.234", 0.234, None),
        ("1234,567", None, 1234.567),
        ("1.2345", 1.2345, None),
        ("1.234.567", None, 1234567),
        ("1,234,567", 1234567, None),
        ("1,00,000", 100000, None),
        ("12,34,567.5", 1234567.5, None),
        ("1.234,5", None, 1234.5),
        ("1,234.5", 1234.5, None),
        ("1 234,5", None, 1234.5),
        ("1\u202f234.5", 1234.5, None),
        ("1'234.5", 1234.5, None),
        ("1’234,5", None, 1234.5),
        ("1.23.456", None, None),
        ("12 34", None, None),
        ("1e3", 1000, 1000),
        ("1.5e-3", 0.0015, None),
        ("1,5E+03", None, 1500),
        ("1,5 · 10^3", None, 1500),
        ("1e400", None, None),
        ("1e13", None, None),
        ("nan", None, None),
        ("inf", None, None),
        ("1_000", None, None),
        ("0x10", None, None),
        ("12 cm", 12, 12),
        ("12,5 %", None, 12.5),
        ("€ 12,50", None, 12.5),
        ("$1,234.50", 1234.5, None),
        ("7a", None, None),
        ("3 Äpfel", None, None),
        ("12.03.2024", None, None),
        ("2024-03-12", None, None),
        ("12:30", None, None),
        ("1/2", 0.5, 0.5),
        ("120/80", None, None),
        ("=1+1", None, None),
        ("1" * 60, None, None),
    ],
)
def test_a_cell_is_a_number_under_one_sign_or_the_other(cell, point, comma):
    assert (value(cell, POINT), value(cell, COMMA)) == (point, comma)


@pytest.mark.parametrize(
    "cell",
    [
        "12.03.2024",
        "1.3.24",
        "2024-03-12",
        "3/12/24",
        "12. März 2024",
        "12-Mar",
        "12:30",
        "8:15:30 am",
        "2024-03-12 08:00:00",
    ],
)
def test_dates_and_times_are_days(cell):
    assert is_day(cell)


@pytest.mark.parametrize("cell", ["12", "1.5", "Anna", "Klasse 7b", "", "12 cm"])
def test_nothing_else_is_a_day(cell):
    assert not is_day(cell)


@pytest.mark.parametrize(
    ("head", "name", "unit"),
    [
        ("Weg (cm)", "Weg", "cm"),
        ("Weg(cm)", "Weg", "cm"),
        ("mass [kg]", "mass", "kg"),
        ("t/s", "t", "s"),
        ("Zeit / min", "Zeit", "min"),
        ("v/(m/s)", "v", "m/s"),
        ("v [m/s²]", "v", "m/s²"),
        ("Weg s / (m)", "Weg s", "m"),
        ("Höhe in m", "Höhe", "m"),
        ("Geschwindigkeit in km/h", "Geschwindigkeit", "km/h"),
        ("Durée en secondes", "Durée", "secondes"),
        ("km/h", "km/h", ""),
        ("m/s", "m/s", ""),
        ("Preis (k€)", "Preis", "k€"),
        ("Flesch–Kincaid", "Flesch–Kincaid", ""),
        ("ratio a/b", "ratio a/b", ""),
        ("Change in price", "Change in price", ""),
        ("und/oder", "und/oder", ""),
        ("(cm)", "(cm)", ""),
        ("Weg   auf\nder Bahn (cm)", "Weg auf der Bahn", "cm"),
        ("x" * 100, "x" * 39 + "…", ""),
        ("", "", ""),
    ],
)
def test_a_head_is_a_name_and_a_unit(head, name, unit):
    assert name_and_unit(head) == (name, unit)


def test_units_are_told_from_words():
    assert all(map(is_unit, ["cm", "°C", "m/s", "kg/m³", "N·m", "kWh", "m s^-1", "1/s", "%", "k€"]))
    assert not any(map(is_unit, ["Weg", "Anna", "", "price", "cm " * 20]))
    assert [unit_alone(cell) for cell in ("(cm)", "[kg]", "s", "Weg", "[a.u.]")] == ["cm", "kg", "s", "", "a.u."]
