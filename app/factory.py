"""Makes the app: its parts in order, like a contents page."""

from pathlib import Path

import torch
from dash import Dash

from app import callbacks
from app.data_table import ADDRESS, data_table
from app.fastapi_server import backend_for, build_server
from app.http.middleware import add_middleware
from app.lessons import lessons_folder
from app.page import Page
from app.rooms.lifecycle import Rooms
from app.rooms.memory_store import MemoryStore
from app.rooms.store import Store
from app.run.pace import Pace
from app.run.sessions import SessionCache
from app.run.ticks import Ticks
from app.server_settings import Settings
from app.static.build import ASSETS, BUNDLE, page_folder, plotly_folder
from app.static.files import Files
from components.layout import index_string, layout
from components.schema import schema
from model.data import DATA_SETS, DataSets
from model.trainer import textbook_lines, warm_up


def create_app(
    settings: Settings,
    bundle: Path = BUNDLE,
    files: Files | None = None,
    data_sets: DataSets = DATA_SETS,
) -> Dash:
    """Make a Dash app with a server of its own, ready to serve: `create_app(settings).server` is the ASGI app."""
    torch.set_num_threads(1)
    warm_up()
    pace, files = Pace(), files or Files(bundle)
    rooms = Rooms(store_of(settings.redis_url), settings.web_workers, settings.max_classes)
    sessions = SessionCache(settings.max_sessions, beside=lambda: rooms.size)
    ticks = Ticks(sessions, pace, settings.tick_budget_ms, data_sets=data_sets)
    known = schema(data_sets)
    app = Page(
        "chalkline",
        backend=backend_for(build_server(pace, ticks, files, rooms)),
        folder=page_folder(ASSETS, bundle),
        plotly=plotly_folder(bundle),
        lessons=lessons_folder(known, settings.lessons_dir),
        title="Chalkline",
        update_title=None,  # pyright: ignore[reportArgumentType]
        index_string=index_string(schema=known),
    )
    app.layout = layout(code=textbook_lines(), data_sets=data_sets)
    callbacks.register(app, ticks)
    app.put_into(files)
    files.add(ADDRESS, data_table(data_sets))
    add_middleware(app, ticks, files, settings)
    return app


def store_of(redis_url: str) -> Store:
    """Return where classes are kept: in Redis where there is one, else in this process."""
    if not redis_url:
        return MemoryStore()
    from app.rooms.redis_store import RedisStore  # noqa: PLC0415  who has no Redis needs none of it

    return RedisStore(redis_url)
