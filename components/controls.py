"""The controls: buttons, sliders and fields, their bounds taken from the model's settings."""

from math import log10
from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from model.dataset import DATA_SPECS
from model.settings import BATCH_SIZE, LEARNING_RATE, N_SAMPLES, NOISE, SPEEDS, Setting


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
            _heading(LEARNING_RATE, ids.LEARNING_RATE, ids.LEARNING_RATE_VALUE, zone="learning-rate-zone"),
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
            html.Div([html.Span("smooth"), html.Span(id=ids.LEARNING_RATE_LIMIT)], className="zone-words"),
        ],
        className="control rate-control",
    )


def noise() -> html.Div:
    """Return the slider of the noise, in the units of the data."""
    return html.Div(
        [
            _heading(NOISE, ids.NOISE, ids.NOISE_VALUE),
            _slider(ids.NOISE, NOISE.low, NOISE.high, NOISE.step, NOISE.default),
        ],
        className="control noise-control",
    )


def more() -> html.Div:
    """Return what stands under More: speed, points, batch, new data and new start."""
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
        ],
        id=ids.MORE,
        className="more",
        hidden=True,
    )


def more_button() -> dbc.Button:
    """Return what opens and closes More."""
    return dbc.Button(
        [icon("chevron"), html.Strong("More"), html.Span("speed, points, batches", className="more-what")],
        id=ids.MORE_BUTTON,
        className="more-button",
    )


def dataset() -> html.Div:
    """Return the choice of the data set."""
    return html.Div(
        [
            html.Label("Data", htmlFor=ids.DATASET),
            dbc.Select(
                id=ids.DATASET,
                options=[{"label": spec.title, "value": kind} for kind, spec in DATA_SPECS.items()],
                value="line",
            ),
        ],
        className="dataset",
    )


def tool(id_: str, picture: str, name: Component | str, title: str) -> dbc.Button:
    """Return a quiet button of the head."""
    return dbc.Button([icon(picture), name], id=id_, className="tool", title=title)


def bounds(setting: Setting | None) -> dict[str, float] | None:
    """Return what the page must know of a setting: default, low, high, step."""
    if setting is None:
        return None
    return {"default": setting.default, "low": setting.low, "high": setting.high, "step": setting.step}


def page_settings() -> dict[str, Any]:
    """Return what the page must know of the settings, by data set and for the fields."""
    kinds: dict[str, Any] = {kind: {"noise": bounds(spec.noise_setting)} for kind, spec in DATA_SPECS.items()}
    titles = {kind: spec.title for kind, spec in DATA_SPECS.items()}
    return kinds | {"titles": titles, "n_samples": bounds(N_SAMPLES), "batch_size": bounds(BATCH_SIZE)}


def _button(id_: str, picture: str | None, name: str) -> dbc.Button:
    return dbc.Button([icon(picture), name] if picture else name, id=id_, className="push")


def _heading(setting: Setting, input_id: str, value_id: str, zone: str | None = None) -> html.Div:
    return html.Div(
        [
            html.Label(setting.label, htmlFor=input_id, title=setting.help),
            *([html.Span(id=zone, className="zone")] if zone else []),
            html.Span(id=value_id, className="value"),
        ],
        className="control-heading",
    )


def _slider(id_: str, low: float, high: float, step: float | str, value: float) -> dbc.Input:
    return dbc.Input(id=id_, type="range", min=low, max=high, step=step, value=value, className="slider")


def _field(id_: str, name: str, value: str, inputmode: Any) -> html.Div:
    return html.Div(
        [
            html.Label(name, htmlFor=id_, className="field-label"),
            dbc.Input(id=id_, type="text", inputmode=inputmode, value=value, debounce=True, autocomplete="off"),
        ],
        className="field",
    )
