"""torch without its compiler, which nothing here uses: 35 MB, and a second of the start (docs/why/hosts.md)."""

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

COMPILER = "torch._dynamo"


def leave_out_the_compiler() -> None:
    """Put what torch's optimizers ask of the compiler in its place, unless it has been imported.

    They ask it to leave them alone: `disable` decorates their methods, `graph_break` ends what it would compile. Both
    change nothing where nothing is compiled.
    """
    if COMPILER in sys.modules:
        return
    stand_in: Any = ModuleType(COMPILER)
    stand_in.disable = undecorated
    stand_in.graph_break = lambda *_, **__: None
    sys.modules[COMPILER] = stand_in


def undecorated(function: Callable[..., Any], *_: object, **__: object) -> Callable[..., Any]:
    """Return the function as it is."""
    return function
