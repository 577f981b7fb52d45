"""Live models by run id: a cache, so that a tick need not rebuild its model; losing one costs time, never values.

How many are kept is the setting MAX_SESSIONS (app/server_settings.py), and how large they may be follows from it.
"""

from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from app.host.memory import give_holes_back
from app.run.protocol import Command
from model.data import DataSpec, fingerprint, load
from model.data.curve import base_of
from model.data.points import PointsData, PointsTable
from model.optimizers import TrainingSettings
from model.snapshot import Checkpoint
from model.trainer import Trainer

SMALLEST = 20_000  # bytes of a session with hardly any points, measured as 16,000; and of each number of its points
BYTES_A_NUMBER = 24  # as features, as training features and as torch's, and what the allocator adds
BYTES_APART = 12  # more where some of them are for testing: those, and the others, are copies
HOLES = 8_000_000  # bytes of sessions that have left, after which their memory is given back
ROOM = 60_000  # bytes for each session of the limit: the article's line takes 32,000, and 2,000 houses 260,000


@dataclass(slots=True)
class Session:
    """A live trainer with what it was built from, the hash of its data and the checkpoint that it last returned."""

    data: DataSpec
    training: TrainingSettings
    checkpoint: Checkpoint | None
    trainer: Trainer
    shown: str

    @property
    def size(self) -> int:
        """Return about how many bytes it takes: its points make one session larger than another."""
        points = self.trainer.dataset
        each = BYTES_A_NUMBER + (BYTES_APART if points.test is not None else 0)
        return SMALLEST + each * (points.features.size + points.targets.size)

    @property
    def table(self) -> PointsTable | None:
        """Return somebody's own points, which live as long as a session does that has them."""
        points = base_of(self.data)
        return points.table if isinstance(points, PointsData) else None

    def fits(self, command: Command) -> bool:
        """Tell whether going on with the live trainer gives what a rebuilt one would give."""
        return (
            self.checkpoint is not None
            and self.checkpoint == command.checkpoint
            and self.training == command.training
            and self.data == command.data
        )


class SessionCache:
    """Run id -> Session; bounded in number and in size, the least recently used leaves first.

    `beside` tells how many bytes classes take, which cannot be worked out anew: sessions leave them up to two thirds of
    their room.
    """

    def __init__(self, limit: int, beside: Callable[[], int] = lambda: 0) -> None:
        self.limit, self.beside = limit, beside
        self.size = 0
        self.left = 0  # bytes of sessions that have left since memory was given back
        self._tables: Counter[PointsTable] = Counter()  # how many sessions have each
        self._sessions: OrderedDict[str, Session] = OrderedDict()

    def __len__(self) -> int:
        return len(self._sessions)

    def __contains__(self, run: object) -> bool:
        return run in self._sessions

    def shown_of(self, command: Command) -> str:
        """Return the hash of a command's data, as it is known of the live session or worked out anew."""
        live = self._sessions.get(command.run)
        return live.shown if live is not None and live.data == command.data else fingerprint(command.data)

    def session_for(self, command: Command) -> Session:
        """Return the live session if it fits the command, else one rebuilt from the command's checkpoint.

        Raises ValueError if the checkpoint does not belong to a model of this shape.
        """
        session = self._sessions.get(command.run)
        if session is None or not session.fits(command):
            trainer = Trainer(load(command.data), command.training, command.checkpoint)
            session = Session(command.data, command.training, None, trainer, fingerprint(command.data))
            self._keep(command.run, session)
        self._sessions.move_to_end(command.run)
        return session

    def clear(self) -> None:
        """Forget every session."""
        self._sessions.clear()
        self._tables.clear()
        self.size = 0

    def _keep(self, run: str, session: Session) -> None:
        old = self._sessions.pop(run, None)
        self._sessions[run] = session
        self._count(session, 1)
        if old:
            self._count(old, -1)
        room = self.limit * ROOM
        room = max(room // 3, room - self.beside())
        while len(self._sessions) > self.limit or self.size > room:
            if len(self._sessions) == 1:
                break
            before = self.size
            self._count(self._sessions.popitem(last=False)[1], -1)
            self.left += before - self.size
        if self.left > HOLES:
            self.left = 0
            give_holes_back()

    def _count(self, session: Session, one: int) -> None:
        """Count a session that comes (1) or goes (-1), and its table with the first or the last that has it."""
        self.size += one * session.size
        table = session.table
        if table is None:
            return
        self._tables[table] += one
        if self._tables[table] == max(0, one):
            self.size += one * table.nbytes
        if not self._tables[table]:
            del self._tables[table]
