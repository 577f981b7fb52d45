"""The page: its parts in order, like a contents page."""

import json
from typing import Any

import plotly.graph_objects as go
from dash import dcc, html
from dash.development.base_component import Component

from components import controls, ids, panels, readouts
from components.attributes import aria
from components.figures.fit import fit_figure
from components.figures.loss import loss_figure
from components.text import text
from components.text.elements import labelled, worded
from components.theme import MARK, PALETTES, css_variables
from model.data import DATA_SETS, DataSets

PULSE_MS = 30_000
# In words that every browser reads; assets/mode.js tells which of them cannot run the page.
TOO_OLD = (
    "#too-old,#sealed,.too-old #first,.too-old #react-entry-point{display:none}"
    ".too-old #too-old,.sealed #sealed{display:block;margin:2em;font:1.2em/1.5 sans-serif}"
    ".sealed #too-old{display:none}"
)
GRAPH_CONFIG: Any = {"displayModeBar": False, "doubleClick": False}


def layout(*, code: str, data_sets: DataSets = DATA_SETS) -> html.Div:
    """Return the whole page; `code` is what About shows as the lines that run."""
    return html.Div(
        [
            _head(data_sets),
            _margin(),
            _fit(),
            _loss(),
            readouts.card(),
            *panels.sections(),
            _foot(),
            _about(code),
            *_stores(),
        ],
        id="page",
        className="page",
    )


def index_string(*, schema: dict[str, Any]) -> str:
    """Return the HTML around the page, with the palettes as CSS, and with the schema as data for its program."""
    data = json.dumps(schema, separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")
    return f"""<!DOCTYPE html>
<html lang="en" data-bs-theme="light">
  <head>
    {{%metas%}}
    <meta name="description" content="{text("page.description")}">
    <title>{{%title%}}</title>
    <link rel="icon" type="image/svg+xml" href="{MARK}">
    {{%css%}}
    <style>{css_variables()}{TOO_OLD}</style>
  </head>
  <body>
    {{%app_entry%}}
    <noscript>{text("page.no-script")}</noscript>
    <p id="too-old">{text("page.too-old")}</p>
    <p id="sealed">{text("page.sealed")}</p>
    <script type="application/json" id="schema">{data}</script>
    <div>{{%config%}}{{%scripts%}}{{%renderer%}}</div>
  </body>
</html>"""


def _head(data_sets: DataSets) -> html.Header:
    return html.Header(
        [
            html.H1(
                [html.Span(className="brand-mark", **aria(hidden="true")), worded(html.Span, "page.title")],
                className="brand",
            ),
            controls.dataset(data_sets),
            html.Nav(
                [
                    controls.tool(ids.CLASS_OPEN, "class", worded(html.Span, ids.CLASS_OPEN)),
                    controls.tool(ids.CLASS_JOIN, "join", worded(html.Span, ids.CLASS_JOIN)),
                    controls.tool(ids.LESSONS, "lessons", worded(html.Span, ids.LESSONS)),
                    controls.tool(ids.SHARE, "share", worded(html.Span, ids.SHARE)),
                    controls.tool(ids.ABOUT_BUTTON, "about", worded(html.Span, ids.ABOUT_BUTTON)),
                    controls.tool(ids.PROJECTOR_BUTTON, "projector", worded(html.Span, ids.PROJECTOR_BUTTON)),
                    controls.tool(ids.MODE_BUTTON, "mode", worded(html.Span, "mode.board", id="mode-name")),
                ],
                className="tools",
            ),
        ],
        className="head",
    )


def _margin() -> html.Section:
    return html.Section(
        [
            readouts.epoch(),
            readouts.state(),
            controls.run_buttons(),
            html.Div(
                [
                    controls.learning_rate(),
                    controls.noise(),
                    html.Div([controls.more_button(), controls.more()], className="more-block"),
                    readouts.prompt(),
                ],
                className="settings",
            ),
            html.Section(id=ids.LESSON_CARD, hidden=True),
            worded(html.Button, ids.LEAVE_BUTTON, id=ids.LEAVE_BUTTON, className="push leave", n_clicks=0),
        ],
        className="margin",
        **labelled("page.controls.label"),
    )


def _fit() -> html.Main:
    return html.Main(
        [
            readouts.equation(),
            readouts.sentence(),
            readouts.key(),
            html.Div(
                [_graph(ids.FIT_FIGURE, fit_figure(palette=PALETTES["light"])), html.Div(id="pill", hidden=True)],
                className="fit-place",
            ),
        ],
        className="fit",
    )


def _loss() -> html.Section:
    return html.Section(
        [
            readouts.loss(),
            html.Div(_graph(ids.LOSS_FIGURE, loss_figure(palette=PALETTES["light"])), className="loss-place"),
            readouts.time(),
            readouts.weights(),
        ],
        className="loss",
        **labelled("page.loss-and-weights.label"),
    )


def _foot() -> html.Footer:
    hint = [worded(html.Kbd, "hint.key"), " ", worded(html.Span, "hint")]
    keys = html.Button(
        [worded(html.Kbd, "keys.key"), " ", worded(html.Span, ids.KEYS_BUTTON)],
        id=ids.KEYS_BUTTON,
        className="hint",
    )
    return html.Footer([panels.chips(), html.Span(hint, className="hint"), keys], className="foot")


def _about(code: str) -> html.Section:
    lines = html.Pre(html.Code(code), tabIndex="0", role="region", **labelled("about.code.label"))
    before = [worded(html.P, f"about.{name}") for name in ("model", "epoch", "code")]
    after = [worded(html.P, f"about.{name}") for name in ("aims", "why", "find-out")]
    button = worded(html.Button, ids.ABOUT_KEYS, id=ids.ABOUT_KEYS, className="inline")
    keys = [worded(html.Span, "about.keys"), " ", button]
    table = worded(html.Button, ids.ABOUT_DATA, id=ids.ABOUT_DATA, className="inline")
    return html.Section(
        [
            html.Button("×", id=ids.ABOUT_CLOSE, className="close", n_clicks=0, **labelled("about-close.label")),
            worded(html.H2, "about.title", id="about-title"),
            html.Div(
                [
                    *before,
                    lines,
                    *after,
                    html.P([worded(html.Span, "about.data"), " ", table]),
                    html.P(keys),
                ],
                className="prose",
            ),
        ],
        id=ids.ABOUT,
        className="about",
        hidden=True,
        **aria(labelledby="about-title"),
    )


def _graph(id_: str, figure: go.Figure) -> html.Div:
    """Return a figure: Dash's graph, and room for what is drawn before plotly.js (assets/figures/sketch.js)."""
    graph = dcc.Graph(figure=figure, config=GRAPH_CONFIG, responsive=True, className="graph")
    return html.Div(graph, id=id_, className="graph-place")


def _stores() -> list[Component]:
    """Return what is not seen: the pulse, the way in and the way out."""
    return [
        dcc.Interval(id=ids.CLOCK, interval=PULSE_MS, disabled=True),
        dcc.Store(id=ids.COMMAND),
        dcc.Store(id=ids.PROGRESS),
    ]
