"""Everything a user can set: name, default, bounds and step of each stand here alone."""

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Setting:
    """One number that a user sets, with its bounds (inclusive) and the step of its control."""

    label: str
    default: float
    low: float
    high: float
    step: float

    def check(self, value: float) -> None:
        """Raise ValueError with a sentence for the user unless low <= value <= high; NaN never passes."""
        if not self.low <= value <= self.high:
            raise ValueError(f"{self.label} must lie between {self.low:g} and {self.high:g}, not {value!r:.40}.")


LEARNING_RATE = Setting("Learning rate", 0.01, 1e-4, 10.0, 0.0)
MOMENTUM = Setting("Momentum", 0.9, 0.0, 0.99, 0.01)
BETA = Setting("Beta", 0.9, 0.0, 0.9999, 0.001)
WEIGHT_DECAY = Setting("Weight decay", 0.0, 0.0, 10.0, 0.01)
BATCH_SIZE = Setting("Batch size", 0, 1, 2000, 1)
N_SAMPLES = Setting("Points", 250, 2, 2000, 1)
NOISE = Setting("Noise", 0.25, 0.0, 2.0, 0.05)
SEED = Setting("Seed", 7, 0, 2**32 - 1, 1)
START_SEED = Setting("Seed of the start", 136, 0, 2**32 - 1, 1)
SPEEDS = (1, 5, 25, 100)
SCALINGS = ("none", "unit", "ten", "hundred", "centred", "standardised")
MAX_EPOCHS_PER_TICK = 100


@dataclass(frozen=True, slots=True)
class SGD:
    """Settings of `torch.optim.SGD`. Momentum and nesterov belong to the buffers: changing them empties those."""

    name: ClassVar[str] = "sgd"
    learning_rate: float = LEARNING_RATE.default
    momentum: float = 0.0
    nesterov: bool = False
    weight_decay: float = 0.0

    def __post_init__(self) -> None:
        LEARNING_RATE.check(self.learning_rate)
        MOMENTUM.check(self.momentum)
        WEIGHT_DECAY.check(self.weight_decay)
        if self.nesterov and not self.momentum:
            raise ValueError("Nesterov needs a momentum above 0.")

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of the torch class."""
        return {
            "lr": self.learning_rate,
            "momentum": self.momentum,
            "nesterov": self.nesterov,
            "weight_decay": self.weight_decay,
        }

    def family(self) -> str:
        """Name what the buffers depend on; buffers of another family are not taken over."""
        return f"sgd momentum={self.momentum!r} nesterov={self.nesterov}"


@dataclass(frozen=True, slots=True)
class Adam:
    """Settings of `torch.optim.Adam`."""

    name: ClassVar[str] = "adam"
    learning_rate: float = LEARNING_RATE.default
    beta1: float = 0.9
    beta2: float = 0.999
    weight_decay: float = 0.0

    def __post_init__(self) -> None:
        LEARNING_RATE.check(self.learning_rate)
        BETA.check(self.beta1)
        BETA.check(self.beta2)
        WEIGHT_DECAY.check(self.weight_decay)

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of the torch class."""
        return {
            "lr": self.learning_rate,
            "betas": (self.beta1, self.beta2),
            "weight_decay": self.weight_decay,
        }

    def family(self) -> str:
        """Name what the buffers depend on; buffers of another family are not taken over."""
        return f"adam beta1={self.beta1!r} beta2={self.beta2!r}"


@dataclass(frozen=True, slots=True)
class RMSprop:
    """Settings of `torch.optim.RMSprop`; alpha is torch's name for its β."""

    name: ClassVar[str] = "rmsprop"
    learning_rate: float = LEARNING_RATE.default
    alpha: float = 0.99
    weight_decay: float = 0.0

    def __post_init__(self) -> None:
        LEARNING_RATE.check(self.learning_rate)
        BETA.check(self.alpha)
        WEIGHT_DECAY.check(self.weight_decay)

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of the torch class."""
        return {"lr": self.learning_rate, "alpha": self.alpha, "weight_decay": self.weight_decay}

    def family(self) -> str:
        """Name what the buffers depend on; buffers of another family are not taken over."""
        return f"rmsprop alpha={self.alpha!r}"


@dataclass(frozen=True, slots=True)
class Adagrad:
    """Settings of `torch.optim.Adagrad`."""

    name: ClassVar[str] = "adagrad"
    learning_rate: float = LEARNING_RATE.default
    weight_decay: float = 0.0

    def __post_init__(self) -> None:
        LEARNING_RATE.check(self.learning_rate)
        WEIGHT_DECAY.check(self.weight_decay)

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of the torch class."""
        return {"lr": self.learning_rate, "weight_decay": self.weight_decay}

    def family(self) -> str:
        """Name what the buffers depend on; buffers of another family are not taken over."""
        return "adagrad"


OptimizerSettings = SGD | Adam | RMSprop | Adagrad
OPTIMIZERS: dict[str, type[OptimizerSettings]] = {kind.name: kind for kind in (SGD, Adam, RMSprop, Adagrad)}


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """How a run trains.

    `batch_size` None is the full batch. `seed` gives the initial weights and, with the epoch, the order of the
    examples.
    """

    optimizer: OptimizerSettings = SGD()
    batch_size: int | None = None
    seed: int = int(START_SEED.default)

    def __post_init__(self) -> None:
        if self.batch_size is not None:
            BATCH_SIZE.check(self.batch_size)
        START_SEED.check(self.seed)
