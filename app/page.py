"""Dash's page, the same for everybody: its own addresses, and nothing that tells strangers of the machine behind it."""

import re
from typing import Any

from dash import Dash

# Of the server's Python only Dash's developer tools read.
PYTHON_VERSION = re.compile(r'"python_version":"[^"]*",')
# What Dash loads on every page and this one has no use for: what browsers before 2018 lack, and tables.
UNUSED = re.compile(r'<script src="[^"]*/(?:deps/polyfill@|dash_table/)[^"]*"></script>\n?')


class Page(Dash):
    """A Dash app whose page loads only what it needs, and plotly.js from the address given."""

    def __init__(self, *arguments: Any, plotly_address: str, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.plotly_address = plotly_address

    def interpolate_index(self, **parts: Any) -> str:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Put the page together."""
        config, scripts = PYTHON_VERSION.sub("", parts["config"]), UNUSED.sub("", parts["scripts"])
        return super().interpolate_index(**{**parts, "config": config, "scripts": scripts})

    def _config(self) -> dict[str, Any]:
        """Return what Dash's renderer reads.

        assets/arrival.js loads plotly.js from `plotlyjs_url`. The token of a page load belongs to background callbacks,
        of which there are none.
        """
        config = super()._config()
        del config["end_id"]
        children = {name: _only_some(props) for name, props in config["children_props"].items()}
        return {**config, "children_props": children, "plotlyjs_url": self.plotly_address}


def _only_some(props: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return which of a library's components have children in other properties too, without the many that have none."""
    return {component: names for component, names in props.items() if names}
