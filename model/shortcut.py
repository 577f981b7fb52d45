"""An epoch of plain gradient descent without autograd's graph: the same bits in an eighth of the time.

`Trainer.run_epoch` is the definition, and what the page shows. For one step of `torch.optim.SGD` without momentum and
weight decay on all points the graph is always the same; its arithmetic, called by name in the same order, needs none.
`is_exact` compares both on this machine, and where they differ in one bit this module is not used.
Why it is so: docs/why/tick.md.
"""

from functools import cache

import torch
from torch import nn

from model.optimizers import SGD, OptimizerSettings
from model.regression import LinearRegressionModel, empty_model

TRIALS = ((250, 1), (2000, 1), (24, 1), (3, 2), (250, 4), (1999, 4))
TRIAL_EPOCHS = 12


def is_plain(settings: OptimizerSettings) -> bool:
    """Tell whether a step of this optimizer is nothing but parameter - learning rate · gradient."""
    return isinstance(settings, SGD) and not settings.momentum and not settings.weight_decay


class PlainDescent:
    """Steps of gradient descent of the mean squared error on all points: features (n, d), targets (n, 1).

    `linear` is changed in place. What each step looks at again is made once, because a server that has slept finds
    every further call of torch slow.
    """

    def __init__(self, linear: nn.Linear, features: torch.Tensor, targets: torch.Tensor) -> None:
        self.features, self.targets = features, targets
        self.weight, self.bias = linear.weight.detach(), linear.bias.detach()  # the same memory, without a graph
        self.column = self.weight.t()
        self.scale = 2 / len(targets)

    def step(self, learning_rate: float) -> None:
        """Take one step."""
        gradient = torch.addmm(self.bias, self.features, self.column).sub_(self.targets).mul_(self.scale)  # by ŷ
        self.weight.add_(gradient.t().mm(self.features), alpha=-learning_rate)
        self.bias.add_(gradient.sum(0), alpha=-learning_rate)


@cache
def is_exact() -> bool:
    """Tell whether `PlainDescent` gives the bits of autograd and torch.optim.SGD here, on points of several shapes."""
    return all(_agrees(n, input_dim) for n, input_dim in TRIALS)


def _agrees(n: int, input_dim: int) -> bool:
    generator = torch.Generator().manual_seed(n + input_dim)
    features = torch.randn(n, input_dim, generator=generator)
    targets = 3 * torch.randn(n, 1, generator=generator) + 1
    by_autograd, by_kernels = (_zero_model(input_dim) for _ in range(2))
    optimizer = torch.optim.SGD(by_autograd.parameters(), lr=0.1)
    descent = PlainDescent(by_kernels.linear, features, targets)
    for _ in range(TRIAL_EPOCHS):
        optimizer.zero_grad()
        nn.functional.mse_loss(by_autograd(features), targets).backward()
        optimizer.step()
        descent.step(0.1)
    pairs = zip(by_autograd.parameters(), by_kernels.parameters(), strict=True)
    return all(torch.equal(one, other) for one, other in pairs)


def _zero_model(input_dim: int) -> LinearRegressionModel:
    model = empty_model(input_dim)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
    return model
