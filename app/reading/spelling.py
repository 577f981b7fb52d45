"""How a number may be spelt beside digits and one mark: in other digits, as a fraction, with an uncertainty."""

import re
import unicodedata
from typing import Final

SPACES = "\u00a0\u202f\u2009\u2007"
UNSEEN: Final = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\ufeff"))
_DASHES = dict.fromkeys(map(ord, "−–﹣－"), "-")
MINUS: Final = {**_DASHES, **dict.fromkeys(map(ord, SPACES), " "), ord("٫"): ".", ord("٬"): "'", **UNSEEN}
BELOW = frozenset([*range(2, 11), 12, 16, 20, 25, 32, 50, 64, 100])  # 120/80 is blood pressure
MOST_WHOLE = 10  # a fraction is no more: 28/2 is a day sooner
_POWER = re.compile("(?<=10)[⁺⁻]?[⁰¹²³⁴-⁹]+")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_FRACTION = re.compile(
    r"(?P<minus>-?)(?:(?P<whole>[0-9]{1,4})\s+)?(?P<above>[0-9]{1,4})/(?P<below>[0-9]{1,3})(?P<rest>\s?\D*)"
)
_UNCERTAIN = re.compile(
    r"\(?\s*(?P<value>-?[^±()]*?[0-9])\s*(?P<unit>[^0-9±()+.,-]*)(?:±|\+/-|\+-)\s*[0-9][0-9.,]*\s*(?P<behind>[^0-9()]*)"
    r"(?P<closed>\)?)\s*(?P<after>[^0-9()]*)"
)
_LAST_DIGITS = re.compile(r"(?<=[0-9][.,])([0-9]+)\([0-9]{1,3}\)")


def tidied(cell: str) -> str:
    """Return a cell in the digits, signs and spaces that everybody's numbers have, without what cannot be seen."""
    cell = cell.strip()
    if not cell.isascii():
        cell = "".join(map(_letter, _POWER.sub(lambda power: f"^{power[0].translate(_RAISED)}", cell)))
        cell = cell.translate(MINUS).strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2].isdigit() else cell


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter
    kind = unicodedata.category(letter)
    if kind == "Nd":
        return str(unicodedata.decimal(letter))
    if kind == "No" and unicodedata.decomposition(letter).startswith("<fraction>"):
        return " " + unicodedata.normalize("NFKC", letter).replace("\u2044", "/")
    return letter


def without_uncertainty(cell: str) -> str:
    """Return what stands before ± with the unit: `12,3 V` of `(12,3 ± 0,1) V`, and `12.31` of `12.31(5)`."""
    found = _UNCERTAIN.fullmatch(cell)
    if not found:
        return _LAST_DIGITS.sub(r"\1", cell)
    behind = found["behind"].strip()
    told = found["unit"].strip() or found["after"].strip() or ("" if behind == "%" and not found["closed"] else behind)
    return f"{found['value']} {told}".strip()


def fraction(cell: str) -> tuple[float, str] | None:
    """Return the value of a fraction, `1/2` or `1 1/2`, and what stands behind it; None where it is none."""
    found = _FRACTION.fullmatch(cell)
    if not found:
        return None
    above, below, whole = int(found["above"]), int(found["below"]), int(found["whole"] or 0)
    if below not in BELOW or above > (below if found["whole"] else MOST_WHOLE * below):
        return None
    value = whole + above / below
    return (-value if found["minus"] else value), found["rest"].strip()
