"""The learning rates that the page's slider offers: five decades about the largest stable one."""

from functools import cache
from math import ceil, log10

from model.data.spec import DataSpec
from model.defaults_and_limits import LEARNING_RATE, Setting
from model.theory import largest_stable_learning_rate

SLIDER_BELOW, SLIDER_ABOVE = 4, 1  # decades of the slider below and above the decade that the limit lies in


@cache
def rates_of(kind: type[DataSpec], scaling: str) -> Setting:
    """Return those for a data set, as it is at first, whose features are scaled so."""
    limit = largest_stable_learning_rate(kind(scaling=scaling).load().training_features)  # pyright: ignore[reportCallIssue]
    decade = ceil(log10(limit) - 1e-9)
    if decade == 0:
        return LEARNING_RATE
    low, high = (float(f"1e{decade + by}") for by in (-SLIDER_BELOW, SLIDER_ABOVE))
    default = float(f"1e{decade - SLIDER_BELOW // 2}")
    return Setting(LEARNING_RATE.label, default, low, high, LEARNING_RATE.step, LEARNING_RATE.kind)
