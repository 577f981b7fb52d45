"""Which plotly.js the page loads, and from which address: the cartesian bundle where it was fetched, or the full one.

`make bundle` (app/bundle.py) fetches the bundle when an image is built. Nothing depends on it.
"""

from dataclasses import dataclass
from pathlib import Path

import plotly
from plotly.offline import get_plotlyjs_version

from app.logs import LOGGER
from app.names import digest

BUNDLE = Path(__file__).parent.parent / ".bundle"
SCRIPT = "plotly-cartesian.min.js"
VERSION = "plotly-cartesian.version"
FULL = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


@dataclass(frozen=True)
class PlotlyScript:
    """One plotly.js: where it lies, and the folder of its address, which changes with its content."""

    path: Path
    folder: str

    @property
    def address(self) -> str:
        """Return the address that the page loads it from."""
        return f"{self.folder}plotly.min.js"


def plotly_script(bundle: Path = BUNDLE) -> PlotlyScript:
    """Return the bundle if it is there and of Plotly's version, or the full one; the log says why not."""
    version = get_plotlyjs_version()
    path = bundle / SCRIPT if _is_of_version(bundle, version) else FULL
    return PlotlyScript(path, f"/plotly-{version}-{digest(path.read_bytes())}/")


def _is_of_version(bundle: Path, version: str) -> bool:
    try:
        found = (bundle / VERSION).read_text(encoding="utf-8").strip()
        is_there = (bundle / SCRIPT).is_file()
    except OSError:
        return False
    if found != version:
        told = "The bundle of plotly.js is %s, Plotly wants %s: the full plotly.js is served. Run make bundle."
        LOGGER.warning(told, found, version)
    return is_there and found == version
