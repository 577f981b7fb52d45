"""Data sets beside the page's own, as somebody would add them: real ones without a truth, and a parabola over one x."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from model.data import DATA_SETS
from model.data.dataset import Dataset, Variable, float32, scaled
from model.data.spec import DataSpec
from model.data.table import Table
from model.defaults_and_limits import N_SAMPLES, NOISE, SCALINGS, SEED

SPRING = Table(
    x=float32(np.array([0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0])),
    y=float32(np.array([11.8, 24.1, 35.7, 49.0, 60.2, 73.3, 84.1, 97.6])),
    labels=tuple(f"weight {number}" for number in range(1, 9)),
)


@dataclass(frozen=True, slots=True)
class SpringData(DataSpec):
    """A spring and its weights: one feature, measured, with no true line to know."""

    kind = "spring"
    view = "line"
    scalings = SCALINGS
    about = "How far a spring is drawn out, in mm, by a force in N."
    scaling: str = "none"

    def load(self):
        points = Dataset(
            features=SPRING.x[:, None],
            targets=SPRING.y,
            inputs=(Variable("force", "N"),),
            output=Variable("length", "mm"),
            x=SPRING.x,
            x_range=(0.0, 4.5),
            labels=SPRING.labels,
        )
        return scaled(points, self.scaling)

    def named(self, varying=()):
        return "a spring under eight weights"

    def code(self, given):
        return SPRING.code("weights")


def draw_rides():
    """Draw rides on a bicycle (60, 3) and how long they took."""
    rng = np.random.default_rng(1817)
    distance = rng.uniform(2.0, 40.0, 60).round(1)
    climb = (distance * rng.uniform(0.0, 15.0, 60)).round()
    wind = rng.normal(0.0, 3.0, 60).round(1)
    rides = np.column_stack([distance, climb, wind]).astype(np.float32).astype(np.float64)
    y = (3.1 * distance + 0.05 * climb + 1.5 * wind + rng.normal(0.0, 4.0, 60)).astype(np.float32).astype(np.float64)
    mean, scale = rides.mean(axis=0), rides.std(axis=0)
    return rides, y, mean, scale


@dataclass(frozen=True, slots=True)
class RidesData(DataSpec):
    """Rides on a bicycle: several features, with no truth to know and nothing to set."""

    kind = "rides"
    view = "predicted-actual"
    about = "How long rides took, in minutes."
    draw = staticmethod(draw_rides)

    def load(self):
        rides, y, mean, scale = draw_rides()
        return Dataset(
            features=rides,
            targets=y,
            inputs=(Variable("distance", "km"), Variable("climb", "m"), Variable("wind", "m/s")),
            output=Variable("time", "min"),
            mean=mean,
            scale=scale,
        )

    def named(self, varying=()):
        return "60 rides on a bicycle"


def draw_parabola(n, noise, seed):
    """Draw z (n,) uniform on [-1, 1), its powers as features, and targets about a parabola."""
    z = np.random.default_rng(seed).uniform(-1.0, 1.0, 2000)[:n]
    x = np.column_stack([z, z**2]).astype(np.float32).astype(np.float64)
    draws = np.random.default_rng((seed, 1)).standard_normal(2000)[:n]
    y = (x @ [1.0, 2.0] + 3.0 + noise * draws).astype(np.float32).astype(np.float64)
    return x, y


@dataclass(frozen=True, slots=True)
class ParabolaData(DataSpec):
    """A polynomial: two features, z and z², over one x, as they are."""

    kind = "parabola"
    view = "line"
    bounds: ClassVar = {"n": N_SAMPLES, "noise": NOISE, "seed": SEED}
    draw = staticmethod(draw_parabola)
    n: int = 100
    noise: float = 0.25
    seed: int = 7

    def load(self):
        x, y = draw_parabola(**self.arguments())
        return Dataset(
            features=x,
            targets=y,
            inputs=(Variable("x"), Variable("x²")),
            output=Variable("y"),
            x=x[:, 0],
            x_range=(-1.0, 1.0),
            true_weight=np.array([1.0, 2.0]),
            true_bias=3.0,
        )

    def named(self, varying=()):
        return f"{'' if 'n' in varying else f'{self.n} '}points about a parabola"


WITHOUT_TRUTH = {spec.kind: spec for spec in (SpringData, RidesData)}
MORE_DATA_SETS = {**DATA_SETS, **WITHOUT_TRUTH}
TEXTS = {
    "data.spring.title": "A spring",
    "data.spring.noun": {"one": "weight", "other": "weights"},
    "data.rides.title": "Rides on a bicycle",
    "data.rides.noun": {"one": "ride", "other": "rides"},
}
