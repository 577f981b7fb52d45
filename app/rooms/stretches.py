"""Which epochs of a run this process has learned of, and under which settings.

A run's ticks may reach one process and then another. Each knows stretches of it, and tells the others of them; what was
missing between two is then there, and the whole run is as if one had answered all of it.
"""

from collections.abc import Iterable
from typing import NamedTuple

MIXED = 0  # of a stretch in which the settings have changed
MOST = 120  # while a store is out of reach nobody is told


class Stretch(NamedTuple):
    """Epochs, both ends included; `near` is since when the loss has been near the lowest, `key` names the settings."""

    first: int
    last: int
    near: int | None
    key: int


class Judged(NamedTuple):
    """What stretches come to: since when the loss is near, and whether one setting has held since epoch 0."""

    arrived: int | None
    whole: bool


def with_more(known: list[Stretch], more: Iterable[Stretch]) -> list[Stretch]:
    """Return stretches in their order, as one where nothing is missing between them."""
    found: list[Stretch] = []
    for it in sorted([*known, *more], key=lambda one: (one.first, -one.last)):
        if not found or it.first > found[-1].last + 1:
            found.append(it)
        elif it.last > found[-1].last:
            found[-1] = joined(found[-1], it)
    return found if len(found) <= MOST else found[:1] + found[-MOST:]


def joined(one: Stretch, other: Stretch) -> Stretch:
    """Return two that follow one another as one."""
    goes_on = one.near is not None and other.near == other.first
    key = one.key if one.key == other.key else MIXED
    return Stretch(one.first, other.last, one.near if goes_on else other.near, key)


def judged(known: list[Stretch]) -> Judged:
    """Return what they come to. Where it came near in an epoch that is missing here, no such run is whole."""
    arrived, is_sure = None, True
    for i, it in enumerate(known):
        is_from_its_first = i > 0 and it.near == it.first
        if not is_from_its_first or arrived is None:
            arrived, is_sure = it.near, not is_from_its_first
    keys = {it.key for it in known}
    return Judged(arrived, is_sure and known[:1] != [] and known[0].first == 0 and len(keys) == 1 and MIXED not in keys)
