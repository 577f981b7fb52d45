"""What changes only the look: mode, projector and panels."""

from dash import ClientsideFunction, Dash, Input

from components import ids

SWITCHES = {
    "flipMode": (ids.MODE_BUTTON,),
    "flipProjector": (ids.PROJECTOR_BUTTON, ids.LEAVE_BUTTON),
    "flipMore": (ids.MORE_BUTTON,),
    "flipAbout": (ids.ABOUT_BUTTON, ids.ABOUT_CLOSE),
}


def register(app: Dash) -> None:
    """Register one clientside callback a switch."""
    for function, buttons in SWITCHES.items():
        app.clientside_callback(
            ClientsideFunction("chalkline", function),
            [Input(button, "n_clicks") for button in buttons],
            prevent_initial_call=True,
        )
