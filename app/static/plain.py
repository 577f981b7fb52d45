"""The page as HTML, so that it is seen and used before Dash is there; and Dash's layout without what needs no Dash.

Dash's renderer takes half a millisecond for each component that it draws, and every element of `dash.html` is one. What
needs no Dash is only a place in its layout; once Dash has drawn it, what the page has there moves in.
"""

from collections.abc import Callable
from html import escape
from typing import Any

HTML = "dash_html_components"
PLACE = "data-plain"  # in the layout and in the page: the number of what stands in a place
ATTRIBUTES = {"className": "class", "class_name": "class", "htmlFor": "for"}
OF_DASH = {"children", "id", "n_clicks", "debounce"}
VOID = {"br", "hr", "img", "input"}

Node = dict[str, Any]


def split(layout: Any) -> tuple[Any, str]:
    """Return Dash's layout, as it is sent, without what is plain HTML, and the whole page as HTML, out of sight."""
    numbered, _ = _numbered(layout, 0)
    return _without(numbered), f'<div id="first" hidden>{_written(numbered)}</div>'


def _numbered(node: Any, first: int) -> tuple[Any, int]:
    """Return a node whose plain parts have their numbers, from this one on, and the next number."""
    if isinstance(node, list):
        children: list[Any] = []
        for child in node:
            numbered, first = _numbered(child, first)
            children.append(numbered)
        return children, first
    if not _is_component(node):
        return node, first
    if _is_plain(node) and any(map(_is_component, _children(node))):
        return _with(node, **{PLACE: str(first)}), first + 1
    if "children" not in node["props"]:
        return node, first
    children, first = _numbered(node["props"]["children"], first)
    return _with(node, children=children), first


def _without(node: Any) -> Any:
    """Return a node of the layout as Dash gets it: its places are empty."""
    if isinstance(node, list):
        return [_without(child) for child in node]
    if not _is_component(node) or "children" not in node["props"]:
        return node
    return _with(node, children=None if PLACE in node["props"] else _without(node["props"]["children"]))


def _with(node: Node, **props: Any) -> Node:
    return {**node, "props": {**node["props"], **props}}


def _is_component(node: Any) -> bool:
    return isinstance(node, dict) and "namespace" in node


def _children(node: Any) -> list[Any]:
    children = node["props"].get("children")
    return children if isinstance(children, list) else [] if children is None else [children]


def _is_plain(node: Any) -> bool:
    return not _is_component(node) or (node["namespace"] == HTML and all(map(_is_plain, _children(node))))


def _written(node: Any) -> str:
    """Return the HTML of a component as Dash will draw it, or of a text."""
    if not _is_component(node):
        return escape(str(node), quote=False)
    if node["namespace"] == HTML:
        return _element(node["type"].lower(), node["props"], *_children(node))
    write = DRAWN.get(node["type"])
    return write(node["props"]) if write else ""


def _element(name: str, props: Node, *children: Any) -> str:
    """Return an element with the properties that are attributes too."""
    given: list[tuple[str, Any]] = [("id", props["id"])] if "id" in props else []
    given += [(ATTRIBUTES.get(str(key), str(key).lower()), value) for key, value in props.items() if key not in OF_DASH]
    start = f"<{name}{''.join(_attribute(key, value) for key, value in given)}>"
    return start if name in VOID else f"{start}{''.join(map(_written, children))}</{name}>"


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return f" {name}"
    return f' {name}="{value:g}"' if isinstance(value, float) else f' {name}="{escape(str(value))}"'


# ---- what dash-bootstrap-components draws; tests/browser/test_first_page.py compares ----


def _of(tag: str, *children: Any, **props: Any) -> Node:
    return {"type": tag, "namespace": HTML, "props": {**props, "children": list(children)}}


def _input(props: Node) -> str:
    look = f"{props.get('className') or props.get('class_name', '')} form-control".strip()
    return _element("input", {**props, "className": look, "class_name": None})


def _select(props: Node) -> str:
    chosen = props["value"]
    options = [
        _of(
            *("option", option["label"]),
            **{"value": option["value"], "selected": option["value"] == chosen, "disabled": option.get("disabled")},
        )
        for option in props["options"]
    ]
    none = _of("option", value="", disabled=True, hidden=True)
    return _written(_of("select", none, *options, id=props["id"], className="form-select"))


def _radios(props: Node) -> str:
    radios = [_radio(option, option["value"] == props["value"], props) for option in props["options"]]
    return _written(_of("div", *radios, id=props["id"], className=props["className"]))


def _radio(option: Node, checked: bool, props: Node) -> Node:
    name, value = props["id"], option["value"]
    look, label_look = props["input_class_name"], props["label_class_name"]
    id_ = f"{name}-{value}"
    box: Node = {"id": id_, "type": "radio", "name": name, "value": value, "checked": checked}
    return _of(
        "div",
        _of("input", **box, className=f"form-check-input {look}"),
        _of("label", option["label"], htmlFor=id_, className=f"form-check-label {label_look}"),
        className="form-check",
    )


def _switch(props: Node) -> str:
    box = _of("input", id=props["id"], className="form-check-input", type="checkbox", checked=props["value"])
    label = _of("label", props["label"], htmlFor=props["id"], className="form-check-label form-label")
    return _written(_of("div", box, label, className="form-check form-switch"))


DRAWN: dict[str, Callable[[Node], str]] = {
    "Input": _input,
    "Select": _select,
    "RadioItems": _radios,
    "Switch": _switch,
}
