"""What every data set has in common: a frozen dataclass of the settings that its points depend on.

Why it is so: docs/why/data.md.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from typing import Any, ClassVar

from model.data.dataset import ROUNDED, Dataset
from model.data.source_code import inlined
from model.defaults_and_limits import LEARNING_RATE, N_SAMPLES, SCALINGS, Setting

STREAM_LENGTH = int(N_SAMPLES.high)  # draws; a generated data set is a prefix of them


class DataSpec:
    """The settings of a data set, and what is to know about it.

    `view` says how its points are shown: "line", over their x, or "predicted-actual". `bounds` holds the settings
    among its fields that are numbers; `scalings` what the page offers for x. `about` is what a script says of it;
    `source` and `licence` say where published numbers are from, and who may use them; `moments_of` over which points
    features have mean 0 and standard deviation 1, where these are not those of the script. `group` is where it stands
    in the page's list.

    A generated data set names the function that `draw`s it, by whose source a script makes the same points: it
    takes fields of the spec by name and returns features and targets and, where these are standardised for training,
    mean and scale. Points come from numpy's `default_rng`, and are a prefix of one stream, so that changing their
    number keeps the ones that stay, and the noise scales the same draws.
    """

    __slots__ = ()

    kind: ClassVar[str]
    view: ClassVar[str]
    bounds: ClassVar[Mapping[str, Setting]] = {}
    scalings: ClassVar[tuple[str, ...]] = ()
    about: ClassVar[str] = ""
    source: ClassVar[str] = ""
    licence: ClassVar[str] = ""
    moments_of: ClassVar[str] = ""
    group: ClassVar[str] = "made"
    draw: ClassVar[Callable[..., Any] | None] = None

    def __post_init__(self) -> None:
        for name, setting in self.bounds.items():
            setting.check(getattr(self, name))
        if getattr(self, "scaling", "none") not in SCALINGS:
            raise ValueError(f"Scaling must be one of {', '.join(SCALINGS)}.")

    @classmethod
    def noise_setting(cls) -> Setting | None:
        """Return the bounds of its noise, in the units of its targets."""
        return cls.bounds.get("noise")

    def shown_as(self) -> str:
        """Return how its points are shown, for specs of a kind that differ in it."""
        return self.view

    @classmethod
    def rate_setting(cls, scaling: str = "none") -> Setting:  # noqa: ARG003 - the same however x is scaled
        """Return the learning rates that the page's slider offers where x is scaled so."""
        return LEARNING_RATE

    def load(self) -> Dataset:
        """Make the points: always the same for the same spec."""
        raise NotImplementedError

    def identity(self) -> str:
        """Return what its points are told by, the same in every process."""
        return repr(self)

    def count(self) -> int:
        """Return the number of points."""
        return getattr(self, "n", None) or len(self.load().targets)

    def named(self, varying: Collection[str] = ()) -> str:
        """Name the points, as after "learned on"; the settings that were changed on the way are not told."""
        raise NotImplementedError

    def code(self, given: Mapping[str, str]) -> list[str]:
        """Return the lines that make x and y as the model sees them, and mean and scale, before x is scaled.

        `given` says what stands in the code for each setting.
        """
        if self.draw is None:
            raise NotImplementedError
        lines, returned = inlined(self.draw, given)
        return [*lines, *self.standardising_code(returned[0])] if "mean" in returned else lines

    def standardising_code(self, x: str) -> list[str]:
        """Return the line that turns x into what the model sees."""
        return [f"x = (({x} - mean) / scale){ROUNDED}"]

    def arguments(self) -> dict[str, Any]:
        """Return what `draw` takes: the fields, without how x is scaled afterwards."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "scaling"}  # pyright: ignore[reportArgumentType]
