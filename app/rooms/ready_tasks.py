"""Ready questions, one for each thing that people get wrong, and ready challenges. Their words are texts by id."""

from typing import Any

import msgspec

from app.rooms.challenges import Challenge
from app.rooms.questions import Question, Words

LETTERS = "abcd"


def _choice(name: str, count: int, right: int) -> Question:
    """Return a question with so many answers, whose texts are class.ready.<name>.<letter>."""
    choices = [Words(id=f"class.ready.{name}.{letter}") for letter in LETTERS[:count]]
    return Question(0, "choice", Words(id=f"class.ready.{name}.ask"), choices, truth=float(right))


def _open(name: str, kind: Any, **fields: Any) -> Question:
    return Question(0, kind, Words(id=f"class.ready.{name}.ask"), **fields)


QUESTIONS: dict[str, Question] = {
    "larger-rate": _choice("larger-rate", 3, 1),
    "flat-loss": _choice("flat-loss", 2, 1),
    "where-it-ends": _choice("where-it-ends", 3, 1),
    "local-minima": _choice("local-minima", 2, 1),
    "any-data": _choice("any-data", 3, 2),
    "noise": _choice("noise", 2, 1),
    "stochastic": _choice("stochastic", 2, 1),
    "epoch-or-step": _choice("epoch-or-step", 3, 2),
    "downhill": _choice("downhill", 2, 1),
    "outlier": _choice("outlier", 3, 1),
    "largest-rate": _open("largest-rate", "number", low=0.0, high=10.0, outcome=True),
    "line-by-hand": _open("line-by-hand", "line"),
    "place-of-the-lowest": _open("place-of-the-lowest", "place"),
}
CHALLENGES: dict[str, Challenge] = {
    "within-25": Challenge(0, "within", Words(id="class.ready.within-25.ask"), percent=1.0, epochs=25),
    "within-200": Challenge(0, "within", Words(id="class.ready.within-200.ask"), percent=1.0, epochs=200),
    "largest-rate": Challenge(0, "largest-rate", Words(id="class.ready.rate.ask"), percent=1.0, epochs=1_000),
    "from-afar": Challenge(
        0, "line", Words(id="class.ready.from-afar.ask"), epochs=500, start=(-4.0, 8.0), line=(2.0, 3.0), tolerance=0.2
    ),
}


def ready() -> dict[str, Any]:
    """Return what a teacher may choose from: without the right answers."""
    questions = [{"name": name} | question.as_seen(None) for name, question in QUESTIONS.items()]
    challenges = [{"name": name} | msgspec.to_builtins(challenge) for name, challenge in CHALLENGES.items()]
    for entry in (*questions, *challenges):
        for field in ("question", "challenge", "phase", "round", "to", "board", "names", "data"):
            entry.pop(field, None)
    return {"questions": questions, "challenges": challenges}
