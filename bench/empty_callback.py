"""The yardstick: Dash on the same kind of server, with one callback that gets a tick's body and does nothing."""

from dash import Dash, Input, Output, dcc, html
from fastapi import FastAPI

from app.fastapi_server import BARE, backend_for


def create_app() -> Dash:
    """Make the application."""
    app = Dash("empty", backend=backend_for(FastAPI(**BARE)))
    app.layout = html.Div([dcc.Store(id="command"), dcc.Store(id="progress")])

    @app.callback(Output("progress", "data"), Input("command", "data"), prevent_initial_call=True)
    async def nothing(_: object) -> int:
        return 0

    return app


server = create_app().server
