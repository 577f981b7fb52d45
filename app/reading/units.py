"""What is a unit, and how the head of a column names one: `Weg (cm)`, `mass [kg]`, `t/s`, `Höhe in m`."""

import re
from fractions import Fraction

from app.reading.limits import LONGEST_UNIT, short
from app.reading.words import PLAIN, PREFIXED, PREFIXES, QUOTIENTS, SECONDS

UNITS = PLAIN | {prefix + unit for unit in PREFIXED for prefix in PREFIXES}
_POWER = re.compile(r"(?:\^?[-−⁻]?[0-9¹²³⁴]{1,2})?$")
_BRACKETS = re.compile(r"^(?P<name>.*?)\s*[\[(](?P<unit>[^\[\]()]*(?:\([^()]*\)[^\[\]()]*)?)[\])]\s*$")
_ALONE = re.compile(r"^[\[(](?P<unit>[^\[\]]*)[\])]$")
_INDEX = re.compile(r"_\{([^{}]*)\}")  # as formulas are written: x_{1}
_IN = re.compile(r"^(?P<name>.+?)\s+(?:in|en|i)\s+(?P<unit>\S+(?:\s\S+)?)$")
_OVER = re.compile(r"^(?P<name>[^/]+?)\s*/\s*(?P<unit>.+)$")


def is_unit(text: str) -> bool:
    """Tell whether a text is a unit as science and trade write them, or a product or a quotient of some."""
    text = text.strip()
    if not text or len(text) > LONGEST_UNIT:
        return False
    parts = [part for part in re.split(r"[/·*⋅ ]", text.replace("(", "").replace(")", "")) if part]
    return bool(parts) and all(part == "1" or _is_one(part) for part in parts)


def _is_one(part: str) -> bool:
    return part in UNITS or _POWER.sub("", part) in UNITS


def turned(value: float, unit: str, wanted: str) -> float | None:
    """Return how much it is in another unit, 2 m in cm; None where they do not measure the same."""
    (base, factor), (other, divisor) = _measure(unit), _measure(wanted)
    return float(Fraction(str(value)) * factor / divisor) if base and base == other else None


def _measure(unit: str) -> tuple[str, Fraction]:
    """Return what a unit is told in, and how many of that it is; "" where it is not known."""
    if unit in SECONDS:
        return "s", Fraction(SECONDS[unit])
    for prefix, power in PREFIXES.items():
        base = unit.removeprefix(prefix)
        if unit not in PLAIN and prefix + base == unit and base in PREFIXED:
            return "L" if base == "l" else base, Fraction(10) ** power
    return "", Fraction(1)


def unit_alone(text: str) -> str:
    """Return the unit that is all that a cell says, as in a row of units, or ""."""
    found = _ALONE.match(text.strip())
    unit = found["unit"].strip() if found else text.strip()
    return unit if is_unit(unit) or (found and 0 < len(unit) <= LONGEST_UNIT) else ""


def name_and_unit(head: str) -> tuple[str, str]:
    """Part the head of a column into its name and its unit, each bounded."""
    head = _INDEX.sub(r"_\1", " ".join(head.split()))
    name, unit = _parted(head)
    return short(name.strip(" ,:;")), short(unit, LONGEST_UNIT)


def _parted(head: str) -> tuple[str, str]:
    found = _BRACKETS.match(head.rstrip("?:."))
    if found and found["name"] and 0 < len(found["unit"].strip()) <= LONGEST_UNIT:
        unit = found["unit"].strip().removeprefix("in ").strip()
        name = found["name"].removesuffix("/").rstrip() if is_unit(unit) else found["name"]
        return name, unit
    found = _IN.match(head)
    if found and is_unit(found["unit"]):
        return found["name"], found["unit"]
    found = _OVER.match(head)
    if found and _is_over(head, found["name"], found["unit"]):
        return found["name"], found["unit"]
    return head, ""


def _is_over(head: str, name: str, unit: str) -> bool:
    if not is_unit(unit) or head.replace(" ", "") in QUOTIENTS:
        return False
    return len(name) == 1 or not is_unit(name)
