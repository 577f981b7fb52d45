"""Dash's page, the same for everybody: its own addresses, and nothing that tells strangers of the machine behind it."""

import re
from pathlib import Path
from typing import Any

from dash import Dash

from app.names import by_content

# Of the server's Python only Dash's developer tools read.
PYTHON_VERSION = re.compile(r'"python_version":"[^"]*",')
# What Dash loads on every page and this one has no use for: what browsers before 2018 lack, and tables.
UNUSED = re.compile(r'<script src="[^"]*/(?:deps/polyfill@|dash_table/)[^"]*"></script>\n?')


class Page(Dash):
    """A Dash app whose page names files by their content and plotly.js by the address given."""

    def __init__(self, *arguments: Any, plotly_address: str, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.plotly_address = plotly_address

    def interpolate_index(self, **parts: Any) -> str:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Put the page together."""
        assets = Path(self.config.assets_folder)
        config = PYTHON_VERSION.sub("", parts["config"])
        scripts = by_content(UNUSED.sub("", parts["scripts"]), assets)
        return super().interpolate_index(
            **{**parts, "config": config, "scripts": scripts, "css": by_content(parts["css"], assets)}
        )

    def _config(self) -> dict[str, Any]:
        """Return what Dash's renderer reads.

        assets/arrival.js loads plotly.js from `plotlyjs_url`. The token of a page load belongs to background callbacks,
        of which there are none.
        """
        config = super()._config()
        del config["end_id"]
        return {**config, "plotlyjs_url": self.plotly_address}
