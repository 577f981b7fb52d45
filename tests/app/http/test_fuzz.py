"""Thousands of requests that no page would send: never a 5xx, nobody's run changed, the next good tick answered.

FUZZ_REQUESTS sets how many; `make fuzz` sends 100,000.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.factory import create_app
from app.server_settings import Settings
from model.data import LineData, load
from model.optimizers import SGD, TrainingSettings
from model.trainer import Trainer
from tests.app.http.sent import requests
from tests.asgi import CANARY, Asked, encoded, frame, with_checkpoint

REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "10000"))
AT_ONCE = 25
FOREIGN = {**CANARY, "run": "f02e16", "epochs": 2, "data": {"kind": "house-prices", "n": 40}}
ADAM = {"optimizer": {"name": "adam", "learning_rate": 0.1}, "batch_size": 8, "seed": 3}
APP = create_app(Settings(max_sessions=50, new_runs_per_minute=1_000_000))
OUTPUTS = dict(APP.callback_map)


class Canary:
    """A run in the middle of it all, one epoch a tick; its values must be those of an uninterrupted run."""

    def __init__(self, ask):
        self.ask = ask
        self.command = CANARY
        self.seen = []

    def tick(self):
        progress = self.ask(encoded(frame(self.command))).progress
        self.seen += zip(progress["weight"], progress["bias"], progress["loss"], strict=True)
        assert progress["seq"] == self.command["seq"]
        self.command = with_checkpoint(self.command, progress)

    def check(self):
        training = TrainingSettings(SGD(0.1, momentum=0.9), None, 1)
        oracle = Trainer(load(LineData(n=20)), training).run(len(self.seen)).snapshots
        assert self.seen == [(one.weight, one.bias, one.loss) for one in oracle]


@pytest.fixture(scope="module")
def asked():
    one = Asked(APP.server)
    yield one
    one.close()


@pytest.fixture(scope="module")
def canary(asked):
    return Canary(asked)


@pytest.fixture(scope="module")
def bodies(asked):
    """Good bodies to spoil: first commands and later ones, of several data sets and optimizers."""
    commands = [FOREIGN, {**FOREIGN, "training": ADAM}, {**FOREIGN, "data": {"kind": "hubble"}}, CANARY]
    later = [with_checkpoint(one, asked(encoded(frame(one))).progress) for one in commands]
    frames = [frame(one) for one in commands + later]
    return 3 * frames + [frame_of(output, spec) for output, spec in OUTPUTS.items()]


def frame_of(output, spec):
    """The call that a renderer would make of any callback, those that run in the browser too."""
    inputs = [{**one, "value": None} for one in spec["inputs"]]
    changed = [f"{one['id']}.{one['property']}" for one in inputs]
    return {
        "output": output,
        "outputs": {"id": output, "property": "data"},
        "inputs": inputs,
        "changedPropIds": changed,
    }


async def all_of(ask, batch):
    return [await answer_or_error(ask, request) for request in batch]


async def answer_or_error(ask, request):
    """What escapes the application is what a server answers 500 to."""
    try:
        return await ask(**request)
    except Exception as error:
        raise AssertionError(request) from error


def check(request, answer):
    if answer is None:
        assert request.get("ends") is False
        return
    assert answer.status < 500, (request, answer)
    if answer.status >= 400 and answer.status != 422:
        assert answer.body == b"" or answer.notice
    assert "set-cookie" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert b"Traceback" not in answer.body


@settings(
    max_examples=max(1, REQUESTS // AT_ONCE),
    deadline=None,
    database=None,
    phases=[Phase.generate],  # the message names the request: nothing is gained by looking for a smaller batch
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_whatever_is_sent_nothing_breaks_and_nobodys_run_changes(asked, canary, bodies, data):
    batch = data.draw(st.lists(requests(bodies), min_size=AT_ONCE, max_size=AT_ONCE))
    for request, answer in zip(batch, asked.run(all_of(asked.ask, batch)), strict=True):
        check(request, answer)
    canary.tick()


def test_the_run_in_the_middle_of_it_all_is_the_uninterrupted_one(canary):
    assert len(canary.seen) >= max(1, REQUESTS // AT_ONCE)
    canary.check()


def test_every_output_of_the_callback_map_is_among_what_is_spoilt(bodies):
    assert {raw["output"] for raw in bodies} == set(APP.callback_map)
