"""What data sets of several features have in common: these are standardised for training, or on purpose are not."""

from collections.abc import Mapping
from typing import ClassVar

from model.data.rates import rates_of
from model.data.spec import DataSpec
from model.defaults_and_limits import INSIDE, Setting

UNSCALED = "none"
MOMENTS = "mean, scale = "


class StandardisedFeatures(DataSpec):
    """A data set of several features, with a field `scaling`.

    What is shown stays in the data's own units, whatever the model sees.
    """

    __slots__ = ()

    view: ClassVar[str] = "predicted-actual"
    scalings: ClassVar[tuple[str, ...]] = (INSIDE, UNSCALED)
    scaling: str

    def __post_init__(self) -> None:
        for name, setting in self.bounds.items():
            setting.check(getattr(self, name))
        if self.scaling not in self.scalings:
            raise ValueError("Several features are standardised for training, or not at all.")

    @property
    def is_standardised(self) -> bool:
        """Tell whether the model sees (features - mean) / scale."""
        return self.scaling == INSIDE

    @classmethod
    def rate_setting(cls, scaling: str = INSIDE) -> Setting:
        """Return the learning rates of its slider: five decades about the largest stable one, as for the line."""
        return rates_of(cls, scaling)

    def identity(self) -> str:
        """Return what its points are told by; standardised ones as before there was a choice."""
        return repr(self).replace(f", scaling={INSIDE!r}", "").replace(f"scaling={INSIDE!r}", "")

    def code(self, given: Mapping[str, str]) -> list[str]:
        """Return the lines that make x and y; mean and scale only where they are used."""
        lines = super().code(given)
        return lines if self.is_standardised else [line for line in lines if not line.startswith(MOMENTS)]

    def standardising_code(self, x: str) -> list[str]:
        """Return the line that turns x into what the model sees; none where that is x itself."""
        if self.is_standardised:
            return super().standardising_code(x)
        return [] if x == "x" else [f"x = {x}"]
