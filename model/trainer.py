"""Training: the five textbook lines, and what makes them stoppable after any batch and resumable bit for bit."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isfinite, sqrt
from textwrap import dedent

import numpy as np
import torch
from torch import nn

from model.buffers import buffer_values, build_optimizer, fresh_buffers, load_values
from model.data.dataset import Dataset
from model.optimizers import TrainingSettings
from model.regression import empty_model
from model.shortcut import PlainDescent, is_exact, is_plain
from model.snapshot import Checkpoint, Snapshot

DIVERGENCE_FACTOR = 1e6


@dataclass(frozen=True, slots=True)
class Stretch:
    """What `Trainer.run` did: the epochs it completed, where it stopped, and whether the run diverged there.

    When it diverged, `checkpoint` is the last good one, and `snapshots` ends with the epoch that showed it, if that
    epoch's loss is still a finite number.
    """

    snapshots: list[Snapshot]
    checkpoint: Checkpoint
    diverged: bool


def never() -> bool:
    """Say that time is not up: the default of whoever is in no hurry."""
    return False


class Trainer:
    """Trains a LinearRegressionModel on a data set, from a seed's start or from a checkpoint.

    Raises ValueError if the checkpoint does not belong to a model of this shape.
    """

    def __init__(self, dataset: Dataset, settings: TrainingSettings, checkpoint: Checkpoint | None = None) -> None:
        self.dataset = dataset
        self.settings = settings
        self.features = torch.tensor(dataset.training_features, dtype=torch.float32)
        self.targets = torch.tensor(dataset.training_targets, dtype=torch.float32)[:, None]
        self.model = empty_model(dataset.input_dim)
        self.criterion = nn.MSELoss()
        checkpoint = checkpoint or self._start()
        load_values(dict(self.model.named_parameters()), checkpoint.parameters)
        self.optimizer = build_optimizer(self.model, settings.optimizer)
        if checkpoint.buffers and checkpoint.family == settings.optimizer.family():
            load_values(fresh_buffers(self.optimizer, self.model, settings.optimizer.buffers), checkpoint.buffers)
        self.epoch, self.batch, self.step = checkpoint.epoch, checkpoint.batch, checkpoint.step
        self.batch_size = checkpoint.batch_size if checkpoint.batch else settings.batch_size
        self.start_loss = checkpoint.start_loss
        self._reached: Checkpoint | None = None  # by the last epoch of `run`
        self.plain = None
        if is_plain(settings.optimizer) and is_exact():
            self.plain = PlainDescent(self.model.linear, self.features, self.targets)

    def run_epoch(self, time_is_up: Callable[[], bool] = never) -> bool:
        """Go once over the data, or over what is left of this epoch; stop early, between batches, when time is up.

        Returns True when the epoch is complete, False when it was left half-way.
        """
        for features, targets in self._remaining_batches():
            self.optimizer.zero_grad()
            predictions = self.model(features)
            loss = self.criterion(predictions, targets)
            loss.backward()
            self.optimizer.step()
            self.batch += 1
            self.step += 1
            if time_is_up():
                break
        return self._close_epoch()

    def take_epoch(self, time_is_up: Callable[[], bool]) -> bool:
        """Do the same, without autograd's graph where that is known to give the same bits (model/shortcut.py)."""
        is_full = not self.batch and (self.batch_size is None or self.batch_size >= len(self.features))
        if not (self.plain and is_full):
            return self.run_epoch(time_is_up)
        self.plain.step(self.settings.optimizer.learning_rate)
        self.batch += 1
        self.step += 1
        return self._close_epoch()

    def run(self, epochs: int, time_is_up: Callable[[], bool] = never, batch: int = 0) -> Stretch:
        """Run up to so many epochs, fewer if time is up, and stop at the first that diverges.

        Of the last epoch only the batches before `batch` are run, where that is not 0.
        """
        snapshots: list[Snapshot] = []
        good = self._where_it_stands()
        for left in range(epochs, 0, -1):
            is_last = batch > 0 and left == 1
            complete = self.take_epoch((lambda: self.batch >= batch or time_is_up()) if is_last else time_is_up)
            checkpoint = self.checkpoint()
            loss = self._record(snapshots, checkpoint) if complete else 0.0
            if loss > self.divergence_limit or not checkpoint.is_finite():
                return Stretch(snapshots, good, diverged=True)
            good = self._reached = checkpoint
            if not complete or time_is_up():
                break
        return Stretch(snapshots, good, diverged=False)

    def snapshot(self) -> Snapshot:
        """Return the parameters now, in the data's own units, with the loss over all points in float64."""
        return self._snapshot_of(self.checkpoint())

    def checkpoint(self) -> Checkpoint:
        """Return all that is needed to go on from here, as plain floats."""
        linear = self.model.linear
        buffers = buffer_values(self.optimizer, self.model) if self.optimizer.state else None
        return Checkpoint(
            epoch=self.epoch,
            batch=self.batch,
            step=self.step,
            start_loss=self.start_loss,
            parameters={"linear.weight": linear.weight.tolist()[0], "linear.bias": linear.bias.tolist()},
            batch_size=self.batch_size if self.batch else None,
            family=self.settings.optimizer.family() if buffers else "",
            buffers=buffers,
        )

    def _where_it_stands(self) -> Checkpoint:
        reached = self._reached
        return reached if reached and reached.step == self.step else self.checkpoint()

    @property
    def divergence_limit(self) -> float:
        """Return the loss above which a run counts as diverged."""
        return DIVERGENCE_FACTOR * max(self.start_loss, self.dataset.target_variance)

    def _record(self, snapshots: list[Snapshot], checkpoint: Checkpoint) -> float:
        """Add the epoch just completed, unless its loss is not a finite number; return that loss."""
        snapshot = self._snapshot_of(checkpoint)
        if isfinite(snapshot.loss):
            snapshots.append(snapshot)
        return snapshot.loss

    def _snapshot_of(self, checkpoint: Checkpoint) -> Snapshot:
        weight, [bias] = checkpoint.parameters.values()
        return Snapshot(self.epoch, *self.dataset.measured(weight, bias), self.dataset.test_loss(weight, bias))

    def _start(self) -> Checkpoint:
        weight, bias = initial_parameters(self.settings.seed, self.dataset.input_dim)
        parameters = {"linear.weight": weight, "linear.bias": [bias]}
        return Checkpoint(0, 0, 0, self.dataset.loss(weight, bias), parameters)

    def _remaining_batches(self) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        n = len(self.features)
        size = self.batch_size
        if size is None or size >= n:
            if not self.batch:
                yield self.features, self.targets
            return
        order = torch.from_numpy(example_order(self.settings.seed, self.epoch, n))
        features, targets = self.features[order], self.targets[order]
        for start in range(self.batch * size, n, size):
            yield features[start : start + size], targets[start : start + size]

    def _close_epoch(self) -> bool:
        size = self.batch_size or len(self.features)
        if self.batch * size < len(self.features):
            return False
        self.epoch += 1
        self.batch = 0
        self.batch_size = self.settings.batch_size
        return True


def initial_parameters(seed: int, input_dim: int) -> tuple[list[float], float]:
    """Draw weight (input_dim,) and bias as `nn.Linear` does by default, uniform on ±1/√input_dim, from a seed."""
    generator = torch.Generator().manual_seed(seed)
    bound = 1 / sqrt(input_dim)
    *weight, bias = torch.empty(input_dim + 1).uniform_(-bound, bound, generator=generator).tolist()
    return weight, bias


def example_order(seed: int, epoch: int, n: int) -> np.ndarray:
    """Return the order (n,) in which an epoch, counted from 0, visits the examples."""
    return np.random.default_rng((seed, epoch)).permutation(n)


def warm_up() -> None:
    """Compare the two ways to take an epoch, which builds torch's first optimizer.

    That costs over a second, for which no student should wait.
    """
    is_exact()


def textbook_lines() -> str:
    """Return the source of the five lines that `Trainer.run_epoch` runs for every batch."""
    lines = dedent(inspect.getsource(Trainer.run_epoch)).splitlines()
    first = next(i for i, line in enumerate(lines) if "zero_grad" in line)
    return dedent("\n".join(lines[first : first + 5])).replace("self.", "")
