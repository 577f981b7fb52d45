"""What the page reads out: epoch, equation, loss, the table of weights, and the card of a diverged run."""

import dash_bootstrap_components as dbc
from dash import html

from components import ids
from components.attributes import aria, data
from components.controls import icon, loss_scale, push, segments, swatch
from components.text.elements import labelled, titled, worded

MOST_WEIGHTS = 4
PER = {"unit": "weights.per.unit", "deviation": "weights.per.deviation"}


def epoch() -> html.Div:
    """Return the epoch and, small, the steps."""
    line = [
        worded(html.Span, "epoch", className="label"),
        html.Span("0", id=ids.EPOCH, className="number"),
        html.Span([worded(html.Span, "steps", className="label"), html.Span("0", id=ids.STEPS)], className="steps"),
    ]
    return html.Div(html.Div(line, className="epoch-line"), className="epoch-place")


def state() -> html.Div:
    """Return the line that says what the run is doing."""
    return html.Div(
        [
            html.Span(className="dot", **aria(hidden="true")),
            worded(html.Span, "state.ready", id=ids.STATE),
        ],
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
            html.Div([worded(html.Span, "original"), html.Br(), html.Span(id="original-units")], className="original"),
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
            worded(html.Span, "sentence.ready", id=ids.SENTENCE),
            html.Span(id=ids.ALOUD, role="status", className="visually-hidden"),
            html.Span(
                [
                    worded(html.Button, ids.GO_ON_HERE, id=ids.GO_ON_HERE, className="inline"),
                    worded(html.Button, ids.LIVE, id=ids.LIVE, className="inline"),
                ],
                id="looking",
                hidden=True,
            ),
            html.Span(
                [worded(html.Button, id_, id=id_, className="inline", hidden=True) for id_ in (ids.UNDO, ids.REDO)],
                id="offers",
                hidden=True,
            ),
            worded(html.Div, ids.BANNER, id=ids.BANNER, role="status", hidden=True),
        ],
        className="sentence-row",
    )


def key() -> html.Div:
    """Return the key of the fit; each of its entries switches its trace."""
    return html.Div(
        [
            html.Div(
                [
                    _entry("Data", "data", "key.data"),
                    _entry("Predicted", "predicted", "key.predicted"),
                    _entry("True line", "true", "key.true-line"),
                    _entry("Least squares", "least-squares", "key.least-squares"),
                    html.Button(
                        swatch("mine", ids.MY_LINE),
                        id=ids.MY_LINE,
                        className="entry mine",
                        **aria(pressed="false"),
                        **titled("my-line.title"),
                    ),
                ],
                className="key-line",
            ),
            html.Div(
                [
                    html.Span(swatch("predicted-dots", "key.predicted"), className="entry predicted"),
                    html.Span(swatch("true", "key.diagonal"), className="entry true"),
                ],
                className="key-prices",
            ),
        ],
        id=ids.KEY,
    )


def loss() -> html.Div:
    """Return the loss, its name and the switch of its axis."""
    lowest = [
        worded(html.Span, "loss.lowest", className="lowest"),
        worded(html.Span, "loss.lowest.brief", className="lowest brief"),
        " ",
        html.Span(id=ids.LOWEST_LOSS),
    ]
    return html.Div(
        [
            html.Div(
                html.Div(
                    [worded(html.Span, "loss", className="label"), html.Span(id=ids.LOSS, className="number")],
                    className="loss-line",
                ),
                className="loss-number",
            ),
            html.Div([worded(html.Span, "loss.what"), loss_scale(ids.LOSS_SCALE)], className="loss-what"),
            html.Div([html.Span(className="swatch least-squares"), html.Span(lowest)], className="loss-key"),
        ],
        className="loss-head",
    )


def time() -> html.Div:
    """Return the step back and the scrubber over all epochs: seen when paused, their place always kept."""
    return html.Div(
        [
            html.Button(icon("step-back"), id=ids.STEP_BACK, className="quiet", **labelled("step-back.label")),
            dbc.Input(id=ids.SCRUBBER, type="range", min=0, max=1, step=1, value=0, className="slider"),
            worded(html.Label, ids.SCRUBBER, htmlFor=ids.SCRUBBER, className="visually-hidden"),
        ],
        id="time",
    )


def weights() -> html.Div:
    """Return the table of the weights: now, true, least squares."""
    head = html.Div(
        [
            html.Span(worded(html.Span, "weights.parameter", className="visually-hidden"), role="columnheader"),
            html.Span(className="bar-head", **aria(hidden="true")),
            worded(html.Span, "weights.now", className="now-head", role="columnheader"),
            worded(html.Span, "weights.true", className="true", role="columnheader"),
            worded(html.Span, "weights.least-squares", className="best", role="columnheader"),
        ],
        className="weights-row head-row",
        role="row",
    )
    rows = [_row(i, ids.WEIGHT if i == 0 else f"{ids.WEIGHT}-{i + 1}") for i in range(MOST_WEIGHTS)]
    return html.Div(
        [
            worded(html.H2, "weights-title.ready", id=ids.WEIGHTS_TITLE),
            segments(ids.WEIGHTS_PER, PER, "weights.per.label", "per"),
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
    """Return the card of a run that has diverged: in a place of its own, so that it covers nothing."""
    return html.Div(
        [
            worded(html.H2, "card.title"),
            html.Button("×", id=ids.CARD_CLOSE, className="close", **labelled("card-close.label")),
            worded(html.P, "card", slots="card", id="card-words"),
            html.P(id="card-why"),
            push(ids.HALVE),
            html.Div(id="card-epoch", className="card-epoch"),
        ],
        id=ids.CARD,
        role="alert",
        hidden=True,
    )


def prompt() -> html.P:
    """Return the one prompt, which the page writes."""
    return html.P(id=ids.PROMPT)


def _entry(trace: str, look: str, name: str) -> html.Button:
    return html.Button(swatch(look, name), className=f"entry {look}", **aria(pressed="true"), **data(trace=trace))


def _row(index: int | str, id_: str) -> html.Div:
    name = worded(html.Span, "bias" if index == "bias" else "weight", className="name")
    return html.Div(
        [
            html.Span([name, html.Span(className="unit", id=f"{id_}-unit")], role="rowheader"),
            html.Span(className="bar", **aria(hidden="true")),
            html.Span(id=id_, className="now", role="cell"),
            html.Span(id=f"{id_}-true", className="true", role="cell"),
            html.Span(
                [html.Span(id=f"{id_}-least-squares"), html.Span(id=f"{id_}-error", className="error")],
                className="best",
                role="cell",
            ),
        ],
        className="weights-row",
        role="row",
        hidden=index not in (0, "bias"),
        **data(row=str(index)),
    )
