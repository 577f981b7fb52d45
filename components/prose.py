"""Paragraphs of the page's longer texts, from the little of Markdown that they use.

dcc.Markdown would do it in the browser, and loads 100 kB of script for it on every page.
"""

import re

from dash import html
from dash.development.base_component import Component

FENCE = "```"
MARKED = re.compile(r"(\*\*.+?\*\*|\*.+?\*)", re.DOTALL)


def prose(text: str) -> list[Component]:
    """Return paragraphs with *emphasis* and **strong words**, and fenced lines of code as they are."""
    return [_block(block) for block in re.split(r"\n{2,}(?=[^`]*(?:```[^`]*```[^`]*)*$)", text.strip())]


def _block(block: str) -> Component:
    if block.startswith(FENCE):
        return html.Pre(html.Code("\n".join(block.splitlines()[1:-1])))
    return html.P([_inline(part) for part in MARKED.split(block.replace("\n", " ")) if part])


def _inline(part: str) -> Component | str:
    if part.startswith("**"):
        return html.Strong(part.strip("*"))
    return html.Em(part.strip("*")) if part.startswith("*") else part
