"""The ASGI application that a host serves: `uvicorn app.asgi:server`."""

import gc

from app.factory import create_app
from app.host.logs import configure
from app.server_settings import from_environment

settings = from_environment()
configure(settings.log_level)
server = create_app(settings).server
# Torch, Dash and the page are a million objects that stay: a full collection of them stops everybody for 150 ms
# (docs/why/hosts.md).
gc.collect()
gc.freeze()
