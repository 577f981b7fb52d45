"""What a teacher does: typed acts, each of which makes another plan out of one. Questions are in tasks.py."""

from typing import Annotated, Any, Literal

import msgspec

from app.rooms.bounds import MOST_SNAPSHOTS, Control, Pair, Sentence, Unit, Word
from app.rooms.follow import Actions, Author, Whole
from app.rooms.plan import MOST_LOCKS, Face, Handing, Placed, Plan, Replay, Show, Shown, Which

NARROWEST = 1e-9
replace = msgspec.structs.replace
Handle = Annotated[int, msgspec.Meta(ge=0, lt=2**32)]


class TeacherAct(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", omit_defaults=True):
    """Something that a teacher does. `changed` makes the next plan; raises ValueError where that is none."""

    def changed(self, plan: Plan) -> Plan:
        """Return the plan after it; as it is where nothing of it changes."""
        return plan

    def given(self) -> dict[str, Any]:
        """Return the fields that were given."""
        given = {name: getattr(self, name) for name in self.__struct_fields__}
        return {name: value for name, value in given.items() if value is not None}


class Mode(TeacherAct, frozen=True, tag="mode"):
    """Everyone alone, all after the teacher, or eyes to the front."""

    mode: Literal["free", "follow", "freeze"]
    sentence: Sentence = ""

    def changed(self, plan: Plan) -> Plan:
        """Set the mode; whoever is to follow hears where the teacher's page stands."""
        follow = {"follow": plan.follow} if self.mode == "follow" else {}
        return plan.with_(drive=replace(plan.drive, mode=self.mode, sentence=self.sentence), **follow)


class Locks(TeacherAct, frozen=True, tag="locks"):
    """Single controls that nobody moves."""

    locks: Annotated[list[Control], msgspec.Meta(max_length=MOST_LOCKS)]

    def changed(self, plan: Plan) -> Plan:
        """Set which."""
        return plan.with_(drive=replace(plan.drive, locks=sorted(set(self.locks))))


class Same(TeacherAct, frozen=True, tag="same"):
    """Whether all have the same sample, and the same start."""

    sample: Which | None = None
    start: Which | None = None

    def changed(self, plan: Plan) -> Plan:
        """Set what was given."""
        return plan.with_(drive=replace(plan.drive, **self.given()))


class TypedNames(TeacherAct, frozen=True, tag="names"):
    """Whether names may be typed."""

    allowed: bool

    def changed(self, plan: Plan) -> Plan:
        """Set it."""
        return plan.with_(drive=replace(plan.drive, names=self.allowed))


class Lead(TeacherAct, frozen=True, tag="follow"):
    """What the teacher's page did, and how it is since; `by` which of several pages, as the others do it too."""

    actions: Actions = []
    whole: Whole | None = None
    by: Author = ""

    def changed(self, plan: Plan) -> Plan:
        """Give each action its number."""
        return plan.with_(follow=plan.follow.after(self.actions, self.whole, self.by))


class LedTable(TeacherAct, frozen=True, tag="table"):
    """Points of the teacher's own, which those who follow learn from too."""

    table: msgspec.Raw


class ShowFigures(TeacherAct, frozen=True, tag="show"):
    """Which figures are shown, and to whom."""

    map: Shown | None = None
    curves: Shown | None = None
    ucurve: Shown | None = None
    slopes: Shown | None = None
    theory: bool | None = None
    own: bool | None = None

    def changed(self, plan: Plan) -> Plan:
        """Set what was given."""
        return plan.with_(show=Show(**{**msgspec.structs.asdict(plan.show), **self.given()}))


class Snapshots(TeacherAct, frozen=True, tag="snapshots"):
    """Whose runs are shown side by side, in this order; nobody's, where there is none."""

    handles: Annotated[list[Handle], msgspec.Meta(max_length=MOST_SNAPSHOTS)]
    to: Face = "wall"

    def changed(self, plan: Plan) -> Plan:
        """Choose them."""
        number = plan.numbered + 1
        chosen = Replay(number, list(dict.fromkeys(self.handles)), self.to) if self.handles else None
        return plan.with_(replay=chosen, numbered=number)


class SnapshotsTo(TeacherAct, frozen=True, tag="snapshots-to"):
    """On the wall alone, or on every page."""

    to: Face

    def changed(self, plan: Plan) -> Plan:
        """Set it."""
        if plan.replay is None:
            raise ValueError("There are no snapshots.")
        return plan.with_(replay=replace(plan.replay, to=self.to))


class Points(TeacherAct, frozen=True, tag="points"):
    """The class becomes the data."""

    mode: Literal["place", "pair"]
    x: Pair
    y: Pair
    names: tuple[Word, Word] = ("x", "y")
    units: tuple[Unit, Unit] = ("", "")

    def changed(self, plan: Plan) -> Plan:
        """Lay out the plane."""
        if not all(high - low >= NARROWEST for low, high in (self.x, self.y)):
            raise ValueError("A range that is none.")
        if not all(word.isprintable() for word in (*self.names, *self.units)):
            raise ValueError("A name that cannot be written.")
        return plan.with_(points=Placed(self.mode, self.x, self.y, self.names, self.units))


class PointsAway(TeacherAct, frozen=True, tag="points-away"):
    """The class is no longer the data."""

    def changed(self, plan: Plan) -> Plan:
        """Take the plane away."""
        return plan.with_(points=None)


class Outlier(TeacherAct, frozen=True, tag="outlier"):
    """One is to be an outlier: who, the server draws (app/rooms/teacher_acts_done.py)."""


class OutlierAway(TeacherAct, frozen=True, tag="outlier-away"):
    """Nobody is an outlier."""

    def changed(self, plan: Plan) -> Plan:
        """Let nobody be one."""
        return plan.with_(points=replace(plan.points, outlier=None)) if plan.points else plan


class HandingIn(TeacherAct, frozen=True, tag="handing"):
    """Whether runs are taken in."""

    on: bool

    def changed(self, plan: Plan) -> Plan:
        """Set it."""
        return plan.with_(handing=Handing(self.on))


class Remove(TeacherAct, frozen=True, tag="remove"):
    """Somebody is to leave; no ban."""

    member: Annotated[str, msgspec.Meta(max_length=40)]


class TempoClear(TeacherAct, frozen=True, tag="tempo-clear"):
    """The votes were heard."""


class End(TeacherAct, frozen=True, tag="end"):
    """The class ends."""
