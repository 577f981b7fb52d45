"""Reading as the route does it, and what was read in short."""

import base64
import json

from app.reading.routes import answer
from components.text import text

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00\x00\x00\x02\x00\x08\x06\x00\x00\x00" + bytes(range(256)) * 4


def read(given, **asked):
    """What the route answers to a text, or to a file's bytes."""
    content = {"text": given} if isinstance(given, str) else {"file": base64.b64encode(given).decode(), "name": "x.csv"}
    said = json.loads(answer(json.dumps({**content, **asked}).encode()))
    for one in [said["notice"]] if "notice" in said else said["sentences"]:
        words = text(one["id"], **one.get("values", {}))
        assert words[-1] == ".", words
        assert "{" not in words.replace("{0", ""), words
    return said


def heads(said):
    return [(one["name"], one["unit"]) for one in said["columns"] if one["kind"] == "number"]


def numbers(said):
    return [one["numbers"] for one in said["columns"] if one["kind"] == "number"]


def signs(said):
    return "".join(one["decimal"] or "-" for one in said["columns"] if one["kind"] == "number")


def left_out(said):
    return [(one["row"], one["cell"], one["reason"]) for one in said["left_out"]]


def ids(said):
    return [one["id"] for one in said["sentences"]]


def refusal(said):
    assert list(said) == ["notice"], said
    return said["notice"]["id"]
