"""Torch's optimizer of a run, and what it remembers of each parameter: as plain lists, and back to the last bit."""

import torch
from torch import nn

from model.optimizers import OptimizerSettings
from model.snapshot import Values


def torch_class(settings: OptimizerSettings | type[OptimizerSettings]) -> type[torch.optim.Optimizer]:
    """Return the class in `torch.optim` that these settings are for."""
    return getattr(torch.optim, settings.torch_class)


def build_optimizer(model: nn.Module, settings: OptimizerSettings) -> torch.optim.Optimizer:
    """Build the torch optimizer with its own defaults, neither fused nor foreach: the code shown is the code run."""
    return torch_class(settings)(model.parameters(), **settings.arguments())


def load_values(tensors: dict[str, torch.Tensor], values: Values) -> None:
    """Put values into tensors of the same names; raise ValueError unless all of them fit."""
    if {name: tensor.numel() for name, tensor in tensors.items()} != {n: len(v) for n, v in values.items()}:
        raise ValueError("The checkpoint does not belong to this model and this optimizer.")
    with torch.no_grad():
        for name, tensor in tensors.items():
            tensor.copy_(torch.tensor(values[name]).view_as(tensor))


def fresh_buffers(optimizer: torch.optim.Optimizer, model: nn.Module, keys: tuple[str, ...]) -> dict[str, torch.Tensor]:
    """Give every parameter the buffers that this optimizer keeps, as zeros, and return them by torch's names."""
    for parameter in model.parameters():
        optimizer.state[parameter] = {
            key: torch.zeros(()) if key == "step" else torch.zeros_like(parameter) for key in keys
        }
    return _named_buffers(optimizer, model)


def _named_buffers(optimizer: torch.optim.Optimizer, model: nn.Module) -> dict[str, torch.Tensor]:
    return {
        f"{name}.{key}": tensor
        for name, parameter in model.named_parameters()
        for key, tensor in optimizer.state.get(parameter, {}).items()
        if tensor is not None
    }


def buffer_values(optimizer: torch.optim.Optimizer, model: nn.Module) -> Values | None:
    """Return what an optimizer remembers as flat lists by torch's names, or None if that is nothing."""
    return {name: tensor.flatten().tolist() for name, tensor in _named_buffers(optimizer, model).items()} or None
