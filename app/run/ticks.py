"""One tick: a pure function of its command, made fast by the session cache (docs/why/tick.md)."""

from collections.abc import Callable
from functools import lru_cache

from app.host.logs import Refusals
from app.notices import RefusedError
from app.run.budget import Budget
from app.run.own_points import OwnPoints, UnknownPointsError, parse_table
from app.run.pace import Pace
from app.run.points import Points, describe
from app.run.protocol import Command, Progress, Raw, asking_for_points, parse_command, refusal, refusing
from app.run.sessions import Session, SessionCache
from model.data import DATA_SETS, DataSets, DataSpec
from model.data.curve import base_of
from model.data.points import PointsData
from model.snapshot import Snapshot
from model.trainer import Stretch

InRoom = Callable[[Command, Progress], Raw]


class WithPointsError(Exception):
    """The answer brings points along, which takes longer than a tick: it is not given at once. Nothing was run."""


def nobody(*_: object) -> Raw:
    """Answer the room of a command where there are no classes."""
    return {"gone": "unknown"}


class Ticks:
    """Answers commands; each stops after `budget_ms` of work, counted between batches, so that nobody waits long.

    How much is done in an answer is no part of its values, so it may depend on the load.
    """

    def __init__(
        self,
        sessions: SessionCache,
        pace: Pace,
        budget_ms: float,
        refusals: Refusals | None = None,
        data_sets: DataSets = DATA_SETS,
    ) -> None:
        self.sessions = sessions
        self.pace = pace
        self.budget = Budget(budget_ms / 1000)
        self.refusals = refusals or Refusals()
        self.data_sets = data_sets
        self.own = OwnPoints()
        self.in_room: InRoom = nobody

    def answer(self, raw: object, *, at_once: bool = False) -> Raw:
        """Answer what a browser sent: a progress, or a refusal with a notice, as plain JSON.

        Where it is wanted at once, raise WithPointsError if it brings points.
        """
        try:
            command = parse_command(raw, self.data_sets, self.own)
            if at_once and command.shown != self.sessions.shown_of(command):
                raise WithPointsError
            progress = self.advance(command)
        except UnknownPointsError:
            return asking_for_points(raw)
        except RefusedError as refused:
            self.refusals.refused()
            return refusal(raw, refused)
        if command.room is None:
            return progress.as_json()
        return progress.as_json() | {"room": self.in_room(command, progress)}

    def answer_with(self, points: Raw, raw: object) -> Raw:
        """Answer a command that brings its points along."""
        try:
            with refusing():
                self.own.remember(parse_table(points))
        except RefusedError as refused:
            self.refusals.refused()
            return refusal(raw, refused)
        return self.answer(raw)

    def advance(self, command: Command) -> Progress:
        """Run what the command asks for, or an exact prefix of it; or raise RefusedError."""
        with self.budget.tick() as time_is_up:
            return self._advance(command, time_is_up)

    def _advance(self, command: Command, time_is_up: Callable[[], bool]) -> Progress:
        try:
            session = self.sessions.session_for(command)
        except ValueError as error:
            raise RefusedError("server.unusable", str(error)) from error
        stretch = session.trainer.run(command.epochs, time_is_up, command.batch)
        snapshots = stretch.snapshots if command.epochs else _standing_still(session)
        checkpoint = stretch.checkpoint
        if not command.epochs and command.checkpoint:
            checkpoint = command.checkpoint  # looking changes nothing: not even another optimizer's buffers
        # A diverged trainer is past its last good checkpoint, so it must not be found again.
        session.checkpoint = None if stretch.diverged else checkpoint
        return Progress(
            seq=command.seq,
            epoch=_last_epoch(snapshots, stretch),
            snapshots=snapshots,
            checkpoint=checkpoint,
            diverged=stretch.diverged,
            pace_ms=self.pace.ms,
            points=self._points(command, session),
            notice=command.notice,
        )

    def _points(self, command: Command, session: Session) -> Points | None:
        if command.shown == session.shown:
            return None
        try:
            spec = command.data
            return self.own.described(spec) if isinstance(base_of(spec), PointsData) else _described(spec)
        except ValueError as error:  # of numpy, whose equations have no solution
            raise RefusedError("server.unusable", str(error)) from error


def _standing_still(session: Session) -> list[Snapshot]:
    return [] if session.trainer.batch else [session.trainer.snapshot()]


def _last_epoch(snapshots: list[Snapshot], stretch: Stretch) -> int:
    return snapshots[-1].epoch if snapshots else stretch.checkpoint.epoch


@lru_cache(16)
def _described(spec: DataSpec) -> Points:
    """Describe points: a whole class begins with the same ones."""
    return describe(spec)
