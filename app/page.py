"""Dash's page without what tells strangers about the machine behind it."""

import re
from typing import Any

from dash import Dash

PYTHON_VERSION = re.compile(r'"python_version":"[^"]*",')


class Page(Dash):
    """A Dash app whose page does not name the server's Python, which only Dash's developer tools read."""

    def interpolate_index(self, **parts: Any) -> str:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Put the page together."""
        return super().interpolate_index(**{**parts, "config": PYTHON_VERSION.sub("", parts["config"])})
