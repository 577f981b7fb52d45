"""Elements that carry texts of the catalogue, each with its id: the page can write them again in other words."""

import re
from collections.abc import Callable
from typing import Any

from dash import html
from dash.development.base_component import Component

from components.attributes import aria, data
from components.text import CATALOGUE, PLACEHOLDER, Text, text

MARKED = re.compile(r"(\*\*.+?\*\*|\*.+?\*|{\w+})")

Make = Callable[..., Component]


def worded(element: Make, id_: str, /, *, slots: str = "", **properties: Any) -> Any:
    """Return an element whose whole content is a text.

    Of a text with placeholders each stands in an element named after it, `<slots>-<placeholder>`, for the page to fill.
    """
    return element(_marked(CATALOGUE[id_], slots), **data(text=id_), **properties)


def titled(id_: str) -> dict[str, Any]:
    """Return a title, which is shown under the pointer."""
    return {"title": text(id_), **data(**{"text-title": id_})}


def labelled(id_: str) -> dict[str, Any]:
    """Return a label for who does not see."""
    return {**aria(label=text(id_)), **data(**{"text-label": id_})}


def _marked(found: Text, slots: str) -> list[Component | str] | str:
    if isinstance(found, dict):
        raise TypeError("Which form of a plural is right only the page knows.")
    parts = [_part(part, slots) for part in MARKED.split(found) if part]
    return found if parts == [found] else parts


def _part(part: str, slots: str) -> Component | str:
    if part.startswith("**"):
        return html.Strong(_marked(part.strip("*"), slots))
    if part.startswith("*"):
        return html.Em(part.strip("*"))
    name = PLACEHOLDER.fullmatch(part)
    return html.Span(id=f"{slots}-{name[1]}") if name else part
