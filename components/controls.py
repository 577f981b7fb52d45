"""The controls: buttons, sliders and fields, their bounds taken from the model's settings."""

from math import log10
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from components import choices, ids
from components.attributes import aria, data
from components.text import text
from components.text.elements import labelled, titled, worded
from model.data import DataSets
from model.defaults_and_limits import DEGREE, LEARNING_RATE, N_SAMPLES, NOISE, SPEED, SPEEDS, WEIGHT_DECAY
from model.optimizers import CHOICES


def icon(name: str) -> html.Span:
    """Return a picture from style/icons.css, which readers pass over."""
    return html.Span(className=f"icon icon-{name}", **aria(hidden="true"))


def swatch(look: str, name: str) -> list[html.Span]:
    """Return an entry of a key: how it looks, which readers pass over, and its name, the text of that id."""
    return [html.Span(className=f"swatch {look}", **aria(hidden="true")), worded(html.Span, name)]


def run_buttons() -> html.Div:
    """Return Start, Pause, Step and Reset: always all four, in their places."""
    return html.Div(
        [
            push(ids.START, "play"),
            push(ids.PAUSE, "pause"),
            push(ids.STEP, "step"),
            push(ids.RESET, "reset"),
        ],
        className="buttons",
        role="group",
        **labelled("training.label"),
    )


def learning_rate() -> html.Div:
    """Return the slider of the learning rate, logarithmic: its value is log10 of the rate."""
    return html.Div(
        [
            _heading(
                ids.LEARNING_RATE,
                html.Span(id="learning-rate-zone", className="zone"),
                _typed_value("learning-rate-value", ids.LEARNING_RATE_FIELD),
            ),
            _slider(
                ids.LEARNING_RATE,
                log10(LEARNING_RATE.low),
                log10(LEARNING_RATE.high),
                log10(LEARNING_RATE.default),
            ),
            html.Div(
                [html.Span(className="smooth"), html.Span(className="zigzag"), html.Span(className="diverges")],
                id="zones",
                **aria(hidden="true"),
            ),
            html.Div(
                [
                    worded(html.Span, "zone.smooth", id="learning-rate-first-zone"),
                    html.Span(id=ids.LEARNING_RATE_LIMIT),
                ],
                className="zone-words",
            ),
        ],
        className="control rate-control",
    )


def _typed_value(value: str, field: str) -> html.Span:
    """Return a value as a number, with the field about it in which it can be typed."""
    decimal: Any = "decimal"
    typed = dbc.Input(
        id=field, type="text", inputmode=decimal, debounce=True, autocomplete="off", class_name="typed-field"
    )
    name = worded(html.Label, field, htmlFor=field, className="visually-hidden")
    return html.Span([html.Span(id=value), typed, name], className="value typed-value")


def noise() -> html.Div:
    """Return the slider of the noise, in the units of the data."""
    return html.Div(
        [
            _heading(ids.NOISE, _typed_value("noise-value", ids.NOISE_FIELD)),
            _slider(ids.NOISE, NOISE.low, NOISE.high, NOISE.default),
        ],
        className="control noise-control",
    )


def more() -> html.Div:
    """Return what stands under More: speed, points, batch, data and start, degree, optimizer, scaling, limits."""
    points = _field(ids.N_SAMPLES, str(int(N_SAMPLES.default)), inputmode="numeric")
    batch = _field(ids.BATCH_SIZE, text("batch-size.all"), inputmode="text")
    return html.Div(
        [
            _speed(),
            html.Div([points, batch], className="field-row"),
            html.Div([push(ids.NEW_DATA), push(ids.NEW_START)], className="field-row"),
            html.Div(
                [
                    _field(ids.DEGREE, str(int(DEGREE.default)), inputmode="numeric"),
                    _select(ids.TEST_SHARE, choices.test_shares(), "0"),
                    html.Span(id="degree-why", className="field-why"),
                ],
                className="field-row model-row",
            ),
            html.Div(_select(ids.OPTIMIZER, choices.optimizers(), "sgd"), className="field-row"),
            _optimizer_settings(),
            html.Div(_field(ids.WEIGHT_DECAY, f"{WEIGHT_DECAY.default:g}"), className="field-row"),
            html.Div(_select(ids.SCALING, choices.scalings(), "none"), className="field-row", id="scaling-row"),
            html.Div(
                dbc.Switch(id=ids.SHOW_LIMITS, label=worded(html.Span, "show-limits"), value=True),
                className="field-row limits-row",
                **titled("show-limits.title"),
            ),
        ],
        id=ids.MORE,
        className="more",
        hidden=True,
    )


def _speed() -> html.Div:
    return html.Div(
        [
            worded(html.Span, "speed", id="speed-label", className="field-label"),
            dbc.RadioItems(
                id=ids.SPEED,
                options=[{"label": _speed_name(speed), "value": speed} for speed in SPEEDS],
                value=SPEED,
                className="segments",
                input_class_name="btn-check",
                label_class_name="segment",
                label_checked_class_name="is-chosen",
            ),
        ],
        className="field-row",
        role="group",
        **aria(labelledby="speed-label"),
    )


def _speed_name(speed: float) -> str:
    """Return the epochs of a tick; of the slowest, in words, those of a second."""
    return str(speed) if speed >= 1 else text("speed.slow")


def _optimizer_settings() -> html.Div:
    """Return the fields of the optimizers; each names the choices that have it, and the page hides the others."""
    fields = choices.optimizer_fields()
    having = {choice for field in fields for choice in field.choices}
    return html.Div(
        [_field(field.id, f"{field.default:g}", **data(**{"for": " ".join(field.choices)})) for field in fields],
        className="field-row",
        id="optimizer-settings",
        **data(**{"for": " ".join(choice for choice in CHOICES if choice in having)}),
    )


def segments(id_: str, options: dict[str, str], label: str, attribute: str) -> html.Div:
    """Return a row of buttons, text ids by value, of which one is pressed: `data-<attribute>` names each value."""
    buttons = [
        worded(html.Button, name, className="segment", **aria(pressed="false"), **data(**{attribute: value}))
        for value, name in options.items()
    ]
    return html.Div(buttons, id=id_, className="segments", role="group", **labelled(label))


def loss_scale(id_: str) -> html.Div:
    """Return the switch of the loss's axis."""
    return segments(id_, {"linear": "scale.linear", "log": "scale.log"}, "scale.label", "scale")


def more_button() -> html.Button:
    """Return what opens and closes More."""
    return html.Button(
        [
            icon("chevron"),
            worded(html.Strong, "more-button"),
            worded(html.Span, "more-button.what", className="more-what"),
        ],
        id=ids.MORE_BUTTON,
        className="more-button",
    )


def dataset(data_sets: DataSets) -> html.Div:
    """Return the choice of the data set, and what takes in others."""
    options: Any = choices.datasets(data_sets)
    return html.Div(
        [
            worded(html.Label, ids.DATASET, htmlFor=ids.DATASET),
            dbc.Select(id=ids.DATASET, options=options, value="line"),
            tool(ids.OWN_DATA, "own-data", worded(html.Span, ids.OWN_DATA)),
        ],
        className="dataset",
    )


def tool(id_: str, picture: str, name: html.Span) -> html.Button:
    """Return a quiet button of the head."""
    return html.Button([icon(picture), name], id=id_, className="tool", **titled(f"{id_}.title"))


def push(id_: str, picture: str | None = None) -> html.Button:
    """Return a button of the page, with its name and perhaps a picture."""
    if picture is None:
        return worded(html.Button, id_, id=id_, className="push")
    return html.Button([icon(picture), worded(html.Span, id_)], id=id_, className="push")


def _heading(id_: str, *beside: html.Span) -> html.Div:
    return html.Div(
        [worded(html.Label, id_, htmlFor=id_, **titled(f"{id_}.title")), *beside], className="control-heading"
    )


def _slider(id_: str, low: float, high: float, value: float) -> dbc.Input:
    """Return a slider of any value; at which stops it stands, the page says (assets/page/sliders.js)."""
    return dbc.Input(id=id_, type="range", min=low, max=high, step="any", value=value, className="slider")


def _select(id_: str, options: Any, value: str) -> html.Div:
    return html.Div(
        [
            worded(html.Label, id_, htmlFor=id_, className="field-label"),
            dbc.Select(id=id_, options=options, value=value),
        ],
        className="field",
    )


def _field(id_: str, value: str, *, inputmode: Any = "decimal", **properties: Any) -> html.Div:
    return html.Div(
        [
            worded(html.Label, id_, htmlFor=id_, className="field-label"),
            dbc.Input(id=id_, type="text", inputmode=inputmode, value=value, debounce=True, autocomplete="off"),
        ],
        className="field",
        **properties,
    )
