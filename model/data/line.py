"""The article's data: points about a straight line."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from model.data.dataset import Array, Dataset, Variable, scaled
from model.data.spec import STREAM_LENGTH, DataSpec
from model.data.words import line_equation
from model.defaults_and_limits import N_SAMPLES, NOISE, SEED, Setting

TRUE_PARAMETER = Setting("A true weight or bias", 0.0, -1000.0, 1000.0, 0.1)


def draw_line(n: int, noise: float, seed: int, weight: float, bias: float) -> tuple[Array, Array]:
    """Draw x (n,) uniform on [0, 1) and y = weight·x + bias + noise·N(0, 1)."""
    x = np.random.default_rng(seed).random(STREAM_LENGTH)[:n].astype(np.float32).astype(np.float64)
    draws = np.random.default_rng((seed, 1)).standard_normal(STREAM_LENGTH)[:n]
    y = (weight * x + bias + noise * draws).astype(np.float32).astype(np.float64)
    return x, y


@dataclass(frozen=True, slots=True)
class LineData(DataSpec):
    """Points about y = weight·x + bias, where x is scaled afterwards: weight and bias are those before."""

    kind: ClassVar[str] = "line"
    view: ClassVar[str] = "line"
    bounds: ClassVar[Mapping[str, Setting]] = {
        **{"n": N_SAMPLES, "noise": NOISE, "seed": SEED},
        **{"weight": TRUE_PARAMETER, "bias": TRUE_PARAMETER},
    }
    scalings: ClassVar[tuple[str, ...]] = ("none", "ten", "hundred", "centred", "standardised")
    draw = staticmethod(draw_line)
    n: int = int(N_SAMPLES.default)
    noise: float = NOISE.default
    seed: int = int(SEED.default)
    weight: float = 2.0
    bias: float = 3.0
    scaling: str = "none"

    def load(self) -> Dataset:
        """Make the points."""
        x, y = draw_line(**self.arguments())
        points = Dataset(
            features=x[:, None],
            targets=y,
            inputs=(Variable("x"),),
            output=Variable("y"),
            x=x,
            x_range=(0.0, 1.0),
            true_weight=np.array([self.weight]),
            true_bias=self.bias,
        )
        return scaled(points, self.scaling)

    def named(self, varying: Collection[str] = ()) -> str:
        """Name the points."""
        n = "" if "n" in varying else f"{self.n} "
        is_one_line = not {"weight", "bias"} & set(varying)
        return f"{n}points about {f'the line {line_equation(self.weight, self.bias)}' if is_one_line else 'a line'}"
