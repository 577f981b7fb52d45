"""Live models by run id: a cache, so that a tick need not rebuild its model; losing one costs time, never values.

How many are kept is the setting MAX_SESSIONS (app/server_settings.py), and how large they may be follows from it.
"""

from collections import OrderedDict
from dataclasses import dataclass

from app.run.protocol import Command
from model.data import DataSpec, fingerprint, load
from model.optimizers import TrainingSettings
from model.snapshot import Checkpoint
from model.trainer import Trainer

SMALLEST = 20_000  # bytes of a session with hardly any points, measured as 16,000; and of each number of its points
BYTES_A_NUMBER = 24  # as features, as training features and as torch's, and what the allocator adds
ROOM = 90_000  # bytes for each session of the limit: the article's line takes 32,000, and 2,000 houses 260,000


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
        return SMALLEST + BYTES_A_NUMBER * (points.features.size + points.targets.size + 2 * len(points.labels))

    def fits(self, command: Command) -> bool:
        """Tell whether going on with the live trainer gives what a rebuilt one would give."""
        return (
            self.checkpoint is not None
            and self.checkpoint == command.checkpoint
            and self.training == command.training
            and self.data == command.data
        )


class SessionCache:
    """Run id -> Session; bounded in number and in size, the least recently used leaves first."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._sessions: OrderedDict[str, Session] = OrderedDict()

    def __len__(self) -> int:
        return len(self._sessions)

    def __contains__(self, run: object) -> bool:
        return run in self._sessions

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
        self.size = 0

    def _keep(self, run: str, session: Session) -> None:
        old = self._sessions.pop(run, None)
        self.size += session.size - (old.size if old else 0)
        self._sessions[run] = session
        while len(self._sessions) > self.limit or self.size > self.limit * ROOM:
            if len(self._sessions) == 1:
                break
            self.size -= self._sessions.popitem(last=False)[1].size
