"""What the teacher's page holds of a class, so that it can be brought back where no store has kept it."""

import msgspec

from app.rooms.plan import SECTIONS, Plan, read_plan
from app.rooms.room import ENCODER, Room
from app.run.protocol import refusing

LATER = 1_000  # versions: members' pages may hold newer ones than the teacher's
replace = msgspec.structs.replace


def keep(room: Room) -> dict[str, object]:
    """Return what is held, with its version: the plan, without what only members may know or their pages hold."""
    plan = room.plan
    points = replace(plan.points, outlier=None) if plan.points else None
    kept = replace(plan, points=points, replay=None)
    return {"version": plan.version, "kept": ENCODER.encode(kept).decode()}


def kept_plan(kept: str) -> Plan:
    """Return the plan that a page has held; raise RefusedError unless it is one."""
    with refusing():
        plan = read_plan(kept.encode())
    version = plan.version + LATER
    return replace(plan, version=version, since=dict.fromkeys(SECTIONS, version))
