"""The class shown to itself: numbers of everybody in columns, and no names. What is hidden is not in it."""

import time
from collections.abc import Collection, Sequence
from typing import Any

from app.rooms.bounds import HERE_S, SHOWN_FROM
from app.rooms.members import Member
from app.rooms.numbers import Numbers, short
from app.rooms.results import answers_of, outcome
from app.rooms.room import ENCODER, Room
from app.rooms.sections import passed_by

FIGURES = ("map", "curves", "ucurve", "slopes")
STOPPED_S = 3.0
OFF = 0.2  # of the slope: who stopped further away than this stopped early
FRESH_S = 0.5  # how long one picture serves all who look


def shown(room: Room, *, teacher: bool) -> list[str]:
    """Return which figures are shown to members, or on the teacher's page."""
    faces = ("wall", "all") if teacher else ("all",)
    hidden = covered(room)
    return [name for name in FIGURES if getattr(room.plan.show, name) in faces and name not in hidden]


def covered(room: Room) -> frozenset[str]:
    """Return the figures from which the answer to a question could be read that is asked or talked about."""
    ask = room.plan.ask
    return ask.told_by if ask else frozenset()


def picture(room: Room, figures: Collection[str], *, handles: bool = False) -> dict[str, Any]:
    """Return counts, and these figures of those whose numbers are known."""
    now = time.time()
    everybody = in_order(room)
    found: dict[str, Any] = {"counts": counts(room, now)}
    if hidden := covered(room):
        found["covered"] = sorted(hidden)
    if "map" in figures:
        dots = [(member, it) for member, it in everybody if _is_dot(it, now)]
        places = {name: [short(getattr(it, name)) for _, it in dots] for name in ("weight", "bias")}
        found["map"] = {**places, "runs": "".join(_letter(room, it, now) for _, it in dots)}
        if handles:
            found["dots"] = [member.handle for member, _ in dots]
    if "curves" in figures:
        found["curves"] = [{"stride": it.stride, "loss": it.curve} for _, it in everybody if it.curve]
    if "ucurve" in figures:
        found["ucurve"] = _u_curve([it for _, it in everybody])
    if "slopes" in figures:
        found["slopes"] = {"slope": sorted(short(it.slope) for _, it in everybody if it.slope is not None)}
    return found


def look(room: Room) -> bytes:
    """Return what is shown to all members, made twice a second for all of them."""
    now = time.monotonic()
    at, body = room.made.get("look", (0.0, b""))
    if not body or not 0 <= now - at < FRESH_S:
        body = ENCODER.encode(picture(room, shown(room, teacher=False)))
        room.made["look"] = now, body
    return body


def in_order(room: Room) -> Sequence[tuple[Member, Numbers]]:
    """Return members with their numbers in the order of their handles, which were drawn and tell nothing."""
    found = [(member, room.numbers[name]) for name, member in room.present if name in room.numbers]
    return sorted(found, key=lambda it: it[0].handle)


def counts(room: Room, now: float) -> dict[str, int]:
    """Return how many are here, and how their runs are."""
    here = [it for name, it in room.numbers.items() if room.is_here(name, now)]
    running = sum(room.is_running(it, now) for it in here)
    diverged = sum(it.phase == "diverged" for it in here)
    arrived = sum(it.arrived is not None and it.phase != "diverged" for it in here)
    paused = len(here) - running - diverged
    return {"here": len(here), "running": running, "paused": paused, "diverged": diverged, "arrived": arrived}


def radar(room: Room, now: float) -> dict[str, int]:
    """Return counts of what students do that a teacher would like to know of."""
    here = [it for name, it in room.numbers.items() if room.is_here(name, now)]
    return {
        "here": len(here),
        "above_limit": sum(it.limit is not None and it.rate > it.limit for it in here),
        "stopped_early": sum(_has_stopped_early(it, now) for it in here),
        "diverged": sum(it.phase == "diverged" for it in here),
    }


def tempo(room: Room) -> dict[str, int] | None:
    """Return the votes where there are enough of them to be shown, else nothing at all."""
    votes = [member.tempo for _, member in room.present if member.tempo]
    if len(votes) < SHOWN_FROM:
        return None
    return {kind: votes.count(kind) for kind in ("faster", "slower", "lost") if kind in votes}


def teacher_view(room: Room) -> dict[str, Any]:
    """Return what only the teacher is told: counts, and which of the chosen runs have come."""
    plan, now = room.plan, time.time()
    ask, replay = plan.ask, plan.replay
    chosen = replay.handles if replay else []
    return {
        "waiting": {"answers": len(answers_of(room, ask, ask.round)) if ask else 0},
        "tempo": tempo(room),
        "radar": radar(room, now),
        "snapshots": [{"handle": it, "ready": bool(replay and replay.row_of(it) in room.rows)} for it in chosen],
        "handed": sum(bool(member.link) for _, member in room.present),
        "passed": len(passed_by(room)),
        "points": sum(member.point is not None for _, member in room.present),
    } | ({"outcome": outcome(room)} if ask and ask.outcome and ask.phase == "shown" else {})


def _is_dot(it: Numbers, now: float) -> bool:
    return it.weight is not None and it.bias is not None and now - it.at < HERE_S


def _letter(room: Room, it: Numbers, now: float) -> str:
    """Return how a run is: diverged, running or paused; a capital where it has arrived."""
    if it.phase == "diverged":
        return "d"
    letter = "r" if room.is_running(it, now) else "p"
    return letter.upper() if it.arrived is not None else letter


def _u_curve(everybody: Sequence[Numbers]) -> dict[str, list[Any]]:
    """Return rate and epochs of the runs that had one rate from the start, in the order of rates."""
    ended = [it for it in everybody if it.whole and (it.arrived is not None or it.phase == "diverged")]
    points = sorted((short(it.rate), -1 if it.phase == "diverged" else it.arrived or 0) for it in ended)
    return {"rate": [rate for rate, _ in points], "epochs": [None if at < 0 else at for _, at in points]}


def _has_stopped_early(it: Numbers, now: float) -> bool:
    if it.phase not in ("paused", "playing") or not it.epoch or it.slope is None or it.weight is None:
        return False
    return now - it.moved > STOPPED_S and abs(it.weight - it.slope) > OFF * abs(it.slope)
