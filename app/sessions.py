"""Live trainers by run id: a cache, so that a tick need not rebuild its model; losing one costs time, never values."""

from collections import OrderedDict
from dataclasses import dataclass

from app.protocol import Command
from model.dataset import DataSpec, fingerprint, load
from model.settings import TrainingSettings
from model.snapshot import Checkpoint
from model.trainer import Trainer


@dataclass(slots=True)
class Session:
    """A live trainer with what it was built from, the hash of its data and the checkpoint that it last returned."""

    data: DataSpec
    training: TrainingSettings
    checkpoint: Checkpoint | None
    trainer: Trainer
    shown: str

    def fits(self, command: Command) -> bool:
        """Tell whether going on with the live trainer gives what a rebuilt one would give."""
        return (
            self.checkpoint is not None
            and self.checkpoint == command.checkpoint
            and self.training == command.training
            and self.data == command.data
        )


class SessionCache:
    """Run id -> Session; bounded, the least recently used leaves first."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
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
            session = self._sessions[command.run] = Session(
                command.data, command.training, None, trainer, fingerprint(command.data)
            )
        self._sessions.move_to_end(command.run)
        if len(self._sessions) > self.limit:
            self._sessions.popitem(last=False)
        return session

    def clear(self) -> None:
        """Forget every session."""
        self._sessions.clear()
