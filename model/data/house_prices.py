"""House prices from area, bedrooms, floors and age: the article's example of several features."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from model.data.dataset import Array, Dataset, Variable
from model.data.spec import STREAM_LENGTH
from model.data.standardised import StandardisedFeatures
from model.defaults_and_limits import INSIDE, N_SAMPLES, SEED, Setting

NOISE = Setting("Noise", 25.0, 0.0, 200.0, 5.0)  # thousands of euros
FEATURES = (
    Variable("area", "m²"),
    Variable("bedrooms"),
    Variable("floors"),
    Variable("age", "years"),
)
TRUE_WEIGHT = np.array([2.5, 15.0, 10.0, -1.5])  # thousands of euros per unit of each feature
TRUE_BIAS = 80.0


def draw_houses(n: int, noise: float, seed: int) -> tuple[Array, Array, Array, Array]:
    """Draw plausible houses (n, 4): larger ones have more bedrooms and floors. Return mean and scale of all 2,000."""
    rng = np.random.default_rng(seed)
    area = np.clip(rng.lognormal(np.log(110.0), 0.35, STREAM_LENGTH), 35.0, 280.0).round()
    bedrooms = np.clip((area / 38.0 + rng.normal(0.0, 0.7, STREAM_LENGTH)).round(), 1, 7)
    floors = np.clip((area / 95.0 + rng.normal(0.3, 0.5, STREAM_LENGTH)).round(), 1, 3)
    age = (80.0 * rng.beta(1.2, 1.8, STREAM_LENGTH)).round()
    stream = np.column_stack([area, bedrooms, floors, age])
    houses = stream[:n]
    draws = np.random.default_rng((seed, 1)).standard_normal(STREAM_LENGTH)[:n]
    y = (houses @ TRUE_WEIGHT + TRUE_BIAS + noise * draws).astype(np.float32).astype(np.float64)
    mean, scale = stream.mean(axis=0), stream.std(axis=0)
    return houses, y, mean, scale


@dataclass(frozen=True, slots=True)
class HousePricesData(StandardisedFeatures):
    """Houses and their prices, with noise in thousands of euros."""

    kind: ClassVar[str] = "house-prices"
    bounds: ClassVar[Mapping[str, Setting]] = {"n": N_SAMPLES, "noise": NOISE, "seed": SEED}
    about: ClassVar[str] = "Prices are in thousands of euros."
    moments_of: ClassVar[str] = f" over all {STREAM_LENGTH:,} houses"
    draw = staticmethod(draw_houses)
    n: int = int(N_SAMPLES.default)
    noise: float = NOISE.default
    seed: int = int(SEED.default)
    scaling: str = INSIDE

    def load(self) -> Dataset:
        """Make the points."""
        # Mean and scale are of the whole stream, so that changing the number of points does not move what weights mean.
        houses, y, mean, scale = draw_houses(**self.arguments())
        return Dataset(
            features=houses.copy(),  # not the whole stream for as long as a run lives
            targets=y,
            inputs=FEATURES,
            output=Variable("price", "k€"),
            true_weight=TRUE_WEIGHT,
            true_bias=TRUE_BIAS,
            mean=mean if self.is_standardised else None,
            scale=scale if self.is_standardised else None,
        )

    def named(self, varying: Collection[str] = ()) -> str:
        """Name the points."""
        return f"{'' if 'n' in varying else f'{self.n} '}houses with their prices"
