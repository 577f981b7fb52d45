"""What every peer shows: the article's line, its model, and one epoch, told on the standard output when it is done."""

import numpy as np
import torch
from torch import nn

POINTS = 250
NOISE = 0.25
SEED = 7
LEARNING_RATE = 0.01
EPOCH_S = 0.1
ENDS = [0.0, 1.0]
TRUE_LINE = [3.0, 5.0]


class Lesson:
    """One run: the points, the model, and the losses so far."""

    def __init__(self) -> None:
        torch.set_num_threads(1)
        torch.manual_seed(SEED)
        rng = np.random.default_rng(SEED)
        x = rng.uniform(0, 1, POINTS)
        y = 2 * x + 3 + NOISE * rng.standard_normal(POINTS)
        self.x, self.y = x.round(6).tolist(), y.round(6).tolist()
        self.features = torch.tensor(x, dtype=torch.float32)[:, None]
        self.targets = torch.tensor(y, dtype=torch.float32)[:, None]
        self.model, self.criterion = nn.Linear(1, 1), nn.MSELoss()
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=LEARNING_RATE)
        self.losses: list[float] = []

    @property
    def epoch(self) -> int:
        """The number of epochs done."""
        return len(self.losses)

    def run_epoch(self) -> float:
        """Go once over all the points; return the loss."""
        self.optimizer.zero_grad()
        loss = self.criterion(self.model(self.features), self.targets)
        loss.backward()
        self.optimizer.step()
        self.losses.append(loss.item())
        print("epoch", self.epoch, flush=True)
        return self.losses[-1]

    def predicted(self) -> list[float]:
        """Return the model's predictions at ENDS."""
        weight, bias = self.model.weight.item(), self.model.bias.item()
        return [weight * x + bias for x in ENDS]
