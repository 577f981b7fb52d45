"""Commands and their ticks without a page, and the run that they must equal: a plain torch loop."""

import json
from contextlib import contextmanager
from itertools import count

import numpy as np
import torch
from torch import nn

from app.run.pace import Pace
from app.run.protocol import parse_command
from app.run.sessions import SessionCache
from app.run.ticks import Ticks
from model.data import LineData, load
from model.trainer import initial_parameters

SEED = 11


def fresh_ticks(limit=100, budget_ms=1e9):
    return Ticks(SessionCache(limit), Pace(), budget_ms)


def raw_command(checkpoint=None, epochs=1, *, run="run", noise=0.25, n=60, shown=None, batch_size=None, **optimizer):
    return {
        "version": 1,
        "run": run,
        "seq": 1,
        "epochs": epochs,
        "data": {"kind": "line", "n": n, "noise": noise, "seed": 7},
        "training": {
            "optimizer": {"name": "sgd", "learning_rate": 0.1, **optimizer},
            "batch_size": batch_size,
            "seed": SEED,
        },
        "checkpoint": checkpoint,
        "shown": shown,
    }


def send(ticks, raw):
    """One round trip: the command and its answer both go through real JSON."""
    answer = ticks.advance(parse_command(json.loads(json.dumps(raw)))).as_json()
    return json.loads(json.dumps(answer))


def values(answer):
    return {name: answer[name] for name in ("epoch", "weight", "bias", "loss", "checkpoint", "diverged")}


def plain_run(segments, steps):
    """The uninterrupted run, a plain torch loop: `segments` says from which step which command's settings hold."""
    (w,), b = initial_parameters(SEED, 1)
    model = nn.Linear(1, 1)
    with torch.no_grad():
        model.weight.copy_(torch.tensor([[w]]))
        model.bias.copy_(torch.tensor([b]))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

    def settings_at(step):
        return next(raw for start, raw in reversed(segments) if start <= step)

    step = 0
    for epoch in count():
        size = settings_at(step)["training"]["batch_size"]
        done = 0
        while True:
            if step == steps:
                return [model.weight.item()], [model.bias.item()]
            raw = settings_at(step)
            data = load(LineData(**{k: v for k, v in raw["data"].items() if k != "kind"}))
            x = torch.tensor(data.features, dtype=torch.float32)
            y = torch.tensor(data.targets, dtype=torch.float32)[:, None]
            order = np.random.default_rng((SEED, epoch)).permutation(len(x))
            whole = size is None or size >= len(x)
            batch = slice(None) if whole else torch.tensor(order[done * size : (done + 1) * size])
            optimizer.param_groups[0]["lr"] = raw["training"]["optimizer"]["learning_rate"]
            optimizer.zero_grad()
            nn.MSELoss()(model(x[batch]), y[batch]).backward()
            optimizer.step()
            step += 1
            done += 1
            if whole or done * size >= len(x):
                break
    raise AssertionError("never reached: count() has no end")


class SixBatches:
    """A budget of time that is up after six looks at the clock."""

    @contextmanager
    def tick(self):
        looks = count(1)
        yield lambda: next(looks) >= 6
