"""A run to take home: the routes that turn its record into a script and a notebook, and its link into a QR code."""

from collections.abc import Callable
from functools import partial

from fastapi import FastAPI

from app.export.notebook import notebook
from app.export.qr import qr_code
from app.export.record import parse_record
from app.export.script import script
from app.host.logs import Refusals
from app.http.turns import Turns, in_turn
from model.data import DataSets
from model.record import RunRecord

Writer = Callable[[RunRecord], str]


def add_exports(server: FastAPI, refusals: Refusals, data_sets: DataSets) -> None:
    """Add POST /script, /notebook and /qr: the record of a run or a link in, code out, or a notice why not."""
    kinds = {"/script": (script, "text/x-python"), "/notebook": (notebook, "application/x-ipynb+json")}
    turns = Turns()  # of all three: the longest records take a third of a second
    for address, (write, media_type) in kinds.items():
        export = in_turn(partial(_write, write, data_sets), media_type, refusals, turns)
        server.add_api_route(address, export, methods=["POST"])
    server.add_api_route("/qr", in_turn(qr_code, "image/svg+xml", refusals, turns), methods=["POST"])


def _write(write: Writer, data_sets: DataSets, body: bytes) -> str:
    return write(parse_record(body, data_sets))
