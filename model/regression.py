"""The model: one linear layer."""

import torch
from torch import nn


class LinearRegressionModel(nn.Module):
    """Linear regression, ŷ = x·weightᵀ + bias, as one `nn.Linear`."""

    def __init__(self, input_dim: int, output_dim: int) -> None:
        super().__init__()
        self.linear = nn.Linear(input_dim, output_dim)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Predict: x (n, input_dim) gives (n, output_dim)."""
        return self.linear(x)


def empty_model(input_dim: int) -> LinearRegressionModel:
    """Make a model for one output, whose weights are to be set: torch's global generator stays untouched.

    On the device "meta" nothing would be drawn, but that imports sympy: 37 MB, and a second of the start.
    """
    with torch.random.fork_rng(devices=()):
        return LinearRegressionModel(input_dim, 1)
