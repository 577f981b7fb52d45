"""Every word of the page stands in the catalogue and is marked with its id, so that it can be written in others."""

import re

from dash import html
from dash.development.base_component import Component

from components.ids import CONTROLS
from components.layout import index_string, layout
from components.schema import FIGURES
from components.text import CATALOGUE, PLACEHOLDER
from components.theme import PALETTES
from tests.support import ROOT

# What says the same in every language: symbols, and numbers that the page writes over.
SYMBOLS = re.compile(r"[ŷx=+×\s\d]*")
MARKS = re.compile(r"\*")
TAGS = re.compile(r"<[^>]+>")
ATTRIBUTES = {"title": "data-text-title", "aria-label": "data-text-label", "placeholder": "data-text-placeholder"}
SOURCES = ("components/**/*.py", "app/**/*.py", "assets/**/*.js")
LITERAL = re.compile(r"""f?"((?:[^"\\\n]|\\.)*)"|`([^`]*)`""")
HOLE = re.compile(r"\$?\{[^}]*\}")


def children(component):
    inner = getattr(component, "children", None)
    return inner if isinstance(inner, list | tuple) else [] if inner is None else [inner]


def content(component):
    parts = (content(child) if isinstance(child, Component) else str(child) for child in children(component))
    return "".join(parts)


def bare(form):
    """A text as it stands in the page before anything is filled in."""
    return MARKS.sub("", PLACEHOLDER.sub("", form))


def findings(component):
    """Yield what is visible in or about a component and is not the text whose id it carries."""
    for attribute, carrier in ATTRIBUTES.items():
        words, id_ = getattr(component, attribute, None), getattr(component, carrier, None)
        if words is not None and (id_ is None or CATALOGUE[id_] != words):
            yield f"{attribute}: {words}"
    id_ = getattr(component, "data-text", None)
    if id_ is not None:
        if content(component) != bare(CATALOGUE[id_]):
            yield f"{id_}: {content(component)}"
        return
    if not isinstance(component, html.Code):
        yield from (child for child in children(component) if isinstance(child, str) and not SYMBOLS.fullmatch(child))
    yield from options(component)
    inner = [*children(component), getattr(component, "label", None)]
    yield from (finding for child in inner if isinstance(child, Component) for finding in findings(child))
    if isinstance(getattr(component, "label", None), str):
        yield component.label


def options(component):
    """Options of selects are written by the page's program, from the same texts."""
    values = list(CATALOGUE.values())
    labels = [option["label"] for option in getattr(component, "options", None) or []]
    return [label for label in labels if label not in values and not SYMBOLS.fullmatch(label)]


def figures(component):
    if type(component).__name__ == "Graph":
        yield component.figure
    for child in children(component):
        if isinstance(child, Component):
            yield from figures(child)


def words_of(figure):
    """Yield what can be read on a figure, without tags and without what Plotly fills in."""
    yield from (TAGS.sub("", note.text) for note in figure.layout.annotations)
    yield from (axis.title.text for axis in (figure.layout.xaxis, figure.layout.yaxis) if axis.title.text)
    for trace in figure.data:
        yield TAGS.sub("", re.sub(r"%\{[^}]*\}", "", getattr(trace, "hovertemplate", None) or ""))


def test_every_word_of_the_layout_is_a_text_and_says_which():
    assert list(findings(layout(code="loss.backward()"))) == []


def test_a_word_outside_the_catalogue_is_found():
    marked = {"data-text": "start", "data-text-title": "start"}
    page = html.Div([html.B("Loose"), html.I("Begin", **marked), html.U(title="Hint"), html.S("Start", **marked)])
    assert list(findings(page)) == ["Loose", "start: Begin", "title: Hint"]


def test_every_word_of_the_figures_is_a_text():
    known = {bare(entry) for entry in CATALOGUE.values() if isinstance(entry, str)}
    known |= {"x", "y", ", ", "", "predicted price (k€)", "actual price (k€)"}  # these two from points.output
    skeletons = (figure(palette=palette) for figure in FIGURES.values() for palette in PALETTES.values())
    shown = [*figures(layout(code="")), *skeletons]
    found = {words for figure in shown for words in words_of(figure)}
    assert "epoch" in found
    assert found - known == set()


def test_what_stands_around_the_page_is_in_the_catalogue():
    outside = re.sub(r"(?s)<(style|script).*?</(style|script)>", "", index_string(schema={"text": CATALOGUE}))
    assert f'content="{CATALOGUE["page.description"]}"' in outside
    said = [
        part.strip() for part in TAGS.split(outside) if part.strip() and not re.fullmatch(r"\s*{%\w+%}[\s\S]*", part)
    ]
    assert said == [CATALOGUE[f"page.{why}"] for why in ("no-script", "too-old", "sealed")]


def sources():
    paths = (path for pattern in SOURCES for path in ROOT.glob(pattern))
    return {path: path.read_text(encoding="utf-8") for path in paths}


def test_every_id_that_is_asked_for_is_there():
    asked = re.compile(r"""\b(?:text|titled|labelled)\(\s*"([^"]+)"|\bworded\(\s*[\w.]+,\s*"([^"]+)\"""")
    ids = [(path, one or other) for path, source in sources().items() for one, other in asked.findall(source)]
    assert ids
    assert [(path, id_) for path, id_ in ids if id_ not in CATALOGUE] == []


def test_every_text_is_used():
    """An id counts as used where it stands in a string, is a control's, or a string with holes in it can become it."""
    literals = {one or other for source in sources().values() for one, other in LITERAL.findall(source)}
    literals |= set(CONTROLS)
    shapes = [HOLE.split(literal) for literal in literals if HOLE.search(literal) and "." in HOLE.sub("", literal)]
    patterns = [re.compile("[a-z0-9.-]+".join(map(re.escape, shape))) for shape in shapes]
    unused = [id_ for id_ in CATALOGUE if id_ not in literals and not any(it.fullmatch(id_) for it in patterns)]
    assert unused == []
