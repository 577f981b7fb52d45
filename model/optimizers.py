"""The optimizers: one entry each, with torch's class, its settings and their bounds, and its buffers; the choices; and
how a run trains with one of them.

Torch's classes are named and not imported: whoever only wants to know what there is needs no torch.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, ClassVar

from model.defaults_and_limits import (
    ALPHA,
    ANY_LEARNING_RATE,
    BATCH_SIZE,
    BETA1,
    BETA2,
    LEARNING_RATE,
    MOMENTUM,
    START_SEED,
    WEIGHT_DECAY,
    Setting,
)

NOT_OF_THE_BUFFERS = ("learning_rate", "weight_decay")  # these may change, and the buffers stay what they are


class OptimizerSettings:
    """The settings of one of torch's optimizers: a frozen dataclass, with fields as torch names them, but `lr`.

    `torch_class` is its name in `torch.optim`. `buffers` are what it remembers of each parameter, by torch's names; of
    these `not_negative` are counts and sums of squares. `bounds` holds the settings that are numbers.
    """

    __slots__ = ()

    name: ClassVar[str]
    torch_class: ClassVar[str]
    buffers: ClassVar[tuple[str, ...]]
    not_negative: ClassVar[tuple[str, ...]] = ()
    bounds: ClassVar[Mapping[str, Setting]]
    learning_rate: float
    weight_decay: float

    def __post_init__(self) -> None:
        for name, setting in self.bounds.items():
            setting.check(getattr(self, name))

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of the torch class."""
        given = self._fields()
        return {"lr": given.pop("learning_rate"), **given}

    def family(self) -> str:
        """Name what the buffers depend on; buffers of another family are not taken over."""
        of_buffers = ((name, value) for name, value in self._fields().items() if name not in NOT_OF_THE_BUFFERS)
        return " ".join([self.name, *(f"{name}={value!r}" for name, value in of_buffers)])

    def _fields(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in field_names(type(self))}


@cache
def field_names(kind: type) -> tuple[str, ...]:
    """Return the names of a dataclass's fields, looked up once."""
    return tuple(field.name for field in fields(kind))


@dataclass(frozen=True, slots=True)
class SGD(OptimizerSettings):
    """Gradient descent, with a momentum or without; Nesterov's kind of a momentum of 0 is none."""

    name: ClassVar[str] = "sgd"
    torch_class: ClassVar[str] = "SGD"
    buffers: ClassVar[tuple[str, ...]] = ("momentum_buffer",)
    bounds: ClassVar[Mapping[str, Setting]] = {
        "learning_rate": ANY_LEARNING_RATE,
        "momentum": MOMENTUM,
        "weight_decay": WEIGHT_DECAY,
    }
    learning_rate: float = LEARNING_RATE.default
    momentum: float = 0.0
    nesterov: bool = False
    weight_decay: float = 0.0

    def __post_init__(self) -> None:
        OptimizerSettings.__post_init__(self)
        if self.nesterov and not self.momentum:
            object.__setattr__(self, "nesterov", False)


@dataclass(frozen=True, slots=True)
class RMSprop(OptimizerSettings):
    """Steps divided by a running root mean square of the gradient; alpha is torch's name for its β."""

    name: ClassVar[str] = "rmsprop"
    torch_class: ClassVar[str] = "RMSprop"
    buffers: ClassVar[tuple[str, ...]] = ("step", "square_avg")
    not_negative: ClassVar[tuple[str, ...]] = ("step", "square_avg")
    bounds: ClassVar[Mapping[str, Setting]] = {
        "learning_rate": ANY_LEARNING_RATE,
        "alpha": ALPHA,
        "weight_decay": WEIGHT_DECAY,
    }
    learning_rate: float = LEARNING_RATE.default
    alpha: float = ALPHA.default
    weight_decay: float = 0.0


@dataclass(frozen=True, slots=True)
class Adam(OptimizerSettings):
    """Running means of the gradient and of its square, both corrected for their start at 0."""

    name: ClassVar[str] = "adam"
    torch_class: ClassVar[str] = "Adam"
    buffers: ClassVar[tuple[str, ...]] = ("step", "exp_avg", "exp_avg_sq")
    not_negative: ClassVar[tuple[str, ...]] = ("step", "exp_avg_sq")
    bounds: ClassVar[Mapping[str, Setting]] = {
        "learning_rate": ANY_LEARNING_RATE,
        "beta1": BETA1,
        "beta2": BETA2,
        "weight_decay": WEIGHT_DECAY,
    }
    learning_rate: float = LEARNING_RATE.default
    beta1: float = BETA1.default
    beta2: float = BETA2.default
    weight_decay: float = 0.0

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of the torch class."""
        betas = (self.beta1, self.beta2)
        return {"lr": self.learning_rate, "betas": betas, "weight_decay": self.weight_decay}


@dataclass(frozen=True, slots=True)
class AdamW(Adam):
    """Adam whose weight decay is decoupled: it shrinks the parameters and does not pass through the running means."""

    name: ClassVar[str] = "adamw"
    torch_class: ClassVar[str] = "AdamW"


@dataclass(frozen=True, slots=True)
class Adagrad(OptimizerSettings):
    """Steps divided by the root of the sum of all squares of the gradient so far."""

    name: ClassVar[str] = "adagrad"
    torch_class: ClassVar[str] = "Adagrad"
    buffers: ClassVar[tuple[str, ...]] = ("step", "sum")
    not_negative: ClassVar[tuple[str, ...]] = ("step", "sum")
    bounds: ClassVar[Mapping[str, Setting]] = {"learning_rate": ANY_LEARNING_RATE, "weight_decay": WEIGHT_DECAY}
    learning_rate: float = LEARNING_RATE.default
    weight_decay: float = 0.0


PLAIN = SGD()


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """How a run trains.

    `batch_size` None is the full batch. `seed` gives the initial weights and, with the epoch, the order of the
    examples.
    """

    optimizer: OptimizerSettings = PLAIN
    batch_size: int | None = BATCH_SIZE.default
    seed: int = int(START_SEED.default)

    def __post_init__(self) -> None:
        if self.batch_size is not None:
            BATCH_SIZE.check(self.batch_size)
        START_SEED.check(self.seed)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a user chooses: an optimizer, what is fixed by that choice, and which fields are then to set.

    The learning rate and the weight decay, which every optimizer has, are not told.
    """

    optimizer: type[OptimizerSettings]
    fixed: Mapping[str, Any]
    fields: tuple[str, ...]


KINDS: tuple[type[OptimizerSettings], ...] = (SGD, Adam, AdamW, RMSprop, Adagrad)
OPTIMIZERS: Mapping[str, type[OptimizerSettings]] = {kind.name: kind for kind in KINDS}
NOT_NEGATIVE = frozenset(name for kind in OPTIMIZERS.values() for name in kind.not_negative)
CHOICES: Mapping[str, Choice] = {
    "sgd": Choice(SGD, {}, ()),
    "momentum": Choice(SGD, {}, ("momentum",)),
    "nesterov": Choice(SGD, {"nesterov": True}, ("momentum",)),
    "rmsprop": Choice(RMSprop, {}, ("alpha",)),
    "adam": Choice(Adam, {}, ("beta1", "beta2")),
    "adamw": Choice(AdamW, {}, ("beta1", "beta2")),
    "adagrad": Choice(Adagrad, {}, ()),
}
