"""The ASGI application that a host serves: `uvicorn app.asgi:server`."""

from app.factory import create_app
from app.settings import from_environment

server = create_app(from_environment()).server
