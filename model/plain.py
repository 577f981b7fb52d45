"""An epoch of plain gradient descent by the kernels that autograd would call: the same bits in a quarter of the time.

`Trainer.run_epoch` is the definition, and what the page shows. For one step of `torch.optim.SGD` without momentum and
weight decay on all points, autograd's graph is always the same four kernels; called by name they need no graph.
`is_exact` compares both on this machine, and where they differ in one bit this module is not used.
"""

from functools import cache

import torch
from torch import nn

from model.regression import LinearRegressionModel, empty_model
from model.settings import SGD, OptimizerSettings

MEAN = 1  # torch's number for reduction="mean"
TRIALS = ((250, 1), (2000, 1), (24, 1), (3, 2), (250, 4), (1999, 4))
TRIAL_EPOCHS = 12


def is_plain(settings: OptimizerSettings) -> bool:
    """Tell whether a step of this optimizer is nothing but parameter - learning rate · gradient."""
    return isinstance(settings, SGD) and not settings.momentum and not settings.weight_decay


@torch.no_grad()
def plain_epoch(linear: nn.Linear, features: torch.Tensor, targets: torch.Tensor, learning_rate: float) -> None:
    """Take one step on all points: features (n, d), targets (n, 1); linear.weight (1, d) and bias (1,) change."""
    weight, bias = linear.weight, linear.bias
    predictions = torch.addmm(bias, features, weight.t())
    gradient = torch.ops.aten.mse_loss_backward(_one(), predictions, targets, MEAN)  # by the predictions
    weight.add_(gradient.t().mm(features), alpha=-learning_rate)
    bias.add_(gradient.sum(0), alpha=-learning_rate)


@cache
def is_exact() -> bool:
    """Tell whether `plain_epoch` gives the bits of autograd and torch.optim.SGD here, on points of several shapes."""
    return all(_agrees(n, input_dim) for n, input_dim in TRIALS)


@cache
def _one() -> torch.Tensor:
    return torch.ones(())


def _agrees(n: int, input_dim: int) -> bool:
    generator = torch.Generator().manual_seed(n + input_dim)
    features = torch.randn(n, input_dim, generator=generator)
    targets = 3 * torch.randn(n, 1, generator=generator) + 1
    by_autograd, by_kernels = (_zero_model(input_dim) for _ in range(2))
    optimizer = torch.optim.SGD(by_autograd.parameters(), lr=0.1)
    for _ in range(TRIAL_EPOCHS):
        optimizer.zero_grad()
        nn.functional.mse_loss(by_autograd(features), targets).backward()
        optimizer.step()
        plain_epoch(by_kernels.linear, features, targets, 0.1)
    pairs = zip(by_autograd.parameters(), by_kernels.parameters(), strict=True)
    return all(torch.equal(one, other) for one, other in pairs)


def _zero_model(input_dim: int) -> LinearRegressionModel:
    model = empty_model(input_dim)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
    return model
