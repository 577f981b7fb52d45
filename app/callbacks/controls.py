"""What the controls change: the page reads their values and asks for what they need."""

from dash import ClientsideFunction, Dash, Input

from components import ids


def register(app: Dash) -> None:
    """Register the clientside callback that is called at the beginning and at every change of a control."""
    app.clientside_callback(
        ClientsideFunction("chalkline", "change"),
        [Input(control, "value") for control in ids.CONTROLS],
    )
