"""What a cell says: a number under one decimal sign or the other, nothing, a day, or words. Never by a language."""

import re
from dataclasses import dataclass
from typing import Final

from app.reading.limits import LARGEST
from app.reading.spelling import MINUS, fraction, tidied, without_uncertainty
from app.reading.units import is_unit
from app.reading.words import MISSING

POINT: Final[str] = "."
COMMA: Final[str] = ","
SIGNS = (POINT, COMMA)
LONGEST_NUMBER = 40
CLASSES = frozenset("adhu")  # 7a is a class, not seven years
MONEY = r"[€$£¥₹]|CHF|EUR|USD|INR|Fr\.?|Rs\.?"


def _grammar(sign: str, others: str) -> re.Pattern[str]:
    whole = rf"[1-9][0-9]{{0,2}}(?:(?P<group>[{others} '’])[0-9]{{3}})(?:(?P=group)[0-9]{{3}})*"
    if sign == POINT:
        whole += r"|[1-9][0-9]?(?:(?P<lakh>,)[0-9]{2})+,[0-9]{3}"
    fraction = rf"(?:\{sign}(?:-{{1,2}}|(?P<fraction>[0-9]*)))?"  # 4.– is four francs
    return re.compile(
        rf"(?P<before>{MONEY})?\s?(?P<minus>[-+]?)\s?(?P<before2>{MONEY})?(?:(?P<whole>{whole}|[0-9]+){fraction}|\{sign}(?P<bare>[0-9]+))"
        r"(?:[eE](?P<exponent>[-+]?[0-9]{1,3})|\s?[x×·*]\s?10\^?(?P<power>[-+]?[0-9]{1,3}))?"
        r"(?:\s?(?P<unit>[^\s0-9.,;:+-][^0-9.,;:+-]{0,9}[²³]?))?"
    )


GRAMMARS = {POINT: _grammar(POINT, ","), COMMA: _grammar(COMMA, ".")}
WHOLE = re.compile(r"-?[0-9]{1,12}")
_PLAIN = re.compile(r"(-?[0-9]{1,12})(?:([.,])([0-9]+))?")
_DAY = re.compile(
    r"[0-9]{1,2}\s?h\s?[0-9]{2}(?:\s?min)?"
    r"|[0-9]{1,4}\s?[-./]\s?[0-9]{1,2}\s?[-./]\s?[0-9]{1,4}\.?(?:[ T].*)?"
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]+)?(?:\s?[aApP][mM])?"
    r"|[0-9]{1,2}[.\s-]+\s?[A-Za-zäéû]{3,9}[.\s-]*[0-9]{0,4}"
    r"|[A-Za-zäéû]{3,9}\.?\s+[0-9]{1,2}(?:,\s?|\s)[0-9]{4}"
)


@dataclass(slots=True)
class Number:
    """A number, the unit written behind it, and how it was grouped: by which sign, and whether that is beyond doubt."""

    value: float
    unit: str = ""
    group: str = ""
    proves: bool = False
    spelt: str = ""  # "fraction" or "uncertain", where what stands there is not the number alone


def is_missing(cell: str) -> bool:
    """Tell whether a cell says that there is no value."""
    return "".join(cell.translate(MINUS).split()).lower() in MISSING


def is_day(cell: str) -> bool:
    """Tell whether a cell is a date or a time."""
    return len(cell) <= LONGEST_NUMBER and _DAY.fullmatch(cell.strip()) is not None


def number(cell: str, sign: str) -> Number | None:
    """Read a cell as a number with this decimal sign; None where it is none, or beyond all bounds."""
    found = _number(cell, sign)
    return found if found and abs(found.value) <= LARGEST else None


def is_beyond(cell: str) -> bool:
    """Tell whether a cell is a number that is too large."""
    return any(found is not None and abs(found.value) > LARGEST for found in (_number(cell, sign) for sign in SIGNS))


def _number(cell: str, sign: str) -> Number | None:
    if len(cell) > LONGEST_NUMBER:
        return None
    if plain := _PLAIN.fullmatch(cell):
        return _plain(plain, sign)
    cell = tidied(cell)
    written = without_uncertainty(cell)
    spelt = "" if written == cell else "uncertain"
    if "/" in written and (found := fraction(written)):
        value, unit = found
        return Number(value, unit, spelt="fraction") if not unit or is_unit(unit) else None
    found = GRAMMARS[sign].fullmatch(written)
    return _found(found, written, spelt) if found else None


def _found(found: re.Match[str], written: str, spelt: str) -> Number | None:
    sign_of_lakh = found.groupdict().get("lakh") or ""
    currency, behind = found["before"] or found["before2"] or "", _bare((found["unit"] or "").strip())
    if (behind and (not is_unit(behind) or (behind in CLASSES and written[-2:-1].isdigit()))) or (currency and behind):
        return None
    group = found["group"] or sign_of_lakh
    whole = found["whole"] or "0"
    digits = "".join(letter for letter in whole if letter.isdigit())
    fraction = found["fraction"] or found["bare"] or ""
    value = float(f"{found['minus']}{digits}.{fraction or 0}e{found['exponent'] or found['power'] or 0}")
    proves = bool(group) and (whole.count(group) > 1 or found["fraction"] is not None)
    return Number(value, currency or behind, group, proves, spelt)


def _bare(unit: str) -> str:
    """Return a unit without the brackets about it."""
    return unit[1:-1].strip() if unit[:1] + unit[-1:] in ("()", "[]") else unit


def _plain(found: re.Match[str], sign: str) -> Number | None:
    """Read digits with at most one mark among them, as most cells are: without the grammar, which takes longer."""
    whole, mark, fraction = found.groups()
    if mark is None:
        return Number(float(whole))
    if mark == sign:
        return Number(float(f"{whole}.{fraction}"))
    digits = whole.removeprefix("-")
    is_group = len(fraction) == 3 and len(digits) <= 3 and digits[0] != "0"  # noqa: PLR2004
    return Number(float(whole + fraction), group=mark) if is_group else None
