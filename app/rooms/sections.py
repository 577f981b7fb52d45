"""What is sent of a plan, section by section: to members, and to the teacher. What is hidden is in neither."""

from collections.abc import Iterable
from typing import Any

import msgspec

from app.rooms.bounds import MOST_ROWS
from app.rooms.members import Member
from app.rooms.plan import SECTIONS
from app.rooms.results import results
from app.rooms.room import ENCODER, Room

Raw = msgspec.Raw
SHOWN_LETTERS = "ABC"


def sections(room: Room, names: Iterable[str] = SECTIONS, *, teacher: bool = False) -> dict[str, Raw]:
    """Return sections, each encoded once for all who ask for it."""
    found = {}
    for name in names:
        key = (name, teacher)
        if key not in room.made:
            room.made[key] = Raw(ENCODER.encode(_section(room, name, teacher=teacher)))
        found[name] = room.made[key]
    return found


def _section(room: Room, name: str, *, teacher: bool) -> Any:
    plan = room.plan
    if name == "ask":
        return _ask(room, teacher=teacher)
    if name == "challenge":
        return _challenge(room, teacher=teacher)
    if name == "replay":
        return _replay(room, teacher=teacher)
    if name == "points" and plan.points is not None:
        points = msgspec.to_builtins(plan.points)
        return points | {"outlier": plan.points.outlier is not None}
    return getattr(plan, name)


def _ask(room: Room, *, teacher: bool) -> Any:
    ask = room.plan.ask
    if ask is None:
        return None
    is_shown = ask.phase == "shown" and (teacher or ask.to == "all")
    return ask.as_seen(results(room, ask) if is_shown else None)


def _challenge(room: Room, *, teacher: bool) -> Any:
    challenge = room.plan.challenge
    if challenge is None:
        return None
    passed = passed_by(room)
    seen = msgspec.to_builtins(challenge) | {"passed": len(passed)}
    if not teacher:
        del seen["fewest"]
    if not challenge.board:
        return seen
    return seen | {"rows": [_row(member, named=challenge.names) for member in passed[:MOST_ROWS]]}


def passed_by(room: Room) -> list[Member]:
    """Return who has passed the challenge that stands, the best first."""
    challenge = room.plan.challenge
    if challenge is None:
        return []
    passed = [it for _, it in room.present if it.result and it.result.challenge == challenge.challenge]
    is_of_rates = challenge.kind == "largest-rate"
    return sorted(passed, key=lambda it: (-it.result.rate if is_of_rates else it.result.epochs, it.handle))  # pyright: ignore[reportOptionalMemberAccess]


def _row(member: Member, *, named: bool) -> dict[str, Any]:
    result = member.result
    row: dict[str, Any] = {} if result is None else {"epochs": result.epochs, "rate": result.rate}
    return row | ({"name": member.name} if named and not member.hidden else {})


def _replay(room: Room, *, teacher: bool) -> Any:
    replay = room.plan.replay
    if replay is None or not (teacher or replay.to == "all"):
        return None
    rows = [
        (letter, room.rows.get(replay.row_of(handle)))
        for letter, handle in zip(SHOWN_LETTERS, replay.handles, strict=False)
    ]
    return {"snapshots": [{"letter": letter, "record": Raw(row)} for letter, row in rows if row], "to": replay.to}
