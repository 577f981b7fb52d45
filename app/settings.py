"""Settings of the server, read once from the environment; each has a default that just works."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Settings:
    """How this server runs. Each field is the environment variable of the same name in capitals."""

    host: str = "127.0.0.1"
    port: int = 8050
    web_workers: int = 1
    max_sessions: int = 1000
    tick_budget_ms: int = 15
    log_level: str = "info"

    def __post_init__(self) -> None:
        _check("PORT", self.port, 0, 65535)
        _check("WEB_WORKERS", self.web_workers, 1, 64)
        _check("MAX_SESSIONS", self.max_sessions, 1, 1_000_000)
        _check("TICK_BUDGET_MS", self.tick_budget_ms, 1, 1000)
        if self.log_level not in ("critical", "error", "warning", "info", "debug"):
            raise ValueError(f"LOG_LEVEL must be critical, error, warning, info or debug, not {self.log_level!r}.")


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; raise ValueError with a sentence that names the variable which is wrong."""
    values: dict[str, str | int] = {}
    for field in fields(Settings):
        text = environment.get(field.name.upper(), "").strip()
        if text:
            values[field.name] = _whole_number(field.name.upper(), text) if field.type is int else text.lower()
    return Settings(**values)  # pyright: ignore[reportArgumentType]


def _whole_number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"{name} must be a whole number, not {text!r}.") from None


def _check(name: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise ValueError(f"{name} must lie between {low} and {high}, not {value}.")
