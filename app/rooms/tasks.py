"""Questions and challenges as a teacher sets them: ready ones by their names, or one's own."""

from typing import Annotated, Any, Literal

import msgspec

from app.rooms.bounds import Line, Pair
from app.rooms.challenges import MOST_EPOCHS, Challenge
from app.rooms.plan import Face, Plan
from app.rooms.questions import MOST_CHOICES, Answerable, Kind, Question, Words
from app.rooms.ready_tasks import CHALLENGES, QUESTIONS
from app.rooms.teacher_acts import TeacherAct

replace = msgspec.structs.replace


class Ask(TeacherAct, Answerable, frozen=True, forbid_unknown_fields=True, tag="ask"):
    """A question: a ready one by its name, or one's own."""

    ready: str | None = None
    kind: Kind | None = None
    text: Line | None = None
    choices: Annotated[list[Line], msgspec.Meta(max_length=MOST_CHOICES)] | None = None
    data: dict[str, Any] | None = None  # of the teacher's page: what is right may be a matter of them

    def changed(self, plan: Plan) -> Plan:
        """Open it."""
        number = plan.numbered + 1
        return plan.with_(ask=self._question(number), numbered=number)

    def _question(self, number: int) -> Question:
        if self.ready is not None:
            return replace(_named(self.ready, QUESTIONS), question=number)
        if self.kind is None or self.text is None:
            raise ValueError("A question has a kind and a text.")
        choices = [Words(own=choice) for choice in self.choices or ()]
        own = {name: getattr(self, name) for name in Answerable.__struct_fields__}
        return Question(number, self.kind, Words(own=self.text), choices, **own)


class AskPhase(TeacherAct, frozen=True, tag="ask-phase"):
    """Open, closed, shown; the first round, or the second after talk."""

    phase: Literal["open", "closed", "shown"]
    round: Literal[1, 2] | None = None
    to: Face | None = None

    def changed(self, plan: Plan) -> Plan:
        """Set it. Back to the first round nobody goes: its answers are given."""
        if plan.ask is None:
            raise ValueError("There is no question.")
        given = self.given()
        if given.get("round", 2) < plan.ask.round:
            raise ValueError("The second round follows the first.")
        return plan.with_(ask=replace(plan.ask, **given))


class AskAway(TeacherAct, frozen=True, tag="ask-away"):
    """The question leaves; its answers stay, for the download."""

    def changed(self, plan: Plan) -> Plan:
        """Take it away."""
        return plan.with_(ask=None)


class Challenging(TeacherAct, frozen=True, tag="challenge"):
    """A challenge: a ready one by its name, or by numbers."""

    ready: str | None = None
    kind: Literal["within", "largest-rate", "line"] | None = None
    percent: Annotated[float, msgspec.Meta(gt=0, le=100)] | None = None
    epochs: Annotated[int, msgspec.Meta(ge=1, le=MOST_EPOCHS)] | None = None
    start: Pair | None = None
    line: Pair | None = None
    tolerance: Annotated[float, msgspec.Meta(gt=0, le=1e6)] | None = None
    data: dict[str, Any] | None = None

    def changed(self, plan: Plan) -> Plan:
        """Open it."""
        number = plan.numbered + 1
        if self.ready is not None:
            challenge = replace(_named(self.ready, CHALLENGES), challenge=number, data=self.data)
        elif self.kind is None:
            raise ValueError("A challenge has a kind.")
        else:
            challenge = Challenge(challenge=number, **self.given())
        return plan.with_(challenge=challenge, numbered=number)


class Board(TeacherAct, frozen=True, tag="board"):
    """Whether who passed is listed, and with names."""

    on: bool
    names: bool = False

    def changed(self, plan: Plan) -> Plan:
        """Set it."""
        if plan.challenge is None:
            raise ValueError("There is no challenge.")
        return plan.with_(challenge=replace(plan.challenge, board=self.on, names=self.names))


class ChallengePhase(TeacherAct, frozen=True, tag="challenge-phase"):
    """Open or closed."""

    phase: Literal["open", "closed"]

    def changed(self, plan: Plan) -> Plan:
        """Set it."""
        if plan.challenge is None:
            raise ValueError("There is no challenge.")
        return plan.with_(challenge=replace(plan.challenge, phase=self.phase))


class ChallengeAway(TeacherAct, frozen=True, tag="challenge-away"):
    """The challenge leaves."""

    def changed(self, plan: Plan) -> Plan:
        """Take it away."""
        return plan.with_(challenge=None)


def _named(name: str, ready: dict[str, Any]) -> Any:
    if name not in ready:
        raise ValueError("Nothing ready has that name.")
    return ready[name]
