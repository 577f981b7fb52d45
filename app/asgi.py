"""The ASGI application that a host serves: `uvicorn app.asgi:server`."""

from app.factory import create_app
from app.host.collector import keep_for_good
from app.host.logs import configure
from app.settings import from_environment

settings = from_environment()
configure(settings.log_level)
server = create_app(settings).server
keep_for_good()
