"""Makes the app: its parts in order, like a contents page."""

from pathlib import Path

import torch
from dash import Dash

from app.callbacks import controls, look, training
from app.doors import close_doors
from app.pace import Pace
from app.page import Page
from app.plotly_js import PlotlyScript, plotly_script
from app.run.sessions import SessionCache
from app.run.ticks import Ticks
from app.server import FILES, STYLESHEET, backend_for, build_server
from app.settings import Settings
from components.layout import index_string, layout
from model.data import DATA_SETS, DataSets
from model.trainer import textbook_lines, warm_up

ASSETS = Path(__file__).parent.parent / "assets"


def create_app(settings: Settings, plotly: PlotlyScript | None = None, data_sets: DataSets = DATA_SETS) -> Dash:
    """Make a Dash app with a server of its own, ready to serve: `create_app(settings).server` is the ASGI app."""
    torch.set_num_threads(1)
    warm_up()
    pace = Pace()
    ticks = Ticks(SessionCache(settings.max_sessions), pace, settings.tick_budget_ms, data_sets=data_sets)
    plotly = plotly or plotly_script()
    app = Page(
        "chalkline",
        backend=backend_for(build_server(pace, ticks, plotly)),
        plotly_address=plotly.address,
        title="Chalkline",
        update_title=None,  # pyright: ignore[reportArgumentType]
        index_string=index_string(),
        assets_folder=str(ASSETS),
        external_stylesheets=[STYLESHEET],
    )
    app.layout = layout(code=textbook_lines(), data_sets=data_sets)
    training.register(app, ticks)
    controls.register(app)
    look.register(app)
    close_doors(app, ticks, settings, (*FILES, plotly.folder))
    return app
