"""The source of a function as lines that stand alone: what a script shows is what made the points."""

import inspect
import io
import re
import tokenize
from collections.abc import Callable, Mapping
from textwrap import dedent
from typing import Any

import numpy as np


def inlined(function: Callable[..., Any], given: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the lines of a function's body with its parameters replaced, and the names that it returns.

    Constants of its module stand with their values. The body is what follows the docstring; a last line returns names.
    """
    constants = {name: _value(value) for name, value in inspect.unwrap(function).__globals__.items() if name.isupper()}
    body = dedent(inspect.getsource(function).split('"""')[2].strip("\n"))
    *lines, last = _replaced(body, {**constants, **given}).splitlines()
    return lines, last.removeprefix("return ").split(", ")


def _value(value: object) -> str:
    return repr(value.tolist() if isinstance(value, np.ndarray) else value)


def _replaced(body: str, names: Mapping[str, str]) -> str:
    """Replace names in code, but no attributes; adding a negative number becomes subtracting."""
    lines, before = body.splitlines(), ""
    found = []
    for token in tokenize.generate_tokens(io.StringIO(body).readline):
        if token.type == tokenize.NAME and token.string in names and before != ".":
            found.append(token)
        before = token.string
    for token in reversed(found):
        (row, start), (_, end) = token.start, token.end
        lines[row - 1] = lines[row - 1][:start] + names[token.string] + lines[row - 1][end:]
    return re.sub(r"\+ -(?=\d)", "- ", "\n".join(lines))
