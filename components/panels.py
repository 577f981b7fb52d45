"""See why it learns: the chips of the foot and the panels that they open, beside the fit and never over it."""

from dataclasses import dataclass
from typing import Any, Literal

from dash import html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria, data
from components.controls import icon, segments


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel: its name, its title, and for data with how many features it is."""

    name: str
    title: str
    features: Literal["one", "any"]


PANELS = (
    Panel("map", "Loss map", "one"),
    Panel("step", "Step in numbers", "one"),
    Panel("residuals", "Residuals", "one"),
    Panel("compare", "Compare runs", "any"),
    Panel("code", "Code", "any"),
)


def chips() -> html.Div:
    """Return the chips, one a panel."""
    return html.Div(
        [
            html.H2("See why it learns", id="chips-title"),
            html.Div([_chip(panel.name, panel.title) for panel in PANELS], className="chip-row"),
        ],
        id=ids.CHIPS,
        role="group",
        **aria(labelledby="chips-title"),
    )


def loss_map() -> html.Section:
    """Return the loss map, with its key and the offer to start where it was pressed."""
    key = [
        _swatch("now", "now"),
        _swatch("next-step", "next step", id_="map-arrow"),
        _swatch("true-cross", "true", "true"),
        _swatch("best-ring", "least squares", "least-squares"),
    ]
    words = html.Div(
        [
            html.Span(id="map-words", role="status"),
            html.Button("Start here", id=ids.START_HERE, className="inline", hidden=True),
        ],
        className="panel-words",
    )
    return _panel(
        "map",
        [words, html.Div(key, className="panel-key"), html.Div(html.Div(className="graph"), id=ids.LOSS_MAP)],
    )


def step() -> html.Section:
    """Return the last step in numbers: after = before − rate × gradient, for weight and bias."""
    head = html.Div(
        [html.Span(className="name"), *_cells("after", "", "before", "", "rate", "", "step")], className="titles"
    )
    rows = [
        html.Div(
            [
                html.Span(name, className="name"),
                *[html.Span(id=f"step-{name.lower()}-{part}", className=look) for part, look in STEP_PARTS],
            ],
            className="numbers",
        )
        for name in ("Weight", "Bias")
    ]
    return _panel(
        "step",
        [
            html.Div([head, *rows], className="step-table", id="step-table"),
            html.P(id="step-sentence"),
            html.P(id="step-formula", className="formula"),
        ],
        what="step-what",
    )


def residuals() -> html.Section:
    """Return the residual plot, drawn as segments or squares, with RMSE and R²."""
    numbers = [
        html.Span(
            ["mean of the squares ", html.Strong(id="residuals-loss"), html.Span(id="residuals-is-loss")],
            className="predicted",
        ),
        html.Span(["RMSE ", html.Strong(id="rmse")]),
        html.Span(["R² ", html.Strong(id="r2")]),
    ]
    choice = segments("residuals-shape", {"segments": "Segments", "squares": "Squares"}, "Residuals as", "shape")
    return _panel(
        "residuals",
        [
            html.Div([html.Span("target − prediction, point by point"), choice], className="panel-words"),
            html.Div(numbers, className="panel-key"),
            html.Div(html.Div(className="graph"), id=ids.RESIDUALS_FIGURE),
        ],
    )


def compare() -> html.Section:
    """Return the runs kept and the run now: their loss curves and a table."""
    buttons = [
        html.Button("Keep this run", id=ids.KEEP_RUN, className="inline"),
        html.Button("Forget them", id=ids.FORGET_RUNS, className="inline", hidden=True),
    ]
    scale = segments("compare-scale", {"linear": "Linear", "log": "Log"}, "Loss axis", "scale")
    head = ("run", "rate", "batch", "optimizer", "within 1 %", "final loss")
    table = html.Table(
        [
            html.Thead(html.Tr([html.Th(name, scope="col") for name in head])),
            html.Tbody(id="compare-rows"),
        ],
        className="compare-table",
    )
    return _panel(
        "compare",
        [
            html.Div([html.Span(buttons), scale], className="panel-words"),
            html.Div(html.Div(className="graph"), id=ids.COMPARE_FIGURE),
            html.Div(table, className="table-place", tabIndex="0", role="region", **aria(label="Runs")),
        ],
    )


def code() -> html.Section:
    """Return the script of this run, and everything that can be taken along."""
    script = [
        html.Button("Copy", id=ids.COPY_SCRIPT, className="inline"),
        html.Button("Script", id=ids.DOWNLOAD_SCRIPT, className="inline", title="Download as .py"),
        html.Button("Notebook", id=ids.DOWNLOAD_NOTEBOOK, className="inline", title="Download as .ipynb"),
    ]
    tables = [
        html.Button("History", id=ids.DOWNLOAD_HISTORY, className="inline", title="Download every epoch as .csv"),
        html.Button("Data", id=ids.DOWNLOAD_DATA, className="inline", title="Download the points as .csv"),
    ]
    pictures = [html.Span("Pictures:"), html.Span(id="picture-buttons")]
    return _panel(
        "code",
        [
            html.Div(
                [html.Span("The exact script of this run.", id="code-words", role="status")], className="panel-words"
            ),
            html.Div([*script, *tables], className="panel-key takes"),
            html.Pre(id=ids.SCRIPT, tabIndex="0", **aria(label="The script of this run")),
            html.Div(pictures, className="pictures"),
        ],
    )


PICTURES = {"step": "numbers"}
STEP_PARTS = (
    ("after", "after"),
    ("equals", "operator"),
    ("before", "before"),
    ("minus", "operator"),
    ("rate", "rate"),
    ("times", "operator"),
    ("direction", "direction"),
)


def _chip(name: str, title: str) -> html.Button:
    return html.Button(
        [icon(PICTURES.get(name, name)), title],
        id=f"chip-{name}",
        className="chip",
        **aria(pressed="false", controls=f"panel-{name}"),
        **data(panel=name),
    )


def _panel(name: str, children: list[Component], what: str | None = None) -> html.Section:
    named = next(panel.title for panel in PANELS if panel.name == name)
    title = [named, *([html.Span(id=what, className="what")] if what else [])]
    return html.Section(
        [
            html.H2(title, id=f"panel-{name}-title"),
            html.Button("×", className="close", **aria(label=f"Close {named}"), **data(close=name)),
            *children,
        ],
        id=f"panel-{name}",
        className="panel",
        hidden=True,
        **aria(labelledby=f"panel-{name}-title"),
    )


def _swatch(look: str, name: str, colour: str = "", id_: str = "") -> html.Span:
    picture = html.Span(className=f"swatch {look}", **aria(hidden="true"))
    return html.Span([picture, html.Span(name)], className=f"entry {colour}", **_id(id_))


def _cells(*names: str) -> list[html.Span]:
    return [
        html.Span(name, className=look, **_id("step-direction-name" if look == "direction" else ""))
        for name, (_, look) in zip(names, STEP_PARTS, strict=True)
    ]


def _id(id_: str) -> dict[str, Any]:
    return {"id": id_} if id_ else {}
