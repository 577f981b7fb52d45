"""The names that a lesson may use: a link's fields, what may be hidden, panels, data sets and optimizers.

What the page reads of a link is written in assets/run/; a test compares the two.
"""

import re
from collections.abc import Callable, Collection
from typing import Any

from components.lessons.lesson import MOST_PANELS
from components.switches import LARGEST, MOST_FEATURES, SWITCHES, Switch

TRACES = ("data", "predicted", "true-line", "least-squares")
BUTTONS = ("step", "reset", "new-data", "new-start", "more", "touch")
NUMBERS = ("my-line", "equation", "loss", "weights", "limits", "prompt")
ANSWER = "answer"  # all that "Hide the answer" hides
OF_SHARE = ("v", "of", "c")  # what Share adds to a link, and a lesson leaves out
NUMBER = re.compile(r"-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
WHOLE = re.compile(r"\d{1,12}")
PACKED = re.compile(r"[\w-]+")
MOST_EPOCHS = 10_000_000
MOST_WEIGHT = 1e6

Schema = dict[str, Any]


class Names:
    """The names and bounds of one schema; what is not right raises ValueError with a reason."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.controls = {row["key"]: name for name, row in schema["controls"].items()}
        self.panels = tuple(schema["panels"])
        self.data = tuple(schema["data"])
        self.optimizers = tuple(schema["optimizers"])
        self.scalings = tuple(schema["controls"]["scaling"]["choices"])
        self.hideable = (
            *(row["id"] for row in schema["controls"].values()),
            *BUTTONS,
            *(f"panel-{name}" for name in self.panels),
            *TRACES,
            *NUMBERS,
        )

    def known(self, name: str, names: Collection[str], what: str) -> str:
        """Return a name that is among these."""
        if name not in names:
            raise ValueError(f"there is no {what} {name!r}; there are {', '.join(names)}")
        return name

    def each(self, names: list[str], known: Collection[str], what: str) -> tuple[str, ...]:
        """Return names that are all among these, each once."""
        if len(set(names)) < len(names):
            raise ValueError(f"a {what} is named twice")
        return tuple(self.known(name, known, what) for name in names)

    def link(self, query: str) -> str:
        """Return the query of a link of which every field is right."""
        self._check_together(self._checked(query))
        return query

    def settings(self, query: str) -> str:
        """Return what a card sets, as a link's fields: controls, seeds, or where the run begins."""
        known = (*self.controls, "seed", "start", "at")
        for key in _fields(query):
            self.known(key, known, "field to set")
        self._checked(query)
        return query

    def _checked(self, query: str) -> dict[str, str]:
        """Return the fields of a query, each of them right by itself, with the data set."""
        fields = _fields(query)
        dataset = fields.get("data") or self.schema["controls"]["dataset"]["default"]
        self.known(dataset, self.data, "data set")
        for key, value in fields.items():
            if key in OF_SHARE:
                raise ValueError(f"leave {', '.join(OF_SHARE)} out of a link")
            self._check(key, value, dataset)
        return {**fields, "data": dataset}

    def rate(self, text: str) -> float:
        """Return a learning rate in its bounds."""
        return _within(number(text), self.schema["controls"]["learning_rate"], "learning rate")

    def _check(self, key: str, value: str, dataset: str) -> None:
        if key in self.controls:
            self._check_control(key, value, dataset)
            return
        seeds = self.schema["seeds"]
        checks: dict[str, Callable[[], object]] = {
            **{name: lambda: whole(value, seeds["high"]) for name in ("seed", "start")},
            **{name: lambda: whole(value, MOST_EPOCHS) for name in ("epoch", "batches", "look")},
            **{row.key: lambda row=row: self._check_switch(row, value) for row in SWITCHES if row.key},
            "at": lambda: start(value.split("_")),
            "changes": lambda: _matching(PACKED, value),
            "mode": lambda: self.known(value, ("light", "dark"), "mode"),
            "lang": lambda: self.known(value, ("en",), "language"),
            "open": lambda: self.each(value.split("."), self.panels, "panel"),
            "hide": lambda: self.each(value.split("."), self.hideable, "thing to hide"),
            "traces": lambda: value == "none" or self.each(value.split("."), TRACES, "trace"),
        }
        self.known(key, (*self.controls, *checks), "field of a link")
        checks[key]()

    def _check_together(self, fields: dict[str, str]) -> None:
        """Check what depends on more than one field, as the page will (assets/run/link_read.js, link_open.js)."""
        of_data = self.schema["data"][fields["data"]]
        degree = int(fields.get("degree", "1"))
        if degree > 1 and of_data["view"] != "line":
            raise ValueError(f"{fields['data']} has several features, and no degree")
        told, has = len(fields.get("at", "0_0").split("_")) - 1, of_data.get("features") or degree
        if told not in (1, has):
            raise ValueError(f"there are {told} weights in at, and the model has {has}")
        if len(fields.get("open", "").split(".")) > MOST_PANELS:
            raise ValueError(f"at most {MOST_PANELS} panels are open at once")

    def _check_switch(self, row: Switch, value: str) -> None:
        if row.kind == "choice":
            self.known(value, ("0", "1"), f"value of {row.key}")
        elif row.kind == "place":
            whole(value, MOST_FEATURES)
        elif row.kind == "pair":
            places = [whole(part, MOST_FEATURES) for part in value.split("_")]
            if len(places) != 2 or places[0] == places[1]:  # noqa: PLR2004
                raise ValueError(f"{row.key} is two places, as 0_1")
        else:
            numbers = [number(part) for part in value.split("_")]
            if len(numbers) > MOST_FEATURES or any(abs(part) > LARGEST for part in numbers):
                raise ValueError(f"{row.key} is at most {MOST_FEATURES} numbers up to {LARGEST:g}")

    def _check_control(self, key: str, value: str, dataset: str) -> None:
        name = self.controls[key]
        row = self.schema["controls"][name]
        of_data = self.schema["data"][dataset]
        if name == "scaling":
            self.known(value, ("none", *of_data["scalings"]), f"scaling of {dataset}")
        elif row["kind"] == "choice":
            self.known(
                value.replace(".", "0.") if value.startswith(".") else value,
                [*map(str, row["choices"])],
                f"value of {key}",
            )
        elif not (row.get("all") and value == "all"):
            found = _within(number(value), _bounds(name, row, of_data), key)
            if row["kind"] == "whole" and not found.is_integer():
                raise ValueError(f"{key} must be a whole number, not {value}")


def _bounds(name: str, row: dict[str, Any], of_data: dict[str, Any]) -> dict[str, Any]:
    """Return the bounds of a number of these data, however x is scaled."""
    if name == "noise" and of_data["noise"]:
        return of_data["noise"]
    if name == "learning_rate":
        rows = [row, *of_data["rates"].values()]
        return {**row, "low": min(it["low"] for it in rows), "high": max(it["high"] for it in rows)}
    return row


def number(text: str) -> float:
    """Return a number with a decimal point or comma; raise ValueError where it is none."""
    plain = text.replace(",", ".")
    if not NUMBER.fullmatch(plain):
        raise ValueError(f"{text!r} is no number")
    return float(plain)


def whole(text: str, most: float) -> int:
    """Return a whole number from 0 to `most`; raise ValueError where it is none."""
    if not WHOLE.fullmatch(text) or int(text) > most:
        raise ValueError(f"{text!r} is no whole number from 0 to {most:g}")
    return int(text)


def place(parts: list[str]) -> tuple[float, float]:
    """Return weight and bias; raise ValueError unless they are two numbers in their bounds."""
    found = [number(part) for part in parts]
    if len(found) != 2 or any(abs(part) > MOST_WEIGHT for part in found):  # noqa: PLR2004
        raise ValueError("a place is two numbers, weight and bias")
    return found[0], found[1]


def start(parts: list[str]) -> list[float]:
    """Return the weights and the bias that a run begins at; raise ValueError unless they are in their bounds."""
    found = [number(part) for part in parts]
    if not 2 <= len(found) <= MOST_FEATURES or any(abs(part) > MOST_WEIGHT for part in found):  # noqa: PLR2004
        raise ValueError("a start is one weight or more, and the bias")
    return found


def _fields(query: str) -> dict[str, str]:
    """Return the fields of a query; each may stand in it once."""
    pairs = [part.partition("=") for part in query.split("&") if part]
    fields: dict[str, str] = {key: value for key, _, value in pairs}
    if len(fields) < len(pairs):
        raise ValueError("a field stands there twice")
    return fields


def _within(value: float, bounds: dict[str, Any], what: str) -> float:
    if not bounds["low"] <= value <= bounds["high"]:
        raise ValueError(f"{what} must lie between {bounds['low']:g} and {bounds['high']:g}, not {value:g}")
    return value


def _matching(pattern: re.Pattern[str], text: str) -> None:
    if not pattern.fullmatch(text):
        raise ValueError(f"{text[:20]!r} is not what Share writes")
