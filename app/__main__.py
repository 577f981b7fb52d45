"""`python -m app`: the server for a laptop; it prints the address to open."""

import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper
from typing import Any

from app.host.addresses import is_everywhere
from app.host.idle import IdleServer
from app.serve import leave_on_signals, one_thread_of_blas, refuse_bad_lessons, uvicorn_config
from app.server_settings import from_environment


def main() -> None:
    """Serve until interrupted."""
    try:
        settings = from_environment()
    except ValueError as error:
        sys.exit(str(error))
    config = uvicorn_config(settings)
    one_thread_of_blas()
    refuse_bad_lessons(settings)
    leave_on_signals()
    say("Chalkline is starting…")
    config.load_app()
    Announcing(config).run()


def say(line: str) -> None:
    """Print a line as well as that can be done: a terminal of ASCII, or none at all, is no fault."""
    with suppress(OSError, ValueError):
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")
        print(line, flush=True)


def addresses(host: str, port: int, own: Callable[[], str]) -> tuple[str, str]:
    """Return the address to open on this machine, and the one for others, "" where nobody else can reach it."""
    everywhere = is_everywhere(host)
    shown = "localhost" if everywhere or host == "127.0.0.1" else f"[{host}]" if ":" in host else host
    others = own() if everywhere else ""
    return f"http://{shown}:{port}", f"http://{others}:{port}" if others else ""


def own_address() -> str:
    """Return this machine's address on its network, "" where it has none.

    Nothing is sent: a datagram's socket only asks which way it would go, to an address that RFC 5737 keeps free.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return probe.getsockname()[0]
        except OSError:
            return ""


class Announcing(IdleServer):
    """A server that says where it is once it listens."""

    async def startup(self, sockets: Any = None) -> None:
        """Start to listen, then print the one line a newcomer waits for."""
        await super().startup(sockets)
        if self.started:
            port = self.servers[0].sockets[0].getsockname()[1]
            own, of_the_class = addresses(self.config.host, port, own_address)
            say(f"Chalkline is ready. Open {own} in a browser. Stop it with Ctrl+C.")
            if of_the_class:
                say(f"The class, on the same network, opens {of_the_class}.")


if __name__ == "__main__":
    main()
