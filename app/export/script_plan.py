"""A run laid out for writing, and the small pieces of code that every script needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from inspect import signature
from textwrap import fill

from app.export.script_data import DataCode, data_code
from model.buffers import torch_class
from model.data import load
from model.data.dataset import Dataset
from model.data.words import plain
from model.optimizers import OptimizerSettings
from model.record import Piece, RunRecord, Segment, Stage, stages
from model.trainer import textbook_lines

WIDTH = 118
FIVE_LINES = tuple(textbook_lines().splitlines())


@dataclass(frozen=True)
class Plan:
    """A run laid out for writing: its stages, and which code they need."""

    record: RunRecord
    stages: list[Stage]

    @property
    def first(self) -> Segment:
        """Return what held at epoch 0."""
        return self.stages[0].segment

    @cached_property
    def pieces(self) -> list[Piece]:
        """Return the work of all stages, in order."""
        return [piece for stage in self.stages for piece in stage.pieces]

    @cached_property
    def points(self) -> Dataset:
        """Return the points at epoch 0."""
        return load(self.first.data)

    @cached_property
    def data(self) -> DataCode:
        """Return the code that makes the points."""
        tensors = ("all_features", "all_targets") if self.has_small_batches else ("features", "targets")
        return data_code([stage.segment.data for stage in self.stages], tensors)

    @property
    def changes_data(self) -> bool:
        """Tell whether the points were changed on the way."""
        return len({stage.segment.data for stage in self.stages}) > 1

    @cached_property
    def has_small_batches(self) -> bool:
        """Tell whether any epoch went in small batches."""
        return any(piece.size is not None for piece in self.pieces)

    @cached_property
    def has_many_seeds(self) -> bool:
        """Tell whether the seed that orders the examples was changed."""
        return len({stage.segment.training.seed for stage in self.stages}) > 1

    @property
    def is_plain(self) -> bool:
        """Tell whether one loop over whole epochs is all: nothing was changed, and no epoch is half done."""
        return len(self.stages) == 1 and all(piece.is_whole for piece in self.pieces)


def plan_for(record: RunRecord) -> Plan:
    """Lay out a run."""
    return Plan(record, stages(record))


def optimizer_call(settings: OptimizerSettings) -> str:
    """Return the call of torch's class, without the arguments that are its defaults."""
    listed = "".join(f", {name}={value!r}" for name, value in _chosen_arguments(settings).items())
    return f"torch.optim.{settings.torch_class}(model.parameters(){listed})"


def optimizer_words(settings: OptimizerSettings) -> str:
    """Name an optimizer with its learning rate, and its momentum if it has one."""
    momentum = getattr(settings, "momentum", 0.0)
    kind = "Nesterov momentum" if getattr(settings, "nesterov", False) else "momentum"
    also = f" and {kind} {plain(momentum)}" if momentum else ""
    return f"{settings.torch_class} with learning rate {plain(settings.learning_rate)}{also}"


def comment(text: str) -> str:
    """Return text as a comment, on as many lines as it takes."""
    return fill(text, WIDTH, initial_indent="# ", subsequent_indent="# ")


def indented(lines: Iterable[str], levels: int = 1) -> list[str]:
    """Return lines of code, so many levels deeper."""
    return [" " * 4 * levels + line for line in lines]


def _chosen_arguments(settings: OptimizerSettings) -> dict[str, object]:
    defaults, given = _defaults(type(settings)), settings.arguments().items()
    return {name: value for name, value in given if name == "lr" or value != defaults[name]}


@cache
def _defaults(kind: type[OptimizerSettings]) -> dict[str, object]:
    """Return the defaults of torch's class; a record of 2,000 changes would ask for them 2,000 times."""
    return {name: parameter.default for name, parameter in signature(torch_class(kind)).parameters.items()}
