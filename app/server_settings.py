"""How the server is configured: port, workers, live models kept; read once from the environment, with defaults."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from app.host.addresses import plain_network

# How uvicorn is started: no banner, no second way in. Forwarded headers are app/http/middleware.py's.
AS_A_HOST: dict[str, Any] = {"access_log": False, "server_header": False, "proxy_headers": False, "ws": "none"}

HIGHEST_PORT = 65535
REDIS = ("redis://", "rediss://", "unix://")  # the address itself may hold a password, and is told nowhere
NAME = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?"
ORIGIN = re.compile(rf"https?://(({NAME}\.)*|\*\.({NAME}\.)+){NAME}(:(?P<port>\d{{1,5}}))?")
PATHS = {"lessons_dir", "redis_url"}  # in which capitals tell
WIDEST = {4: 8, 6: 7}  # bits that a network of proxies names at least: 10.0.0.0/8 and fc00::/7 are a house's own


@dataclass(frozen=True, slots=True)
class Settings:
    """How this server runs. Each field is the environment variable of the same name in capitals."""

    host: str = "127.0.0.1"
    port: int = 8050
    web_workers: int = 1
    max_sessions: int = 1000
    tick_budget_ms: int = 15
    log_level: str = "info"
    new_runs_per_minute: int = 1200
    embed_origins: str = ""
    trusted_proxies: str = ""
    lessons_dir: str = ""
    redis_url: str = ""
    max_classes: int = 200

    def __post_init__(self) -> None:
        _check("PORT", self.port, 0, HIGHEST_PORT)
        _check("WEB_WORKERS", self.web_workers, 1, 64)
        _check("MAX_SESSIONS", self.max_sessions, 1, 1_000_000)
        _check("TICK_BUDGET_MS", self.tick_budget_ms, 1, 1000)
        _check("NEW_RUNS_PER_MINUTE", self.new_runs_per_minute, 1, 1_000_000)
        _check("MAX_CLASSES", self.max_classes, 1, 100_000)
        if self.redis_url and not _is_redis(self.redis_url):
            kinds = " or ".join(REDIS)
            raise ValueError(
                f"REDIS_URL must be an address of a Redis, with {kinds}, as rediss://:password@host:6379/0."
            )
        _check_each("EMBED_ORIGINS", self.embedders, _is_origin, "origins such as https://moodle.example.org")
        networks = "addresses or networks such as 10.0.0.0/8, and no wider ones"
        _check_each("TRUSTED_PROXIES", _listed(self.trusted_proxies), _is_network, networks)
        if self.lessons_dir and not _is_folder(self.lessons_dir):
            raise ValueError(f"LESSONS_DIR must be a directory that is there, not {self.lessons_dir!r}.")
        if self.log_level not in ("critical", "error", "warning", "info", "debug"):
            raise ValueError(f"LOG_LEVEL must be critical, error, warning, info or debug, not {self.log_level!r}.")

    @property
    def embedders(self) -> list[str]:
        """Return the origins whose pages may show this one in a frame."""
        return _listed(self.embed_origins)

    @property
    def proxies(self) -> list[str]:
        """Return the proxies whose forwarded headers are believed."""
        return [str(plain_network(entry)) for entry in _listed(self.trusted_proxies)]


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; raise ValueError with a sentence that names the variable which is wrong."""
    values: dict[str, str | int] = {}
    for field in fields(Settings):
        text = environment.get(field.name.upper(), "").strip()
        if text:
            values[field.name] = _value(field.name, text, field.type is int)
    return Settings(**values)  # pyright: ignore[reportArgumentType]


def _value(name: str, text: str, is_number: bool) -> str | int:
    if is_number:
        return _whole_number(name.upper(), text)
    if name == "host":
        text = text.removeprefix("[").removesuffix("]")  # as an address of IPv6 stands in a URL
    return text if name in PATHS else text.lower()


def _whole_number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"{name} must be a whole number, not {text!r}.") from None


def _check(name: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise ValueError(f"{name} must lie between {low} and {high}, not {value}.")


def _listed(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _is_origin(text: str) -> bool:
    found = ORIGIN.fullmatch(text)
    return bool(found and 0 < int(found["port"] or HIGHEST_PORT) <= HIGHEST_PORT)


def _is_redis(text: str) -> bool:
    """Tell whether a connection can be made of an address and its options; nothing is asked there."""
    from redis.asyncio import ConnectionPool  # noqa: PLC0415  who has no Redis needs none of it
    from redis.exceptions import RedisError  # noqa: PLC0415

    try:
        ConnectionPool.from_url(text).make_connection()
    except (ValueError, TypeError, RedisError):
        return False
    return text.startswith(REDIS)


def _is_folder(text: str) -> bool:
    try:
        return Path(text).is_dir()
    except OSError:  # a name that is too long for any
        return False


def _is_network(text: str) -> bool:
    try:
        network = plain_network(text)
    except ValueError:
        return False
    return network.prefixlen >= WIDEST[network.version]


def _check_each(name: str, entries: list[str], is_right: Callable[[str], object], kind: str) -> None:
    for entry in entries:
        if not is_right(entry):
            raise ValueError(f"{name} must list {kind}, not {entry!r}.")
