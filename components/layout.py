"""The page: its parts in order, like a contents page."""

from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from dash import dcc, html
from dash.development.base_component import Component

from components import controls, ids, panels, readouts
from components.attributes import aria
from components.figures.fit import fit_figure
from components.figures.loss import loss_figure
from components.figures.loss_map import loss_map_figure
from components.figures.prices import prices_figure
from components.figures.residuals import residuals_figure
from components.prose import prose
from components.theme import MARK, PALETTES, css_variables
from model.data import DATA_SETS, DataSets
from model.settings import SEED, START_SEED

ABOUT = Path(__file__).with_name("about.md").read_text(encoding="utf-8")
GRAPH_CONFIG: Any = {"displayModeBar": False, "doubleClick": False}


def layout(*, code: str, data_sets: DataSets = DATA_SETS) -> html.Div:
    """Return the whole page; `code` is what About shows as the lines that run."""
    return html.Div(
        [_head(data_sets), _margin(), _fit(), _loss(), *_panels(), _foot(), _about(code), *_stores(data_sets)],
        id="sheet",
        className="sheet",
    )


def index_string() -> str:
    """Return the HTML around the page, with the palettes as CSS."""
    return f"""<!DOCTYPE html>
<html lang="en" data-bs-theme="light">
  <head>
    {{%metas%}}
    <meta name="description" content="Watch a PyTorch model learn a straight line, live.">
    <title>{{%title%}}</title>
    <link rel="icon" type="image/svg+xml" href="{MARK}">
    {{%css%}}
    <style>{css_variables()}</style>
  </head>
  <body>
    {{%app_entry%}}
    <noscript>Chalkline needs JavaScript to show a model learning.</noscript>
    <div>{{%config%}}{{%scripts%}}{{%renderer%}}</div>
  </body>
</html>"""


def _head(data_sets: DataSets) -> html.Header:
    return html.Header(
        [
            html.H1([html.Span(className="mark", **aria(hidden="true")), "Chalkline"], className="brand"),
            controls.dataset(data_sets),
            html.Nav(
                [
                    controls.tool(ids.ABOUT_BUTTON, "about", html.Span("About"), "What this page shows"),
                    controls.tool(ids.PROJECTOR_BUTTON, "projector", html.Span("Projector"), "Large, for the wall"),
                    controls.tool(ids.MODE_BUTTON, "mode", html.Span("Board", id="mode-name"), "Paper or board"),
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
            controls.learning_rate(),
            controls.noise(),
            html.Div([controls.more_button(), controls.more()], className="more-block"),
            readouts.prompt(),
            html.Button("Leave", id=ids.LEAVE_BUTTON, className="push leave", n_clicks=0),
        ],
        className="margin",
        **aria(label="Controls"),
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
            readouts.card(),
        ],
        className="loss",
        **aria(label="Loss and weights"),
    )


def _panels() -> list[Component]:
    return [panels.loss_map(), panels.step(), panels.residuals(), panels.compare(), panels.code()]


def _foot() -> html.Footer:
    return html.Footer(
        [panels.chips(), html.Span([html.Kbd("Space"), " start, pause"], className="hint")], className="foot"
    )


def _about(code: str) -> html.Section:
    return html.Section(
        [
            html.Button("×", id=ids.ABOUT_CLOSE, className="close", n_clicks=0, **aria(label="Close About")),
            html.H2("About", id="about-title"),
            html.Div(prose(ABOUT.replace("{code}", code)), className="prose"),
        ],
        id=ids.ABOUT,
        className="about",
        hidden=True,
        **aria(labelledby="about-title"),
    )


def _graph(id_: str, figure: go.Figure) -> dcc.Graph:
    return dcc.Graph(id=id_, figure=figure, config=GRAPH_CONFIG, responsive=True, className="graph")


def _stores(data_sets: DataSets) -> list[Component]:
    """Return what is not seen: the clock, the way in and the way out, and what scripts read at the beginning."""
    figures = {
        mode: {
            "fit": fit_figure(palette=palette),
            "prices": prices_figure(palette=palette),
            "loss": loss_figure(palette=palette),
            "map": loss_map_figure(palette=palette),
            "residuals": residuals_figure(palette=palette),
        }
        for mode, palette in PALETTES.items()
    }
    settings = controls.page_settings(data_sets)
    seeds = {"data": int(SEED.default), "start": int(START_SEED.default)}
    return [
        dcc.Interval(id=ids.CLOCK, interval=100, disabled=True),
        dcc.Store(id=ids.COMMAND),
        dcc.Store(id=ids.PROGRESS),
        dcc.Store(id=ids.FIGURES, data={"figures": figures, "settings": settings, "seeds": seeds}),
    ]
