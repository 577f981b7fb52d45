"""The block of a card that says what the card makes of the page: `key: value` lines, each key at most once."""

import re
from collections.abc import Callable
from typing import Any

from components.lessons.lesson import LONGEST_LINE, MOST_CHOICES, MOST_PANELS, Prediction, Task
from components.lessons.names import ANSWER, MOST_EPOCHS, Names, number, place, whole

PLACEHOLDERS = ("epoch", "steps", "loss", "lowest", "weight", "bias", "rate", "limit", "guess", "gap")
PLACEHOLDER = re.compile(r"{([^{}]*)}")
LONGEST_UNIT = 20
LONGEST_CHOICE = 60
MOST_RUNS = 8
MOST_STEPS = 10**9


def parse_line(key: str, value: str, names: Names) -> Any:
    """Return what a line of the block says; raise ValueError with a reason where it is not right."""
    if len(value) > LONGEST_LINE:
        raise ValueError(f"{key} is longer than {LONGEST_LINE} characters")
    hideable = (*names.hideable, ANSWER)
    parsers: dict[str, Callable[[], Any]] = {
        "open": lambda: _panels(value, names),
        "hide": lambda: names.each(value.split(), hideable, "thing to hide"),
        "show": lambda: names.each(value.split(), hideable, "thing to show"),
        "set": lambda: names.settings(value),
        "mark": lambda: place(value.split()),
        "predict": lambda: _prediction(value),
        "task": lambda: _task(value, names),
        "done": lambda: _done(value),
        "answer": lambda: value,
    }
    names.known(key, parsers, "line")
    if not value:
        raise ValueError(f"{key} is empty")
    return parsers[key]()


def _panels(value: str, names: Names) -> tuple[str, ...]:
    panels = names.each(value.split(), names.panels, "panel")
    if len(panels) > MOST_PANELS:
        raise ValueError(f"at most {MOST_PANELS} panels are open at once")
    return panels


def _prediction(value: str) -> Prediction:
    kind, colon, rest = (part.strip() for part in value.partition(":"))
    if kind in ("line", "place", "rate") and not colon:
        return Prediction(kind)  # pyright: ignore[reportArgumentType]
    if kind == "number":
        if len(rest) > LONGEST_UNIT:
            raise ValueError(f"a unit has at most {LONGEST_UNIT} characters")
        return Prediction("number", unit=rest)
    if kind == "choice":
        choices = tuple(choice.strip() for choice in rest.split("|"))
        if not 2 <= len(choices) <= MOST_CHOICES or not all(0 < len(one) <= LONGEST_CHOICE for one in choices):  # noqa: PLR2004
            raise ValueError(
                f"a choice is two to {MOST_CHOICES}, with | between them, each at most {LONGEST_CHOICE} characters"
            )
        if len(set(choices)) < len(choices):
            raise ValueError("two of the choices are the same")
        return Prediction("choice", choices=choices)
    raise ValueError("predict is line, place, rate, number: <unit>, or choice: <one> | <other>")


def _task(value: str, names: Names) -> Task:
    kind, _, rest = value.partition(" ")
    rest = rest.strip()
    batch = names.schema["controls"]["batch_size"]
    parsers: dict[str, Callable[[], float | str | None]] = {
        "epoch": lambda: whole(rest, MOST_EPOCHS),
        "steps": lambda: whole(rest, MOST_STEPS),
        "within": lambda: _percent(rest),
        "rate-above": lambda: names.rate(rest),
        "rate-below": lambda: names.rate(rest),
        "dataset": lambda: names.known(rest, names.data, "data set"),
        "optimizer": lambda: names.known(rest, names.optimizers, "optimizer"),
        "scaling": lambda: names.known(rest, names.scalings, "scaling"),
        "batch": lambda: whole(rest, batch["high"]),
        "compared": lambda: whole(rest, MOST_RUNS),
        **{name: lambda: _nothing(rest) for name in ("diverged", "paused", "predicted")},
    }
    names.known(kind, parsers, "task")
    return Task(kind, parsers[kind]())


def _percent(text: str) -> float:
    found = number(text)
    if not 0 < found <= 1e6:  # noqa: PLR2004
        raise ValueError("within is a number of percent above 0")
    return found


def _nothing(rest: str) -> None:
    if rest:
        raise ValueError(f"nothing follows this task, not {rest!r}")


def _done(value: str) -> str:
    for name in PLACEHOLDER.findall(value):
        if name not in PLACEHOLDERS:
            raise ValueError(f"there is no placeholder {{{name}}}; there are {', '.join(PLACEHOLDERS)}")
    if re.search(r"[{}]", PLACEHOLDER.sub("", value)):
        raise ValueError("a brace stands alone")
    return value
