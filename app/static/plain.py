"""What of the page needs no Dash: plain HTML beside Dash's layout, as Dash's renderer takes half a millisecond for each
component that it draws, and every element of `dash.html` is one (docs/why/files.md).
"""

from html import escape
from typing import Any

HTML = "dash_html_components"
PLACE = "data-plain"  # names, in the layout, which part of the HTML belongs into an element
ATTRIBUTES = {"className": "class", "htmlFor": "for"}
OF_DASH = {"children", "id", "n_clicks"}
VOID = {"br", "hr", "img"}

Node = dict[str, Any] | str


def split(layout: Any) -> tuple[Any, str]:
    """Return Dash's layout, as it is sent, without what is plain HTML, and a template with a part for each place."""
    parts: list[str] = []
    return _without(layout, parts), f'<template id="plain">{"".join(parts)}</template>'


def _without(node: Any, parts: list[str]) -> Any:
    if isinstance(node, list):
        return [_without(child, parts) for child in node]
    if not _is_component(node):
        return node
    children = _children(node)
    if _is_plain(node) and any(map(_is_component, children)):
        parts.append(f"<div>{''.join(map(_written, children))}</div>")
        return {**node, "props": {**node["props"], "children": None, PLACE: str(len(parts) - 1)}}
    if "children" in node["props"]:
        return {**node, "props": {**node["props"], "children": _without(node["props"]["children"], parts)}}
    return node


def _is_component(node: Any) -> bool:
    return isinstance(node, dict) and "namespace" in node


def _children(node: Any) -> list[Any]:
    children = node["props"].get("children")
    return children if isinstance(children, list) else [] if children is None else [children]


def _is_plain(node: Any) -> bool:
    return not _is_component(node) or (node["namespace"] == HTML and all(map(_is_plain, _children(node))))


def _written(node: Any) -> str:
    """Return the HTML of a component that is plain, or of a text."""
    if not _is_component(node):
        return escape(str(node), quote=False)
    name, props = node["type"].lower(), node["props"]
    given: list[tuple[str, Any]] = [("id", props["id"])] if "id" in props else []
    given += [(ATTRIBUTES.get(str(key), str(key).lower()), value) for key, value in props.items() if key not in OF_DASH]
    start = f"<{name}{''.join(_attribute(key, value) for key, value in given)}>"
    return start if name in VOID else f"{start}{''.join(map(_written, _children(node)))}</{name}>"


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
