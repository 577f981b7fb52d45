"""The tick: the one server callback between the command and the progress, and the clock that asks for it."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output

from app.ticks import Ticks
from components import ids


def register(app: Dash, ticks: Ticks) -> None:
    """Register the server's only callback, and the clientside ones that ask for it and take its answers."""

    @app.callback(Output(ids.PROGRESS, "data"), Input(ids.COMMAND, "data"), prevent_initial_call=True)
    async def advance(raw: object) -> dict[str, Any]:
        return ticks.answer(raw)

    for function, inputs in {
        "tick": [Input(ids.CLOCK, "n_intervals")],
        "answer": [Input(ids.PROGRESS, "data")],
        "press": [Input(button, "n_clicks") for button in ids.RUN_BUTTONS],
    }.items():
        app.clientside_callback(ClientsideFunction("chalkline", function), inputs, prevent_initial_call=True)
