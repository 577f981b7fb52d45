"""The application as it is where `make bundle` was not run: `uvicorn bench.without_bundle:server`."""

from pathlib import Path

from app.factory import create_app
from app.server_settings import Settings

server = create_app(Settings(), bundle=Path("there", "is", "none")).server
