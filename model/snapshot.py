"""What leaves the model: plain floats. A Snapshot is for the eye, a Checkpoint is for going on."""

from dataclasses import dataclass
from math import inf

from model.defaults_and_limits import BATCH_SIZE
from model.optimizers import NOT_NEGATIVE

CHECKPOINT_VERSION = 1
MAX_COUNT = 10**12
MOST_VALUES = 100  # of which Adam's buffers for twenty parameters need 80
LONGEST_NAME = 100
MAX_FLOAT32 = 3.4028234663852886e38

Values = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A run after a whole epoch: weight (d,) and bias in the data's own units, and their mean squared error.

    `test_loss` is that on the points for testing; None where there are none.
    """

    epoch: int
    weight: list[float]
    bias: float
    loss: float
    test_loss: float | None = None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """All that a run needs to go on bit for bit, between any two batches, in training units.

    `parameters` and `buffers` map torch's names ("linear.weight", "linear.weight.exp_avg") to flat lists of float32
    values. `family` says which optimizer filled the buffers. `batch` counts the batches done in the epoch under way
    and `batch_size` is the size that this epoch began with (None: the full batch); `step` counts updates since the
    start. `start_loss` is the loss at epoch 0, against which divergence is judged.
    """

    epoch: int
    batch: int
    step: int
    start_loss: float
    parameters: Values
    batch_size: int | None = None
    family: str = ""
    buffers: Values | None = None
    version: int = CHECKPOINT_VERSION

    def is_finite(self) -> bool:
        """Tell whether every parameter and buffer is a finite float32."""
        held = (self.parameters, self.buffers or {})
        return all(abs(value) <= MAX_FLOAT32 for named in held for values in named.values() for value in values)

    def check(self) -> None:
        """Raise ValueError with a sentence unless all of it lies in the bounds of a checkpoint of this version."""
        if self.version != CHECKPOINT_VERSION:
            raise ValueError(f"A checkpoint of version {self.version} is not known here.")
        held = {**self.parameters, **(self.buffers or {})}
        names = (self.family, *held)
        if sum(map(len, held.values())) + len(held) > MOST_VALUES or max(map(len, names)) > LONGEST_NAME:
            raise ValueError("A checkpoint holds the numbers of one small model and its optimizer, and no more.")
        if not all(0 <= count <= MAX_COUNT for count in (self.epoch, self.batch, self.step)):
            raise ValueError("A checkpoint's counters must not be negative or huge.")
        if self.batch_size is not None:
            BATCH_SIZE.check(self.batch_size)
        if not 0 <= self.start_loss < inf:
            raise ValueError("A checkpoint's loss at the start must be a finite number, not below 0.")
        for name, values in (self.buffers or {}).items():
            if name.rsplit(".", 1)[-1] in NOT_NEGATIVE and min(values, default=0) < 0:
                raise ValueError("A checkpoint's counts and sums of squares must not be negative.")
        if not self.is_finite():
            raise ValueError("A checkpoint must hold finite numbers only.")
