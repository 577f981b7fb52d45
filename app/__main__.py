"""`python -m app`: the server for a laptop; it prints the address to open."""

import sys
from contextlib import suppress

import uvicorn

from app.factory import create_app
from app.logs import configure, uvicorn_level
from app.process import keep_for_good
from app.quiet import QuietServer
from app.settings import AS_A_HOST, Settings, from_environment


def main() -> None:
    """Serve until interrupted."""
    try:
        settings = from_environment()
    except ValueError as error:
        sys.exit(str(error))
    configure(settings.log_level)
    print("Chalkline is starting…", flush=True)
    app = create_app(settings)
    keep_for_good()
    config = uvicorn.Config(
        app.server,
        host=settings.host,
        port=settings.port,
        log_level=uvicorn_level(settings.log_level),
        **AS_A_HOST,
    )
    with suppress(KeyboardInterrupt):
        Announcing(config, settings).run()


class Announcing(QuietServer):
    """A server that says where it is once it listens."""

    def __init__(self, config: uvicorn.Config, settings: Settings) -> None:
        super().__init__(config)
        self.settings = settings

    async def startup(self, sockets=None) -> None:  # noqa: ANN001 - uvicorn's own signature
        """Start to listen, then print the one line a newcomer waits for."""
        await super().startup(sockets)
        if self.started:
            port = self.servers[0].sockets[0].getsockname()[1]
            host = "localhost" if self.settings.host in ("127.0.0.1", "0.0.0.0", "::") else self.settings.host
            print(f"Chalkline is ready. Open http://{host}:{port} in a browser. Stop it with Ctrl+C.", flush=True)


if __name__ == "__main__":
    main()
