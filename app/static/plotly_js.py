"""Which plotly.js the page loads: the cartesian bundle where `make bundle` fetched it, or the full one."""

from pathlib import Path

import plotly
from plotly.offline import get_plotlyjs_version

from app.host.logs import LOGGER
from app.static.build import BUNDLE
from app.static.files import Folder

CARTESIAN = f"plotly-cartesian-{get_plotlyjs_version()}.min.js"
FULL = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
NAME = "plotly.min.js"


def plotly_folder(bundle: Path = BUNDLE) -> Folder:
    """Return the folder with plotly.js: the bundle if it is there in Plotly's version, or the full one.

    Its address names no version: a page that wants another one gets this, as it gets other files of another content.
    """
    path = bundle / CARTESIAN
    others = [other.name for other in bundle.glob("plotly-cartesian-*") if other != path]
    if others and not path.is_file():
        told = "There is %s, Plotly wants %s: the full plotly.js is served. Run make bundle."
        LOGGER.warning(told, others[0], get_plotlyjs_version())
    script = path if path.is_file() else FULL
    return Folder("plotly", {NAME: script.read_bytes()})
