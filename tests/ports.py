"""Ports of servers of the tests: none is given twice, and none is one that a system gives to a connection by itself."""

import random
import socket

# Below those of connections (from 32,768 on Linux): no page that looks for a server that is away can take its place.
PORTS = iter(random.sample(range(20_000, 32_000), 12_000))


def free_port():
    """Return a port on which nobody listens."""
    for port in PORTS:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise AssertionError("no port is free")
