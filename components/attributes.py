"""HTML attributes that Dash takes by wildcard: aria-… and data-…."""

from typing import Any


def aria(**names: str) -> dict[str, Any]:
    """Return aria-… attributes by their names without the prefix."""
    return {f"aria-{name}": value for name, value in names.items()}


def data(**names: str) -> dict[str, Any]:
    """Return data-… attributes by their names without the prefix."""
    return {f"data-{name}": value for name, value in names.items()}
