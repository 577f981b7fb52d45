"""`python -m app.serve`: the server for a host; what Procfile, Dockerfile and render.yaml start (docs/why/hosts.md)."""

import logging
import os
import signal
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import NoReturn

import uvicorn
from uvicorn.config import STARTUP_FAILURE

from app.host.connection import Connection
from app.host.idle import IdleServer, listening_at
from app.host.logs import LOGGER, configure, uvicorn_level
from app.host.workers import Workers, follows_terminal
from app.server_settings import AS_A_HOST, Settings, from_environment

EVERYWHERE = "0.0.0.0"
GRACE_S = 1  # with what uvicorn and Python take besides, a stop stays under 3 s
KEEP_ALIVE_S = 120  # longer than balancers keep a connection (60 to 90 s): who closes first must not be the server
PROJECT = Path(__file__).parent.parent / "pyproject.toml"


def main(environment: Mapping[str, str] = os.environ) -> None:
    """Serve until a signal says to stop; then answer what is in flight, and leave with exit code 0."""
    try:
        settings = settings_of_a_host(environment)
    except ValueError as error:
        sys.exit(str(error))
    configure(settings.log_level)
    one_thread_of_blas()
    refuse_bad_lessons(settings)
    leave_on_signals()
    for line in (start_line(settings), ignored_line(settings, environment)):
        if line:
            LOGGER.info(line)
    config = uvicorn_config(settings)
    try:
        started = several(config) if config.workers > 1 else alone(config)
    except SystemExit as end:
        leave(end.code if isinstance(end.code, int) else 1)
    leave(0 if started else STARTUP_FAILURE)


def one_thread_of_blas() -> None:
    """Let OpenBLAS start no thread for each core, for matrices of five columns; call it before numpy is imported."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def refuse_bad_lessons(settings: Settings) -> None:
    """Leave with a sentence where a teacher's own file is no lesson; without any, nothing is imported for it."""
    if not settings.lessons_dir:
        return
    from app.lessons import check_lessons  # noqa: PLC0415

    try:
        check_lessons(settings.lessons_dir)
    except ValueError as error:
        sys.exit(str(error))


def leave_on_signals() -> None:
    """Leave with code 0 when a signal says to stop.

    uvicorn stops in peace and then raises the signal once more; before it listens, nothing is in flight. Of SIGHUP,
    which comes when a terminal is closed, it knows nothing.
    """
    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: leave(0))
    if follows_terminal():
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))


def leave(code: int) -> NoReturn:
    """Say so and be gone at once: torch takes a second or two to be taken down, and nothing is left to save.

    An exception raised by a signal may end in a callback that swallows it, and then the server would run on.
    """
    LOGGER.info("Chalkline has stopped.")
    logging.shutdown()
    os._exit(code)


def alone(config: uvicorn.Config) -> bool:
    """Serve in this process; return whether it could start."""
    config.load_app()
    server = IdleServer(config)
    server.run()
    return server.started


def several(config: uvicorn.Config) -> bool:
    """Serve in several processes, which are watched over; return whether all could start."""
    workers = Workers(config, listening_at(config))
    workers.run()
    return all(worker.exitcode != STARTUP_FAILURE for worker in workers.processes)


def uvicorn_config(settings: Settings) -> uvicorn.Config:
    """Return what belongs to a host: no banner, no forwarded headers believed, no second way in."""
    return uvicorn.Config(
        "app.asgi:server",
        host=settings.host,
        port=settings.port,
        workers=settings.web_workers,
        log_level=uvicorn_level(settings.log_level),
        timeout_graceful_shutdown=GRACE_S,
        timeout_keep_alive=KEEP_ALIVE_S,
        http=Connection,
        log_config=None,
        **AS_A_HOST,
    )


def settings_of_a_host(environment: Mapping[str, str]) -> Settings:
    """Read the settings; a host is reached from elsewhere, so HOST is every address unless it says otherwise."""
    return from_environment({**environment, "HOST": environment.get("HOST", "").strip() or EVERYWHERE})


def start_line(settings: Settings) -> str:
    """Return what is started and how: the numbers among the settings, no addresses, so nothing secret."""
    numbers = [(field.name.upper(), getattr(settings, field.name)) for field in fields(settings)]
    told = " ".join(f"{name}={value}" for name, value in numbers if isinstance(value, int))
    version = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"]
    return f"Chalkline {version} starts. {told} LOG_LEVEL={settings.log_level}"


def ignored_line(settings: Settings, environment: Mapping[str, str]) -> str:
    """Say that the platform's number of workers is not followed: two do not fit its smallest machine."""
    wanted = environment.get("WEB_CONCURRENCY", "").strip()
    if wanted in ("", str(settings.web_workers)):
        return ""
    return f"WEB_CONCURRENCY={wanted} is ignored: WEB_WORKERS sets the number of workers, {settings.web_workers} here."


if __name__ == "__main__":
    main()
