"""The ASGI application that a host serves: `uvicorn app.asgi:server`."""

import gc
import sys

from app.factory import create_app
from app.host.logs import configure
from app.host.memory import give_memory_back
from app.host.without_compiler import leave_out_the_compiler
from app.server_settings import from_environment

SWITCH_S = 0.00005

settings = from_environment()
configure(settings.log_level)
give_memory_back()
leave_out_the_compiler()
server = create_app(settings).server
# Exports compute in a thread, and ticks wait for Python's lock: 5 ms each time, by default (docs/why/server.md).
sys.setswitchinterval(SWITCH_S)
# Torch, Dash and the page are a million objects that stay: a full collection of them stops everybody for 150 ms
# (docs/why/hosts.md).
gc.collect()
gc.freeze()
