"""The page: every public id is there once, and every input has a label."""

from dash import html
from dash.development.base_component import Component

from components import ids
from components.layout import layout
from components.panels import PANELS
from components.text import CATALOGUE
from components.text.elements import worded
from model.optimizers import CHOICES

PUBLIC = {
    *("clock", "command", "progress", "start", "pause", "step", "reset", "new-data", "new-start"),
    *("learning-rate", "noise", "n-samples", "batch-size", "speed", "dataset"),
    *("epoch", "steps", "weight", "bias", "loss", "fit-figure", "loss-figure", "learning-rate-limit"),
    *("degree", "test-share"),
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


def test_whatever_has_a_name_has_a_role_that_can_bear_it():
    nameless = {"Div", "Span", "P", "Pre", "Code"}
    named = [
        component
        for component in components(layout(code=""))
        if type(component).__name__ in nameless and {"aria-label", "aria-labelledby"} & set(vars(component))
    ]
    assert named
    assert [component for component in named if not getattr(component, "role", None)] == []


def test_the_lines_that_run_are_shown():
    page = components(layout(code="loss.backward()\n\noptimizer.step()"))
    lines = next(component for component in page if isinstance(component, html.Pre) and component.children)
    assert lines.children.children == "loss.backward()\n\noptimizer.step()"


def test_a_marked_text_leaves_no_marks_and_loses_no_word(monkeypatch):
    monkeypatch.setitem(CATALOGUE, "two", "**Two {what}.** The *least-squares* line, {rate}.")
    made = worded(html.P, "two", slots="here", id="words")
    strong, *others = made.children
    assert isinstance(strong, html.Strong)
    assert [getattr(part, "children", part) for part in strong.children] == ["Two ", None, "."]
    assert strong.children[1].id == "here-what"
    assert [getattr(part, "children", part) for part in others] == [" The ", "least-squares", " line, ", None, "."]
    assert isinstance(others[1], html.Em)
    assert others[3].id == "here-rate"
    assert (made.id, getattr(made, "data-text")) == ("words", "two")


def test_a_field_names_the_optimizers_that_have_it():
    page = {component.id: component for component in components(layout(code="")) if getattr(component, "id", None)}
    row = page["optimizer-settings"]
    fields = {field.children[1].id: getattr(field, "data-for") for field in row.children}
    having = {
        name: [it for it, one in CHOICES.items() if name in one.fields]
        for one in CHOICES.values()
        for name in one.fields
    }
    assert fields == {name.replace("_", "-"): " ".join(choices) for name, choices in having.items()}
    known = {"momentum": "momentum nesterov", "beta1": "adam adamw", "beta2": "adam adamw", "alpha": "rmsprop"}
    assert fields.items() >= known.items()
    assert getattr(row, "data-for") == " ".join(choice for choice, one in CHOICES.items() if one.fields)


def test_the_clock_is_the_pulse_that_it_says_it_is():
    page = {component.id: component for component in components(layout(code="")) if getattr(component, "id", None)}
    assert (page["clock"].interval, page["clock"].disabled) == (30_000, True)


def test_a_panel_has_a_chip_a_heading_and_a_way_out():
    page = {component.id: component for component in components(layout(code="")) if getattr(component, "id", None)}
    for panel in PANELS:
        chip, section = page[f"chip-{panel.name}"], page[f"panel-{panel.name}"]
        heading, close, *body = section.children
        assert (getattr(chip, "data-panel"), getattr(chip, "data-features")) == (panel.name, panel.features)
        assert getattr(chip, "aria-controls") == section.id
        assert getattr(section, "aria-labelledby") == heading.id
        assert getattr(close, "data-close") == panel.name
        assert body
