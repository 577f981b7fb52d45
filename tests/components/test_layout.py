"""The page: every public id is there once, and every input has a label."""

from dash import html
from dash.development.base_component import Component

from components import ids
from components.layout import layout
from components.prose import prose

PUBLIC = {
    *("clock", "command", "progress", "start", "pause", "step", "reset", "new-data", "new-start"),
    *("learning-rate", "noise", "n-samples", "batch-size", "speed", "dataset"),
    *("epoch", "steps", "weight", "bias", "loss", "fit-figure", "loss-figure", "learning-rate-limit"),
    *("loss-map", "scrubber", "step-back", "keep-run", "download-script", "download-notebook", "download-history"),
}


def components(root):
    yield root
    for child in root._traverse():
        if isinstance(child, Component):
            yield child


def test_every_public_id_is_there_once():
    found = [component.id for component in components(layout(code="")) if getattr(component, "id", None)]
    assert set(found) >= PUBLIC
    assert len(found) == len(set(found))


def test_every_id_that_callbacks_use_is_on_the_page():
    found = {getattr(component, "id", None) for component in components(layout(code=""))}
    assert set(ids.RUN_BUTTONS + ids.CONTROLS) <= found


def test_every_field_has_a_label():
    page = list(components(layout(code="")))
    labelled = {component.htmlFor for component in page if getattr(component, "htmlFor", None)}
    fields = {component for component in ids.CONTROLS if component != ids.SPEED}
    assert fields | {ids.SCRUBBER} <= labelled


def test_the_lines_that_run_are_shown():
    page = components(layout(code="loss.backward()\n\noptimizer.step()"))
    lines = next(component for component in page if isinstance(component, html.Pre) and component.children)
    assert lines.children.children == "loss.backward()\n\noptimizer.step()"


def test_prose_leaves_no_marks_and_loses_no_word():
    text = "**Two\nlines.** The *least-squares* line.\n\n```python\na = b * c * d\n\ne = 1\n```\n\nOne more."
    first, lines, last = prose(text)
    assert [getattr(part, "children", part) for part in first.children] == [
        *("Two lines.", " The ", "least-squares", " line."),
    ]
    assert isinstance(first.children[0], html.Strong)
    assert isinstance(first.children[2], html.Em)
    assert lines.children.children == "a = b * c * d\n\ne = 1"
    assert last.children == ["One more."]
