"""The controls: buttons, sliders and fields, their bounds taken from the model's settings."""

from math import log10
from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria, data
from model.data import DATA_SETS, DataSets, DataSpec
from model.settings import (
    ALPHA,
    BATCH_SIZE,
    BETA1,
    BETA2,
    LEARNING_RATE,
    MOMENTUM,
    N_SAMPLES,
    NOISE,
    SEED,
    SPEEDS,
    WEIGHT_DECAY,
    Setting,
)

RATE_TITLE = "How far each step goes along the gradient."
NOISE_TITLE = "The standard deviation of the points about the true line."
OPTIMIZERS = {
    "sgd": "SGD",
    "momentum": "SGD, momentum",
    "nesterov": "SGD, Nesterov",
    "rmsprop": "RMSprop",
    "adam": "Adam",
    "adagrad": "Adagrad",
}
SCALINGS = {
    "none": "as it is",
    "unit": "0 to 1",
    "ten": "0 to 10",
    "hundred": "0 to 100",
    "centred": "centred",
    "standardised": "standardised",
}


def icon(name: str) -> html.Span:
    """Return a picture from icons.css, which readers pass over."""
    return html.Span(className=f"icon icon-{name}", **aria(hidden="true"))


def run_buttons() -> html.Div:
    """Return Start, Pause, Step and Reset: always all four, in their places."""
    return html.Div(
        [
            _button(ids.START, "play", "Start"),
            _button(ids.PAUSE, "pause", "Pause"),
            _button(ids.STEP, "step", "Step"),
            _button(ids.RESET, "reset", "Reset"),
        ],
        className="buttons",
        role="group",
        **aria(label="Training"),
    )


def learning_rate() -> html.Div:
    """Return the slider of the learning rate, logarithmic: its value is log10 of the rate."""
    return html.Div(
        [
            _heading(LEARNING_RATE, RATE_TITLE, ids.LEARNING_RATE, ids.LEARNING_RATE_VALUE, zone="learning-rate-zone"),
            _slider(
                ids.LEARNING_RATE,
                log10(LEARNING_RATE.low),
                log10(LEARNING_RATE.high),
                "any",
                log10(LEARNING_RATE.default),
            ),
            html.Div(
                [html.Span(className="smooth"), html.Span(className="zigzag"), html.Span(className="diverges")],
                id="zones",
                **aria(hidden="true"),
            ),
            html.Div(
                [html.Span("smooth", id="learning-rate-first-zone"), html.Span(id=ids.LEARNING_RATE_LIMIT)],
                className="zone-words",
            ),
        ],
        className="control rate-control",
    )


def noise() -> html.Div:
    """Return the slider of the noise, in the units of the data."""
    return html.Div(
        [
            _heading(NOISE, NOISE_TITLE, ids.NOISE, ids.NOISE_VALUE),
            _slider(ids.NOISE, NOISE.low, NOISE.high, NOISE.step, NOISE.default),
        ],
        className="control noise-control",
    )


def more() -> html.Div:
    """Return what stands under More: speed, points, batch, new data and new start, optimizer, scaling, limits."""
    return html.Div(
        [
            html.Div(
                [
                    html.Span("Speed", id="speed-label", className="field-label"),
                    dbc.RadioItems(
                        id=ids.SPEED,
                        options=[{"label": str(speed), "value": speed} for speed in SPEEDS],
                        value=SPEEDS[0],
                        className="segments",
                        input_class_name="btn-check",
                        label_class_name="segment",
                        label_checked_class_name="is-chosen",
                    ),
                ],
                className="field-row",
                role="group",
                **aria(labelledby="speed-label"),
            ),
            html.Div(
                [
                    _field(ids.N_SAMPLES, "Points", str(int(N_SAMPLES.default)), "numeric"),
                    _field(ids.BATCH_SIZE, "Batch", "all", "text"),
                ],
                className="field-row",
            ),
            html.Div(
                [_button(ids.NEW_DATA, None, "New data"), _button(ids.NEW_START, None, "New start")],
                className="field-row",
            ),
            *_optimizer(),
            html.Div(_select(ids.SCALING, "Scaling of x", SCALINGS, "none"), className="field-row", id="scaling-row"),
            html.Div(
                dbc.Switch(id=ids.SHOW_LIMITS, label="Show the limits", value=True),
                className="field-row limits-row",
                title="Off: guess first. Zones, limit, true line and least squares hide.",
            ),
        ],
        id=ids.MORE,
        className="more",
        hidden=True,
    )


def _optimizer() -> list[html.Div]:
    """Return the choice of the optimizer and its settings, of which the page shows those that count."""
    settings = [
        _field(ids.MOMENTUM, "Momentum β", f"{MOMENTUM.default:g}", "decimal"),
        _field(ids.BETA1, "β₁", f"{BETA1.default:g}", "decimal"),
        _field(ids.BETA2, "β₂", f"{BETA2.default:g}", "decimal"),
        _field(ids.ALPHA, "Smoothing α", f"{ALPHA.default:g}", "decimal"),
    ]
    return [
        html.Div(_select(ids.OPTIMIZER, "Optimizer", OPTIMIZERS, "sgd"), className="field-row"),
        html.Div(settings, className="field-row", id="optimizer-settings", **data(optimizer="sgd")),
        html.Div(
            _field(ids.WEIGHT_DECAY, WEIGHT_DECAY.label, f"{WEIGHT_DECAY.default:g}", "decimal"), className="field-row"
        ),
    ]


def segments(id_: str, choices: dict[str, str], label: str, attribute: str) -> html.Div:
    """Return a row of buttons of which one is pressed: `data-<attribute>` names each choice."""
    buttons = [
        html.Button(name, className="segment", **aria(pressed="false"), **data(**{attribute: value}))
        for value, name in choices.items()
    ]
    return html.Div(buttons, id=id_, className="segments", role="group", **aria(label=label))


def more_button() -> dbc.Button:
    """Return what opens and closes More."""
    return dbc.Button(
        [icon("chevron"), html.Strong("More"), html.Span("speed, points, optimizer", className="more-what")],
        id=ids.MORE_BUTTON,
        className="more-button",
    )


def dataset(data_sets: DataSets) -> html.Div:
    """Return the choice of the data set."""
    return html.Div(
        [
            html.Label("Data", htmlFor=ids.DATASET),
            dbc.Select(
                id=ids.DATASET,
                options=[{"label": spec.title, "value": kind} for kind, spec in data_sets.items()],
                value="line",
            ),
        ],
        className="dataset",
    )


def tool(id_: str, picture: str, name: Component | str, title: str) -> dbc.Button:
    """Return a quiet button of the head."""
    return dbc.Button([icon(picture), name], id=id_, className="tool", title=title)


def bounds(setting: Setting | None) -> dict[str, float | None] | None:
    """Return what the page must know of a setting: default, low, high, step."""
    if setting is None:
        return None
    return {"default": setting.default, "low": setting.low, "high": setting.high, "step": setting.step}


def page_settings(data_sets: DataSets = DATA_SETS) -> dict[str, Any]:
    """Return what the page must know of the settings, by data set and for the fields."""
    kinds: dict[str, Any] = {
        kind: {"noise": bounds(spec.noise_setting()), "scalings": _scalings(spec)} for kind, spec in data_sets.items()
    }
    titles = {kind: spec.title for kind, spec in data_sets.items()}
    fields = {"n_samples": N_SAMPLES, "batch_size": BATCH_SIZE, "momentum": MOMENTUM, "beta": BETA1}
    fields |= {"weight_decay": WEIGHT_DECAY, "learning_rate": LEARNING_RATE, "seed": SEED}
    choices = {"titles": titles, "speeds": list(SPEEDS)}
    return kinds | choices | {name: bounds(setting) for name, setting in fields.items()}


def _scalings(spec: type[DataSpec]) -> list[dict[str, str]]:
    """Return the options of the scaling of x that this data set has."""
    names = SCALINGS | ({"none": "0 to 1, as it is"} if spec.kind == "line" else {})
    return [{"value": scaling, "label": names[scaling]} for scaling in spec.scalings]


def _button(id_: str, picture: str | None, name: str) -> dbc.Button:
    return dbc.Button([icon(picture), name] if picture else name, id=id_, className="push")


def _heading(setting: Setting, title: str, input_id: str, value_id: str, zone: str | None = None) -> html.Div:
    return html.Div(
        [
            html.Label(setting.label, htmlFor=input_id, title=title),
            *([html.Span(id=zone, className="zone")] if zone else []),
            html.Span(id=value_id, className="value"),
        ],
        className="control-heading",
    )


def _slider(id_: str, low: float, high: float, step: float | str, value: float) -> dbc.Input:
    return dbc.Input(id=id_, type="range", min=low, max=high, step=step, value=value, className="slider")


def _select(id_: str, name: str, choices: dict[str, str], value: str) -> html.Div:
    options: Any = [{"label": label, "value": choice} for choice, label in choices.items()]
    return html.Div(
        [html.Label(name, htmlFor=id_, className="field-label"), dbc.Select(id=id_, options=options, value=value)],
        className="field",
    )


def _field(id_: str, name: str, value: str, inputmode: Any) -> html.Div:
    return html.Div(
        [
            html.Label(name, htmlFor=id_, className="field-label"),
            dbc.Input(id=id_, type="text", inputmode=inputmode, value=value, debounce=True, autocomplete="off"),
        ],
        className="field",
    )
