"""What a question came to: histograms without names, both rounds on the same axis, and how many were sure and wrong."""

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import Any

import numpy as np

from app.rooms.members import Answer
from app.rooms.numbers import short
from app.rooms.questions import Question
from app.rooms.room import Room

BINS = 20
STEPS = (1, 2, 2.5, 5, 10)
NEXT = 1e-9  # of a bin: what rounding of the machine makes of an edge
SURE = 4  # of five
SCALE = 5


def results(room: Room, question: Question) -> dict[str, Any]:
    """Return what is sent once a question is shown: everything but who answered what."""
    rounds = [answers_of(room, question, round_) for round_ in range(1, question.round + 1)]
    found: dict[str, Any] = {"rounds": [_round(question, rounds, answers) for answers in rounds]}
    if question.truth is not None:
        found |= {"truth": question.truth, "tolerance": question.tolerance}
        found["sure_and_wrong"] = [sum(_is_sure_and_wrong(question, answer) for answer in it) for it in rounds]
    if question.outcome:
        found["outcome"] = outcome(room)
    return found


def answers_of(room: Room, question: Question, round_: int) -> list[Answer]:
    """Return the answers of a round, in an order that tells nothing: that of their values."""
    name = question.name_of(round_)
    given = [member.answers[name] for _, member in room.present if name in member.answers]
    return sorted(given, key=lambda answer: (str(type(answer.value)), answer.value, answer.confidence or 0))


def outcome(room: Room) -> dict[str, list[float]]:
    """Return at which rates the class's runs have come to within 1 % of the lowest loss, and at which they diverged."""
    whole = [it for it in room.numbers.values() if it.whole]
    return {
        "converged": sorted(it.rate for it in whole if it.arrived is not None and it.phase != "diverged"),
        "diverged": sorted(it.rate for it in whole if it.phase == "diverged"),
    }


def _round(question: Question, rounds: Sequence[list[Answer]], answers: list[Answer]) -> dict[str, Any]:
    if question.kind == "number":
        return {"answers": len(answers)} | _histogram(question, rounds, answers)
    if question.kind == "choice":
        return {"answers": len(answers)} | _counts(len(question.choices), answers)
    placed = [(*map(short, answer.value), answer.confidence) for answer in answers if isinstance(answer.value, tuple)]
    return {"answers": len(answers), "answers_at": placed}


def _histogram(question: Question, rounds: Sequence[list[Answer]], answers: list[Answer]) -> dict[str, Any]:
    """Count in bins from the lowest to the highest that anybody said in either round."""
    everything = [_number(answer) for given in rounds for answer in given] or [question.low or 0.0]
    edges = edges_of(min(everything), max(everything))
    sure = [answer for answer in answers if _is_sure(answer)]
    counted = {name: np.histogram([_number(it) for it in of], edges)[0] for name, of in _both(answers, sure)}
    return {"edges": [short(edge) for edge in edges.tolist()]} | {name: row.tolist() for name, row in counted.items()}


def edges_of(low: float, high: float) -> np.ndarray:
    """Return edges of at most 20 bins from the lowest to the highest: round numbers, as an axis has them."""
    raw = (high - low) / BINS or max(abs(low), 1.0) / BINS
    unit = 10.0 ** floor(log10(raw))
    step = next(unit * times for times in STEPS if unit * times >= raw * (1 - NEXT))
    first, last = floor(low / step + NEXT), ceil(high / step - NEXT)
    return np.arange(first, max(last, first + 1) + 1) * step


def _counts(choices: int, answers: list[Answer]) -> dict[str, Any]:
    of = [[answer for answer in answers if answer.value == choice] for choice in range(choices)]
    confidence = [[sum(it.confidence == level for it in given) for level in range(1, SCALE + 1)] for given in of]
    counts, sure = [len(given) for given in of], [sum(map(_is_sure, given)) for given in of]
    return {"counts": counts, "sure": sure, "confidence": confidence}


def _both(answers: list[Answer], sure: list[Answer]) -> Sequence[tuple[str, list[Answer]]]:
    return ("counts", answers), ("sure", sure)


def _number(answer: Answer) -> float:
    return 0.0 if isinstance(answer.value, tuple) else answer.value


def _is_sure(answer: Answer) -> bool:
    return (answer.confidence or 0) >= SURE


def _is_sure_and_wrong(question: Question, answer: Answer) -> bool:
    return _is_sure(answer) and not question.is_right(answer.value)
