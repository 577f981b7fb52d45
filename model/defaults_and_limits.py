"""What may be asked for: default, limits and step of each number that a user sets; choices; the most a tick does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Kind = Literal["number", "whole", "log"]
Default = TypeVar("Default", float, None)


@dataclass(frozen=True, slots=True)
class Setting(Generic[Default]):
    """One number that a user sets, with its bounds (inclusive) and the step of its control.

    A default of None says that no such number holds at first: all points make one batch. `kind` says which numbers
    there are between the bounds: all, whole ones, or all on a logarithmic scale.
    """

    label: str
    default: Default
    low: float
    high: float
    step: float
    kind: Kind = "number"

    def check(self, value: float) -> None:
        """Raise ValueError with a sentence for the user unless low <= value <= high; NaN never passes."""
        if not self.low <= value <= self.high:
            raise ValueError(f"{self.label} must lie between {self.low:g} and {self.high:g}, not {value!r:.40}.")


# What the page's slider offers, unless a data set has other rates of its own; and what may be asked for at all.
LEARNING_RATE = Setting("Learning rate", 0.01, 1e-4, 10.0, 0.0, "log")
ANY_LEARNING_RATE = Setting("Learning rate", 0.01, 1e-12, 10.0, 0.0, "log")
MOMENTUM = Setting("Momentum", 0.9, 0.0, 0.99, 0.01)
BETA1 = Setting("Beta 1", 0.9, 0.0, 0.9999, 0.001)
BETA2 = Setting("Beta 2", 0.999, 0.0, 0.9999, 0.001)
ALPHA = Setting("Alpha", 0.99, 0.0, 0.9999, 0.001)
WEIGHT_DECAY = Setting("Weight decay", 0.0, 0.0, 10.0, 0.01)
BATCH_SIZE = Setting("Batch size", None, 1, 2000, 1, "whole")
N_SAMPLES = Setting("Points", 250, 2, 2000, 1, "whole")
NOISE = Setting("Noise", 0.25, 0.0, 2.0, 0.05)  # standard deviation about the true line
SEED = Setting("Seed", 7, 0, 2**32 - 1, 1, "whole")
DEGREE = Setting("Degree", 1, 1, 9, 1, "whole")  # of the curve; 1 is a line
START_SEED = Setting("Seed of the start", 136, 0, 2**32 - 1, 1, "whole")
# What has a control on the page, by the name that it has in a command.
NUMBERS: Mapping[str, Setting] = {
    **{"learning_rate": LEARNING_RATE, "noise": NOISE, "n": N_SAMPLES, "batch_size": BATCH_SIZE},
    **{"momentum": MOMENTUM, "beta1": BETA1, "beta2": BETA2, "alpha": ALPHA, "weight_decay": WEIGHT_DECAY},
    "degree": DEGREE,
}
TEST_SHARES = (0, 20, 30, 40, 50)  # percent of the points that are kept from training
SPLIT_FROM = 10  # points, with fewer all are learned from
SPEEDS = (0.1, 1, 5, 25, 100)  # epochs a tick; below 1, a tick is longer
SPEED = 1
SCALINGS = ("none", "unit", "ten", "hundred", "centred", "standardised")
INSIDE = "inside"  # features standardised for training alone: what is shown stays in the data's own units
MAX_EPOCHS_PER_TICK = 100
TICK_MS = 100  # between two ticks, unless the server is late
