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
    """Make a model for one output without drawing its weights: torch's global generator stays untouched."""
    with torch.device("meta"):
        model = LinearRegressionModel(input_dim, 1)
    return model.to_empty(device="cpu")
