"""`python -m app`: the server for a laptop; it prints the address to open."""

import sys
from contextlib import suppress
from typing import Any

from app.host.idle import IdleServer
from app.serve import uvicorn_config
from app.server_settings import from_environment


def main() -> None:
    """Serve until interrupted."""
    try:
        config = uvicorn_config(from_environment())
    except ValueError as error:
        sys.exit(str(error))
    print("Chalkline is starting…", flush=True)
    config.load_app()
    with suppress(KeyboardInterrupt):
        Announcing(config).run()


class Announcing(IdleServer):
    """A server that says where it is once it listens."""

    async def startup(self, sockets: Any = None) -> None:
        """Start to listen, then print the one line a newcomer waits for."""
        await super().startup(sockets)
        if self.started:
            port = self.servers[0].sockets[0].getsockname()[1]
            host = "localhost" if self.config.host in ("127.0.0.1", "0.0.0.0", "::") else self.config.host
            print(f"Chalkline is ready. Open http://{host}:{port} in a browser. Stop it with Ctrl+C.", flush=True)


if __name__ == "__main__":
    main()
