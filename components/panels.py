"""See why it learns: one table of panels, from which the chips of the foot and the panels beside the fit are made.

Why it is so: docs/why/panels.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from dash import html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria, data
from components.controls import icon, loss_scale, segments, swatch
from components.text import CATALOGUE
from components.text.elements import labelled, titled, worded


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel: its name, its picture, its key, for data with how many features it is, and what stands in it.

    Its title is the text `panel.<name>`; what it does stands in assets/panels/<name>.js. `tells` is whether its heading
    goes on with words of the run, in `#<name>-what`; `beside` is what
    stands to the right of the words in a low panel; `room` ranks who gets the first place of two, beside the fit: the
    lowest.
    """

    name: str
    icon: str
    key: str
    features: Literal["line", "linear", "one", "any"]
    body: Callable[[], list[Component]]
    room: int
    tells: bool = False
    beside: Literal["figure", "text"] | None = None


def chips() -> html.Div:
    """Return the chips, one a panel."""
    return html.Div(
        [
            worded(html.H2, "panels.title", id="chips-title"),
            html.Div([_chip(panel) for panel in PANELS], className="chip-row"),
        ],
        id=ids.CHIPS,
        role="group",
        **aria(labelledby="chips-title"),
    )


def sections() -> list[html.Section]:
    """Return the panels, none of them open."""
    return [_section(panel) for panel in PANELS]


def _loss_map() -> list[Component]:
    """Return the loss map, with its key and the offer to start where it was pressed."""
    key = [
        _entry("now", "panel.map.now"),
        _entry("next-step", "panel.map.next-step", id="map-arrow"),
        _entry("true-cross", "panel.map.true", "true"),
        _entry("best-ring", "panel.map.least-squares", "least-squares"),
    ]
    words = [
        html.Span(id="map-words"),
        worded(html.Button, ids.START_HERE, id=ids.START_HERE, className="inline", hidden=True),
    ]
    return [
        html.Div(words, className="panel-words"),
        html.Div(key, className="panel-key"),
        _place(ids.LOSS_MAP),
    ]


def _step() -> list[Component]:
    """Return the last step in numbers: after = before − rate × gradient, for weight and bias."""
    head = [html.Span(className="name"), *[_step_head(part, look) for part, look in STEP_PARTS]]
    rows = [
        html.Div(
            [
                worded(html.Span, name, className="name"),
                *[html.Span(id=f"step-{name}-{part}", className=look) for part, look in STEP_PARTS],
            ],
            className="numbers",
        )
        for name in ("weight", "bias")
    ]
    which = segments(
        "step-which", {"last": "panel.step.last", "coming": "panel.step.coming"}, "panel.step.which", "which"
    )
    return [
        html.Div(which, className="panel-words"),
        html.Div([html.Div(head, className="titles"), *rows], className="step-table", id="step-table"),
        html.P(id="step-sentence"),
        html.P(id="step-formula", className="formula"),
    ]


def _residuals() -> list[Component]:
    """Return the residual plot, drawn as segments or squares, with RMSE and R²."""
    numbers = [
        html.Span(
            [
                *_measure("panel.residuals.mean", "residuals-loss"),
                " ",
                worded(html.Span, "panel.residuals.is-loss", id="residuals-is-loss"),
            ],
            className="predicted",
        ),
        html.Span(_measure("panel.residuals.rmse", "rmse")),
        html.Span(_measure("panel.residuals.r2", "r2")),
    ]
    shapes = {"segments": "panel.residuals.segments", "squares": "panel.residuals.squares"}
    choice = segments("residuals-shape", shapes, "panel.residuals.shape.label", "shape")
    return [
        html.Div([worded(html.Span, "panel.residuals.what"), choice], className="panel-words"),
        html.Div(numbers, className="panel-key"),
        _place(ids.RESIDUALS_FIGURE, "beside"),
    ]


def _sampling() -> list[Component]:
    """Return the places of what the panel's own module fills, when it has come."""
    figures = html.Div([_place(ids.FAN_FIGURE), _place(ids.HISTOGRAM_FIGURE)], className="pair beside")
    return [html.Div(id="sampling-words", className="panel-words"), html.Div(id="sampling-key"), figures]


def _compare() -> list[Component]:
    """Return the runs kept and the run now: their loss curves and a table."""
    buttons = [_small(ids.KEEP_RUN), _small(ids.FORGET_RUNS, hidden=True), _small(ids.BRING_BACK, hidden=True)]
    epochs = {"usual": "panel.compare.epochs.usual", "all": "panel.compare.epochs.all"}
    columns = ("run", "line", "within", "epochs", "final")
    head = [_column(name) for name in columns]
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(id="compare-rows")], className="compare-table")
    place = html.Div(
        table, className="table-place", tabIndex="0", role="region", **labelled("panel.compare.table.label")
    )
    return [
        html.Div([html.Span(buttons, className="small-buttons")], className="panel-words"),
        html.Div(
            [
                loss_scale("compare-scale"),
                segments("compare-epochs", epochs, "panel.compare.epochs.label", "epochs"),
            ],
            className="panel-key",
        ),
        _place(ids.COMPARE_FIGURE),
        place,
        html.P(id="compare-note", className="note"),
    ]


def _code() -> list[Component]:
    """Return the script of this run, and everything that can be taken along."""
    files = (ids.DOWNLOAD_SCRIPT, ids.DOWNLOAD_NOTEBOOK, ids.DOWNLOAD_HISTORY, ids.DOWNLOAD_DATA)
    takes = [_small(ids.COPY_SCRIPT), *[_small(id_, **titled(f"{id_}.title")) for id_ in files]]
    words = worded(html.Span, "panel.code.exact", id="code-words", role="status")
    pictures = [worded(html.Span, "panel.code.pictures"), html.Span(id="picture-buttons")]
    return [
        html.Div([words], className="panel-words"),
        html.Div(takes, className="panel-key takes"),
        html.Pre(id=ids.SCRIPT, className="beside", tabIndex="0", role="region", **labelled("panel.code.script.label")),
        html.Div(pictures, className="pictures"),
    ]


PANELS = (
    Panel("map", "map", "m", "linear", _loss_map, 1),
    Panel("step", "numbers", "s", "any", _step, 7, tells=True),
    Panel("residuals", "residuals", "e", "any", _residuals, 3, beside="figure"),
    Panel("predict", "predict", "d", "any", lambda: [html.Div(id="predict-place")], 5),
    Panel("sampling", "sampling", "i", "line", _sampling, 2, beside="figure"),
    Panel("compare", "compare", "c", "any", _compare, 4),
    Panel("code", "code", "o", "any", _code, 6, beside="text"),
)
STEP_PARTS = (
    ("after", "after"),
    ("equals", "operator"),
    ("before", "before"),
    ("minus", "operator"),
    ("rate", "rate"),
    ("times", "operator"),
    ("direction", "direction"),
)


def _chip(panel: Panel) -> html.Button:
    return html.Button(
        [icon(panel.icon), worded(html.Span, f"panel.{panel.name}")],
        id=f"chip-{panel.name}",
        className="chip",
        **aria(pressed="false", controls=f"panel-{panel.name}"),
        **data(panel=panel.name, features=panel.features),
    )


def _section(panel: Panel) -> html.Section:
    name = panel.name
    what = [" ", html.Span(id=f"{name}-what", className="what")] if panel.tells else []
    return html.Section(
        [
            html.H2([worded(html.Span, f"panel.{name}"), *what], id=f"panel-{name}-title"),
            html.Button("×", className="close", **labelled(f"panel.{name}.close.label"), **data(close=name)),
            *panel.body(),
        ],
        id=f"panel-{name}",
        className="panel",
        hidden=True,
        **aria(labelledby=f"panel-{name}-title"),
        **(data(beside=panel.beside) if panel.beside else {}),
    )


def _place(id_: str, look: str = "") -> html.Div:
    """Return the place of a figure that is drawn when its panel is opened first.

    In a low panel what looks "beside" stands to the right of the words, not under them.
    """
    return html.Div(html.Div(className="graph"), id=id_, className=f"panel-figure {look}".rstrip())


def _column(name: str) -> html.Th:
    """Return the head of a column, with what it means under the pointer where there is a text for that."""
    id_ = f"panel.compare.{name}"
    meaning = titled(f"{id_}.title") if f"{id_}.title" in CATALOGUE else {}
    return worded(html.Th, id_, scope="col", **meaning, **data(column=name))


def _small(id_: str, **properties: Any) -> html.Button:
    return worded(html.Button, id_, id=id_, className="inline", **properties)


def _entry(look: str, name: str, colour: str = "", **properties: Any) -> html.Span:
    return html.Span(swatch(look, name), className=f"entry {colour}", **properties)


def _measure(name: str, id_: str) -> list[Component | str]:
    return [worded(html.Span, name), " ", html.Strong(id=id_)]


def _step_head(part: str, look: str) -> html.Span:
    if look == "operator":
        return html.Span(className=look)
    if part == "direction":
        return worded(html.Span, "panel.step.step", className=look, id="step-direction-name")
    return worded(html.Span, f"panel.step.{part}", className=look)
