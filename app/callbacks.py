"""Dash's callbacks: the one on the server between command and progress, and what the page hears of Dash."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output

from app.run.ticks import Ticks
from components import ids


def register(app: Dash, ticks: Ticks) -> None:
    """Register the server's only callback, which the page calls by itself (assets/dash.js), and two clientside ones.

    `change` is called at the beginning and at every change of a control, `pulse` by each tick of the Interval.
    """

    @app.callback(Output(ids.PROGRESS, "data"), Input(ids.COMMAND, "data"), prevent_initial_call=True)
    async def advance(raw: object) -> dict[str, Any]:
        return ticks.answer(raw)

    change, pulse = (ClientsideFunction("chalkline", name) for name in ("change", "pulse"))
    app.clientside_callback(change, [Input(control, "value") for control in ids.CONTROLS])
    app.clientside_callback(pulse, Input(ids.CLOCK, "n_intervals"), prevent_initial_call=True)
