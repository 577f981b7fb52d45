"""What the page reads out: epoch, equation, loss, the table of weights, and the card of a diverged run."""

import dash_bootstrap_components as dbc
from dash import html

from components import ids
from components.attributes import aria, data
from components.controls import icon, segments

MOST_WEIGHTS = 4


def epoch() -> html.Div:
    """Return the epoch and, small, the steps."""
    line = [
        html.Span("Epoch", className="label"),
        html.Span("0", id=ids.EPOCH, className="number"),
        html.Span([html.Span("Steps", className="label"), html.Span("0", id=ids.STEPS)], className="steps"),
    ]
    return html.Div(html.Div(line, className="epoch-line"), className="epoch-place")


def state() -> html.Div:
    """Return the line that says what the run is doing."""
    return html.Div(
        [html.Span(className="dot", **aria(hidden="true")), html.Span("Ready", id=ids.STATE, role="status")],
        className="state-line",
    )


def equation() -> html.Div:
    """Return the equation with its numbers, as a line or as a sum of terms."""
    line = [
        html.Span("ŷ", className="maths"),
        html.Span("=", className="operator"),
        _slot("equation-weight"),
        html.Span("x", className="maths"),
        html.Span("+", id="equation-plus", className="operator"),
        html.Span(id="equation-bias", className="parameter"),
    ]
    terms = [html.Span(id="equation-output", className="maths"), html.Span("=", className="operator")]
    for i in range(1, MOST_WEIGHTS + 2):
        sign = [html.Span(id=f"term-sign-{i}", className="operator")] if i > 1 else []
        name = html.Span(id=f"term-name-{i}", className="maths")
        terms.append(html.Span([*sign, _slot(f"term-{i}"), name], className="term"))
    return html.Div(
        [
            html.Div(line, className="equation-line"),
            html.Div(terms, className="equation-sum"),
            html.Div(["in original units", html.Br(), html.Span(id="original-units")], className="original"),
        ],
        id=ids.EQUATION,
    )


def _slot(id_: str) -> html.Span:
    """Return the place of a parameter: as wide as the widest that is expected of it, which `data-widest` says."""
    return html.Span(html.Span(id=id_, className="parameter"), className="slot")


def sentence() -> html.Div:
    """Return the row that a sentence and the banner share, so that nothing moves when one comes or goes."""
    return html.Div(
        [
            html.Span("These weights are a guess, far from the target. Press Start.", id=ids.SENTENCE, role="status"),
            html.Span(
                [
                    html.Button("Go on from here", id=ids.GO_ON_HERE, className="inline"),
                    html.Button("Back to now", id=ids.LIVE, className="inline"),
                ],
                id="looking",
                hidden=True,
            ),
            html.Div("Connection lost. Your run is safe; trying again…", id=ids.BANNER, role="status", hidden=True),
        ],
        className="sentence-row",
    )


def key() -> html.Div:
    """Return the key of the fit; each of its entries switches its trace."""
    return html.Div(
        [
            html.Div(
                [
                    _entry("Data", "data"),
                    _entry("Predicted", "predicted"),
                    _entry("True line", "true"),
                    _entry("Least squares", "least-squares"),
                ],
                className="key-line",
            ),
            html.Div(
                [
                    html.Span([html.Span(className="swatch predicted-dots"), "Predicted"], className="entry predicted"),
                    html.Span([html.Span(className="swatch true"), "Predicted = actual"], className="entry true"),
                ],
                className="key-prices",
            ),
        ],
        id=ids.KEY,
    )


def loss() -> html.Div:
    """Return the loss, its name and the switch of its axis."""
    scale = segments(ids.LOSS_SCALE, {"linear": "Linear", "log": "Log"}, "Loss axis", "scale")
    return html.Div(
        [
            html.Div(
                html.Div(
                    [html.Span("Loss", className="label"), html.Span(id=ids.LOSS, className="number")],
                    className="loss-line",
                ),
                className="loss-number",
            ),
            html.Div(
                [
                    html.Span("mean squared error"),
                    scale,
                ],
                className="loss-what",
            ),
            html.Div(
                [
                    html.Span(className="swatch least-squares"),
                    html.Span(["lowest ", html.Span("possible ", className="possible"), html.Span(id=ids.LOWEST_LOSS)]),
                ],
                className="loss-key",
            ),
        ],
        className="loss-head",
    )


def time() -> html.Div:
    """Return the step back and the scrubber over all epochs: seen when paused, their place always kept."""
    return html.Div(
        [
            html.Button(icon("step-back"), id=ids.STEP_BACK, className="quiet", **aria(label="Look one epoch back")),
            dbc.Input(id=ids.SCRUBBER, type="range", min=0, max=1, step=1, value=0, className="slider"),
            html.Label("epoch looked at", htmlFor=ids.SCRUBBER, className="visually-hidden"),
        ],
        id="time",
    )


def weights() -> html.Div:
    """Return the table of the weights: now, true, least squares."""
    head = html.Div(
        [
            html.Span(html.Span("parameter", className="visually-hidden"), role="columnheader"),
            html.Span(className="bar-head", **aria(hidden="true")),
            html.Span("now", className="now-head", role="columnheader"),
            html.Span("true", className="true", role="columnheader"),
            html.Span("least squares", className="best", role="columnheader"),
        ],
        className="row head-row",
        role="row",
    )
    rows = [_row(i, ids.WEIGHT if i == 0 else f"{ids.WEIGHT}-{i + 1}") for i in range(MOST_WEIGHTS)]
    return html.Div(
        [
            html.H2("Weights right now: far from the target", id=ids.WEIGHTS_TITLE),
            html.Div(
                [head, *rows, _row("bias", ids.BIAS)],
                id=ids.WEIGHTS_ROWS,
                role="table",
                **aria(labelledby=ids.WEIGHTS_TITLE),
            ),
        ],
        id=ids.WEIGHTS,
    )


def card() -> html.Div:
    """Return the card that stands in the table's place when a run has diverged."""
    return html.Div(
        [
            html.H2("The steps are too big"),
            html.P(
                [
                    "At learning rate ",
                    html.Span(id="card-rate"),
                    " each epoch multiplies the loss by ",
                    html.Strong(id="card-factor"),
                    ". ",
                    html.Span(id="card-need"),
                    " ",
                    html.Strong(id="card-limit"),
                    html.Span(id="card-rest"),
                ]
            ),
            dbc.Button("Halve it and go on", id=ids.HALVE, className="push"),
            html.Div(id="card-epoch", className="card-epoch"),
        ],
        id=ids.CARD,
        role="alert",
        hidden=True,
    )


def prompt() -> html.P:
    """Return the one prompt."""
    return html.P(
        [
            html.Strong(id="prompt-lead"),
            html.Span(id="prompt-before"),
            html.Span(id="prompt-maths", className="maths"),
            html.Span(id="prompt-after"),
        ],
        id=ids.PROMPT,
    )


def _entry(name: str, look: str) -> html.Button:
    return html.Button(
        [html.Span(className=f"swatch {look}"), name],
        className=f"entry {look}",
        **aria(pressed="true"),
        **data(trace=name),
    )


def _row(index: int | str, id_: str) -> html.Div:
    name = "Bias" if index == "bias" else "Weight"
    return html.Div(
        [
            html.Span(
                [html.Span(name, className="name"), html.Span(className="unit", id=f"{id_}-unit")], role="rowheader"
            ),
            html.Span(className="bar", **aria(hidden="true")),
            html.Span(id=id_, className="now", role="cell"),
            html.Span(id=f"{id_}-true", className="true", role="cell"),
            html.Span(
                [html.Span(id=f"{id_}-least-squares"), html.Span(id=f"{id_}-error", className="error")],
                className="best",
                role="cell",
            ),
        ],
        className="row",
        role="row",
        hidden=index not in (0, "bias"),
        **data(row=str(index)),
    )
