"""A class as this process knows it: rows as they stand in the store, and the latest numbers of its members."""

import time
from collections.abc import Iterator
from typing import Any

import msgspec

from app.rooms.bounds import HERE_S, OF_A_ROW
from app.rooms.keys import Proofs
from app.rooms.members import Member
from app.rooms.numbers import Numbers, Settings
from app.rooms.other_versions import read_row
from app.rooms.plan import Plan, read_plan
from app.rooms.points import ClassPoints, placed

PLAN = "plan"
MEMBER = "m:"
RUNNING_S = 2.5
COUNTED_S = 0.5
INSTANT_S = 0.001
POINTS_S = 0.5  # how often the class's points may change for those who learn from them
ENCODER = msgspec.json.Encoder()


class Head(msgspec.Struct, frozen=True):
    """What never changes of a class: its public id, the hash of its key, and whether it was brought back by a page."""

    id: str
    key: str
    restored: bool = False


class Room:
    """Rows by name, decoded once: "plan", "m:<member>", "s:<number>.<handle>", "q:<question>"."""

    def __init__(self, code: str, head: Head, plan: Plan) -> None:
        self.code, self.head = code, head
        self.rows: dict[str, bytes] = {}
        self.plan = plan
        self.members: dict[str, Member] = {}
        self.proofs = Proofs()
        self.numbers: dict[str, Numbers] = {}
        self.settings: dict[str, Settings] = {}  # of a member's last tick, in this process
        self.seq = 0  # of the last change in a shared store that is known here, and of each row
        self.seqs: dict[str, int] = {}
        self.asked = self.watched = time.monotonic()
        self.used = time.time()
        self.size = 0
        self.made: dict[Any, Any] = {}  # what was made of a version, for all who ask for the same
        self._points: tuple[tuple[int, float], ClassPoints | None] = (0, 0.0), None
        self.take(PLAN, ENCODER.encode(plan))

    def take(self, field: str, row: bytes | None, seq: int = 0) -> None:
        """Take a row as it now is, or that it is no more, unless a later one is here."""
        if seq < self.seqs.get(field, 0):
            return
        if seq:
            self.seqs[field] = seq
        self.size += bytes_of(row) - bytes_of(self.rows.pop(field, None))
        if row is not None:
            self.rows[field] = row
        if field == PLAN and row is not None:
            self.plan = read_plan(row)
        elif field.startswith(MEMBER):
            self._take_member(field.removeprefix(MEMBER), row)
        self.made.clear()

    def _take_member(self, member: str, row: bytes | None) -> None:
        try:
            taken = read_row(row, Member) if row is not None else None
        except msgspec.ValidationError:  # of another version, and not known here
            taken = None
        if taken is None:
            self.members.pop(member, None)
            return
        self.members[member] = taken
        if taken.removed:
            self.forget(member)

    def number_of(self, member: str) -> Numbers:
        """Return a member's latest numbers, which begin when it is first heard of."""
        if member not in self.numbers:
            self.numbers[member] = Numbers(curve=[], stretches=[])
        return self.numbers[member]

    def left(self, member: str) -> bool:
        """Forget the numbers of who has left, here and, as none are newer, elsewhere; tell whether there were any."""
        before = self.numbers.get(member)
        self.forget(member)
        if before is not None:
            self.numbers[member] = Numbers(at=before.at + INSTANT_S, curve=[], gone=True)
        return before is not None

    def forget(self, member: str) -> None:
        """Forget a member's numbers."""
        self.numbers.pop(member, None)
        self.settings.pop(member, None)

    @property
    def present(self) -> Iterator[tuple[str, Member]]:
        """Yield who belongs to the class: all but the removed."""
        return ((name, member) for name, member in self.members.items() if not member.removed)

    def is_here(self, member: str, now: float) -> bool:
        """Tell whether a member was heard of lately."""
        numbers = self.numbers.get(member)
        return numbers is not None and not numbers.gone and now - numbers.at < HERE_S

    def here(self, now: float) -> int:
        """Return how many are here; looked at twice a second, as every answer tells it."""
        at, count = self.made.get("here", (0.0, 0))
        if not 0 <= now - at < COUNTED_S:
            count = sum(now - it.at < HERE_S and not it.gone for it in self.numbers.values())
            self.made["here"] = now, count
        return count

    def is_running(self, numbers: Numbers, now: float) -> bool:
        """Tell whether a run moves: a page that was put away does not say that it stands still."""
        return numbers.phase == "playing" and now - numbers.at < RUNNING_S

    def wants(self, member: Member) -> bool:
        """Tell whether a member's run is to be shown and has not come."""
        replay = self.plan.replay
        return replay is not None and member.handle in replay.handles and replay.row_of(member.handle) not in self.rows

    def points(self) -> ClassPoints:
        """Return the points that the class has placed, as they were half a second ago at most."""
        at, points = self._points
        if points is None or self.plan.version != at[0] or not 0 <= time.monotonic() - at[1] < POINTS_S:
            points = placed(self.plan.points, [it.point for _, it in self.present if it.point])
            self._points = (self.plan.version, time.monotonic()), points
        return points

    def me(self, name: str) -> dict[str, Any]:
        """Return what a member is told of itself."""
        member, points = self.members[name], self.plan.points
        return member.as_seen(is_outlier=points is not None and points.outlier == name, wanted=self.wants(member))


def bytes_of(row: bytes | None) -> int:
    """Return about how many bytes a row takes, once as it is written and once decoded."""
    return 0 if row is None else OF_A_ROW + 2 * len(row)
