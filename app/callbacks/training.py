"""The tick: the one server callback between the command and the progress; and the buttons of a run."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output

from app.run.ticks import Ticks
from components import ids


def register(app: Dash, ticks: Ticks) -> None:
    """Register the server's only callback, which the page calls by itself (assets/link.js), and the run's buttons."""

    @app.callback(Output(ids.PROGRESS, "data"), Input(ids.COMMAND, "data"), prevent_initial_call=True)
    async def advance(raw: object) -> dict[str, Any]:
        return ticks.answer(raw)

    app.clientside_callback(
        ClientsideFunction("chalkline", "press"),
        [Input(button, "n_clicks") for button in ids.RUN_BUTTONS],
        prevent_initial_call=True,
    )
