"""What a lesson is, once its file has been read: plain, bounded values."""

import re
from dataclasses import dataclass
from typing import Literal

NAME = re.compile(r"[a-z]+(-[a-z]+)*")
MOST_CARDS = 30
MOST_LESSONS = 100
LONGEST_FILE = 40_000  # bytes
LONGEST_NAME = 40
LONGEST_TITLE = 60
LONGEST_CARD = 900  # characters of a card's text: three long sentences
LONGEST_LINE = 300
LONGEST_LINK = 1800
MOST_CHOICES = 5
MOST_MINUTES = 90
MOST_PANELS = 2

PredictKind = Literal["line", "place", "rate", "number", "choice"]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a card asks to be predicted: a number in a unit, one of some choices, or something of the page."""

    kind: PredictKind
    unit: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """When a card is done: its kind, and a number or a name that belongs to it."""

    kind: str
    value: float | str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One card: its words as HTML, what it makes of the page, what it asks for, what it says then."""

    heading: str
    html: str
    open: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    show: tuple[str, ...] = ()
    set: str = ""
    mark: tuple[float, float] | None = None
    predict: Prediction | None = None
    task: Task | None = None
    done: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson; `link` is the query of a link that it begins with."""

    name: str
    title: str
    minutes: int
    link: str
    cards: tuple[Card, ...]


class LessonError(ValueError):
    """A file that is no lesson: where, and why."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}")
